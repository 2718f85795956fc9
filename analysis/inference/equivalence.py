"""Is a difference small enough not to matter, and what margin can a number of subjects support at all?"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, sqrt

from numpy.typing import ArrayLike
from scipy.stats import t, ttest_1samp, ttest_ind

from analysis.inference.checks import Design, design_sizes, finite, open_unit
from analysis.inference.ranks import vary
from analysis.inference.wording import counted, number, percent


@dataclass(frozen=True, slots=True)
class Equivalence:
    """Result of two one-sided t-tests.

    Attributes:
        estimate: mean difference, in the unit of the data.
        low: lower limit of the 90% interval.
        high: upper limit of the 90% interval.
        bounds: the difference that would matter, below and above.
        pvalue: the larger of the two one-sided p-values.
        df: degrees of freedom of the t distribution.
        sizes: (pairs,) or (subjects in x, subjects in y).
    """

    estimate: float
    low: float
    high: float
    bounds: tuple[float, float]
    pvalue: float
    df: float
    sizes: tuple[int, ...]

    def sentence(self) -> str:
        """Say the estimate, the interval, the method, the sizes and, last, p; a t-test has no floor."""
        test = "paired t" if len(self.sizes) == 1 else "Welch t"
        interval = f"90% interval {number(self.low)} to {number(self.high)}"
        bounds = f"{number(self.bounds[0])} and {number(self.bounds[1])}"
        return (
            f"Mean difference {number(self.estimate)}, {interval} ({test}; {counted(self.sizes)}); "
            f"two one-sided tests against {bounds}: p = {number(self.pvalue)} "
            "(no smallest p: a t-test assumes normal data)."
        )


@dataclass(frozen=True, slots=True)
class Margin:
    """What two one-sided t-tests can call equivalent, in standard deviations.

    Attributes:
        margin: the smallest margin on both sides of 0 that the interval stays within.
        estimate: the mean difference observed.
        low: lower limit of the interval.
        high: upper limit of the interval.
        alpha: level of each one-sided test; the interval covers 1 - 2 alpha.
        df: degrees of freedom; for two groups those of the pooled test.
        sizes: (pairs,) or (subjects in one group, subjects in the other).
    """

    margin: float
    estimate: float
    low: float
    high: float
    alpha: float
    df: int
    sizes: tuple[int, ...]

    def sentence(self) -> str:
        """Say the margin, the interval that it follows from and what both assume."""
        assumed = "normal data" if len(self.sizes) == 1 else "normal data, equal spread in both groups"
        return (
            f"{counted(self.sizes)}, observed difference {number(self.estimate)} SD: "
            f"{percent(1 - 2 * self.alpha)} interval {number(self.low)} to {number(self.high)} SD, so no "
            f"margin below {number(self.margin)} SD can be supported (t-test, {assumed})."
        )


def equivalence(x: ArrayLike, y: ArrayLike | None = None, *, bounds: tuple[float, float]) -> Equivalence:
    """Test whether a mean difference lies within bounds (Schuirmann 1987; tutorial Lakens 2017).

    Both one-sided hypotheses, difference <= low bound and difference >= high bound, are tested; p is the
    larger of their p-values. p < 0.05 is the same statement as the 90% interval lying inside the bounds.
    Differences alone use `scipy.stats.ttest_1samp`, two groups Welch's test by
    `scipy.stats.ttest_ind(equal_var=False)`.

    Args:
        x: paired differences, or the first group, shape (n1,), at least 2 values.
        y: the second group, shape (n2,), at least 2 values; None for paired differences.
        bounds: smallest differences that would matter, low < high, in the unit of the data.

    Raises:
        ValueError: fewer than 2 values, NaN, infinities, no variation, or bounds out of order.

    Examples:
        >>> result = equivalence([0.1, -0.2, 0.3, 0.0, -0.1], bounds=(-0.5, 0.5))
        >>> round(result.low, 4), round(result.high, 4), round(result.pvalue, 6)
        (-0.1634, 0.2034, 0.002529)
    """
    low, high = bounds
    if not low < high:
        raise ValueError(f"bounds {bounds} are out of order. Pass (low, high) with low < high.")
    first = finite(x, "x", least=2)
    second = None if y is None else finite(y, "y", least=2)
    if not vary(first, *([] if second is None else [second])):
        raise ValueError("The values do not vary, so a t-test is not defined.")
    if second is None:
        above = ttest_1samp(first, low, alternative="greater")
        below = ttest_1samp(first, high, alternative="less")
        interval = ttest_1samp(first, 0.0).confidence_interval(0.90)
        estimate = first.mean()
    else:
        above = ttest_ind(first - low, second, equal_var=False, alternative="greater")
        below = ttest_ind(first - high, second, equal_var=False, alternative="less")
        interval = ttest_ind(first, second, equal_var=False).confidence_interval(0.90)
        estimate = first.mean() - second.mean()
    return Equivalence(
        estimate=float(estimate),
        low=float(interval.low),
        high=float(interval.high),
        bounds=(low, high),
        pvalue=float(max(above.pvalue, below.pvalue)),
        df=float(above.df),
        sizes=(len(first),) if second is None else (len(first), len(second)),
    )


def smallest_margin(design: Design, estimate: float = 0.0, *, alpha: float = 0.05) -> Margin:
    """The margin at which two one-sided t-tests just succeed (Schuirmann 1987), for an SD of 1.

    The interval is estimate -/+ t(1 - alpha, df) s. For n pairs s = 1/√n and df = n - 1; the SD is that of
    the differences. For two groups s = √(1/n1 + 1/n2) and df = n1 + n2 - 2; the SD is that of the subjects
    of a group, as the two groups show it, taken to be the same in both. Under that assumption the pooled test
    is exact at every pair of sizes, so that one subject in a group is enough. It belongs to planning, where
    the sizes are all there is: `equivalence`, which has data, lets the spreads differ (Welch) and asks for
    more, above all where the sizes are far apart.

    Args:
        design: n pairs, or (n1, n2).
        estimate: the mean difference observed, in SDs.
        alpha: level of each one-sided test.

    Raises:
        ValueError: an unusable design, too few subjects to leave a degree of freedom, an estimate that is not
            finite, or alpha outside (0, 0.5).

    Examples:
        >>> [round(smallest_margin(n).margin, 2) for n in (5, 6, 11, (5, 6), (2, 9))]
        [0.95, 0.82, 0.55, 1.11, 1.43]
    """
    sizes = design_sizes(design)
    open_unit(alpha, "alpha")
    if alpha >= 0.5:
        raise ValueError(f"alpha is {alpha}. A one-sided level lies below 0.5.")
    if not isfinite(estimate):
        raise ValueError(f"estimate is {estimate}. Pass a finite number of SDs.")
    df = sum(sizes) - len(sizes)
    if df < 1:
        raise ValueError(f"{counted(sizes)}: a t-test needs at least one subject more than it has groups.")
    reach = float(t.isf(alpha, df)) * sqrt(sum(1 / n for n in sizes))
    return Margin(
        margin=abs(estimate) + reach,
        estimate=estimate,
        low=estimate - reach,
        high=estimate + reach,
        alpha=alpha,
        df=df,
        sizes=sizes,
    )
