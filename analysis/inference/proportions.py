"""Few events in few people: intervals for a proportion, and how many it takes to see a rare event."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, exp, log, log1p
from numbers import Integral
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import beta, binomtest

from analysis.inference.checks import finite, one_of, open_unit
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


def expected_between(
    start: ArrayLike, end: ArrayLike, *, bands: ArrayLike, rates: ArrayLike
) -> NDArray[np.float64]:
    """The events that one person is expected to have between two ages, from rates that rise in steps.

    The rate of each age is summed over the years lived at that age: nobody stays in one band. The last band
    has no upper end. A person who lives all these years stays without the event with probability exp(−sum).

    Args:
        start: the ages at the first day, in years, any shape.
        end: the ages at the last day, of the same shape.
        bands: the lowest age of each band, rising, shape (k,).
        rates: events a year of each band, shape (k,).

    Returns:
        Expected events, of the shape of `start`.

    Raises:
        ValueError: bands that do not rise or do not pair with the rates, a negative rate, an age below the
            first band, or an end before the start.

    Examples:
        >>> expected_between([48, 50], [53, 55], bands=[45, 50], rates=[0.01, 0.02]).round(4).tolist()
        [0.08, 0.1]
    """
    lowest, yearly = finite(bands, "bands"), finite(rates, "rates")
    first, last = np.asarray(start, dtype=float), np.asarray(end, dtype=float)
    if lowest.shape != yearly.shape or (np.diff(lowest) <= 0).any() or (yearly < 0).any():
        raise ValueError(
            f"{len(lowest)} bands from {lowest[0]:g} and {len(yearly)} rates. Pass rising ages and one rate "
            "from 0 up for each."
        )
    if not (first >= lowest[0]).all() or not (last >= first).all():
        raise ValueError(
            f"an age is below {lowest[0]:g}, where the rates begin, or an end comes before its start. Pass "
            "ages that the rates cover, in order."
        )
    within = np.searchsorted(lowest, (first, last), side="right") - 1
    before = np.concatenate([[0.0], np.cumsum(yearly[:-1] * np.diff(lowest))])
    summed = before[within] + yearly[within] * ((first, last) - lowest[within])
    expected: NDArray[np.float64] = summed[1] - summed[0]
    return expected


def chance_of_one(risk: float, people: int) -> float:
    """The probability that at least one of some independent people has the event, 1 − (1 − risk)^people.

    Args:
        risk: of one person over the time of follow-up, an absolute risk.
        people: how many are followed.

    Raises:
        ValueError: a risk outside (0, 1), or people below 1.

    Examples:
        >>> round(chance_of_one(0.01, 11), 3)
        0.105
    """
    open_unit(risk, "risk")
    if people < 1:
        raise ValueError(f"people is {people}. Follow at least 1.")
    return 1 - exp(people * log1p(-risk))


def people_to_see_one(risk: float, *, chance: float = 0.95) -> int:
    """The fewest people among whom at least one event is seen with a given probability.

    The smallest n with 1 − (1 − risk)^n >= chance.

    Args:
        risk: of one person over the time of follow-up, an absolute risk.
        chance: the probability wanted.

    Raises:
        ValueError: a risk or a chance outside (0, 1).

    Examples:
        >>> people_to_see_one(0.01), people_to_see_one(0.25)
        (299, 11)
    """
    open_unit(risk, "risk")
    open_unit(chance, "chance")
    return ceil(log(1 - chance) / log1p(-risk) - 1e-9)


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
