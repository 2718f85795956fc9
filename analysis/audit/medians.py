"""A printed median and the count of subjects above a limit: can both hold, and with which spread?

Sorted values v_1 <= ... <= v_n that have the printed median, with exactly `count` of them above the limit,
form a convex polyhedron, so any linear question about them has an exact answer by linear programming:

- **Count.** Which counts leave the polyhedron nonempty.
- **Interquartile range.** Quartiles are linear in the sorted values. Definitions differ; R's types 6 and 7
  are tried (Hyndman and Fan 1996, The American Statistician 50:361-365).

**SD.** The least spread belongs to the median nearest to the limit, with every other value as near to their
common mean as median and limit allow. When values may exceed the limit, the SD grows from there continuously
and without end as the highest moves up. Otherwise it is followed to the data whose lower half lies at the
minimum and whose upper half lies at the limit; a larger SD stays undecided.

What decimals that were rounded exclude is asked again with decimals that were cut off, before it is called
impossible.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from math import floor, inf, sqrt
from operator import attrgetter
from typing import Literal

import numpy as np
import pandas as pd
from scipy.optimize import brentq, linprog

from analysis.audit.two_samples.moments import Floats
from analysis.audit.verdicts import ConditionalAnswer
from analysis.inference import checks
from analysis.inference.wording import number
from analysis.reported import Printed
from analysis.reported.printed import Interval

MedianSpread = Literal["sd", "sem", "iqr"]
_WORDS: dict[MedianSpread, str] = {"sd": "an SD", "sem": "an SEM", "iqr": "an interquartile range"}
_ABOVE = 1e-6  # how far beyond an end that is left out a value must be, in halves of the last printed digit
_CUT_OFF = "only if decimals were cut off, not rounded"

Ends = tuple[float, float]
Reading = Callable[[Printed], Interval]
_ROUNDED: Reading = attrgetter("rounded")
_EITHER: Reading = attrgetter("either")


@dataclass(frozen=True, slots=True)
class MedianReading:
    """Whether the printed spread can go with the median and the count, under one meaning of it.

    Attributes:
        spread_is: what ± is taken to be.
        answer: "possible"; "only if" where median or spread must have been cut off; "impossible" or
            "undecided".
        low: the smallest such spread that median and count allow.
        high: the largest; infinity when there is none.
        witness: values that print so; empty when impossible or undecided.
    """

    spread_is: MedianSpread
    answer: ConditionalAnswer
    low: float
    high: float
    witness: tuple[float, ...]

    def sentence(self) -> str:
        """Say the verdict with the range of spreads."""
        top = "any larger value" if self.high == inf else number(self.high)
        allowed = f"median and count allow {number(self.low)} to {top}"
        answer = f"possible {_CUT_OFF}" if self.answer == "only if" else self.answer
        return f"If ± is {_WORDS[self.spread_is]}, the printed spread is {answer} ({allowed})."


@dataclass(frozen=True, slots=True)
class MedianCount:
    """Whether a printed median and a count above a limit can hold together.

    Attributes:
        median: the median as printed.
        spread: what is printed after ±; None where nothing is.
        n: subjects.
        count: how many are reported above the limit.
        above: the limit, as printed.
        least: the fewest values above the limit that the median allows.
        most: the most.
        if_cut_off: the fewest and the most where decimals of the median may also have been cut off.
        readings: meanings of ±, when the count is possible.
    """

    median: str
    spread: str | None
    n: int
    count: int
    above: str
    least: int
    most: int
    if_cut_off: tuple[int, int]
    readings: tuple[MedianReading, ...]

    @property
    def answer(self) -> ConditionalAnswer:
        """Whether the median and the count can hold together; "only if" where it must have been cut off."""
        if self.least <= self.count <= self.most:
            return "possible"
        return "only if" if self.if_cut_off[0] <= self.count <= self.if_cut_off[1] else "impossible"

    def table(self) -> pd.DataFrame:
        """One row per meaning of ±: its fields and its sentence."""
        return pd.DataFrame(
            [{**asdict(reading), "sentence": reading.sentence()} for reading in self.readings]
        )

    def sentence(self) -> str:
        """Say the verdict on median and count, then on each meaning of ±."""
        together = "cannot hold together" if self.answer == "impossible" else "can hold together"
        only = f" {_CUT_OFF}" if self.answer == "only if" else ""
        start = (
            f"A median of {self.median} in {self.n} subjects and {self.count} of them above {self.above} "
            f"{together}{only}: this median allows {self.least} to {self.most} above."
        )
        return " ".join([start, *(reading.sentence() for reading in self.readings)])


def median_count(
    median: str, n: int, *, count: int, above: str, spread: str | None = None, minimum: float = 0.0
) -> MedianCount:
    """Check a printed median against a count of subjects above a limit, and a spread against both.

    Args:
        median: as printed.
        n: subjects, at least 3.
        count: how many are above the limit.
        above: the limit as printed; values equal to it are not above.
        spread: the number after ±, as printed, if there is one.
        minimum: the smallest value possible.

    Raises:
        ValueError: a text that is no printed number, n below 3, a count that is not from 0 to n, a negative
            spread, or a minimum above the median.

    Examples:
        >>> check = median_count("22.40", 11, count=3, above="25", spread="5.15")
        >>> print(check.sentence())
        A median of 22.40 in 11 subjects and 3 of them above 25 can hold together: this median allows 0 to 5 \
