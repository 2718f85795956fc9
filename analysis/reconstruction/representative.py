"""Chooses one cohort of an ensemble as an illustration.

Everything that decides is a whole number: values are rounded to decimals first, and the choice compares
integers, so that every machine chooses the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from analysis.reconstruction.constraints import Level, Marker
from analysis.reconstruction.ensemble import Ensemble
from analysis.reconstruction.reading import Cell
from analysis.reconstruction.sampler import Mask, holds
from analysis.reconstruction.sphere import Values
from analysis.reported import Printed

SEED = 2025
"""The seed of the illustration, and of the computed ages that go with it."""
PRINTED_DECIMALS = 1
RELATIVE_DECIMALS = 4
RULE = (
    "Every value is rounded. Of the members whose rounded values still agree with every finding, the one "
    "nearest the ensemble's center is taken: within each marker, arm and visit the values are sorted, and "
    "the distance is the sum over places of |value - median| / interquartile range. The first of equals is "
    "taken."
)

Whole = NDArray[np.int64]
MISSING = int(np.iinfo(np.int64).min)
_FINE = 10**6  # distances are counted in millionths of an interquartile range


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One cohort of an ensemble, in whole units of its last decimal.

    Attributes:
        index: its place in the ensemble, from 0.
        eligible: members whose rounded values agree with every finding.
        relative: PARAMCD to values in ten-thousandths, shape (subjects, visits); `MISSING` where none is.
        printed: PARAMCD to values in tenths of the printed unit, likewise.
    """

    index: int
    eligible: int
    relative: Mapping[str, Whole]
    printed: Mapping[str, Whole]


def choose(ensemble: Ensemble) -> Member:
    """Choose the illustrative cohort of an ensemble by `RULE`.

    Raises:
        ValueError: no member agrees with every finding once its values are rounded.
    """
    relative = {code: _whole(values, RELATIVE_DECIMALS) for code, values in ensemble.relative.items()}
    printed = {code: _whole(values, PRINTED_DECIMALS) for code, values in ensemble.printed.items()}
    agrees = np.ones(ensemble.size, dtype=np.bool_)
    distance = np.zeros(ensemble.size, dtype=np.int64)
    for marker in ensemble.constraints.markers:
        shown = dict(_cells(ensemble, marker, relative[marker.code]))
        levels = {
            cell: values
            for cell, values in _cells(ensemble, marker, printed[marker.code])
            if cell in marker.levels
        }
        agrees &= _agrees(marker, shown, levels)
        distance += sum(_distance(values) for values in shown.values())
    eligible = np.flatnonzero(agrees)
    if not len(eligible):
        raise ValueError(
            f"none of the {ensemble.size:,} members agrees with every finding once its values are rounded. "
            "Draw a larger ensemble."
        )
    index = int(eligible[np.argmin(distance[eligible])])
    return Member(
        index,
        len(eligible),
        {code: values[index] for code, values in relative.items()},
        {code: values[index] for code, values in printed.items()},
    )


def _whole(values: Values, decimals: int) -> Whole:
    """Values in units of their last decimal."""
    missing = np.isnan(values)
    whole = np.rint(np.where(missing, 0, values) * 10**decimals).astype(np.int64)
    return np.where(missing, MISSING, whole)


def _cells(ensemble: Ensemble, marker: Marker, values: Whole) -> Iterator[tuple[Cell, Whole]]:
    """The sampled values of each cell, shape (samples, members)."""
    for cell in marker.order:
        start = ensemble.rows(cell.arm).start
        rows = slice(start, start + marker.samples[cell])
        yield cell, values[:, rows, marker.visits.index(cell.visit)].T


def _agrees(marker: Marker, relative: Mapping[Cell, Whole], printed: Mapping[Cell, Whole]) -> Mask:
    """Which members agree with every finding on a marker, as rounded."""
    agrees = np.ones(next(iter(relative.values())).shape[1], dtype=np.bool_)
    for cell, level in marker.levels.items():
        agrees &= _prints(level, printed[cell])
    for cell, fold in marker.folds.items():
        later, baseline = relative[cell], relative[Cell(cell.arm, marker.baseline)]
        times = later.sum(axis=0) * len(baseline), baseline.sum(axis=0) * len(later)
        agrees &= (2 * times[0] >= round(2 * fold.low) * times[1]) & (
            2 * times[0] <= round(2 * fold.high) * times[1]
        )
    for comparison in marker.comparisons:
        in_unit = printed if comparison.cells <= printed.keys() else relative
        agrees &= holds(comparison, {cell: in_unit[cell].astype(np.float64) for cell in comparison.cells})
    return agrees


def _prints(level: Level, values: Whole) -> Mask:
    """Which members' mean and spread print as the level.

    In whole numbers: n sum(x²) - sum(x)² = n (n - 1) SD².
    """
    n, step = len(values), 10**PRINTED_DECIMALS
    total = values.sum(axis=0)
    squares = n * np.square(values).sum(axis=0) - np.square(total)
    mean, spread = Printed(level.summary.mean), Printed(level.summary.spread)
    one = n * (n - 1) * step**2 * (n if level.spread_is == "sem" else 1)
    lowest, highest = Fraction(max(spread.low, Decimal(0))), Fraction(spread.high)
    means: Mask = (total >= ceil(n * step * mean.low)) & (total <= floor(n * step * mean.high))
    spreads: Mask = (squares >= ceil(one * lowest**2)) & (squares <= floor(one * highest**2))
    return means & spreads


def _distance(values: Whole) -> Whole:
    """Distance of each member from the center of one cell, in millionths of interquartile ranges."""
    ordered = np.sort(values, axis=0)
    places = np.sort(ordered, axis=1)
    last = places.shape[1] - 1
    low, median, high = (places[:, [last * quarter // 4]] for quarter in (1, 2, 3))
    distances: Whole = np.abs(ordered - median) * _FINE // np.maximum(high - low, 1)
    total: Whole = distances.sum(axis=0)
    return total
