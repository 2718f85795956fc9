"""Regression to the mean: how a second measurement falls back although nothing happened."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, isfinite, log, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from analysis.physiology.checks import Numbers, plain, within

LEVEL = 0.975
"""Probability that luck does not lift a mean farther than it is said to: one tail of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class LuckyStart:
    """How high luck can lift the mean of a group that nobody selected, and what then goes by itself.

    Attributes:
        people: in the group.
        reliability: share of the variance of a logarithm that lies between people.
        level: probability that luck does not lift the mean farther.
        start: the geometric mean of the group at that point, in multiples of its population's.
        again: the geometric mean expected when the same people are measured again, likewise.
    """

    people: int
    reliability: float
    level: float
    start: float
    again: float

    @property
    def start_percent(self) -> float:
        """How far the first mean then lies above the population's, in percent of the population's."""
        return 100 * (self.start - 1)

    @property
    def fall_percent(self) -> float:
        """Expected change from the first mean to the second, in percent of the first: never positive."""
        return 100 * (self.again / self.start - 1)

    def sentence(self) -> str:
        """Say the bound on the start and on the fall that it explains."""
        return (
            f"In {100 * self.level:.1f}% of groups of {self.people} unselected people luck lifts the mean by "
            f"at most {self.start_percent:.0f}%; at a reliability of {self.reliability:.2f} it is then "
            f"expected to change by {self.fall_percent:.0f}% without any cause, beside the luck of that "
            "measurement."
        )


def lucky_start(people: int, log_sd: float, reliability: float, *, level: float = LEVEL) -> LuckyStart:
    """The bound on regression to the mean of a group that was not selected.

    Logarithms of single values are normal with standard deviation σ, between and within people together, and
    a share ρ of the variance lies between people. The mean of n logarithms then lies above the population's
    by at most z σ/√n, with z the quantile of the level, and a second mean of the same people is expected at
    ρ times that distance, because two means of the same n people correlate as two values of one person do.
    So after a start by luck a factor of at least exp(-(1 - ρ) z σ/√n) is expected between two visits. The
    means are geometric. That is a fall to expect and not the largest that luck gives: the second measurement
    has noise of its own, which `change_by_luck` counts. People chosen for a high value, or markers told
    because they stood high, can lie higher: for the highest of k independent markers take the level's k-th
    root.

    Args:
        people: n, in the group.
        log_sd: σ, standard deviation of the logarithm of one value in the population.
        reliability: ρ, from 0 to 1.
        level: probability that luck does not lift the mean farther, from 0.5 to below 1.

    Raises:
        ValueError: nobody, a standard deviation below 0 or not finite, a reliability outside 0 to 1, or a
            level outside [0.5, 1).

    Examples:
        >>> bound = lucky_start(6, 0.45, 0.65)
        >>> round(bound.start_percent), round(bound.fall_percent)
        (43, -12)
    """
    if people < 1:
        raise ValueError(f"the group has {people} people; a mean needs at least 1.")
    if not (log_sd >= 0 and isfinite(log_sd)):
        raise ValueError(f"the standard deviation of the logarithms is {log_sd}; pass 0 or more.")
    if not 0.5 <= level < 1:
        raise ValueError(f"the level is {level}; a bound on a high start needs 0.5 or more, below 1.")
    rho = float(_reliability(reliability))
    above = float(ndtri(level)) * log_sd / sqrt(people)
    change = float(expected_regression(above, 0.0, rho))
    return LuckyStart(people, rho, level, start=exp(above), again=exp(above + change))


def change_by_luck(people: int, log_sd: float, reliability: float, *, level: float = LEVEL) -> float:
    """How far the mean of a group moves between two visits although nothing happened, at one level.

    Of values as in `lucky_start`, the mean of n logarithms changes by a normal amount with mean 0 and
    standard deviation σ √(2(1 - ρ)/n): both visits have their noise. It falls by more than the level's
    quantile of that in 1 - level of groups. Other than `LuckyStart.fall_percent`, which is expected after the
    highest start that luck gives, this is the largest fall itself; neither knows the start that was printed.

    Args:
        people: n, in the group.
        log_sd: σ, standard deviation of the logarithm of one value in the population.
        reliability: ρ, from 0 to 1.
        level: probability that luck does not move the mean farther down, from 0.5 to below 1.

    Returns:
        The change of the geometric mean, in percent of the first: never positive.

    Raises:
        ValueError: as `lucky_start`.

    Examples:
        >>> round(change_by_luck(6, 0.45, 0.65))
        -26
    """
    start = lucky_start(people, log_sd, reliability, level=level)
    return 100 * (exp(-log(start.start) * sqrt(2 * (1 - start.reliability))) - 1)


def expected_regression(group_mean: ArrayLike, healthy_mean: ArrayLike, reliability: ArrayLike) -> Numbers:
    """Expected change of a group whose first mean lies away from the mean of its population.

    -(1 - ρ)(group mean - healthy mean), for normal values whose mean and spread do not change. Both means
    must come from the same assay: where an assay simply reads high for everyone, the two means shift
    together and nothing is expected to fall back.

    Args:
        group_mean: mean of the group at its first measurement.
        healthy_mean: mean of the population that the group was drawn from, in the same unit and assay.
        reliability: ρ, the share of the variance that lies between people, 0 to 1; the correlation of two
            measurements of a person.

    Returns:
        The expected second mean minus the first, in the unit of the means.

    Raises:
        ValueError: a reliability outside 0 to 1.

    Examples:
        >>> expected_regression(436, 244, 0.75)
        -48.0
    """
    rho = _reliability(reliability)
    away = np.asarray(group_mean, dtype=np.float64) - np.asarray(healthy_mean, dtype=np.float64)
    return plain(np.asarray((rho - 1) * away))


def _reliability(values: ArrayLike) -> NDArray[np.float64]:
    return within(values, 0, 1, "the reliability", "", "it is a share")
