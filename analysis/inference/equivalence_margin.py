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
        df: degrees of freedom.
        sizes: (pairs,) or (subjects in one group, subjects in the other).
    """

    margin: float
    estimate: float
    low: float
    high: float
    alpha: float
    df: float
    sizes: tuple[int, ...]

    def sentence(self) -> str:
        """Say the margin and the interval that it follows from."""
        return (
            f"{counted(self.sizes)}, observed difference {number(self.estimate)} SD: "
            f"{percent(1 - 2 * self.alpha)} interval {number(self.low)} to {number(self.high)} SD, so no "
            f"margin below {number(self.margin)} SD can be supported (t-test, normal data)."
        )


def smallest_margin(design: Design, estimate: float = 0.0, *, alpha: float = 0.05) -> Margin:
    """The margin at which two one-sided t-tests just succeed (Schuirmann 1987), for an SD of 1.

    The interval is estimate -/+ t(1 - alpha, df) s. For n pairs s = 1/√n and df = n - 1; the SD is that of
    the differences. For two groups s = √(1/n1 + 1/n2) and df is Welch's for equal SDs; the SD is that of the
    subjects of a group.

    Args:
        design: n pairs, or (n1, n2).
        estimate: the mean difference observed, in SDs.
        alpha: level of each one-sided test.

    Raises:
        ValueError: an unusable design, fewer than 2 subjects where a variance is needed, an estimate that is
            not finite, or alpha outside (0, 0.5).

    Examples:
        >>> [round(smallest_margin(n).margin, 3) for n in (5, 6, 11, (5, 6))]
        [0.953, 0.823, 0.546, 1.115]
    """
    sizes = design_sizes(design)
    open_unit(alpha, "alpha")
    if alpha >= 0.5:
        raise ValueError(f"alpha is {alpha}. A one-sided level lies below 0.5.")
    if not isfinite(estimate):
        raise ValueError(f"estimate is {estimate}. Pass a finite number of SDs.")
    if min(sizes) < 2:
        raise ValueError(f"sizes {sizes}: a t-test needs at least 2 subjects in each group.")
    variance = sum(1 / n for n in sizes)
    df = variance**2 / sum(1 / (n**2 * (n - 1)) for n in sizes)
    reach = float(t.ppf(1 - alpha, df)) * sqrt(variance)
    return Margin(
        margin=abs(estimate) + reach,
        estimate=estimate,
        low=estimate - reach,
        high=estimate + reach,
        alpha=alpha,
        df=df,
        sizes=sizes,
    )
