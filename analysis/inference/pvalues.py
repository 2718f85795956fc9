"""Two-sided p-values of sums of whole-number scores: exact for any ties, or by the normal distribution.

A test is described by its scores and by `n1`: the size of the first group, or None for paired data, where
every score carries a random sign.

The exact null distribution comes from the shift algorithm. Streitberg and Röhmel (1986, Statistical Software
Newsletter 12:10-17) count how many subsets reach each sum by adding one score at a time: the counts so far,
plus the same counts shifted by the score. The work grows with the number of distinct sums, not with that of
subsets, and ties cost nothing extra. Counts are 64-bit integers, hence exact, while all subsets number less
than 2**63 (62 pairs, 33 against 33). Above that they are floats; only positive terms are added, so the
relative error stays below n * 2**-53.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from math import comb, gcd
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from analysis.inference.ranks import Whole, untied_scores

Method = Literal["exact", "normal", "normal-cc"]
METHODS: tuple[Method, ...] = get_args(Method)
METHOD_NAMES = {"exact": "exact", "normal": "normal", "normal-cc": "normal, corrected"}
"""A reader's words for the methods."""
METHOD_WORDS = {**METHOD_NAMES, "normal-cc": "corrected"}
"""The same in one word each, where there is room for little."""
MAX_PAIRS = 500
MAX_SUBJECTS = 200
_EXACT_WAYS = 2**63

