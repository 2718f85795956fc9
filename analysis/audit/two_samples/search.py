"""Which orders of two groups are compatible with their means and spreads: an exhaustive search.

Sort the first group upward and the second downward. The pairs in which the second group is higher then form a
staircase (a Ferrers diagram) at the corner of the lowest values of the first and the highest of the second:
row i has length r_i, and r_1 >= r_2 >= ... >= r_n1. U is at least u exactly when some data have a staircase
of at most w = n1 n2 - u pairs, ties counting as not higher (so ties are covered).

A staircase holds exactly when thresholds exist, one per distinct row length below n2, such that the rows of
that length are at or above it and all values of the second group beyond that length are at or below it. So
for each staircase of w pairs two questions decide:

- can the first group have its mean and spread with its values above the thresholds? If so, it can with lower
  ones;
- can the second with its values below them? If so, it can with higher ones.

`Moments.allows` answers both for given thresholds. Because the answers are monotone, a whole box of
thresholds is refuted when the first group fails at its lowest corner or the second at its highest. Boxes that
are not refuted are halved; a center at which both succeed gives the data. When no box is left, no data exist:
that is a proof by exhaustion. When boxes are left at the limit of effort, the staircase stays open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.audit.two_samples.bounds import forced_pairs, highest_threshold, lowest_threshold
from analysis.audit.two_samples.moments import Floats, Moments

MAX_BOXES = 4096
MAX_ROUNDS = 60
MAX_STAIRCASES = 400
_SLACK = 1e-9  # relative allowance for rounding before a box counts as refuted
_MARGIN = 0.05  # share of the printed intervals kept free, so that an example rounds safely

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """Outcome of the search for data with U at least u.

    Attributes:
        data: values of both groups, the first rising and the second falling; None where none were found.
        complete: no staircase was left open, so without data none exist.
        forced: pairs in which the second group must be higher (`thresholds.forced_pairs`).
        staircases: staircases refuted.
        boxes: boxes of thresholds examined.
    """

    data: tuple[Floats, Floats] | None
    complete: bool
    forced: int
    staircases: int
    boxes: int


@lru_cache(maxsize=4096)
def at_least(first: Moments, second: Moments, u: float) -> Search:
    """Search for data of two groups with U >= u, or refute them.

    Args:
        first: moments of the group whose higher values U counts.
        second: moments of the other group.
        u: the value to reach, 0 to n1 n2; halves allowed.
    """
    wrong = int(np.floor(first.n * second.n - u))
    forced = forced_pairs(first, second)
    if forced.sum() > wrong:
        return Search(None, True, int(forced.sum()), 0, 0)
    refuted = boxes = 0
    complete = True
    for index, rows in enumerate(staircases(wrong, first.n, second.n, forced)):
        if index == MAX_STAIRCASES:
            return Search(None, False, int(forced.sum()), refuted, boxes)
        data, done, examined = _thresholds(first, second, rows)
        boxes += examined
        if data is not None:
            return Search(data, True, int(forced.sum()), refuted, boxes)
        complete &= done
        refuted += done
    return Search(None, complete, int(forced.sum()), refuted, boxes)


def staircases(pairs: int, rows: int, longest: int, inside: Whole) -> Iterator[tuple[int, ...]]:
    """Yield every staircase of this many pairs that contains another one, the most even first.

    Args:
        pairs: the number of pairs.
        rows: number of rows.
        longest: the largest row length.
        inside: row lengths that must be reached, never increasing.

    Examples:
        >>> list(staircases(3, 2, 3, np.array([1, 0])))
        [(2, 1), (3, 0)]
    """
    if rows == 0:
        if pairs == 0:
            yield ()
        return
    rest = int(inside[1:].sum())
    shortest = max(int(inside[0]), -(-pairs // rows))
    for length in range(shortest, min(longest, pairs - rest) + 1):
        for others in staircases(pairs - length, rows - 1, length, inside[1:]):
            yield (length, *others)


@dataclass(frozen=True, slots=True, eq=False)
class _Levels:
    """The thresholds of one staircase, from the lowest up, and whom each concerns.

    Attributes:
        floors: for each value of the first group the number of its threshold, counted from 1; 0 for none.
        caps: for each value of the second group the number of its threshold, counted from 0; the number of
            thresholds for none.
        low: a lower limit for each threshold, shape (1, r).
        high: an upper limit for each threshold, shape (1, r).
    """

    floors: Whole
    caps: Whole
    low: Floats
    high: Floats

    def lower(self, thresholds: Floats) -> Floats:
        """Floors of the first group for rows of thresholds, shape (k, n1)."""
        none = np.full((len(thresholds), 1), -np.inf)
        return np.hstack([none, thresholds])[:, self.floors]

    def upper(self, thresholds: Floats) -> Floats:
        """Caps of the second group for rows of thresholds, shape (k, n2)."""
        none = np.full((len(thresholds), 1), np.inf)
        return np.hstack([thresholds, none])[:, self.caps]


def _levels(first: Moments, second: Moments, rows: tuple[int, ...]) -> _Levels:
    """Set up the thresholds of a staircase; the lemma of `thresholds` bounds each of them."""
    lengths = sorted({length for length in rows if length < second.n}, reverse=True)
    floors = [lengths.index(length) + 1 if length < second.n else 0 for length in rows]
    caps = [sum(length > position for length in lengths) for position in range(second.n)]
    low = [lowest_threshold(second, length) for length in lengths]
    high = [highest_threshold(first, rows.index(length)) for length in lengths]
    return _Levels(np.array(floors), np.array(caps), np.array([low]), np.array([high]))


def _thresholds(
    first: Moments, second: Moments, rows: tuple[int, ...]
) -> tuple[tuple[Floats, Floats] | None, bool, int]:
    """Search the thresholds of one staircase: data or None, whether it is settled, boxes examined."""
    levels, mirrored = _levels(first, second, rows), first.mirrored()
    rounding = _SLACK * max(map(abs, (*first.values, *second.values)))
    low, high = levels.low - rounding, levels.high + rounding
    examined = 0
    for _ in range(MAX_ROUNDS):
        examined += len(low)
        low = np.maximum.accumulate(low, axis=1)
        high = np.minimum.accumulate(high[:, ::-1], axis=1)[:, ::-1]
        kept = np.all(low <= high, axis=1)
        kept &= mirrored.allows(-levels.lower(low), slack=_SLACK) & second.allows(
            levels.upper(high), slack=_SLACK
        )
        low, high = low[kept], high[kept]
        if not len(low):
            return None, True, examined
        data = _example(first, second, levels, (low + high) / 2)
        if data is not None:
            return data, True, examined
        if not low.shape[1] or 2 * len(low) > MAX_BOXES:
            break
        low, high = _halved(low, high)
    return None, False, examined


def _example(
    first: Moments, second: Moments, levels: _Levels, centers: Floats
) -> tuple[Floats, Floats] | None:
    """Data at the first center that works, both groups without ties and at a distance from the thresholds."""
    mirrored, inner = first.mirrored().narrowed(_MARGIN), second.narrowed(_MARGIN)
    steps = _step(mirrored), _step(inner)
    floors, caps = levels.lower(centers) + steps[0], levels.upper(centers) - steps[1]
    for row in np.flatnonzero(mirrored.allows(-floors) & inner.allows(caps)):
        x, y = mirrored.example(-floors[row]), inner.example(caps[row])
        if x is not None and y is not None:
            return -_untied(x, steps[0]), _untied(y, steps[1])
    return None


def _step(moments: Moments) -> float:
    """A change of single values that the margin kept free can take."""
    low, high = np.sqrt(moments.squares)
    return float(_MARGIN * (high - low) / (4 * np.sqrt(moments.n)))


def _untied(falling: Floats, step: float) -> Floats:
    """Spread equal values apart, by less than the step and without moving the mean."""
    order = np.arange(len(falling))
    apart: Floats = falling + step * (order.mean() - order) / len(order)
    return apart


def _halved(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Cut each box across its longest side."""
    row, side = np.arange(len(low)), np.argmax(high - low, axis=1)
    middle = (low[row, side] + high[row, side]) / 2
    lower_high, upper_low = high.copy(), low.copy()
    lower_high[row, side] = upper_low[row, side] = middle
    return np.concatenate([low, upper_low]), np.concatenate([lower_high, high])
