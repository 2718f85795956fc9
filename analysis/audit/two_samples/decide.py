"""Decide one reading of two printed summaries and a printed p: data, a proof, or neither."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analysis.audit.two_samples.interpolation import Data, pairs_above, stop_at
from analysis.audit.two_samples.moments import Floats
from analysis.audit.two_samples.on_grids import on_grids
from analysis.audit.two_samples.pair import Pair, Sizes
from analysis.audit.two_samples.proofs import refuted, too_spread
from analysis.audit.two_samples.search import at_least
from analysis.audit.two_samples.tied_statistics import tied_statistics
from analysis.audit.verdicts import Proof, ReadingVerdict, Witness
from analysis.inference.pvalues import Method
from analysis.reported import PrintedPvalue
from analysis.reported.decode import fitting_statistics

FARTHER = (0, 1, 2, 3)  # how far beyond U the way may lead; another way avoids values too close to print


def readings(pair: Pair, pvalue: PrintedPvalue, methods: Sequence[Method]) -> list[ReadingVerdict]:
    """The verdicts under each method, in their order.

    Args:
        pair: the summaries.
        pvalue: as printed.
        methods: how p is computed.
    """
    start = _start(pair)
    verdicts = {method: _anywhere(pair, start, pvalue, method) for method in methods}
    stated = pair.resolution is not None  # then a proof does not yet exclude unusual ways of printing
    left = {method: verdict for method, verdict in verdicts.items() if stated or not verdict.settled}
    return list((verdicts | on_grids(pair, pvalue, left)).values())


def _anywhere(pair: Pair, start: Data | None, pvalue: PrintedPvalue, method: Method) -> ReadingVerdict:
    """The verdict as far as data without ties tell, wherever their values lie."""
    undecided = ReadingVerdict(pair.sizes, pair.spread_is, method, "undecided", grid=pair.resolution)
    if start is None:
        proof = _alone(pair)
    else:
        targets = fitting_statistics(pvalue.text, pair.sizes, method)
        found = None if pair.resolution else _data(pair, start, targets, pvalue, method)
        if found is not None:
            return replace(undecided, answer="possible", witness=found)
        proof = _refuted(pair, start, targets, pvalue, method)
    return undecided if proof is None else replace(undecided, answer="impossible", proof=proof)


def _refuted(pair: Pair, start: Data, targets: Floats, pvalue: PrintedPvalue, method: Method) -> Proof | None:
    """Why no data without ties exist, wherever the values lie, and whether that covers ties; or None."""
    arguments = _arguments(pair, start, targets)
    if arguments is None:
        return None
    tied = tied_statistics(pvalue, pair.sizes, method)
    covered = tied is not None and _arguments(pair, start, np.union1d(targets, tied)) is not None
    names = " and ".join(dict.fromkeys(name for name, _ in arguments))
    statement = " ".join([_needs(pvalue, pair.sizes, targets), *(_capital(text) for _, text in arguments)])
    return Proof(names or "Attainable p-values", statement, covered)


def _start(pair: Pair) -> Data | None:
    """Any data with the printed means and spreads."""
    return at_least(*pair.moments, 0).data


def _alone(pair: Pair) -> Proof | None:
    """Why one of the groups cannot exist by itpair."""
    for moments, name in zip(pair.moments, pair.names, strict=True):
        if not moments.allows(np.full((1, moments.n), np.inf), slack=1e-9)[0]:
            return Proof(*too_spread(moments, name), covers_ties=True)
    return None


def _data(pair: Pair, start: Data, targets: Floats, pvalue: PrintedPvalue, method: Method) -> Witness | None:
    """Data whose U is one of the targets, checked."""
    here = float(pairs_above(*start))
    ways = ((u, u + step if u >= here else u - step) for u in _neighbors(targets, here) for step in FARTHER)
    for u, goal in ways:
        end = _end(pair, goal, here)
        data = None if end is None else stop_at(u, start, end, pair.moments)
        found = None if data is None else pair.witness(data, pvalue, method)
        if found is not None:
            return found
    return None


def _end(pair: Pair, u: float, here: float) -> Data | None:
    """Data whose U is u or beyond, seen from here."""
    first, second = pair.moments
    if u >= here:
        return at_least(first, second, u).data
    data = at_least(second, first, first.n * second.n - u).data
    return None if data is None else (data[1][::-1], data[0][::-1])


def _arguments(pair: Pair, start: Data, targets: Floats) -> list[tuple[str, str]] | None:
    """Why no target can be reached; None where one stays open."""
    here = float(pairs_above(*start))
    found = [_argument(pair, u, here) for u in _neighbors(targets, here)]
    return None if None in found else [argument for argument in found if argument is not None]


def _argument(pair: Pair, u: float, here: float) -> tuple[str, str] | None:
    first, second = pair.moments
    mirrored = first.n * second.n - u
    if u > here:
        search = at_least(first, second, u)
        able = search.data is not None or not search.complete
        return None if able else refuted(first, second, pair.names, u, search)
    search = at_least(second, first, mirrored)
    able = search.data is not None or not search.complete
    return None if able else refuted(second, first, pair.names[::-1], mirrored, search)


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
