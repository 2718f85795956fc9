"""Decide one reading of two printed summaries and a printed p: data, a proof, or neither."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.audit.two_samples.grid import Grid
from analysis.audit.two_samples.interpolation import Data, pairs_above, stop_at
from analysis.audit.two_samples.moments import Floats, Moments
from analysis.audit.two_samples.proofs import Groups, refuted, too_spread
from analysis.audit.two_samples.search import at_least
from analysis.audit.two_samples.tied_data import all_data, some_data
from analysis.audit.two_samples.tied_statistics import tied_statistics
from analysis.audit.verdicts import Proof, ReadingVerdict, Witness, witness
from analysis.inference.pvalues import Method
from analysis.reported import PrintedPvalue, Resolution, Summary
from analysis.reported.decode import fitting_statistics
from analysis.reported.resolution import natural
from analysis.reported.summary import SpreadIs

SEARCHES = 10  # on a grid that is known; likely ones are several, and each is searched once
FARTHER = (0, 1, 2, 3)  # how far beyond U the way may lead; another way avoids values too close to print

Sizes = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two summaries under one reading of the sizes and of ±.

    Attributes:
        first: mean and spread as printed, with the number of values.
        second: the same for the second group.
        spread_is: what ± is.
        minimum: the smallest value possible; None for no limit.
        names: what sentences call the groups.
        resolution: the grid on which values are recorded; None where it is not known.
    """

    first: Summary
    second: Summary
    spread_is: SpreadIs
    minimum: float | None
    names: Groups
    resolution: Resolution | None = None

    @property
    def sizes(self) -> Sizes:
        """Values in each group."""
        return self.first.n, self.second.n

    @property
    def moments(self) -> tuple[Moments, Moments]:
        """What the printed numbers say of each group."""
        first, second = (
            Moments.printed(summary, spread_is=self.spread_is, minimum=self.minimum)
            for summary in (self.first, self.second)
        )
        return first, second

    def readings(self, pvalue: PrintedPvalue, methods: Sequence[Method]) -> list[ReadingVerdict]:
        """The verdicts under each method, in their order.

        Args:
            pvalue: as printed.
            methods: how p is computed.
        """
        start = self._start()
        verdicts = {method: self._anywhere(start, pvalue, method) for method in methods}
        left = {method: verdict for method, verdict in verdicts.items() if not verdict.settled}
        return list((verdicts | self._on_grids(pvalue, left)).values())

    def _anywhere(self, start: Data | None, pvalue: PrintedPvalue, method: Method) -> ReadingVerdict:
        """The verdict as far as data without ties tell, wherever their values lie."""
        undecided = ReadingVerdict(self.sizes, self.spread_is, method, "undecided", grid=self.resolution)
        if start is None:
            proof = self._alone()
        else:
            targets = fitting_statistics(pvalue.text, self.sizes, method)
            found = None if self.resolution else self._data(start, targets, pvalue, method)
            if found is not None:
                return replace(undecided, answer="possible", witness=found)
            proof = self._refuted(start, targets, pvalue, method)
        return undecided if proof is None else replace(undecided, answer="impossible", proof=proof)

    def _refuted(self, start: Data, targets: Floats, pvalue: PrintedPvalue, method: Method) -> Proof | None:
        """Why no data without ties exist, wherever the values lie, and whether that covers ties; or None."""
        arguments = self._arguments(start, targets)
        if arguments is None:
            return None
        tied = tied_statistics(pvalue, self.sizes, method)
        covered = tied is not None and self._arguments(start, np.union1d(targets, tied)) is not None
        names = " and ".join(dict.fromkeys(name for name, _ in arguments))
        statement = " ".join(
            [_needs(pvalue, self.sizes, targets), *(_capital(text) for _, text in arguments)]
        )
        return Proof(names or "Attainable p-values", statement, covered)

    def _on_grids(
        self, pvalue: PrintedPvalue, left: dict[Method, ReadingVerdict]
    ) -> dict[Method, ReadingVerdict]:
        """Verdicts from data on the grid, or on likely ones: of those left open, those that they settle."""
        settled: dict[Method, ReadingVerdict] = {}
        for resolution in (self.resolution,) if self.resolution else natural(self.first.mean):
            grids = [
                Grid.printed(summary, resolution, spread_is=self.spread_is, minimum=self.minimum)
                for summary in (self.first, self.second)
            ]
            methods = [method for method in left if method not in settled]
            every = all_data(grids[0], grids[1], pvalue, methods)
            data = {method: all_.data for method, all_ in every.items() if all_.data is not None}
            others = [method for method in methods if method not in every]
            searches = SEARCHES if self.resolution else 1
            data |= some_data(grids[0], grids[1], pvalue, others, searches=searches)
            for method, steps in data.items():
                values = [
                    np.array([resolution.value(grid.center + step) for step in group.tolist()])
                    for grid, group in zip(grids, steps, strict=True)
                ]
                found = self._checked((values[0], values[1]), pvalue, method)
                if found is not None:
                    settled[method] = replace(left[method], answer="possible", witness=found, proof=None)
            if self.resolution:
                settled |= {
                    method: replace(
                        left[method],
                        answer="impossible",
                        proof=_none_of(all_.looked_at, resolution, pvalue),
                    )
                    for method, all_ in every.items()
                    if all_.data is None
                }
        return settled

    def _start(self) -> Data | None:
        """Any data with the printed means and spreads."""
        return at_least(*self.moments, 0).data

    def _alone(self) -> Proof | None:
        """Why one of the groups cannot exist by itself."""
        for moments, name in zip(self.moments, self.names, strict=True):
            if not moments.allows(np.full((1, moments.n), np.inf), slack=1e-9)[0]:
                return Proof(*too_spread(moments, name), covers_ties=True)
        return None

    def _data(self, start: Data, targets: Floats, pvalue: PrintedPvalue, method: Method) -> Witness | None:
        """Data whose U is one of the targets, checked."""
        here = float(pairs_above(*start))
        ways = (
            (u, u + step if u >= here else u - step) for u in _neighbors(targets, here) for step in FARTHER
        )
        for u, goal in ways:
            end = self._end(goal, here)
            data = None if end is None else stop_at(u, start, end, self.moments)
            found = None if data is None else self._checked(data, pvalue, method)
            if found is not None:
                return found
        return None

    def _checked(self, data: Data, pvalue: PrintedPvalue, method: Method) -> Witness | None:
        """The data as a witness, if they print everything as given."""
        first, second = (values.tolist() for values in data)
        return witness(
            (self.first, first),
            (self.second, second),
            pvalue,
            spread_is=self.spread_is,
            method=method,
            minimum=self.minimum,
        )

    def _end(self, u: float, here: float) -> Data | None:
        """Data whose U is u or beyond, seen from here."""
        first, second = self.moments
        if u >= here:
            return at_least(first, second, u).data
        data = at_least(second, first, first.n * second.n - u).data
        return None if data is None else (data[1][::-1], data[0][::-1])

    def _arguments(self, start: Data, targets: Floats) -> list[tuple[str, str]] | None:
        """Why no target can be reached; None where one stays open."""
        here = float(pairs_above(*start))
        found = [self._argument(u, here) for u in _neighbors(targets, here)]
        return None if None in found else [argument for argument in found if argument is not None]

    def _argument(self, u: float, here: float) -> tuple[str, str] | None:
        first, second = self.moments
        mirrored = first.n * second.n - u
        if u > here:
            search = at_least(first, second, u)
            able = search.data is not None or not search.complete
            return None if able else refuted(first, second, self.names, u, search)
        search = at_least(second, first, mirrored)
        able = search.data is not None or not search.complete
        return None if able else refuted(second, first, self.names[::-1], mirrored, search)


