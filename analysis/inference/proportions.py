"""Confidence intervals for a proportion: what few, or no, events in few subjects can exclude."""

from dataclasses import dataclass
from numbers import Integral
from typing import Literal, get_args

from scipy.stats import beta, binomtest

from analysis.inference.checks import one_of, open_unit
from analysis.inference.wording import percent

ProportionMethod = Literal["clopper-pearson", "wilson", "jeffreys"]
_METHODS: tuple[str, ...] = get_args(ProportionMethod)
_NAMES = {"clopper-pearson": "Clopper-Pearson", "wilson": "Wilson", "jeffreys": "Jeffreys"}


@dataclass(frozen=True, slots=True)
class Proportion:
    """A proportion with its interval.

    Attributes:
        events: subjects with the event.
        n: subjects.
        estimate: events / n.
        low: lower limit; 0 for a one-sided upper limit.
        high: upper limit.
        confidence: level of the interval.
        method: "clopper-pearson", "wilson" or "jeffreys".
        upper: whether the interval is one-sided, [0, high].
    """

    events: int
    n: int
    estimate: float
    low: float
    high: float
    confidence: float
    method: ProportionMethod
    upper: bool

    def sentence(self) -> str:
        """Say the events, the estimate, the interval and its method."""
        kind = f"{percent(self.confidence)} {_NAMES[self.method]}"
        limits = (
            f"one-sided {kind} upper limit {percent(self.high)}"
            if self.upper
            else f"{kind} interval {percent(self.low)} to {percent(self.high)}"
        )
        return f"{self.events} of {self.n} subjects, {percent(self.estimate)} ({limits})."


def proportion(
    events: int,
    n: int,
    *,
    confidence: float = 0.95,
    method: ProportionMethod = "clopper-pearson",
    upper: bool = False,
) -> Proportion:
    """Estimate a proportion with a confidence interval.

    "clopper-pearson" inverts the exact binomial test (Clopper and Pearson 1934) and "wilson" the score test
    without continuity correction, both by `scipy.stats.binomtest`. "jeffreys" takes beta quantiles with
    parameters events + 1/2 and n - events + 1/2, with low = 0 at 0 events and high = 1 at n events (Brown,
    Cai and DasGupta 2001, Statistical Science 16:101-133).

    Args:
        events: subjects with the event, 0 to n.
        n: subjects.
        confidence: level of the interval.
        method: "clopper-pearson", "wilson" or "jeffreys".
        upper: give the one-sided upper limit at `confidence`, with low = 0, in place of two limits.

    Raises:
        ValueError: events outside 0 to n, n below 1, a confidence outside (0, 1), or an unknown method.

    Examples:
        >>> print(proportion(0, 11).sentence())
        0 of 11 subjects, 0% (95% Clopper-Pearson interval 0% to 28.49%).
        >>> print(proportion(0, 11, upper=True).sentence())
        0 of 11 subjects, 0% (one-sided 95% Clopper-Pearson upper limit 23.84%).
    """
    one_of(method, "method", _METHODS)
    open_unit(confidence, "confidence")
    whole = isinstance(events, Integral) and isinstance(n, Integral)
    if not whole or n < 1 or not 0 <= events <= n:
        raise ValueError(
            f"{events} events in {n} subjects cannot be. Pass whole numbers, 0 <= events <= n and n >= 1."
        )
    events, n = int(events), int(n)
    low, high = _limits(events, n, confidence, method, upper)
    return Proportion(events, n, events / n, low, high, confidence, method, upper)


def _limits(
    events: int, n: int, confidence: float, method: ProportionMethod, upper: bool
) -> tuple[float, float]:
    """Limits of the interval; a one-sided one starts at 0."""
    if method == "jeffreys":
        tail = 1 - confidence if upper else (1 - confidence) / 2
        posterior = beta(events + 0.5, n - events + 0.5)
        low, high = float(posterior.ppf(tail)), float(posterior.ppf(1 - tail))
    else:
        test = binomtest(events, n, alternative="less" if upper else "two-sided")
        interval = test.proportion_ci(confidence, method="exact" if method == "clopper-pearson" else "wilson")
        low, high = float(interval.low), float(interval.high)
    # At the ends the limits are exactly 0 and 1; arithmetic leaves 1e-17 there.
    return 0.0 if upper or events == 0 else low, 1.0 if events == n else high
