"""Power of the exact rank tests, by simulation with common random numbers."""

from dataclasses import dataclass
from math import inf, isinf, sqrt

import numpy as np

from analysis.inference.checks import Design, design_sizes, open_unit
from analysis.inference.rank_tests import attainable, rank_sum_many, signed_rank_many
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


class _Simulation:
    """One set of noise, tested at any shift."""

    def __init__(self, design: Design, alpha: float, draws: int, seed: int) -> None:
        open_unit(alpha, "alpha")
        if draws < 1:
            raise ValueError(f"draws is {draws}. Simulate at least 1 data set.")
        self.sizes = design_sizes(design)
        self.alpha = alpha
        reachable = attainable(*self.sizes)["pvalue"]
        self.attained = float(reachable[reachable <= alpha].max()) if (reachable <= alpha).any() else 0.0
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
