"""Fast statistics for data sets that are clearly free of ties and zeros, and a mask of those that are.

Sorting a hundred thousand short rows costs more than comparing all their pairs column by column. The
comparisons run on single-precision copies, in blocks that fit the processor's cache. A row whose closest pair
is nearer than `CLEARANCE` of the block's largest value is left to the exact ranking of
`analysis.inference.ranks`. Relative to that value single precision errs by less than 3e-7 and the decimal tie
rule rounds by at most 1e-9, so a row that passes is ordered exactly as its decimals are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.inference.ranks import Whole

CLEARANCE = 1e-6
_BLOCK = 2**18  # pairs that are compared at once

Single = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Screened:
    """A block of rows.

    Attributes:
        rows: which rows.
        clear: whether each is clearly without ties and zeros.
        sums: its doubled rank sum; it counts only where `clear` is true.
    """

    rows: slice
    clear: NDArray[np.bool_]
    sums: Whole


def screen_groups(x: NDArray[np.float64], y: NDArray[np.float64]) -> Iterator[Screened]:
    """Yield blocks of rows with the doubled rank sums of x.

    U is the number of pairs with x > y, and the rank sum exceeds it by n1 (n1 + 1) / 2.

    Args:
        x: shape (k, n1).
        y: shape (k, n2).

    Examples:
        >>> block, = screen_groups(np.array([[1.0, 4.0], [1.0, 2.0]]), np.array([[3.0, 9.0], [2.0, 5.0]]))
        >>> block.clear, block.sums
        (array([ True, False]), array([8, 6]))
    """
    n1, n2 = x.shape[1], y.shape[1]
    across, n = n1 * n2, n1 + n2
    for rows, columns, gaps, peak in _blocks(n * (n - 1) // 2, x, y):
        for i in range(n1):
            np.subtract(columns[i], columns[n1:], out=gaps[i * n2 : (i + 1) * n2])
        inner = _fill_differences(columns[:n1], gaps[across:])
        _fill_differences(columns[n1:], gaps[across + inner :])
        above = _count_positive(gaps[:across])
        yield Screened(rows, _clear(gaps, peak), 2 * above + n1 * (n1 + 1))


def screen_signed(differences: NDArray[np.float64]) -> Iterator[Screened]:
    """Yield blocks of rows with doubled W+.

    W+ is the number of Walsh sums d[i] + d[j], i <= j, above zero (Tukey's form). Equal magnitudes make a sum
    or a difference zero, and a zero makes its own Walsh sum zero.

    Args:
        differences: shape (k, n).

    Examples:
        >>> block, = screen_signed(np.array([[1.0, -2.0, 4.0], [1.0, -1.0, 4.0]]))
        >>> block.clear, block.sums
        (array([ True, False]), array([8, 8]))
    """
    n = differences.shape[1]
    for rows, columns, gaps, peak in _blocks(n * n, differences):
        walsh = n * (n + 1) // 2
        start = 0
        for i in range(n):
            np.add(columns[i], columns[i:], out=gaps[start : start + n - i])
            start += n - i
        _fill_differences(columns, gaps[walsh:])
        above = _count_positive(gaps[:walsh])
        yield Screened(rows, _clear(gaps, peak), 2 * above)


def _blocks(pairs: int, *groups: NDArray[np.float64]) -> Iterator[tuple[slice, Single, Single, float]]:
    """Yield rows, their transpose in single precision, room for `pairs` gaps each, and the largest value."""
    k, n = len(groups[0]), sum(group.shape[1] for group in groups)
    step = min(k, max(1, _BLOCK // max(pairs, 1)))
    columns, gaps = np.empty((n, step), dtype=np.float32), np.empty((pairs, step), dtype=np.float32)
    for start in range(0, k, max(step, 1)):
        rows = slice(start, min(start + step, k))
        width = rows.stop - rows.start
        first = 0
        with np.errstate(over="ignore"):
            for group in groups:
                columns[first : first + group.shape[1], :width] = group[rows].T
                first += group.shape[1]
        block = columns[:, :width]
        peak = max(float(block.max()), -float(block.min()))
        if not 1e-30 < peak < 1e30:  # beyond what single precision can hold: let every row count as tied
            block[:] = 0
        yield rows, block, gaps[:, :width], peak


def _fill_differences(columns: Single, out: Single) -> int:
    """Write the differences of all pairs of columns and return how many there are."""
    start = 0
    for i in range(len(columns) - 1):
        stop = start + len(columns) - i - 1
        np.subtract(columns[i], columns[i + 1 :], out=out[start:stop])
        start = stop
    return start


def _count_positive(gaps: Single) -> Whole:
    """Count the positive gaps of each column; one byte a count is fastest, and suffices up to 127."""
    flags = (gaps > 0).view(np.int8)
    count = flags.sum(axis=0, dtype=np.int8 if len(flags) < 128 else np.int32)
    whole: Whole = count.astype(np.int64)
    return whole


def _clear(gaps: Single, peak: float) -> NDArray[np.bool_]:
    """Tell which columns hold no gap below the clearance; a single value has no gap at all."""
    np.abs(gaps, out=gaps)
    clear: NDArray[np.bool_] = gaps.min(axis=0, initial=np.inf) > CLEARANCE * peak
    return clear
