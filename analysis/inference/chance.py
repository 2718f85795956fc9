"""How many of several tests fall below a level when nothing has changed, and what a family of tests costs."""

from collections.abc import Sequence
from math import sqrt
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, norm

from analysis.inference.checks import one_of, open_unit
from analysis.inference.rank_tests import attainable

Family = Literal["holm", "bh"]

_STEPS, _REACH = 4001, 9.0  # of the common factor, in standard deviations


def true_level(pairs: int, nominal: float = 0.05) -> float:
    """The chance that an exact signed-rank test without ties falls at or below a level when nothing changed.

    It is the largest attainable p that is not above the level, and 0 where the floor of the design is.

    Args:
        pairs: subjects with both values.
        nominal: the level.

    Raises:
        ValueError: no pairs, or a level outside (0, 1).

    Examples:
        >>> true_level(11), true_level(7), true_level(4)
        (0.0419921875, 0.046875, 0.0)
    """
    open_unit(nominal, "nominal")
    reachable = attainable(pairs)["pvalue"]
    return float(reachable[reachable <= nominal].max()) if (reachable <= nominal).any() else 0.0


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


def smallest_adjusted(floor: float, tests: int, *, at_floor: int, method: Family) -> float:
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
    one_of(method, "method", get_args(Family))
    if not 0 <= floor <= 1:
        raise ValueError(f"the floor is {floor}. A p-value lies between 0 and 1.")
    return min(1.0, tests * floor / (at_floor if method == "bh" else 1))
