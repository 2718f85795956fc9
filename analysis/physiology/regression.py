"""Regression to the mean: how a second measurement falls back although nothing happened."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import log_ndtr

from analysis.physiology.checks import Numbers, plain, positive, within


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


def regression_after_selection(
    mean: ArrayLike, sd: ArrayLike, cutoff: ArrayLike, reliability: ArrayLike
) -> Numbers:
    """Expected change of people who were taken because their first value lay above a cutoff.

    -(1 - ρ)·SD·φ(z) / (1 - Φ(z)) with z = (cutoff - mean) / SD, for normal values (Barnett, van der Pols and
    Dobson 2005, International Journal of Epidemiology 34:215-220: σ_w² / √(σ_w² + σ_b²)·C(z)). For
    selection below a cutoff, mirror the scale: the change is then -regression_after_selection(-mean, sd,
    -cutoff, ρ).

    Args:
        mean: mean of the population at one measurement.
        sd: standard deviation of the population at one measurement, within and between people together.
        cutoff: the value above which people were taken.
        reliability: ρ, the share of the variance that lies between people, 0 to 1.

    Returns:
        The expected second mean of those taken minus their first, in the unit of the mean: never positive.

    Raises:
        ValueError: a standard deviation that is not above 0, or a reliability outside 0 to 1.

    Examples:
        >>> round(regression_after_selection(0, 1, 0, 0.5), 4)
        -0.3989
    """
    spread = positive(sd, "the standard deviation", "")
    z = (np.asarray(cutoff, dtype=np.float64) - np.asarray(mean, dtype=np.float64)) / spread
    # On the log scale, so that a cutoff far in the tail does not divide 0 by 0.
    mills = np.exp(-(z**2) / 2 - np.log(2 * np.pi) / 2 - log_ndtr(-z))
    return plain(np.asarray((_reliability(reliability) - 1) * spread * mills))


def _reliability(values: ArrayLike) -> NDArray[np.float64]:
    return within(values, 0, 1, "the reliability", "", "it is a share")
