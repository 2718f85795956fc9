"""What a printed p can mean when values tie: tie patterns, and every statistic that each can give.

A tie pattern is the sizes of the groups of equal values, in order: (1, 2, 1) for four values of which the
middle two are equal. n values have 2**(n - 1) of them, too many above some 20 values. Then two kinds are
counted as far as they can be afforded: those with few different values, as on a scale, and those with few
groups of equal values, as among measurements.

The exact distribution of a statistic is built up one group of equal values at a time (Streitberg and Röhmel
1986, Statistical Software Newsletter 12:10-17), and patterns that begin alike share what they have in common:
how many of the first group are among the lowest values, and what they add to the statistic, is all that the
next group of equal values has to know. Of two groups a pattern and its reverse give mirror images, so one of
them is enough. A normal p asks only for the variance, which many patterns share, so that they are counted
together, and all of them up to some forty values.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, product, takewhile
from math import comb

import numpy as np
from numpy.typing import NDArray

from analysis.inference.pvalues import Counts, normal_pvalues
from analysis.inference.ranks import Whole
from analysis.reported.conventions import Distribution

AFFORDED = 180_000_000  # cells of the distributions that are counted, in a second or two

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TiesLookedAt:
    """Which tie patterns of a design are counted.

    Attributes:
        subjects: values that are ranked: subjects of both groups, or pairs that changed.
        different: for an exact p, all patterns with at most so many different values.
        groups: besides these, all patterns with at most so many groups of equal values.
        by_variance: for the normal distribution, all patterns with at most so many different values.
        scale: values that the scale has; None where they are not limited.
    """

    subjects: int
    different: int
    groups: int
    by_variance: int
    scale: int | None = None

    def whole(self, distributions: Collection[Distribution]) -> bool:
        """Whether no pattern is left out for any of these distributions."""
        exact = not {"exact", "doubled"}.isdisjoint(distributions)
        return (self.different >= self._most or not exact) and self.by_variance >= self._most

    @property
    def _most(self) -> int:
        return self.subjects if self.scale is None else min(self.subjects, self.scale)

    @property
    def words(self) -> str:
        """Which ties are counted where not all are, for a sentence.

        Examples:
            >>> TiesLookedAt(24, 6, 0, 24).words
            'for an exact p only those that leave at most 6 different values'
        """
        exactly = "for an exact p " if self.by_variance >= self._most else ""
        if self.different < 2 and not self.groups:
            return f"{exactly}none"
        groups = f" or make at most {_groups(self.groups)} of equal values" if self.groups else ""
        return f"{exactly}only those that leave at most {self.different} different values{groups}"


def looked_at(n: int, n1: int | None, *, values: int | None = None, cells: int = AFFORDED) -> TiesLookedAt:
    """Which tie patterns of a design can be counted.

    Args:
        n: subjects in both groups, or pairs that changed.
        n1: size of the first group; None for pairs.
        values: different values that a scale has; None for no limit.
        cells: how many cells of distributions may be counted.

    Examples:
        >>> looked_at(24, 12, values=6).different, looked_at(24, 12, values=7).different
        (6, 6)
        >>> looked_at(11, 5).whole(["exact"])
        True
        >>> looked_at(24, 12).whole(["exact"]), looked_at(24, 12).whole(["normal"])
        (False, True)
    """
    table = _Table(n, n1)
    limit = n if values is None else min(n, values)
    patterns = cells // ((n // 2 + 1) * table.width(n))
    few = _most((comb(n - 1, k) for k in range(limit)), patterns)
    # A pattern of few groups is reached over many single values, which costs more.
    groups = 0 if values is not None or few == n else _most(_by_groups(n), patterns // 4) - 1
    # About a quarter of all sums of t**3 - t occur, for each number of values that is told apart.
    sums = comb(n + 1, 3) // 4 * (1 if limit == n else limit) * n // 6
    return TiesLookedAt(n, few, max(groups, 0), limit if sums <= patterns else few, values)


def _most(counts: Iterable[int], patterns: int) -> int:
    """How many of the counts, from the first, add up to no more than the patterns."""
    return sum(1 for _ in takewhile(lambda total: total <= patterns, accumulate(counts)))


def _by_groups(n: int) -> Iterator[int]:
    """Tie patterns of n values with 0, 1, 2 ... groups of equal values."""
    yield 1
    for k in range(1, n // 2 + 1):
        yield sum(comb(single + k, k) * comb(n - single - k - 1, k - 1) for single in range(n - 2 * k + 1))


def _groups(count: int) -> str:
    return f"{count} group" + "s" * (count != 1)


@dataclass(frozen=True, slots=True)
class _Table:
    """How the distribution of a doubled statistic, 2 U or 2 W+, grows by one group of equal values."""

    n: int
    n1: int | None

    def firsts(self, length: int) -> range:
        """How many of the lowest `length` values can be of the first group; one number for pairs."""
        if self.n1 is None:
            return range(1)
        return range(max(0, length - (self.n - self.n1)), min(length, self.n1) + 1)

    def width(self, length: int) -> int:
        """How many doubled statistics, from 0, the lowest `length` values can give."""
        return max(self._top(length, k) for k in self.firsts(length)) + 1

    def _top(self, length: int, k: int) -> int:
        return length * (length + 1) if self.n1 is None else 2 * k * (length - k)

    def steps(self, length: int, size: int) -> Iterator[tuple[int, int, int, int, int]]:
        """Row before, row after, statistics kept, how far they shift, and in how many ways."""
        before, after = self.firsts(length), self.firsts(length + size)
        for k, j in product(before, range(size + 1)):
            kept, ways = self._top(length, k) + 1, comb(size, j)
            if self.n1 is None:
                yield 0, 0, kept, j * (2 * length + size + 1), ways
            elif k + j in after:
                # each of j values is above the others below it, and ties with size - j
                shift = j * (2 * (length - k) + size - j)
                yield k - before.start, k + j - after.start, kept, shift, ways


@dataclass(frozen=True, slots=True, eq=False)
class _Beginnings:
    """Tie patterns of the lowest values, all of one length.

    Attributes:
        length: values so far.
        ways: to give each doubled statistic, shape (of the first group so far, patterns, statistics).
        first: size of the lowest group of equal values, shape (patterns,).
        tied: sum of t**3 - t over the groups of t equal values, shape (patterns,).
    """

    length: int
    ways: Counts
    first: Whole
    tied: Whole

    def then(self, size: int, table: _Table) -> "_Beginnings":
        """The same with one more group of equal values above."""
        length = self.length + size
        shape = (len(table.firsts(length)), len(self.tied), table.width(length))
        ways: Counts = np.zeros(shape, dtype=self.ways.dtype)
        for before, after, kept, shift, times in table.steps(self.length, size):
            ways[after, :, shift : shift + kept] += times * self.ways[before, :, :kept]
        first = self.first if self.length else np.full_like(self.first, size)
        return _Beginnings(length, ways, first, self.tied + (size**3 - size))

    def where(self, kept: NDArray[np.bool_]) -> "_Beginnings":
        """Some of the patterns."""
        return _Beginnings(self.length, self.ways[:, kept], self.first[kept], self.tied[kept])


def _joined(parts: list[_Beginnings]) -> _Beginnings:
    return _Beginnings(
        parts[0].length,
        np.concatenate([part.ways for part in parts], axis=1),
        np.concatenate([part.first for part in parts]),
        np.concatenate([part.tied for part in parts]),
    )


def _patterns(table: _Table, most: int, free: int) -> Iterator[_Beginnings]:
    """Whole tie patterns; of two groups one of each and its reverse.

    Args:
        table: of the design.
        most: groups of more than `free` equal values, at most.
        free: size up to which a group is not counted: 0 counts every value, 1 only groups of equal values.
    """
    n, nothing = table.n, np.zeros(1, dtype=np.int64)
    whole_numbers = (2**n if table.n1 is None else comb(n, table.n1)) < 2**63
    one: Counts = np.ones((1, 1, 1), dtype=np.int64 if whole_numbers else np.float64)
    start = _Beginnings(0, one, nothing, nothing)
    before: dict[int, _Beginnings] = {}
    for level in range(most + 1):
        here = {} if level else {0: start}
        for length in range(n):
            sources = [(size, here if size <= free else before) for size in range(1, length + 1)]
            parts = [
                begun[length - size].then(size, table) for size, begun in sources if length - size in begun
            ]
            if parts:
                here[length] = _joined(parts)
            last = n - length
            if length in here and level + (last > free) <= most:
                begun = here[length]
                largest = n if table.n1 is None else last
                whole = begun.where(begun.first <= largest).then(last, table)
                yield whole.where(whole.tied > 0)
            if level + (free == 0) >= most:
                here.pop(length - free, None)
        before = here


def tied_pvalues(
    looked: TiesLookedAt, n1: int | None, distributions: Collection[Distribution]
) -> Iterator[tuple[Distribution, Floats, Floats]]:
    """Every statistic that the tie patterns can give, with its two-sided p, in blocks.

    Args:
        looked: the tie patterns.
        n1: size of the first group; None for pairs.
        distributions: how p is computed; the variance of the normal distribution is that of the ties.

    Yields:
        The distribution; statistics from the middle down, W+ or U with halves, shape (k,); their p-values,
        NaN where a pattern, or its mirror image, cannot give the statistic, shape (patterns, k).
    """
    table = _Table(looked.subjects, n1)
    middle = table.width(table.n) // 2
    statistics = np.arange(middle, -1, -1) / 2
    exactly = {"exact": _exact, "doubled": _doubled}
    asked = [each for each in distributions if each in exactly]
    for most, free in _kinds(looked.different, looked.groups) if asked else ():
        for block in _patterns(table, most, free):
            for distribution in asked:
                yield distribution, statistics, exactly[distribution](block.ways[0], middle)
    asked = [each for each in distributions if each not in exactly]
    for most, free in _kinds(looked.by_variance, looked.groups) if asked else ():
        tied, reached = _by_variance(table, most, free)
        reached = reached[:, middle:] | reached[:, middle::-1]
        variance = tied_variance(table.n, n1, tied)[:, np.newaxis]
        for distribution in asked:
            correction = 1 if distribution == "normal-cc" else 0
            pvalues = normal_pvalues(np.arange(middle + 1.0), variance, correction)
            yield distribution, statistics, np.where(reached, pvalues, np.nan)


def _kinds(different: int, groups: int) -> list[tuple[int, int]]:
    """The two kinds of patterns that are counted: how many groups above which size."""
    return [(most, free) for most, free in ((different, 0), (groups, 1)) if most]


def _exact(ways: Counts, middle: int) -> Floats:
    """The chance of a statistic at least as far from the middle."""
    folded = ways[:, middle:].copy()
    folded[:, 1:] += ways[:, middle - 1 :: -1]
    return _shares(folded, _from_here_on(folded))


def _doubled(ways: Counts, middle: int) -> Floats:
    """Twice the smaller tail, for each pattern and its mirror image."""
    tail = np.minimum(np.cumsum(ways, axis=1), _from_here_on(ways))
    doubled = _shares(ways, np.minimum(2 * tail, ways.sum(axis=1, keepdims=True)))
    return np.vstack([doubled[:, middle::-1], doubled[:, middle:]])


@lru_cache(maxsize=64)  # the same design is asked for one p after the other; each takes some megabytes
def _by_variance(table: _Table, most: int, free: int) -> tuple[Whole, NDArray[np.bool_]]:
    """What all tie patterns together can give that share a variance, since a normal p asks for no more.

    Args:
        table: of the design.
        most: groups of more than `free` equal values, at most.
        free: size up to which a group is not counted.

    Returns:
        Sums of t**3 - t over the groups of t equal values, above 0, and which doubled statistics occur with
        each, shape (sums, statistics).
    """
    # One number holds how many groups are counted and a sixth of the sum.
    apart = table.n**3 if most < table.n else 0
    added = {size: comb(size + 1, 3) + apart * (size > free) for size in range(1, table.n + 1)}
    known = {0: (np.zeros(1, dtype=np.int64), np.ones((1, 1, 1), dtype=np.bool_))}
    for length in range(1, table.n + 1):
        sizes = range(1, length + 1)
        keys = np.unique(np.concatenate([known[length - size][0] + added[size] for size in sizes]))
        keys = keys[keys < apart * (most + 1)] if apart else keys
        reached = np.zeros((len(table.firsts(length)), len(keys), table.width(length)), dtype=np.bool_)
        for size in sizes:
            before, given = known[length - size]
            allowed = np.isin(before + added[size], keys)
            rows = np.searchsorted(keys, (before + added[size])[allowed])
            for k, after, kept, shift, _ in table.steps(length - size, size):
                reached[after, rows, shift : shift + kept] |= given[k, allowed, :kept]
        known[length] = keys, reached
    keys, reached = known[table.n]
    sums = 6 * (keys % apart if apart else keys)
    return sums[sums > 0], reached[0, sums > 0]


def _from_here_on(ways: Counts) -> Counts:
    """Ways to give each statistic or one that stands behind it."""
    return np.cumsum(ways[:, ::-1], axis=1)[:, ::-1]


def _shares(ways: Counts, counted: Counts) -> Floats:
    """What is counted for each statistic as a share of all; NaN where no way gives the statistic."""
    return np.where(ways > 0, counted / ways.sum(axis=1, keepdims=True), np.nan)


def tied_variance(n: int, n1: int | None, tied: Whole) -> Floats:
    """The null variance of the doubled statistic, 2 U or 2 W+.

    Args:
        n: subjects in both groups, or pairs that changed.
        n1: size of the first group; None for pairs.
        tied: sum of t**3 - t over the groups of t equal values; 0 without ties, or to ignore them.

    Examples:
        >>> tied_variance(24, 12, np.array([0, 186])) / 4
        array([300.        , 295.95652174])
    """
    if n1 is None:
        variance: Floats = (2 * n * (n + 1) * (2 * n + 1) - tied) / 12
        return variance
    spread: Floats = (n**3 - n - tied) / 3
    return n1 * (n - n1) / (n * (n - 1)) * spread
