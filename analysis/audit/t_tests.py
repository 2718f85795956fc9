"""t-tests from printed summaries, over everything that the printed decimals can stand for."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import sqrt
from typing import Literal

import numpy as np
from scipy.special import stdtr

from analysis.audit.two_samples.moments import Floats
from analysis.audit.verdicts import SPREAD_WORDS
from analysis.inference.wording import number
from analysis.reported import Printed, PrintedPvalue, Summary
from analysis.reported.printed import Interval
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
        agrees_if_cut_off: whether it is, or would be if decimals of any number were cut off, not rounded.
    """

    variances: Variances
    sizes: tuple[int, int]
    spread_is: SpreadIs
    pvalue: float
    low: float
    high: float
    agrees: bool
    agrees_if_cut_off: bool

    def sentence(self) -> str:
        """Say p, its range over the rounding, and whether it agrees with the printed p."""
        agrees = "agrees" if self.agrees or self.agrees_if_cut_off else "does not agree"
        only = ", only if decimals were cut off" if self.agrees_if_cut_off and not self.agrees else ""
        return (
            f"{_NAMES[self.variances]} with {self.sizes[0]} v {self.sizes[1]} values and ± read as "
            f"{SPREAD_WORDS[self.spread_is]} gives p = {number(self.pvalue)} ({number(self.low)} to "
            f"{number(self.high)} within the rounding), which {agrees} with the printed p{only}."
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
    means = Printed(first.mean), Printed(second.mean)
    spreads = Printed(first.spread), Printed(second.spread)
    gap = float(means[0].value - means[1].value)
    units = [1.0 if spread_is == "sd" else sqrt(n) for n in sizes]
    printed = np.array([[summary.sd(spread_is=spread_is) for summary in (first, second)]])
    rounded = _gaps(*(mean.rounded for mean in means)), _sds([s.rounded for s in spreads], units)
    either = _gaps(*(mean.either for mean in means)), _sds([s.either for s in spreads], units)
    for variances in _NAMES:
        low, high = _extremes(*rounded, sizes, variances)
        lower, higher = _extremes(*either, sizes, variances)
        yield TTest(
            variances,
            sizes,
            spread_is,
            float(_pvalues(gap, printed, sizes, variances)[0]),
            low,
            high,
            agrees=low <= pvalue.range[1] and pvalue.range[0] <= high,
            agrees_if_cut_off=lower <= pvalue.range_if_cut_off[1] and pvalue.range_if_cut_off[0] <= higher,
        )


def _gaps(first: Interval, second: Interval) -> tuple[float, float]:
    """The smallest and the largest distance between two means."""
    ends = float(first.low - second.high), float(first.high - second.low)
    return max(ends[0], -ends[1], 0.0), max(map(abs, ends))


def _sds(spreads: list[Interval], units: list[float]) -> Floats:
    """Pairs of SDs across the intervals of two spreads, shape (k, 2)."""
    each = (
        unit * np.linspace(float(spread.not_negative.low), float(spread.high), _STEPS)
        for spread, unit in zip(spreads, units, strict=True)
    )
    return np.array(list(product(*each)))


def _extremes(
    gaps: tuple[float, float], sds: Floats, sizes: tuple[int, int], variances: Variances
) -> tuple[float, float]:
    """The smallest and the largest p."""
    low = float(_pvalues(gaps[1], sds, sizes, variances).min())
    return low, float(_pvalues(gaps[0], sds, sizes, variances).max())


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
