"""How many of several tests fall below a level when nothing has changed, and what a family of tests costs."""

from math import sqrt
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, norm

from analysis.inference.checks import one_of, open_unit

Family = Literal["holm", "bh"]

_STEPS, _REACH = 4001, 9.0  # of the common factor, in standard deviations


def significant_by_chance(tests: int, level: float, *, correlation: float = 0.0) -> NDArray[np.float64]:
    """Distribution of the number of two-sided tests below a level while every null hypothesis holds.

    Each test's statistic is taken as standard normal, and every two of them share one correlation ρ, so that
    z_i = √ρ f + √(1 − ρ) e_i with one common factor f. Given f the tests are independent, and the count is
    binomial with p(f) = Φ((−c − √ρ f) / √(1 − ρ)) + Φ((−c + √ρ f) / √(1 − ρ)), where c cuts off level / 2.
    The mixture over f is integrated numerically. The expected count is tests × level whatever ρ is.

    Args:
        tests: how many tests, at least 1.
        level: the true level of each test, the largest p that it can return below the nominal one.
        correlation: ρ, from 0 (independent) to below 1.

    Returns:
        The probabilities of 0, 1, ..., `tests` tests below the level, shape (tests + 1,).

    Raises:
        ValueError: tests below 1, a level outside (0, 1), or a correlation outside [0, 1).

    Examples:
        >>> significant_by_chance(2, 0.05).round(4)
        array([0.9025, 0.095 , 0.0025])
        >>> significant_by_chance(2, 0.05, correlation=0.8).round(4)
        array([0.9219, 0.0561, 0.0219])
    """
    open_unit(level, "level")
    if tests < 1 or not 0 <= correlation < 1:
        raise ValueError(
            f"{tests} tests with a correlation of {correlation}. Pass 1 or more, and 0 <= correlation < 1."
        )
    factor = np.linspace(-_REACH, _REACH, _STEPS)
    cut, shared, own = norm.isf(level / 2), sqrt(correlation) * factor, sqrt(1 - correlation)
    below = norm.cdf((-cut - shared) / own) + norm.cdf((-cut + shared) / own)
    weights = norm.pdf(factor)
    counts = binom.pmf(np.arange(tests + 1)[:, np.newaxis], tests, below)
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
