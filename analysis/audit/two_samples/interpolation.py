"""From one data set to another along data that keep the printed numbers, stopping at a wanted U.

Every printed mean and spread that two data sets share is kept on the way: sorted values are mixed linearly,
which keeps the mean and every minimum and can only lose spread; what is lost is restored by moving toward the
most unequal values of the same mean (all but the highest at the lowest value), along which the squared
deviations never decrease. Both groups change continuously, so U changes one pair at a time, unless several
pairs cross at the very same moment; it therefore takes every whole value between those of the two ends.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from analysis.audit.two_samples.moments import Floats, Moments

STOPS = 129
ZOOMS = 8

Data = tuple[Floats, Floats]


def pairs_above(first: Floats, second: Floats) -> Floats:
    """U of each row: pairs in which the first group is higher, plus half the ties.

    Args:
        first: shape (..., n1).
        second: shape (..., n2).

    Examples:
        >>> pairs_above(np.array([1.0, 5.0]), np.array([1.0, 3.0]))
        array(2.5)
    """
    difference = first[..., :, np.newaxis] - second[..., np.newaxis, :]
    return np.asarray(((np.sign(difference) + 1) / 2).sum(axis=(-2, -1)))


class Stretch(NamedTuple):
    """Stops along the way, the last zoom's in order.

    Attributes:
        first: values of the first group at each stop, shape (stops, n1).
        second: those of the second, shape (stops, n2).
        reached: U at each stop.
        jump: the stop after which U first passes the wanted value.
    """

    first: Floats
    second: Floats
    reached: Floats
    jump: int


def stop_at(u: float, start: Data, end: Data, moments: tuple[Moments, Moments]) -> Data | None:
    """Data between two data sets with this U, far from the crossings before and after, or None.

    Args:
        u: the wanted U, between those of the ends.
        start: values of both groups, sorted.
        end: other values, each group sorted in the same direction.
        moments: of both groups, which give the lowest values.
    """
    for stretch in _zooms(u, start, end, moments):
        found = np.flatnonzero(stretch.reached == u)
        if len(found):
            runs = np.split(found, np.flatnonzero(np.diff(found) > 1) + 1)
            longest = max(runs, key=len)
            middle = longest[len(longest) // 2]
            return stretch.first[middle], stretch.second[middle]
    return None


def _zooms(u: float, start: Data, end: Data, moments: tuple[Moments, Moments]) -> Iterator[Stretch]:
    """Stops on the whole way, then ever closer ones around the place where U passes ``u``."""
    low, high = 0.0, 1.0
    for _ in range(ZOOMS):
        positions = np.linspace(low, high, STOPS)
        first, second = (_mixed(a, b, positions, m) for a, b, m in zip(start, end, moments, strict=True))
        reached = pairs_above(first, second)
        beyond = reached > u
        jump = int(np.argmax(beyond[1:] != beyond[:-1]))
        low, high = positions[jump], positions[jump + 1]
        yield Stretch(first, second, reached, jump)


def _mixed(start: Floats, end: Floats, positions: Floats, moments: Moments) -> Floats:
    """Sorted values at each position between start and end, their SD changing linearly; shape (k, n)."""
    share = positions[:, np.newaxis]
    mixed = (1 - share) * start + share * end
    sd = (1 - positions) * start.std() + positions * end.std()
    lowest = moments.values[0]
    target = np.full_like(mixed, lowest)
    target[:, np.argmax(start)] = lowest + (mixed - lowest).sum(axis=1)
    d = mixed - mixed.mean(axis=1, keepdims=True)
    e = (target - mixed.mean(axis=1, keepdims=True)) - d
    c, b = np.square(e).sum(axis=1), 2 * (d * e).sum(axis=1)
    a = np.square(d).sum(axis=1) - len(start) * sd**2
    root = 2 * np.maximum(-a, 0) / (b + np.sqrt(np.maximum(b**2 - 4 * a * c, 0)) + np.finfo(float).tiny)
    restored: Floats = mixed + np.clip(root, 0, 1)[:, np.newaxis] * (target - mixed)
    return restored
