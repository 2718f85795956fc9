"""Several tests at once: adjusted p-values, and how many fall below a level when nothing has changed."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binom, norm

from analysis.inference.checks import finite, one_of

Adjustment = Literal["holm", "bh"]

_STEPS, _REACH = 4001, 9.0  # of the common factor, in standard deviations


def adjust(pvalues: ArrayLike, method: Adjustment) -> NDArray[np.float64]:
    """Adjust p-values for the number of tests; they come back in the order given.

    "holm" (Holm 1979) controls the family-wise error under any dependence: with p(1) <= ... <= p(m) the
    adjusted p(i) is the largest (m - j + 1) p(j) over j <= i. "bh" (Benjamini and Hochberg 1995) controls the
    false discovery rate under independence: the smallest m p(j) / j over j >= i. Neither goes above 1.

    Args:
        pvalues: two-sided p-values, shape (m,).
        method: "holm" or "bh".

    Raises:
        ValueError: no values, NaN, a value outside [0, 1], or an unknown method.

    Examples:
        >>> adjust([0.01, 0.04, 0.03], "holm")
        array([0.03, 0.06, 0.06])
    """
    adjusted: NDArray[np.float64] = adjust_many(finite(pvalues, "pvalues")[np.newaxis], method)[0]
    return adjusted


def adjust_many(pvalues: ArrayLike, method: Adjustment) -> NDArray[np.float64]:
    """Adjust the p-values of many families at once, one family a row.

    Args:
        pvalues: shape (k, m).
        method: as in `adjust`.

    Raises:
        ValueError: as in `adjust`.

    Examples:
        >>> adjust_many([[0.01, 0.04, 0.03], [0.5, 0.5, 0.5]], "holm")
        array([[0.03, 0.06, 0.06],
               [1.  , 1.  , 1.  ]])
    """
    one_of(method, "method", get_args(Adjustment))
    values = finite(pvalues, "pvalues", ndim=2)
    outside = values[(values < 0) | (values > 1)]
    if outside.size:
        raise ValueError(f"pvalues holds {outside[0]:g}. Every p-value lies between 0 and 1.")
    m = values.shape[1]
    order = np.argsort(values, axis=1, kind="stable")
    ranked = np.take_along_axis(values, order, axis=1)
    if method == "holm":
        steps = np.maximum.accumulate(ranked * np.arange(m, 0, -1), axis=1)
    else:
        falling = (ranked * m / np.arange(1, m + 1))[:, ::-1]
        steps = np.minimum.accumulate(falling, axis=1)[:, ::-1]
    adjusted = np.empty_like(values)
    np.put_along_axis(adjusted, order, np.minimum(steps, 1.0), axis=1)
    return adjusted


def in_family(pvalues: ArrayLike, size: int, method: Adjustment) -> NDArray[np.float64]:
    """Adjust p-values for a family of which only these are known; the others are taken as 1.

    With Holm's method the others do not matter as long as they are not smaller. With Benjamini and Hochberg's
    a p-value of 1 elsewhere is the cautious case: any smaller one can only lower the result.

    Args:
        pvalues: the known p-values, shape (m,).
        size: tests in the whole family, at least m.
        method: "holm" or "bh", as in `adjust`.

    Returns:
        The adjusted p-values of the known tests, in the order given.

    Raises:
        ValueError: a family smaller than the number of p-values, or what `adjust` refuses.

    Examples:
        >>> in_family([0.02, 0.02, 0.04], 3, "holm").round(4).tolist()
        [0.06, 0.06, 0.06]
        >>> in_family([0.02, 0.02, 0.04], 7, "bh").round(4).tolist()
        [0.07, 0.07, 0.0933]
    """
    known = finite(pvalues, "pvalues")
    if size < len(known):
        raise ValueError(f"size is {size}, but {len(known)} p-values are known. Count every test.")
    whole = np.concatenate([known, np.ones(size - len(known))])
    adjusted: NDArray[np.float64] = adjust_many(whole[np.newaxis], method)[0]
    return adjusted[: len(known)]


def significant_by_chance(levels: Sequence[float], *, correlation: float = 0.0) -> NDArray[np.float64]:
    """Distribution of the number of two-sided tests below a level while every null hypothesis holds.

    Each test's statistic is taken as standard normal, and every two of them share one correlation ρ, so that
    z_i = √ρ f + √(1 − ρ) e_i with one common factor f. Given f the tests are independent, and one with true
    level a falls below with probability Φ((−c − √ρ f) / √(1 − ρ)) + Φ((−c + √ρ f) / √(1 − ρ)), where c cuts
    off a / 2. Tests of one level give a binomial count, and the counts of different levels are convolved. The
    mixture over f is integrated numerically. The expected count is the sum of the levels whatever ρ is.

    Args:
        levels: the true level of each test (`true_level`), the largest p that it can return below the nominal
            one; 0 for a test that cannot fall below.
        correlation: ρ, from 0 (independent) to below 1.

    Returns:
        The probabilities of 0, 1, ..., m tests below the level, shape (m + 1,).

    Raises:
        ValueError: no test, a level outside [0, 1), or a correlation outside [0, 1).

    Examples:
        >>> significant_by_chance([0.05] * 2).round(4)
        array([0.9025, 0.095 , 0.0025])
        >>> significant_by_chance([0.05, 0.05, 0.0], correlation=0.8).round(4)
        array([0.9219, 0.0561, 0.0219, 0.    ])
    """
    each = np.asarray(levels, dtype=np.float64)
    if not each.size or not 0 <= correlation < 1 or not ((each >= 0) & (each < 1)).all():
        raise ValueError(
            f"{each.size} tests with levels {sorted(set(each.tolist()))} and a correlation of {correlation}. "
            "Pass 1 or more tests, 0 <= level < 1, and 0 <= correlation < 1."
        )
    factor = np.linspace(-_REACH, _REACH, _STEPS)
    shared, own = sqrt(correlation) * factor, sqrt(1 - correlation)
    counts = np.ones((1, _STEPS))
    for level, tests in zip(*np.unique(each, return_counts=True), strict=True):
        cut = norm.isf(level / 2)
        below = norm.cdf((-cut - shared) / own) + norm.cdf((-cut + shared) / own)
        added = binom.pmf(np.arange(tests + 1)[:, np.newaxis], tests, below)
        total = np.zeros((len(counts) + int(tests), _STEPS))
        for number, probability in enumerate(added):
            total[number : number + len(counts)] += counts * probability
        counts = total
    weights = norm.pdf(factor)
    mixture: NDArray[np.float64] = counts @ (weights / weights.sum())
    return mixture


def smallest_adjusted(floor: float, tests: int, *, at_floor: int, method: Adjustment) -> float:
    """The smallest adjusted p in a family in which some tests reach their floor and the rest show nothing.

    With k of m tests at the floor and the others at 1, Holm's adjustment gives min(1, m × floor) whatever k
    is, and that of Benjamini and Hochberg min(1, m × floor / k).

    Args:
        floor: the smallest p that one test can return.
        tests: size of the family.
        at_floor: how many of them return the floor, 1 to `tests`; the others return 1.
        method: "holm" or "bh".

    Raises:
        ValueError: at_floor outside 1 to `tests`, a floor outside [0, 1], or an unknown method.

    Examples:
        >>> smallest_adjusted(0.03125, 2, at_floor=1, method="holm")
        0.0625
        >>> smallest_adjusted(0.03125, 2, at_floor=2, method="bh")
        0.03125
    """
    if not 1 <= at_floor <= tests:
        raise ValueError(f"{at_floor} of {tests} tests cannot reach their floor. Pass 1 to {tests}.")
    one_of(method, "method", get_args(Adjustment))
    if not 0 <= floor <= 1:
        raise ValueError(f"the floor is {floor}. A p-value lies between 0 and 1.")
    return min(1.0, tests * floor / (at_floor if method == "bh" else 1))
