"""Decide one reading of two printed summaries and a printed p: data, a proof, or neither."""

from dataclasses import dataclass, replace

import numpy as np

from analysis.audit.two_samples.interpolation import Data, pairs_above, stop_at, tie_at
from analysis.audit.two_samples.moments import Floats, Moments
from analysis.audit.two_samples.proofs import Groups, refuted, too_spread
from analysis.audit.two_samples.search import at_least
from analysis.audit.verdicts import Proof, ReadingVerdict, Witness, witness
from analysis.inference.pvalues import Method
from analysis.reported import PrintedPvalue, Summary
from analysis.reported.decode import fitting_statistics
from analysis.reported.summary import SpreadIs
from analysis.reported.ties import MAX_SUBJECTS, tied_outcomes

MAX_TIES = 8  # statistics tried for data with a tie
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
    """

    first: Summary
    second: Summary
    spread_is: SpreadIs
    minimum: float | None
    names: Groups

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

    def reading(self, pvalue: PrintedPvalue, method: Method) -> ReadingVerdict:
        """The verdict under one method.

        Args:
            pvalue: as printed.
            method: how p is computed.
        """
        open_reading = ReadingVerdict(self.sizes, self.spread_is, method, "undecided")
        start = self._start()
        if start is None:
            proof = self._alone()
            return open_reading if proof is None else replace(open_reading, answer="impossible", proof=proof)
        targets = fitting_statistics(pvalue.text, self.sizes, method)
        found = self._data(start, targets, pvalue, method)
        if found is not None:
            return replace(open_reading, answer="possible", witness=found)
        arguments = self._arguments(start, targets)
        if arguments is None:
            return open_reading
        tied = self._tied_targets(pvalue, method)
        covered = tied is not None and self._arguments(start, np.union1d(targets, tied)) is not None
        found = None if covered or tied is None else self._tied_data(start, tied, pvalue, method)
        if found is not None:
            return replace(open_reading, answer="possible", witness=found)
        names = " and ".join(dict.fromkeys(name for name, _ in arguments))
        statement = " ".join(
            [_needs(pvalue, self.sizes, targets), *(_capital(text) for _, text in arguments)]
        )
        proof = Proof(names or "Attainable p-values", statement, covered)
        return replace(open_reading, answer="impossible", proof=proof)

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

    def _tied_data(self, start: Data, tied: Floats, pvalue: PrintedPvalue, method: Method) -> Witness | None:
        """Data with one tie between the groups, checked: there U is a whole number and a half."""
        here = float(pairs_above(*start))
        halves = tied[tied % 1 == 0.5]
        for u in sorted(halves.tolist(), key=lambda half: abs(half - here))[:MAX_TIES]:
            end = self._end(u + 0.5 if u > here else u - 0.5, here)
            data = None if end is None else tie_at(u, start, end, self.moments)
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

    def _tied_targets(self, pvalue: PrintedPvalue, method: Method) -> Floats | None:
        """The statistics that ties can give with this p; None where the tie patterns are too many."""
        if sum(self.sizes) > MAX_SUBJECTS:
            return None
        statistics, pvalues = tied_outcomes(sum(self.sizes), self.sizes[0], method)
        return np.unique(statistics[pvalue.fits(pvalues)])


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


def _capital(text: str) -> str:
    return text if text.startswith("p ") else text[0].upper() + text[1:]
