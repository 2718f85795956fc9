"""t-tests from printed summaries, over everything that the printed decimals can stand for."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np
from scipy.special import stdtr

from analysis.audit.two_samples.moments import Floats
from analysis.audit.verdicts import SPREAD_WORDS
from analysis.inference.wording import number
from analysis.reported import Printed, PrintedPvalue, Summary
from analysis.reported.summary import SpreadIs

Variances = Literal["welch", "pooled"]
_NAMES: dict[Variances, str] = {"welch": "Welch's t-test", "pooled": "The pooled t-test"}
_STEPS = 9  # values tried across the rounding interval of each spread


@dataclass(frozen=True, slots=True)
class TTest:
    """A two-sided t-test from two printed summaries.

    Attributes:
        variances: "welch" (unequal) or "pooled" (equal).
        sizes: values in each group.
        spread_is: what ± is taken to be.
        pvalue: p from the printed numbers themselves.
        low: the smallest p over the rounding intervals.
        high: the largest.
        agrees: whether the printed p is among those between.
    """

    variances: Variances
    sizes: tuple[int, int]
    spread_is: SpreadIs
    pvalue: float
    low: float
    high: float
    agrees: bool

    def sentence(self) -> str:
        """Say p, its range over the rounding, and whether it agrees with the printed p."""
        agrees = "agrees" if self.agrees else "does not agree"
        return (
            f"{_NAMES[self.variances]} with {self.sizes[0]} v {self.sizes[1]} values and ± read as "
            f"{SPREAD_WORDS[self.spread_is]} gives p = {number(self.pvalue)} ({number(self.low)} to "
            f"{number(self.high)} within the rounding), which {agrees} with the printed p."
        )


def t_tests(
    first: Summary, second: Summary, pvalue: PrintedPvalue, *, spread_is: SpreadIs
) -> Iterator[TTest]:
    """Evaluate Welch's and the pooled t-test.

    t = (m1 - m2) / se. Welch: se² = s1²/n1 + s2²/n2 with Satterthwaite's degrees of freedom; pooled: se² =
    sp² (1/n1 + 1/n2) with n1 + n2 - 2. p falls as the difference grows; over the spreads it is evaluated on a
    grid that holds the corners of the rounding intervals.

    Args:
        first: the first summary.
        second: the second.
        pvalue: the printed p.
        spread_is: what ± is.
    """
    sizes = first.n, second.n
    gap = float(Printed(first.mean).value - Printed(second.mean).value)
    play = float(Printed(first.mean).half_unit + Printed(second.mean).half_unit)
    printed = np.array([[summary.sd(spread_is=spread_is) for summary in (first, second)]])
    grid = np.array(list(product(*(_sds(summary, spread_is) for summary in (first, second)))))
    for variances in _NAMES:
        low = float(_pvalues(abs(gap) + play, grid, sizes, variances).min())
        high = float(_pvalues(max(abs(gap) - play, 0.0), grid, sizes, variances).max())
        yield TTest(
            variances,
            sizes,
            spread_is,
            float(_pvalues(gap, printed, sizes, variances)[0]),
            low,
            high,
            agrees=low <= pvalue.range[1] and pvalue.range[0] <= high,
        )


def _sds(summary: Summary, spread_is: SpreadIs) -> Floats:
    """SDs across the rounding interval of a printed spread."""
    spread = Printed(summary.spread)
    unit = summary.sd(spread_is=spread_is) / float(spread.value) if spread.value else 1.0
    return unit * np.linspace(max(float(spread.low), 0.0), float(spread.high), _STEPS)


def _pvalues(gap: float, sds: Floats, sizes: tuple[int, int], variances: Variances) -> Floats:
    """Two-sided p for each row of SDs, shape (k, 2); without any spread 0, or 1 for equal means."""
    n1, n2 = sizes
    first, second = sds[:, 0] ** 2, sds[:, 1] ** 2
    if variances == "welch":
        parts = first / n1, second / n2
        squared = parts[0] + parts[1]
        weights = parts[0] ** 2 / (n1 - 1) + parts[1] ** 2 / (n2 - 1)
        freedom = np.divide(squared**2, weights, out=np.full(len(sds), 1.0), where=weights > 0)
    else:
        squared = ((n1 - 1) * first + (n2 - 1) * second) / (n1 + n2 - 2) * (1 / n1 + 1 / n2)
        freedom = np.full(len(sds), n1 + n2 - 2.0)
    distance = np.full(len(sds), np.inf if gap else 0.0)
    np.divide(abs(gap), np.sqrt(squared), out=distance, where=squared > 0)
    pvalues: Floats = 2 * stdtr(freedom, -distance)
    return pvalues
