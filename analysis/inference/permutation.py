"""Permutation tests of means that list every relabeling, so that the whole distribution can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.inference.checks import finite
from analysis.inference.ranks import Whole, decimal_exponents, decimal_keys, decimal_values
from analysis.inference.wording import counted, number

MAX_RELABELINGS = 200_000


@dataclass(frozen=True, slots=True, eq=False)
class PermutationTest:
    """Result of a permutation test.

    Attributes:
        quantity: what the estimate is, in words.
        estimate: the observed value, in the unit of the data.
        pvalue: share of relabelings, the observed one included, at least as far from 0 as the estimate.
        floor: the smallest p that these sizes can give without ties; 1 when all relabelings agree.
        sizes: (pairs,) or (subjects in x, subjects in y).
        distribution: the value under every relabeling, the observed one first.
    """

    quantity: str
    estimate: float
    pvalue: float
    floor: float
    sizes: tuple[int, ...]
    distribution: NDArray[np.float64]

    def sentence(self) -> str:
        """Say the estimate, the method, the sizes and, last, p beside its floor."""
        count = f"{len(self.distribution):,}"
        ways = f"all {count} sign patterns" if len(self.sizes) == 1 else f"all {count} relabelings"
        return (
            f"{self.quantity} {number(self.estimate)}; permutation test over {ways} "
            f"({counted(self.sizes)}): two-sided p = {number(self.pvalue)} "
            f"(smallest possible without ties: {number(self.floor)})."
        )


def permutation_difference(x: ArrayLike, y: ArrayLike) -> PermutationTest:
    """Test mean(x) - mean(y) against all C(n1 + n2, n1) ways of choosing who belongs to x.

    p is the share of relabelings, the observed one included, whose |T| is at least |T observed|, compared as
    whole numbers of decimal steps (the decimal tie rule of `analysis.inference.ranks`). It is exact if
    subjects are exchangeable between the groups, as random allocation guarantees. With unequal groups a
    relabeling and its mirror differ, so the floor is 1 / C(n1 + n2, n1), not twice that.

    Args:
        x: first group, shape (n1,).
        y: second group, shape (n2,).

    Raises:
        ValueError: an empty group, NaN, infinities, or more than `MAX_RELABELINGS` relabelings.

    Examples:
        >>> result = permutation_difference([7, 8, 9, 10, 12], [1, 2, 3, 4, 5, 6])
        >>> len(result.distribution), round(result.pvalue * 462)
        (462, 1)
    """
    first, second = finite(x, "x"), finite(y, "y")
    n1, n2 = len(first), len(second)
    relabelings = comb(n1 + n2, n1)
    _refuse_above(relabelings, "relabelings")
    pooled = np.concatenate([first, second])
    keys = decimal_keys(pooled)
    members = np.array(list(combinations(range(n1 + n2), n1)))
    # n1 n2 (mean x - mean y) = n sum(x) - n1 sum(all): whole numbers, so ties are exact.
    scaled = (n1 + n2) * keys[members].sum(axis=1) - n1 * keys.sum()
    smallest = (2 if n1 == n2 else 1) / relabelings
    quantity = "Difference in means, x - y,"
    return _result(quantity, scaled, n1 * n2, pooled, sizes=(n1, n2), smallest=smallest)


def sign_flip_mean(differences: ArrayLike) -> PermutationTest:
    """Test a mean paired difference against all 2**n patterns of signs.

    p is the share of sign patterns, the observed one included, whose |mean| is at least the observed |mean|,
    compared as whole numbers of decimal steps. It is exact if each difference is symmetric about zero (Fisher
    1935, The Design of Experiments, section 21).

    Args:
        differences: one difference a pair, shape (n,).

    Raises:
        ValueError: no values, NaN, infinities, or more than `MAX_RELABELINGS` patterns.

    Examples:
        >>> sign_flip_mean([0.3, 1.1, 0.7]).pvalue
        0.25
    """
    data = finite(differences, "differences")
    n = len(data)
    _refuse_above(2**n, "sign patterns")
    keys = decimal_keys(data)
    flipped = np.arange(2**n)[:, np.newaxis] >> np.arange(n) & 1
    sums = keys.sum() - 2 * (flipped * keys).sum(axis=1)
    return _result("Mean difference", sums, n, data, sizes=(n,), smallest=2 / 2**n)


def _result(
    quantity: str,
    scaled: Whole,
    scale: int,
    data: NDArray[np.float64],
    *,
    sizes: tuple[int, ...],
    smallest: float,
) -> PermutationTest:
    """Turn the statistic of every relabeling, in decimal steps times `scale`, into a result."""
    distance = np.abs(scaled)
    distribution = decimal_values(scaled, int(decimal_exponents(data)[0])) / scale
    return PermutationTest(
        quantity=quantity,
        estimate=float(distribution[0]),
        pvalue=float(np.mean(distance >= distance[0])),
        floor=smallest if np.ptp(scaled) else 1.0,
        sizes=sizes,
        distribution=distribution,
    )


def _refuse_above(count: int, what: str) -> None:
    """Refuse to list more than the limit."""
    if count > MAX_RELABELINGS:
        raise ValueError(
            f"{count:,} {what} exceed the {MAX_RELABELINGS:,} that are listed one by one. "
            "Use rank_sum or signed_rank, which are exact at this size."
        )
