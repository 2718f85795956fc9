"""Which values a printed mean and spread allow under upper limits on the single values.

Values are limited from above by *caps* only; values limited from below are the mirror image (`mirrored`).
With the mean m fixed, the values under given caps form a convex set, so their sum of squared deviations takes
every amount between its least and its largest:

- **Least.** Values want to be equal. Those whose cap is too low stay at it and the others share one level
  ("water filling").
- **Largest.** Values want to be unequal. Filling the largest cap first, then the next, and leaving the others
  at the lowest value majorizes every other choice (its sums of the q largest values are the largest that caps
  and mean allow), and a convex symmetric function is largest there (Marshall, Olkin and Arnold 2011,
  Inequalities: Theory of Majorization).

Over the interval of means that a printed mean stands for, the least amount belongs to the smallest mean. The
largest is a convex function of the mean between two neighboring fillings, so it is attained at a filling or
at an end of the interval.
"""

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from analysis.reported import Printed, Summary
from analysis.reported.summary import SpreadIs

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Moments:
    """What is known of n values: intervals for their mean and squared deviations, and a range for each value.

    Attributes:
        n: number of values.
        mean: smallest and largest mean.
        squares: smallest and largest sum of squared deviations from the mean, (n - 1) SD².
        values: smallest and largest single value; at least as wide as the mean and the squares imply.
    """

    n: int
    mean: tuple[float, float]
    squares: tuple[float, float]
    values: tuple[float, float]

    @classmethod
    def printed(cls, summary: Summary, *, spread_is: SpreadIs, minimum: float | None = None) -> "Moments":
        """The moments that round to a printed summary.

        Args:
            summary: mean, spread and n as printed.
            spread_is: "sd" or "sem"; an SEM is multiplied by sqrt(n).
            minimum: the smallest value possible, such as 0 for a concentration; None for no limit.
        """
        mean, spread = Printed(summary.mean), Printed(summary.spread)
        low, high = float(mean.low), float(mean.high)
        unit = sqrt(summary.n) if spread_is == "sem" else 1.0
        least, largest = (
            (summary.n - 1) * (unit * max(float(s), 0.0)) ** 2 for s in (spread.low, spread.high)
        )
        reach = 2 * sqrt(largest)  # Samuelson's inequality allows less than sqrt(largest)
        lowest = low - reach if minimum is None else max(minimum, low - reach)
        return cls(summary.n, (max(low, lowest), high), (least, largest), (lowest, high + reach))

    def mirrored(self) -> "Moments":
        """The moments of the negative values."""
        (low, high), (lowest, highest) = self.mean, self.values
        return Moments(self.n, (-high, -low), self.squares, (-highest, -lowest))

    def narrowed(self, share: float) -> "Moments":
        """The same with both intervals shortened by this share, so that what meets them rounds safely."""
        return replace(self, mean=_shortened(self.mean, share), squares=_shortened(self.squares, share))

    def squares_under(self, caps: Floats) -> tuple[Floats, Floats]:
        """The least and the largest sum of squared deviations that each row of caps allows.

        Args:
            caps: upper limits of the n values, shape (k, n).

        Returns:
            Two arrays of shape (k,); where no values meet the caps, infinity and minus infinity.
        """
        falling = self._clipped(caps)
        rounding = 1e-12 * max(map(abs, self.values))
        usable = (falling[:, -1] >= self.values[0]) & (falling.mean(axis=1) >= self.mean[0] - rounding)
        with np.errstate(invalid="ignore"):
            least = _squares(self.evenly(falling))
            largest = _squares(self._unevenly(falling)).max(axis=1)
        return np.where(usable, least, np.inf), np.where(usable, largest, -np.inf)

    def allows(self, caps: Floats, *, slack: float = 0.0) -> NDArray[np.bool_]:
        """Whether some values under each row of caps have these moments; shape (k,).

        Args:
            caps: upper limits, shape (k, n).
            slack: relative allowance for rounding errors of the arithmetic, so that a refusal is safe.
        """
        least, largest = self.squares_under(caps)
        size = 1e-5 * max(map(abs, self.values))
        # The arithmetic loses digits when values are large beside their spread.
        low, high = (
            squares + side * slack * (squares + size * sqrt(squares))
            for squares, side in zip(self.squares, (-1, 1), strict=True)
        )
        within: NDArray[np.bool_] = (least <= high) & (largest >= low)
        return within

    def evenly(self, falling: Floats) -> Floats:
        """The most equal values under falling caps, with the smallest mean; shape (k, n), falling."""
        rising, n = falling[:, ::-1], self.n
        below = np.cumsum(rising, axis=1) - rising
        level = (n * self.mean[0] - below) / (n - np.arange(n))
        first = np.argmax(level <= rising, axis=1)
        values: Floats = np.minimum(falling, level[np.arange(len(level)), first][:, np.newaxis])
        return values

    def example(self, caps: Floats) -> Floats | None:
        """Values under one row of caps with these moments, near the middle of what is possible, or None.

        From the most equal to the most unequal values the squared deviations change continuously.
        """
        falling = self._clipped(caps[np.newaxis])
        least, largest = (float(bound[0]) for bound in self.squares_under(falling))
        low, high = max(least, self.squares[0]), min(largest, self.squares[1])
        if not low <= high:
            return None
        even = self.evenly(falling)[0]
        fillings = self._unevenly(falling)[0]
        uneven = fillings[np.argmax(_squares(fillings))]
        return _between(even, uneven, (low + high) / 2)

    def _clipped(self, caps: Floats) -> Floats:
        falling: Floats = -np.sort(-np.minimum(caps, self.values[1]), axis=1)
        return falling

    def _unevenly(self, falling: Floats) -> Floats:
        """The most unequal values for every mean at which the largest squares can occur; (k, n + 1, n)."""
        room = falling - self.values[0]
        filled = np.cumsum(room, axis=1)
        totals = np.hstack([np.zeros((len(room), 1)), filled])
        least = self.n * (self.mean[0] - self.values[0])
        most = np.minimum(self.n * (self.mean[1] - self.values[0]), filled[:, -1:])
        totals = np.minimum(np.maximum(totals, least), most)[:, :, np.newaxis]
        share: Floats = np.clip(totals - (filled - room)[:, np.newaxis], 0, room[:, np.newaxis])
        return self.values[0] + share


def _shortened(interval: tuple[float, float], share: float) -> tuple[float, float]:
    cut = share * (interval[1] - interval[0]) / 2
    return interval[0] + cut, interval[1] - cut


def _squares(values: Floats) -> Floats:
    """Sum of squared deviations along the last axis."""
    deviations = values - values.mean(axis=-1, keepdims=True)
    squares: Floats = np.square(deviations).sum(axis=-1)
    return squares


def _between(start: Floats, end: Floats, squares: float) -> Floats:
    """The first point on the line from start to end with these squared deviations.

    Deviations are linear in the position t, so their squares are a + b t + c t², with c >= 0.
    """
    d, e = start - start.mean(), (end - end.mean()) - (start - start.mean())
    c, b, a = float(e @ e), 2 * float(d @ e), float(d @ d) - squares
    if c == 0 or a >= 0:
        return start
    root = (-b + sqrt(max(b * b - 4 * a * c, 0.0))) / (2 * c)
    position = min(max(root, 0.0), 1.0)
    return start + position * (end - start)
