"""Two one-sided t-tests: is a difference small enough not to matter?"""

from dataclasses import dataclass

from numpy.typing import ArrayLike
from scipy.stats import ttest_1samp, ttest_ind

from analysis.inference.checks import finite
from analysis.inference.ranks import vary
from analysis.inference.wording import counted, number


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
