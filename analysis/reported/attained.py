"""Every statistic that a design can give, with its p-value under a convention, without ties and with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.inference import attainable
from analysis.inference.pvalues import Method, normal_pvalues
from analysis.reported.conventions import Convention, Distribution, Test
from analysis.reported.ties import AFFORDED, TiesLookedAt, looked_at, tied_pvalues, tied_variance

Floats = NDArray[np.float64]
Sizes = tuple[int, ...]
# Without ties both tails are equal.
_METHODS: dict[Distribution, Method] = {
    "exact": "exact",
    "doubled": "exact",
    "normal": "normal",
    "normal-cc": "normal-cc",
}


@dataclass(frozen=True, slots=True, eq=False)
class Attained:
    """Statistics and p-values under one convention; of two mirror images the smaller statistic.

    Attributes:
        convention: how p is computed.
        sizes: (n1, n2), or (pairs that changed,).
        zeros: pairs that did not change.
        statistics: U or W+, shape (k,).
        pvalues: shape (patterns, k), NaN where a pattern of ties cannot give the statistic.
    """

    convention: Convention
    sizes: Sizes
    zeros: int
    statistics: Floats
    pvalues: Floats


def which_test(sizes: Sizes) -> Test:
    """The test of a design.

    Examples:
        >>> which_test((6, 5)), which_test((6,))
        ('rank-sum', 'signed-rank')
    """
    return "signed-rank" if len(sizes) == 1 else "rank-sum"


def largest(sizes: Sizes) -> int:
    """The largest U or W+ of a design.

    Examples:
        >>> largest((6, 5)), largest((6,))
        (30, 21)
    """
    return sizes[0] * (sizes[0] + 1) // 2 if len(sizes) == 1 else sizes[0] * sizes[1]


def without_ties(convention: Convention, sizes: Sizes, zeros: int = 0) -> Attained:
    """What values give of which no two are equal.

    Examples:
        >>> from analysis.reported.conventions import convention
        >>> without_ties(convention("exact"), (3,)).pvalues
        array([[0.25, 0.5 , 0.75, 1.  ]])
    """
    statistics, pvalues = _half(sizes, _METHODS[convention.distribution])
    return Attained(convention, sizes, zeros, statistics, pvalues[np.newaxis])


def ties_looked_at(sizes: Sizes, values: int | None, cells: int = AFFORDED) -> list[TiesLookedAt]:
    """Which ties of a design are counted; for pairs one entry for each number of pairs that did not change.

    Args:
        sizes: (n1, n2), or (pairs,).
        values: different values that the scale has; differences on an even scale have one size fewer.
        cells: how many cells of distributions may be counted.
    """
    if len(sizes) == 2:
        return [looked_at(sum(sizes), sizes[0], values=values, cells=cells)]
    steps = None if values is None else values - 1
    return [
        looked_at(sizes[0] - zeros, None, values=steps, cells=cells // (1 + zeros))
        for zeros in range(sizes[0])
    ]


def distinct(sizes: Sizes, values: int | None) -> bool:
    """Whether all values, or all sizes of differences, can differ on a scale of so many values.

    Examples:
        >>> distinct((3, 3), 6), distinct((6,), 6)
        (True, False)
    """
    return values is None or sum(sizes) <= values - (len(sizes) == 1)


def with_ties(
    conventions: Sequence[Convention], sizes: Sizes, looked: Sequence[TiesLookedAt], values: int | None
) -> Iterator[Attained]:
    """What values give of which some are equal, or pairs of which some did not change.

    Args:
        conventions: those with ties.
        sizes: (n1, n2), or (pairs,).
        looked: from `ties_looked_at`.
        values: different values that the scale has.
    """
    counted = [each for each in conventions if each.ties == "counted"]
    ignoring = [each for each in conventions if each.ties == "ignored"]
    asked: list[Distribution] = [*dict.fromkeys(each.distribution for each in counted)]
    if ignoring and "normal" not in asked:
        asked.append("normal")  # which tells what the ties can give
    for zeros, ties in enumerate(looked):
        used = sizes if len(sizes) == 2 else (sizes[0] - zeros,)
        n1 = used[0] if len(used) == 2 else None
        for distribution, statistics, pvalues in tied_pvalues(ties, n1, asked):
            for each in counted:
                if each.distribution == distribution:
                    yield Attained(each, used, zeros, statistics, pvalues)
            if distribution == "normal":
                # Two groups of values that are all equal give the middle, which their variance gives no p.
                equal = (len(used) == 2) & (statistics == largest(used) / 2)
                reached = statistics[equal | ~np.isnan(pvalues).all(axis=0)]
                for each in ignoring:
                    yield Attained(each, used, zeros, reached, _ignoring(each, used, reached)[np.newaxis])
        if zeros and distinct(used, values):
            for each in conventions:
                yield without_ties(each, used, zeros)


def _half(sizes: Sizes, method: Method) -> tuple[Floats, Floats]:
    """Statistics without ties up to the middle, and their p-values."""
    table = attainable(*sizes, method=method)
    table = table[table["statistic"] <= largest(sizes) / 2]
    return table["statistic"].to_numpy(np.float64), table["pvalue"].to_numpy(np.float64)


def _ignoring(convention: Convention, sizes: Sizes, statistics: Floats) -> Floats:
    """The p-values of statistics by the distribution of values without ties."""
    if convention.distribution == "exact":
        exact = _half(sizes, "exact")[1]
        return np.append(exact, 1.0)[np.ceil(statistics).astype(np.int64)]
    n1 = sizes[0] if len(sizes) == 2 else None
    variance = tied_variance(sum(sizes), n1, np.zeros(1, dtype=np.int64))
    correction = 1 if convention.distribution == "normal-cc" else 0
    return normal_pvalues(largest(sizes) - 2 * statistics, variance, correction)