above. If ± is an SD, the printed spread is possible (median and count allow 1.161 to any larger value). If \
± is an SEM, the printed spread is possible (median and count allow 0.3499 to any larger value). If ± is an \
interquartile range, the printed spread is possible (median and count allow 1.298 to any larger value).
    """
    checks.count(n, "n", least=3)
    if checks.count(count, "count", least=0) > n:
        raise ValueError(f"{count} of {n} subjects. Pass a count from 0 to their number.")
    checks.finite([minimum], "minimum")
    if minimum > Printed(median).high:
        raise ValueError(
            f"minimum is {minimum}, above the median {median}. Pass the smallest value possible."
        )
    if spread is not None and Printed(spread).value.is_signed():
        raise ValueError(f"spread is {spread!r}. A spread is not negative.")
    values = _Values(median, n, count, above, minimum, _ROUNDED)
    (least, most), if_cut_off = values.counts(), replace(values, read=_EITHER).counts()
    readings: tuple[MedianReading, ...] = ()
    if spread is not None and if_cut_off[0] <= count <= if_cut_off[1]:
        start = _ROUNDED if least <= count <= most else _EITHER
        readings = tuple(_read(replace(values, read=start), Printed(spread), each) for each in _WORDS)
    return MedianCount(median, spread, n, count, above, least, most, if_cut_off, readings)


@dataclass(frozen=True, slots=True)
class _Values:
    """The polyhedron of sorted values with a printed median and a count above a limit."""

    median: str
    n: int
    count: int
    above: str
    minimum: float
    read: Reading

    def counts(self) -> tuple[int, int]:
        """The fewest and the most values above the limit that the median allows; n and 0 for none."""
        each = (replace(self, count=count) for count in range(self.n + 1))
        possible = [values.count for values in each if values.lowest(np.zeros(self.n)) is not None]
        return (min(possible), max(possible)) if possible else (self.n, 0)

    def ends(self, printed: Printed) -> Ends:
        """The smallest and the largest value that prints so, an end that is left out moved a little in."""
        interval, step = self.read(printed), _ABOVE * float(printed.half_unit)
        return (
            float(interval.low) + (0 if interval.has_low else step),
            float(interval.high) - (0 if interval.has_high else step),
        )

    def rows(self) -> tuple[Floats, Floats]:
        """Rows a and limits b of the inequalities a v <= b."""
        unit, printed, limit = np.eye(self.n), Printed(self.median), float(Printed(self.above).value)
        middle = (unit[(self.n - 1) // 2] + unit[self.n // 2]) / 2
        rows = [*(unit[:-1] - unit[1:]), -unit[0], middle, -middle]
        least, most = self.ends(printed)
        limits = [*[0.0] * (self.n - 1), -self.minimum, most, -least]
        below = self.n - self.count
        if below:
            rows.append(unit[below - 1])
            limits.append(limit)
        if self.count:
            rows.append(-unit[below])
            limits.append(-limit - _ABOVE * float(printed.half_unit))
        return np.array(rows), np.array(limits)

    def lowest(self, objective: Floats, *, between: tuple[float, float] | None = None) -> Floats | None:
        """Values at which a linear function is smallest; None when there are no such values.

        Args:
            objective: its weights, for which a smallest value exists.
            between: limits for the function itself; None for no limits.
        """
        rows, limits = self.rows()
        if between is not None:
            rows = np.vstack([rows, objective, -objective])
            limits = np.append(limits, [between[1], -between[0]])
        found = linprog(objective, A_ub=rows, b_ub=limits, bounds=(None, None), method="highs")
        return np.asarray(found.x) if found.status == 0 else None

    def evenest(self) -> Floats:
        """Sorted values with the smallest SD."""
        printed, limit = Printed(self.median), float(Printed(self.above).value)
        step = _ABOVE * float(printed.half_unit)
        place = np.arange(self.n)
        least, most = self.ends(printed)
        center = min(max(limit, least), most)
        # With half of an even number above, the limit parts the two middle values.
        parted = self.n % 2 == 0 and 2 * self.count == self.n
        apart = abs(limit - center) + step if parted else 0.0
        center += step if not parted and 2 * self.count > self.n and center == limit else 0.0
        lower, upper = (self.n - 1) // 2, self.n // 2
        low = np.select([place == lower, place >= upper], [center - apart, center + apart], self.minimum)
        high = np.select([place == upper, place <= lower], [center + apart, center - apart], inf)
        above = place >= self.n - self.count
        low, high = (
            np.where(above, np.maximum(low, limit + step), low),
            np.where(above, high, np.minimum(high, limit)),
        )
        mean = brentq(lambda m: float(np.clip(m, low, high).mean() - m), low.min(), low.max() + step)
        values: Floats = np.clip(mean, low, high)
        return values

    def widest(self, start: Floats, sd: float) -> Floats:
        """Values with an SD above this one, or with a very large one where the limit stops them."""
        end = start.copy()
        if self.count:
            end[-1] += 2 * sd * sqrt(self.n)
        else:
            end[: (self.n - 1) // 2] = self.minimum
            end[self.n // 2 + 1 :] = float(Printed(self.above).value)
        return end


def _read(values: _Values, spread: Printed, spread_is: MedianSpread) -> MedianReading:
    """Whether the printed spread can be this: decimals rounded where that will do, else any cut off."""
    found = _iqr(values, spread) if spread_is == "iqr" else _sd(values, spread, spread_is)
    if values.read is _ROUNDED and found.answer == "impossible":
        looser = _read(replace(values, read=_EITHER), spread, spread_is)
        return replace(looser, low=found.low, high=found.high)
    if values.read is _EITHER and found.answer == "possible":
        return replace(found, answer="only if")
    return found


def _sd(values: _Values, printed: Printed, spread_is: Literal["sd", "sem"]) -> MedianReading:
    """Whether the printed spread can be the SD or the SEM."""
    unit = sqrt(values.n) if spread_is == "sem" else 1.0
    start = values.evenest()
    highest = values.ends(printed)[1]
    end = values.widest(start, unit * highest)
    low, reached = (float(data.std(ddof=1)) / unit for data in (start, end))
    top = inf if values.count else reached
    if highest < low * (1 - 1e-9):
        return MedianReading(spread_is, "impossible", low, top, ())
    target = min(max(float(printed.value), low), highest)
    if target > reached:
        return MedianReading(spread_is, "undecided", low, top, ())
    share = (
        brentq(lambda t: float((start + t * (end - start)).std(ddof=1)) / unit - target, 0, 1)
        if target > low
        else 0
    )
    data = start + share * (end - start)
    return MedianReading(spread_is, "possible", low, top, tuple(data.tolist()))


def _iqr(values: _Values, printed: Printed) -> MedianReading:
    """Whether the printed spread can be an interquartile range by either definition."""
    lows, highs, data = [], [], None
    for definition in (7, 6):
        weights = _quartile(values.n, 0.75, definition) - _quartile(values.n, 0.25, definition)
        narrow, wide = values.lowest(weights), values.lowest(-weights)
        lows.append(inf if narrow is None else float(weights @ narrow))
        highs.append(inf if wide is None else float(weights @ wide))
        if data is None:
            data = values.lowest(weights, between=values.ends(printed))
    answer: ConditionalAnswer = "impossible" if data is None else "possible"
    witness = () if data is None else tuple(data.tolist())
    return MedianReading("iqr", answer, min(lows), max(highs), witness)


def _quartile(n: int, share: float, definition: int) -> Floats:
    """Weights of the sorted values in a quantile; R's types 7, at (n - 1) p + 1, and 6, at (n + 1) p.

    Examples:
        >>> _quartile(4, 0.25, 7).tolist()
        [0.25, 0.75, 0.0, 0.0]
    """
    place = (n - 1) * share if definition == 7 else min(max((n + 1) * share - 1, 0.0), n - 1.0)
    lower = min(floor(place), n - 2)
    weights = np.zeros(n)
    weights[[lower, lower + 1]] = 1 - (place - lower), place - lower
    return weights
