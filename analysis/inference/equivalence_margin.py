"""The smallest margin of equivalence that a number of subjects can support."""

from dataclasses import dataclass
from math import isfinite, sqrt

from scipy.stats import t

from analysis.inference.checks import Design, design_sizes, open_unit
from analysis.inference.wording import counted, number, percent


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
