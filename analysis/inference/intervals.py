"""Hodges-Lehmann estimates with exact intervals from the order of Walsh averages or pairwise differences."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb

import numpy as np
from numpy.typing import ArrayLike

from analysis.inference.checks import finite, open_unit
from analysis.inference.pvalues import Counts, null_distribution
from analysis.inference.ranks import Whole, decimal_exponents, decimal_keys, decimal_values, untied_scores
from analysis.inference.wording import counted, number, percent


@dataclass(frozen=True, slots=True)
class Interval:
    """A location estimate with its exact interval.

    Attributes:
        estimate: Hodges-Lehmann estimate, in the unit of the data.
        low: lower limit, included.
        high: upper limit, included.
        asked: the confidence level asked for.
        attained: the level the interval really has for continuous data; at least `asked`, unless the design
            is too small for it.
        sizes: (pairs used,) or (subjects in x, subjects in y).
        dropped: zero differences, which were dropped.
    """

    estimate: float
    low: float
    high: float
    asked: float
    attained: float
    sizes: tuple[int, ...]
    dropped: int = 0

    def sentence(self) -> str:
        """Say the estimate, the interval, its true level, the method and the sizes."""
        if self.sizes == (0,):
            return (
                f"Hodges-Lehmann pseudomedian {number(self.estimate)}: all differences are zero, so the data "
                "carry no information to bound it."
            )
        target = "pseudomedian" if len(self.sizes) == 1 else "shift x - y"
        level = (
            f"{percent(self.asked)} asked for"
            if self.attained >= self.asked
            else f"the widest there is: {percent(self.asked)} cannot be attained with this design"
        )
        return (
            f"Hodges-Lehmann {target} {number(self.estimate)}, exact {percent(self.attained)} interval "
            f"{number(self.low)} to {number(self.high)} ({counted(self.sizes, self.dropped)}; {level})."
        )


def hodges_lehmann(x: ArrayLike, y: ArrayLike | None = None, *, confidence: float = 0.95) -> Interval:
    """Estimate a location shift by Hodges and Lehmann (1963), with exact limits.

    One sample of differences: the median of the n (n + 1) / 2 Walsh averages. Two samples: the median of the
    n1 n2 differences x - y. The limits are the k-th smallest and the k-th largest of those values, with the
    largest k for which 2 P(T <= k - 1) <= 1 - confidence, T being the untied null statistic W+ or U. The
    comparison is made in whole numbers, so equality counts: 6 pairs attain 96.875% when asked for exactly
    that. If not even k = 1 qualifies, the widest interval is returned and `attained` says its level.

    Differences of zero are dropped, as `signed_rank` drops them and R's wilcox.test does for both, so that
    estimate, interval and p rest on the same pairs; nothing but zeros bounds nothing. Values that tie stay,
    and the level is then at least `attained`; the exact p of tied data is conditional on the ties, and can be
    below 1 - `attained` where the interval still holds 0.

    Args:
        x: differences, or the first sample, shape (n1,). Decimals are zero, and tie, by the rule in
            `analysis.inference.ranks`.
        y: the second sample, shape (n2,); None for differences.
        confidence: the level asked for.

    Raises:
        ValueError: an empty sample, NaN, infinities, a confidence outside (0, 1), or more subjects than the
            exact distribution handles.

    Examples:
        >>> print(hodges_lehmann([1.2, 0.4, 2.2, 0.9, 3.1, 0.3]).sentence())
        Hodges-Lehmann pseudomedian 1.25, exact 96.88% interval 0.3 to 3.1 (6 pairs; 95% asked for).
        >>> hodges_lehmann([1, 2, 3, 4, 5]).attained
        0.9375
        >>> print(hodges_lehmann([0, 0, 1, 2, 3, 4, 5, 6]).sentence())
        Hodges-Lehmann pseudomedian 3.5, exact 96.88% interval 1 to 6 (6 pairs, 2 zero differences dropped; \
95% asked for).
    """
    open_unit(confidence, "confidence")
    first = finite(x, "x")
    second = None if y is None else finite(y, "y")
    pooled = first if second is None else np.concatenate([first, second])
    given = decimal_keys(pooled)
    keys = given[given != 0] if second is None else given
    n, n1 = len(keys), None if second is None else len(first)
    if not n:
        return Interval(0.0, -np.inf, np.inf, confidence, 1.0, (0,), len(given))
    # Everything is a whole number of half decimal steps until the end, and each result is rounded once.
    halves = _walsh_sums(keys) if n1 is None else 2 * np.subtract.outer(keys[:n1], keys[n1:]).ravel()
    ordered = np.sort(halves)
    ways = null_distribution(tuple(untied_scores(n)[0].tolist()), n1).ways
    depth, attained = _depth(ways, 2**n if n1 is None else comb(n, n1), confidence)
    middle = ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]
    quarters = np.array([middle, 2 * ordered[depth - 1], 2 * ordered[-depth]])
    estimate, low, high = (decimal_values(quarters, int(decimal_exponents(pooled)[0])) / 4).tolist()
    sizes = (n,) if n1 is None else (n1, n - n1)
    return Interval(estimate, low, high, confidence, attained, sizes, len(given) - n)


def _walsh_sums(keys: Whole) -> Whole:
    """Sums of all pairs, each value with itself included: twice the Walsh averages."""
    i, j = np.triu_indices(len(keys))
    sums: Whole = keys[i] + keys[j]
    return sums


def _depth(ways: Counts, arrangements: int, confidence: float) -> tuple[int, float]:
    """Return the largest k with 2 P(T <= k - 1) <= 1 - confidence, at least 1, and the level it attains.

    The confidence is taken as the decimal it is written as: 0.9 means 9/10, not its binary neighbor.
    """
    allowed = int((1 - Fraction(str(confidence))) * arrangements / 2)
    below = np.cumsum(ways)
    depth = max(1, int(np.searchsorted(below, below.dtype.type(allowed), side="right")))
    return depth, float(1 - 2 * Fraction(below[depth - 1].item()) / arrangements)