def _neighbors(targets: Floats, here: float) -> list[float]:
    """The nearest target at or above, and the nearest below; farther ones are harder to reach."""
    above, below = targets[targets >= here], targets[targets < here]
    return [*above[:1].tolist(), *below[-1:].tolist()]


def _needs(pvalue: PrintedPvalue, sizes: Sizes, targets: Floats) -> str:
    """What the p requires of U."""
    if not len(targets):
        return f"No U of {sizes[0]} v {sizes[1]} values without ties has a p that prints as {pvalue.words}."
    values = ", ".join(f"{u:g}" for u in targets) if len(targets) <= 8 else f"one of {len(targets)} values"
    return f"{_capital(pvalue.words)} needs U = {values} of {sizes[0] * sizes[1]}."


def _none_of(looked_at: int, resolution: Resolution, pvalue: PrintedPvalue) -> Proof:
    """All data of a grid were looked at."""
    if not looked_at:
        statement = f"no values on {resolution.words} have the printed means and spreads."
    else:
        pairs = "1 pair" if looked_at == 1 else f"{looked_at:,} pairs"
        statement = (
            f"on {resolution.words} {pairs} of groups have the printed means and spreads, and none has "
            f"{pvalue.words}."
        )
    return Proof("All data on the grid", statement, covers_ties=True)


def _capital(text: str) -> str:
    return text if text.startswith("p ") else text[0].upper() + text[1:]
