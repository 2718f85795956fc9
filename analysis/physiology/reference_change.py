"""How far two results of one person can lie apart by biological and analytical variation alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from analysis.physiology.checks import Numbers, plain


@dataclass(frozen=True, slots=True)
class ReferenceChange:
    """The change between two results of one person that variation alone exceeds with probability 1 - level.

    Attributes:
        low_percent: lower limit, in percent of the first result (a fall is negative).
        high_percent: upper limit, in percent of the first result.
        level: probability that a change without a cause stays within the limits.
    """

    low_percent: Numbers
    high_percent: Numbers
    level: float

    def sentence(self) -> str:
        """Say both limits and the level.

        Raises:
            TypeError: the limits are arrays.
        """
        if not isinstance(self.low_percent, float) or not isinstance(self.high_percent, float):
            raise TypeError("the limits are arrays; a sentence says one pair of limits.")
        return (
            f"Without any cause, {100 * self.level:g}% of changes in one person lie between "
            f"{self.low_percent:+.1f}% and {self.high_percent:+.1f}%."
        )


def reference_change(
    cvi_percent: ArrayLike, cva_percent: ArrayLike, *, level: float = 0.95
) -> ReferenceChange:
    """Reference change value of one person, log-normal.

    σ² = ln(1 + CVA²) + ln(1 + CVI²), limits exp(±z·√2·σ) - 1 (Fokkema and others 2006, Clinical Chemistry
    52:1602-1603; there 1.96 for z). Analytical and biological variation are independent factors.

    It judges two results of one person. It is no limit for the mean of a group, whose noise is smaller by
    √n while shifts that all samples of a visit share are not; planning uses `log_change_sd`.

    Args:
        cvi_percent: within-subject biological variation, as a coefficient of variation in percent.
        cva_percent: analytical variation, likewise; 0 where it is to be left out.
        level: probability inside the two limits.

    Raises:
        ValueError: a negative coefficient, or a level outside (0, 1).

    Examples:
        >>> print(reference_change(2.74, 1.5).sentence())
        Without any cause, 95% of changes in one person lie between -8.3% and +9.0%.
    """
    if not 0 < level < 1:
        raise ValueError(f"the level is {level}; it must lie between 0 and 1.")
    limit = np.asarray(float(ndtri((1 + level) / 2)) * log_change_sd(cvi_percent, cva_percent))
    return ReferenceChange(plain(100 * np.expm1(-limit)), plain(100 * np.expm1(limit)), level)


def log_change_sd(cvi_percent: ArrayLike, cva_percent: ArrayLike) -> Numbers:
    """Standard deviation of ln(after) - ln(before) in one person when nothing happened.

    √2 · √(ln(1 + CVA²) + ln(1 + CVI²)). This is the spread to plan with on the log scale: the noise of a
    group's mean log change is this divided by √n. It is a lower bound for follow-up over years, because
    people also change at different speeds and the samples of a visit can share a shift.

    Args:
        cvi_percent: within-subject biological variation, as a coefficient of variation in percent.
        cva_percent: analytical variation, likewise.

    Raises:
        ValueError: a negative coefficient.

    Examples:
        >>> round(log_change_sd(20, 10), 4)
        0.3136
    """
    return plain(np.sqrt(2 * (_log_variance(cvi_percent) + _log_variance(cva_percent))))


def _log_variance(percent: ArrayLike) -> NDArray[np.float64]:
    """Variance of the logarithm of a log-normal variable with this coefficient of variation."""
    values = np.asarray(percent, dtype=np.float64)
    wrong = values[~(values >= 0)]
    if wrong.size:
        raise ValueError(f"a coefficient of variation is {wrong[0]:g} %; it must be 0 or more.")
    return np.asarray(np.log1p((values / 100) ** 2))
