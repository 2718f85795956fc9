"""How many people it takes: power of the exact rank tests by simulation, and Noether's formula."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, inf, isinf, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm

from analysis.inference.attainable_values import true_level
from analysis.inference.checks import Design, design_sizes, open_unit
from analysis.inference.rank_tests import rank_sum_many, signed_rank_many
from analysis.inference.wording import counted, number, percent

_PRECISION = 1e-4  # of the detectable shift, in SDs


@dataclass(frozen=True, slots=True)
class Power:
    """Simulated power of an exact two-sided rank test.

    Attributes:
        power: share of simulated data sets with p <= alpha.
        error: Monte Carlo standard error of that share.
        shift: true shift, in SDs.
        alpha: nominal level.
        attained: the true level of the test, the largest attainable p not above alpha; 0 if there is none.
        sizes: (pairs,) or (subjects in x, subjects in y).
        draws: simulated data sets.
        seed: of the random numbers.
    """

    power: float
    error: float
    shift: float
    alpha: float
    attained: float
    sizes: tuple[int, ...]
    draws: int
    seed: int

    def sentence(self) -> str:
        """Say the power, its error, the shift, the sizes and the level."""
        return (
            f"Power {percent(self.power)} (Monte Carlo standard error {percent(self.error)}) for a shift of "
            f"{number(self.shift)} SD, {_design(self.sizes, self.alpha, self.attained)}; "
            f"{self.draws:,} simulated normal data sets, seed {self.seed}."
        )


@dataclass(frozen=True, slots=True)
class Detectable:
    """The smallest shift an exact two-sided rank test detects with a given power.

    Attributes:
        shift: in SDs; infinite where no shift reaches the power.
        low: lower 95% Monte Carlo limit of the shift.
        high: upper 95% Monte Carlo limit of the shift.
        power: the power asked for.
        alpha: nominal level.
        attained: the true level of the test; 0 if no outcome reaches alpha.
        sizes: (pairs,) or (subjects in x, subjects in y).
        draws: simulated data sets.
        seed: of the random numbers.
    """

    shift: float
    low: float
    high: float
    power: float
    alpha: float
    attained: float
    sizes: tuple[int, ...]
    draws: int
    seed: int

    def sentence(self) -> str:
        """Say the shift, its Monte Carlo limits, the sizes and the level."""
        design = _design(self.sizes, self.alpha, self.attained)
        if isinf(self.shift):
            return f"No shift, however large, gives a power of {percent(self.power)}: {design}."
        return (
            f"A shift of {number(self.shift)} SD (Monte Carlo 95% limits {number(self.low)} to "
            f"{number(self.high)}) gives a power of {percent(self.power)}, {design}; "
            f"{self.draws:,} simulated normal data sets, seed {self.seed}."
        )


def power(design: Design, shift: float, *, alpha: float = 0.05, draws: int = 20_000, seed: int = 1) -> Power:
    """Simulate the power of an exact two-sided rank test against a normal shift.

    n pairs: signed-rank test of differences drawn from N(shift, 1). Two groups: rank-sum test of x from
    N(shift, 1) and y from N(0, 1). The same seed gives the same noise for every shift (common random
    numbers), so curves of power are smooth and their differences precise.

    Args:
        design: n pairs, or (n1, n2).
        shift: in SDs of the differences, or of one subject in a group.
        alpha: nominal level.
        draws: simulated data sets.
        seed: of the random numbers.

    Raises:
        ValueError: an unusable design, alpha outside (0, 1), a shift that is not finite, or draws below 1.

    Examples:
        >>> result = power(6, 2.0, draws=2000)
        >>> result.attained, 0.80 < result.power < 0.92
        (0.03125, True)
        >>> power(5, 9.0, draws=100).power
        0.0
    """
    simulation = _Simulation(design, alpha, draws, seed)
    if not np.isfinite(shift):
        raise ValueError(f"shift is {shift}. Pass a finite number of SDs.")
    share = simulation.rejected(shift)
    error = sqrt(share * (1 - share) / draws)
    return Power(share, error, shift, alpha, simulation.attained, simulation.sizes, draws, seed)


def detectable(
    design: Design, power: float = 0.8, *, alpha: float = 0.05, draws: int = 20_000, seed: int = 1
) -> Detectable:
    """Find the shift at which `power` is reached, by bisection on one set of random numbers.

    Args:
        design: n pairs, or (n1, n2).
        power: the power asked for.
        alpha: nominal level.
        draws: simulated data sets.
        seed: of the random numbers.

    Returns:
        The shift to 0.0001 SD and the shifts at power -/+ 1.96 Monte Carlo standard errors; all infinite
        where the floor of the design lies above alpha, so that nothing can ever be detected.

    Raises:
        ValueError: an unusable design, alpha or power outside (0, 1), or draws below 1.

    Examples:
        >>> print(detectable(5).sentence())
        No shift, however large, gives a power of 80%: exact signed-rank test, 5 pairs, nominal level 5%, \
attained level 0%.
        >>> 1.9 < detectable((5, 6), draws=2000).shift < 2.3
        True
    """
    open_unit(power, "power")
    simulation = _Simulation(design, alpha, draws, seed)
    margin = 1.96 * sqrt(power * (1 - power) / draws)
    shift, low, high = (simulation.shift_reaching(min(1.0, power + step)) for step in (0, -margin, margin))
    return Detectable(shift, low, high, power, alpha, simulation.attained, simulation.sizes, draws, seed)


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


class _Simulation:
    """One set of noise, tested at any shift."""

    def __init__(self, design: Design, alpha: float, draws: int, seed: int) -> None:
        open_unit(alpha, "alpha")
        if draws < 1:
            raise ValueError(f"draws is {draws}. Simulate at least 1 data set.")
        self.sizes = design_sizes(design)
        self.alpha = alpha
        self.attained = true_level(design, alpha)
        self.noise = np.random.default_rng(seed).standard_normal((draws, sum(self.sizes)))

    def rejected(self, shift: float) -> float:
        """Share of data sets with p <= alpha."""
        n1 = self.sizes[0]
        moved = self.noise[:, :n1] + shift
        rest = self.noise[:, n1:]
        result = rank_sum_many(moved, rest) if len(self.sizes) == 2 else signed_rank_many(moved)
        return float(np.mean(result.pvalue <= self.alpha))

    def shift_reaching(self, share: float) -> float:
        """Smallest shift, to `_PRECISION`, at which at least `share` is rejected."""
        if self.attained == 0:
            return inf
        low, high = 0.0, 1.0
        while self.rejected(high) < share:
            low, high = high, 2 * high
        while high - low > _PRECISION:
            middle = (low + high) / 2
            low, high = (low, middle) if self.rejected(middle) >= share else (middle, high)
        return high


def _design(sizes: tuple[int, ...], alpha: float, attained: float) -> str:
    """Name the test, its sizes and its levels."""
    test = "signed-rank" if len(sizes) == 1 else "rank-sum"
    levels = f"nominal level {percent(alpha)}, attained level {percent(attained)}"
    return f"exact {test} test, {counted(sizes)}, {levels}"


def _chance_above(shift: float) -> float:
    if not np.isfinite(shift):
        raise ValueError(f"shift is {shift}. Pass a finite number of SDs.")
    return float(norm.cdf(shift / sqrt(2)))
