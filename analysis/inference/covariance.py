"""Analysis of covariance: follow-up compared between groups at equal baseline."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from statsmodels.regression.linear_model import OLS

from analysis.inference.checks import open_unit, with_baseline
from analysis.inference.ranks import vary
from analysis.inference.wording import counted, number, percent


@dataclass(frozen=True, slots=True)
class Ancova:
    """Result of an analysis of covariance.

    Attributes:
        estimate: difference in follow-up, x - y, at equal baseline, in the unit of the data.
        low: lower limit.
        high: upper limit.
        confidence: level of the interval.
        slope: change in follow-up per unit of baseline.
        pvalue: two-sided, of the difference.
        df: residual degrees of freedom, n - 3.
        sizes: (subjects in x, subjects in y) that entered.
        excluded: subjects left out because their baseline is missing.
    """

    estimate: float
    low: float
    high: float
    confidence: float
    slope: float
    pvalue: float
    df: int
    sizes: tuple[int, int]
    excluded: int

    def sentence(self) -> str:
        """Say the difference, the interval, the method, the sizes and, last, p; a t-test has no floor."""
        excluded = f", {self.excluded} excluded without a baseline" if self.excluded else ""
        interval = f"{percent(self.confidence)} interval {number(self.low)} to {number(self.high)}"
        return (
            f"Difference at equal baseline, x - y, {number(self.estimate)}, {interval} "
            f"(analysis of covariance; {counted(self.sizes)}{excluded}): "
            f"two-sided p = {number(self.pvalue)} (no smallest p: a t-test assumes normal data)."
        )


def ancova(
    baseline_x: ArrayLike,
    followup_x: ArrayLike,
    baseline_y: ArrayLike,
    followup_y: ArrayLike,
    *,
    confidence: float = 0.95,
) -> Ancova:
    """Compare follow-ups of two groups at equal baseline (Vickers and Altman 2001).

    Least squares, by `statsmodels` OLS, of followup = a + estimate * (in x) + slope * baseline; t-test and
    interval on n - 3 degrees of freedom. Assumes one slope for both groups and normal residuals of equal
    variance. Subjects whose baseline is NaN are excluded and counted.

    Args:
        baseline_x: baselines of the first group, shape (n1,); NaN where missing.
        followup_x: later values of the same subjects, shape (n1,).
        baseline_y: baselines of the second group, shape (n2,); NaN where missing.
        followup_y: later values of the same subjects, shape (n2,).
        confidence: level of the interval.

    Raises:
        ValueError: unequal lengths, nobody with a baseline, NaN in a follow-up, infinities, fewer than 4
            subjects, or baselines that do not vary within the groups.

    Examples:
        >>> result = ancova([1, 2, 3], [4, 5, 6.3], [1, 2, 4], [2, 3.1, 5])
        >>> round(result.estimate, 3), result.df
        (2.08, 3)
    """
    open_unit(confidence, "confidence")
    before_x, after_x, missing_x = with_baseline(baseline_x, followup_x, "x")
    before_y, after_y, missing_y = with_baseline(baseline_y, followup_y, "y")
    n1, n2 = len(before_x), len(before_y)
    if n1 + n2 < 4:
        raise ValueError(f"{n1 + n2} subjects leave no residual degrees of freedom. At least 4 are needed.")
    if not vary(before_x, before_y):
        raise ValueError("No baseline varies within its group, so the slope cannot be estimated.")
    in_x = np.repeat([1.0, 0.0], [n1, n2])
    baseline = np.concatenate([before_x, before_y])
    design = np.column_stack([np.ones(n1 + n2), in_x, baseline])
    fit = OLS(np.concatenate([after_x, after_y]), design).fit()
    low, high = fit.conf_int(1 - confidence)[1]
    return Ancova(
        estimate=float(fit.params[1]),
        low=float(low),
        high=float(high),
        confidence=confidence,
        slope=float(fit.params[2]),
        pvalue=float(fit.pvalues[1]),
        df=int(fit.df_resid),
        sizes=(n1, n2),
        excluded=missing_x + missing_y,
    )
