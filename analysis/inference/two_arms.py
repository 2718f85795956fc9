"""Planning a comparison of two groups: what a size can show, and what "no difference" then weighs."""

from math import ceil, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm

from analysis.inference.checks import open_unit


def noether_power(per_arm: ArrayLike, shift: float, *, alpha: float = 0.05) -> NDArray[np.float64]:
    """Approximate power of the two-sided rank-sum test for two equal groups (Noether 1987).

    Φ(√(6 n)·|p - 1/2| - z) with z the upper α/2 point of the normal distribution and p = Φ(shift / √2), the
    chance that a subject of the one group lies above one of the other, for normal values of equal spread.

    Args:
        per_arm: subjects in each group, at least 1, shape (k,) or a single number.
        shift: difference of the means, in SDs of one subject.
        alpha: two-sided level.

    Raises:
        ValueError: alpha outside (0, 1), a group below 1, or a shift that is not finite.

    Examples:
        >>> noether_power([10, 20, 40], 1.0).round(2)
        array([0.52, 0.81, 0.98])
    """
    open_unit(alpha, "alpha")
    sizes = np.atleast_1d(np.asarray(per_arm, dtype=np.float64))
    if not (sizes >= 1).all():
        raise ValueError(f"per_arm is {per_arm!r}. Pass at least 1 subject in each group.")
    away = abs(_chance_above(shift) - 0.5)
    power: NDArray[np.float64] = norm.cdf(np.sqrt(6 * sizes) * away - norm.isf(alpha / 2))
    return power


def noether_per_arm(shift: float, power: float = 0.8, *, alpha: float = 0.05) -> int:
    """Subjects in each of two equal groups for a wanted power of the rank-sum test (Noether 1987).

    The smallest whole n with n >= (z_α/2 + z_power)² / (6 (p - 1/2)²), p as in `noether_power`. It counts the
    people whose outcome is measured: those who will drop out come on top.

    Args:
        shift: difference of the means, in SDs of one subject; not 0.
        power: the power wanted.
        alpha: two-sided level.

    Raises:
        ValueError: alpha or power outside (0, 1), or a shift that is 0 or not finite.

    Examples:
        >>> noether_per_arm(1.0), noether_per_arm(0.5)
        (20, 69)
    """
    open_unit(alpha, "alpha")
    open_unit(power, "power")
    if shift == 0:
        raise ValueError("shift is 0. No number of subjects detects a difference of nothing.")
    away = _chance_above(shift) - 0.5
    return ceil((norm.isf(alpha / 2) + norm.ppf(power)) ** 2 / (6 * away**2))


def weight_of_no_difference(power: float, attained: float) -> float:
    """How many times likelier "not significant" is when there is no difference than when there is one.

    (1 - attained level) / (1 - power): the likelihood ratio of the bare verdict. At 1 the verdict says
    nothing.

    Args:
        power: chance of a significant result if the difference is there.
        attained: true level of the test, the chance of a significant result if it is not.

    Raises:
        ValueError: a chance outside 0 to 1, or a power of 1, with which the verdict could not come.

    Examples:
        >>> weight_of_no_difference(0.8, 0.05)
        4.75
    """
    if not (0 <= attained <= 1 and 0 <= power < 1):
        raise ValueError(f"power is {power} and attained {attained}. Both are chances, and power is below 1.")
    return round((1 - attained) / (1 - power), 12)


def _chance_above(shift: float) -> float:
    if not np.isfinite(shift):
        raise ValueError(f"shift is {shift}. Pass a finite number of SDs.")
    return float(norm.cdf(shift / sqrt(2)))
