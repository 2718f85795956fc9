"""Verdicts from data whose values lie on a grid: a stated one, or those on which such a mean is likely."""

from dataclasses import dataclass, replace

import numpy as np

from analysis.audit.printing import UNUSUAL, USUAL, Printing
from analysis.audit.two_samples.grid import Grid
from analysis.audit.two_samples.pair import Pair
from analysis.audit.two_samples.tied_data import all_data, some_data
from analysis.audit.verdicts import Proof, ReadingVerdict, Witness
from analysis.inference.pvalues import Method
from analysis.reported import Printed, PrintedPvalue, Resolution
from analysis.reported.resolution import natural


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard data on a grid are looked for.

    Attributes:
        rows: rows of one group, finished or not, that may be kept when all are looked at.
        searches: how often a search starts anew.
    """

    rows: int
    searches: int


STATED = Effort(rows=100_000, searches=10)
LIKELY = Effort(rows=5_000, searches=1)
"""Likely grids are several, and to look at all data on one of them proves nothing of the others."""


def on_grids(
    pair: Pair, pvalue: PrintedPvalue, left: dict[Method, ReadingVerdict]
) -> dict[Method, ReadingVerdict]:
    """Verdicts from data on the grid, or on likely ones: of those left open, those that they settle.

    Args:
        pair: the summaries.
        pvalue: as printed.
        left: the verdicts so far that leave data with ties open, by method.
    """
    if pair.resolution is not None:
        return _on_stated_grid(pair, pair.resolution, pvalue, left)
    settled: dict[Method, ReadingVerdict] = {}
    for resolution in natural(pair.first.mean):
        methods = [method for method in left if method not in settled]
        found, _ = _on_grid(pair, resolution, USUAL, pvalue, methods, LIKELY)
        settled |= _possible(left, found)
    return settled


def _possible(
    left: dict[Method, ReadingVerdict], found: dict[Method, Witness]
) -> dict[Method, ReadingVerdict]:
    """The verdicts that data settle."""
    return {
        method: replace(left[method], answer="possible", witness=data, proof=None)
        for method, data in found.items()
    }


def _on_stated_grid(
    pair: Pair, resolution: Resolution, pvalue: PrintedPvalue, left: dict[Method, ReadingVerdict]
) -> dict[Method, ReadingVerdict]:
    """The same on one grid; where none print so as usual, unusual ways of printing come before "impossible".

    A proof that covers ties excludes usual printing; so does having looked at all data in vain. Conditions
    that ask for more than one that does are passed over.
    """
    proven = [method for method, verdict in left.items() if verdict.verdict == "impossible"]
    asked = [method for method in left if method not in proven]
    found, none = _on_grid(pair, resolution, USUAL, pvalue, asked, STATED)
    settled = _possible(left, found)
    unusual: dict[Method, dict[Printing, Witness]] = {method: {} for method in [*proven, *none]}
    looked_at, whole = dict.fromkeys(unusual, 0), set(unusual)
    for printing in UNUSUAL:
        methods = [
            method
            for method, others in unusual.items()
            if not any(other.unusual < printing.unusual for other in others)
        ]
        found, still = _on_grid(pair, resolution, printing, pvalue, methods, replace(STATED, searches=1))
        for method, data in found.items():
            unusual[method][printing] = data
        whole -= set(methods) - set(found) - set(still)
        looked_at |= {method: max(looked_at[method], count) for method, count in still.items()}
    for method, others in unusual.items():
        if others:
            conditions = ", or if ".join(printing.words(pair.spread_is) for printing in others)
            first = next(iter(others.values()))
            settled[method] = replace(
                left[method], answer="only if", witness=first, proof=None, condition=conditions
            )
        elif method in whole and method in none:
            proof = _none_of(none[method], looked_at[method], resolution, pvalue)
            settled[method] = replace(left[method], answer="impossible", proof=proof)
    return settled


def _on_grid(
    pair: Pair,
    resolution: Resolution,
    printing: Printing,
    pvalue: PrintedPvalue,
    methods: list[Method],
    effort: Effort,
) -> tuple[dict[Method, Witness], dict[Method, int]]:
    """Data by method; where there are none how many were looked at; the rest was searched in vain."""
    grids = [
        Grid.printed(summary, resolution, spread_is=pair.spread_is, minimum=pair.minimum, printing=printing)
        for summary in (pair.first, pair.second)
    ]
    every = all_data(grids[0], grids[1], pvalue, methods, rows=effort.rows)
    others = [method for method in methods if method not in every]
    data = {method: found.data for method, found in every.items() if found.data is not None}
    data |= some_data(grids[0], grids[1], pvalue, others, searches=effort.searches)
    witnesses: dict[Method, Witness] = {}
    for method, groups in data.items():
        values = [
            np.array([resolution.value(grid.center + step) for step in group.tolist()])
            for grid, group in zip(grids, groups, strict=True)
        ]
        decimals = Printed(resolution.step).decimals
        found = pair.witness((values[0], values[1]), pvalue, method, printing, decimals)
        if found is not None:
            witnesses[method] = found
    return witnesses, {method: found.looked_at for method, found in every.items() if found.data is None}


def _none_of(usual: int, unusual: int, resolution: Resolution, pvalue: PrintedPvalue) -> Proof:
    """All data of a grid were looked at: so many as usually printed, and at most so many otherwise."""
    otherwise = "where decimals were cut off, or n stood for n - 1"
    if not usual and not unusual:
        statement = (
            f"no values on {resolution.words} have the printed means and spreads, rounded or cut off, with "
            "n - 1 or n."
        )
    elif not usual:
        statement = (
            f"no values on {resolution.words} have the printed means and spreads as usually printed; "
            f"{otherwise}, some have, and none of these has {pvalue.words}."
        )
    else:
        pairs = "1 pair" if usual == 1 else f"{usual:,} pairs"
        statement = (
            f"on {resolution.words} {pairs} of groups have the printed means and spreads, and none has "
            f"{pvalue.words}; nor has any {otherwise}."
        )
    return Proof("All data on the grid", statement, covers_ties=True)