# Whole numbers as int64, or as float64 where they are too many for it.
Counts = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class NullDistribution:
    """The sums low, low + unit, low + 2 unit ... with the ways to reach each and its two-sided p-value.

    Attributes:
        low: the smallest sum.
        unit: the step between neighboring sums.
        ways: number of equally likely arrangements that give each sum (0 where none does).
        pvalues: probability of a sum at least as far from the null mean as this one.
    """

    low: int
    unit: int
    ways: Counts
    pvalues: NDArray[np.float64]

    @property
    def sums(self) -> Whole:
        """The sums themselves."""
        return self.low + self.unit * np.arange(len(self.ways))

    def pvalue(self, observed: Whole) -> NDArray[np.float64]:
        """Look up the two-sided p-value of each observed sum."""
        return self.pvalues[(observed - self.low) // self.unit]


def two_sided(ways: Counts, distance: Whole) -> NDArray[np.float64]:
    """Return, for each outcome, the probability of a distance at least as large as its own.

    Args:
        ways: number of equally likely arrangements for each outcome.
        distance: how far each outcome lies from the null mean, in whole numbers.

    Examples:
        >>> two_sided(np.array([1, 2, 1]), np.array([1, 0, 1]))
        array([0.5, 1. , 0.5])
    """
    _, rank = np.unique(distance, return_inverse=True)
    at_distance = np.zeros(rank.max() + 1, dtype=ways.dtype)
    np.add.at(at_distance, rank, ways)
    at_least = np.cumsum(at_distance[::-1])[::-1]
    pvalues: NDArray[np.float64] = at_least[rank] / at_least[0]
    return pvalues


# 11 subjects have 1,024 patterns of ties, which then take about 1 MB; 1,024 patterns of 200 take 330 MB.
@lru_cache(maxsize=1024)
def null_distribution(scores: tuple[int, ...], n1: int | None) -> NullDistribution:
    """Return the null distribution of a sum of scores.

    Args:
        scores: doubled midranks of all subjects.
        n1: how many of them make up the first group, all choices being equally likely; None for paired data,
            where each score is counted or not with probability 1/2.

    Raises:
        ValueError: more than `MAX_PAIRS` nonzero scores or `MAX_SUBJECTS` subjects.

    Examples:
        >>> null_distribution((2, 4, 6), None).ways
        array([1, 1, 1, 2, 1, 1, 1])
        >>> null_distribution((2, 4, 6, 8), 2).ways
        array([1, 1, 2, 1, 1])
    """
    return _sign_flips(scores) if n1 is None else _groups(scores, n1)


def pvalues(scores: Whole, observed: Whole, n1: int | None, method: Method) -> NDArray[np.float64]:
    """Return the two-sided p-value of each observed sum.

    Args:
        scores: doubled midranks in increasing order, shape (k, n), or (1, n) when all rows share them.
        observed: their sums over the positive differences, or over the first group, shape (k,).
        n1: size of the first group, None for paired data.
        method: "exact", "normal" or "normal-cc".

    Returns:
        Shape (k,). Without information (all scores zero, or all equal in groups) exact gives 1, normal NaN.

    Raises:
        ValueError: more subjects than the exact method handles.

    Examples:
        >>> pvalues(np.array([[2, 4, 6]]), np.array([12, 10]), None, "exact")
        array([0.25, 0.5 ])
    """
    if method != "exact":
        return _normal(scores, observed, n1, correction=1 if method == "normal-cc" else 0)
    if len(scores) == 1:
        return null_distribution(tuple(scores[0].tolist()), n1).pvalue(observed)
    result = np.empty(len(observed))
    for pattern, rows in _same_rows(scores).items():
        result[rows] = null_distribution(pattern, n1).pvalue(observed[rows])
    return result


def floor(n: int, n1: int | None, method: Method, *, zeros_ranked: int = 0) -> float:
    """Return the smallest two-sided p-value that a design can give without ties.

    Exact: 2 / 2**n for n pairs, 2 / C(n, n1) for groups. Otherwise the normal p-value of the extreme sum.

    Args:
        n: pairs, or subjects in both groups.
        n1: size of the first group, None for paired data.
        method: "exact", "normal" or "normal-cc".
        zeros_ranked: zero differences that were ranked below the n pairs (Pratt's method).

    Examples:
        >>> floor(5, None, "exact"), floor(11, 5, "exact")
        (0.0625, 0.004329004329004329)
        >>> round(floor(6, None, "normal"), 4)
        0.0277
    """
    if n == 0:
        return 1.0
    if method == "exact":
        return min(1.0, 2 / (2**n if n1 is None else comb(n, n1)))
    scores = untied_scores(n) + 2 * zeros_ranked
    lowest = scores[:, : n1 or 0].sum(axis=1)
    return float(pvalues(scores, lowest, n1, method)[0])


def _sign_flips(scores: tuple[int, ...]) -> NullDistribution:
    """Distribution of the sum of a random subset; zero scores change nothing."""
    used = [score for score in scores if score > 0]
    _refuse_above(len(used), MAX_PAIRS, "pairs")
    unit, total = gcd(*used) or 1, sum(used)
    ways = _zero_counts((total // unit + 1,), 2 ** len(used))
    ways[0] = 1
    for score in used:
        shift = score // unit
        ways[shift:] += ways[:-shift].copy()
    sums = unit * np.arange(len(ways))
    return NullDistribution(0, unit, ways, two_sided(ways, np.abs(2 * sums - total)))


def _groups(scores: tuple[int, ...], n1: int) -> NullDistribution:
    """Distribution of the sum of n1 scores drawn without replacement."""
    n, total, least = len(scores), sum(scores), min(scores)
    _refuse_above(n, MAX_SUBJECTS, "subjects")
    unit = gcd(*(score - least for score in scores)) or 1
    # The smaller group keeps the table small; the larger group's sums are the total minus its sums.
    smaller = min(n1, n - n1)
    steps = sorted((score - least) // unit for score in scores)
    low = smaller * least + unit * sum(steps[:smaller])
    ways = _ways_to_draw(steps, smaller)
    if smaller != n1:
        low, ways = total - low - unit * (len(ways) - 1), ways[::-1]
    sums = low + unit * np.arange(len(ways))
    return NullDistribution(low, unit, ways, two_sided(ways, np.abs(n * sums - n1 * total)))


def _ways_to_draw(steps: list[int], size: int) -> Counts:
    """Count the subsets of exactly `size` sorted steps, from the smallest sum to the largest."""
    smallest, largest = sum(steps[:size]), sum(steps[len(steps) - size :])
    ways = _zero_counts((size + 1, largest + 1), comb(len(steps), size))
    ways[0, 0] = 1
    for shift in steps:
        ways[1:, shift:] += ways[:-1, : largest + 1 - shift].copy()
    return ways[size, smallest:].copy()


def _zero_counts(shape: tuple[int, ...], most: int) -> Counts:
    """Zeros of a type that can count up to `most`."""
    return np.zeros(shape, dtype=np.int64 if most < _EXACT_WAYS else np.float64)


def _refuse_above(size: int, limit: int, unit: str) -> None:
    """Refuse sizes whose table would be slow and large."""
    if size > limit:
        raise ValueError(
            f"{size} {unit} exceed the {limit} that the exact method handles. "
            'Use method="normal", which is accurate at this size.'
        )


def _normal(scores: Whole, observed: Whole, n1: int | None, correction: int) -> NDArray[np.float64]:
    """Refer the standardized sum to the normal distribution.

    Sums are doubled, so the usual correction of 1/2 is 1 here; a sum is never nearer to its mean than that
    unless it equals the mean.
    """
    mean, variance = _moments(scores, n1)
    return normal_pvalues(np.abs(observed - mean), variance, correction)


def normal_pvalues(
    distance: NDArray[np.float64], variance: NDArray[np.float64], correction: float
) -> NDArray[np.float64]:
    """Return the two-sided p-values of distances from the mean by the normal distribution.

    Args:
        distance: how far each sum lies from its null mean; a correction never takes it past the mean.
        variance: of the sums; NaN results where it is 0.
        correction: how far the sums are moved toward their mean.

    Examples:
        >>> normal_pvalues(np.array([0.0, 3.92]), np.array([4.0, 4.0]), 0).round(3)
        array([1.  , 0.05])
    """
    moved = np.maximum(distance - correction, 0)
    z = np.full(np.broadcast_shapes(moved.shape, variance.shape), np.nan)
    np.divide(moved, np.sqrt(variance), out=z, where=variance > 0)
    return 2 * ndtr(-z)


def _moments(scores: Whole, n1: int | None) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Null mean and variance of each row's sum, given its ties."""
    if n1 is None:
        return scores.sum(axis=1) / 2, (scores**2).sum(axis=1) / 4
    n = scores.shape[1]
    # Doubled midranks average n + 1 whatever the ties, so the spread of equal ones is exactly zero.
    spread = ((scores - (n + 1)) ** 2).sum(axis=1)
    return np.full(len(scores), n1 * (n + 1.0)), n1 * (n - n1) / (n * (n - 1)) * spread


def _same_rows(scores: Whole) -> dict[tuple[int, ...], list[int]]:
    """Group the row numbers by equal rows; a dictionary of their bytes is faster than sorting them."""
    k, n = scores.shape
    groups: defaultdict[bytes, list[int]] = defaultdict(list)
    packed = np.ascontiguousarray(scores).view(np.dtype((np.void, n * scores.itemsize)))
    for row, key in enumerate(packed.reshape(k).tolist()):
        groups[key].append(row)
    return {tuple(np.frombuffer(key, scores.dtype).tolist()): rows for key, rows in groups.items()}
