"""Effect sizes: Hedges' g for two groups and g_z for pairs."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, isnan, lgamma, log, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.special import nctdtr

from analysis.inference.checks import finite, open_unit
from analysis.inference.ranks import vary
from analysis.inference.wording import counted, number, percent


@dataclass(frozen=True, slots=True)
class StandardizedDifference:
    """A mean difference in standard deviations, with its interval.

    Attributes:
        measure: "g" (pooled SD of two groups) or "g_z" (SD of the paired differences).
        estimate: the bias-corrected effect, in SDs.
        low: lower limit.
        high: upper limit.
        confidence: level of the interval.
        sizes: (pairs,) or (subjects in x, subjects in y).
    """

    measure: str
    estimate: float
    low: float
    high: float
    confidence: float
    sizes: tuple[int, ...]

    def sentence(self) -> str:
        """Say the effect, the interval, its method and the sizes."""
        return (
            f"Hedges' {self.measure} = {number(self.estimate)}, {percent(self.confidence)} interval "
            f"{number(self.low)} to {number(self.high)} (noncentral t; {counted(self.sizes)})."
        )


def hedges_g(x: ArrayLike, y: ArrayLike, *, confidence: float = 0.95) -> StandardizedDifference:
    """Return the standardized mean difference of two independent groups (Hedges 1981).

    g = J (mean x - mean y) / s, with s the pooled SD on df = n1 + n2 - 2 and J the exact correction
    gamma(df / 2) / (sqrt(df / 2) gamma((df - 1) / 2)). The interval inverts the noncentral t distribution and
    is multiplied by J too; it assumes normal data with equal variances.

    Args:
        x: first group, shape (n1,), at least 2 values.
        y: second group, shape (n2,), at least 2 values.
        confidence: level of the interval.

    Raises:
        ValueError: fewer than 2 values, NaN, infinities, no variation, or a confidence outside (0, 1).

    Examples:
        >>> print(hedges_g([3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6]).sentence())
        Hedges' g = 0.7842, 95% interval -0.3769 to 1.907 (noncentral t; 5 v 6 subjects).
    """
    first, second = finite(x, "x", least=2), finite(y, "y", least=2)
    n1, n2 = len(first), len(second)
    df = n1 + n2 - 2
    _refuse_constant(first, second)
    pooled = sqrt(((n1 - 1) * first.var(ddof=1) + (n2 - 1) * second.var(ddof=1)) / df)
    difference = float(first.mean() - second.mean())
    return _standardized("g", difference, pooled, df, n1 * n2 / (n1 + n2), confidence, (n1, n2))


def hedges_gz(differences: ArrayLike, *, confidence: float = 0.95) -> StandardizedDifference:
    """Return the mean paired difference in SDs of the differences, bias-corrected with df = n - 1.

    It answers how consistent the change is within subjects, and is not comparable with `hedges_g`, whose unit
    is the SD between subjects.

    Args:
        differences: one difference a pair, shape (n,), at least 3 values.
        confidence: level of the interval.

    Raises:
        ValueError: fewer than 3 values, NaN, infinities, no variation, or a confidence outside (0, 1).

    Examples:
        >>> round(hedges_gz([1, 2, 3, 4, 5]).estimate, 4)
        1.5139
    """
    data = finite(differences, "differences", least=3)
    _refuse_constant(data)
    n = len(data)
    return _standardized("g_z", float(data.mean()), float(data.std(ddof=1)), n - 1, n, confidence, (n,))


def _refuse_constant(*groups: NDArray[np.float64]) -> None:
    if not vary(*groups):
        raise ValueError("The values do not vary, so an effect in standard deviations is not defined.")


def _standardized(
    measure: str,
    difference: float,
    sd: float,
    df: int,
    weight: float,
    confidence: float,
    sizes: tuple[int, ...],
) -> StandardizedDifference:
    """Correct a standardized difference for bias and invert the noncentral t distribution for its limits."""
    open_unit(confidence, "confidence")
    correction = exp(lgamma(df / 2) - lgamma((df - 1) / 2) - log(df / 2) / 2)
    t = difference / sd * sqrt(weight)
    tail = (1 - confidence) / 2
    low, high = (correction / sqrt(weight) * _noncentrality(t, df, p) for p in (1 - tail, tail))
    return StandardizedDifference(measure, correction * difference / sd, low, high, confidence, sizes)


def _noncentrality(t: float, df: int, probability: float) -> float:
    """Return the noncentrality for which P(T <= t) is `probability`; P falls as the noncentrality grows."""

    def excess(noncentrality: float) -> float:
        below = float(nctdtr(df, noncentrality, t))
        if isnan(below):  # far in a tail the series underflows; the probability is 1 or 0 there
            below = 1.0 if noncentrality < t else 0.0
        return below - probability

    low, high, step = t, t, 1.0
    while excess(low) < 0 or excess(high) > 0:
        low, high, step = t - step, t + step, 2 * step
    solution: float = brentq(excess, low, high, xtol=1e-12)
    return solution
