"""Values on a grid: which whole numbers of steps have a printed mean and spread.

With T the sum of n whole numbers and Q that of their squares, n Q - T² is n (n - 1) SD² in steps, a whole
number too. So a printed mean is an interval for T and a printed spread one for n Q - T², both without any
rounding. Numbers are counted from the step that is nearest to the mean, which keeps them small.

Given all but two of the numbers, the last two follow: their sum t = T - (sum of the others), and their
difference d has d² = 2 (Q - squares of the others) - t², with d as even or odd as t. That is how numbers are
made, and how a change of some of them is made good.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, isqrt

import numpy as np
from numpy.typing import NDArray

from analysis.audit.printing import USUAL, Printing, whole
from analysis.inference.ranks import Whole
from analysis.reported import Printed, Resolution, Summary
from analysis.reported.summary import SpreadIs

Rows = NDArray[np.bool_]
_START_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Grid:
    """What a printed summary says of n whole numbers, counted from `center` in steps.

    Attributes:
        n: how many numbers.
        center: the step from which they are counted.
        totals: the smallest and the largest T; none is possible where the first is above the second.
        spreads: the smallest and the largest n Q - T².
        ends: the smallest and the largest number that can be.
    """

    n: int
    center: int
    totals: tuple[int, int]
    spreads: tuple[int, int]
    ends: tuple[int, int]

    @classmethod
    def printed(
        cls,
        summary: Summary,
        resolution: Resolution,
        *,
        spread_is: SpreadIs,
        minimum: float | None,
        printing: Printing = USUAL,
    ) -> "Grid":
        """The grid of a printed summary.

        Args:
            summary: mean, spread and n as printed.
            resolution: the step, and the ends if there are any.
            spread_is: what ± is.
            minimum: the smallest value possible; None for no limit.
            printing: how the paper came to its decimals.
        """
        n, mean, spread = summary.n, printing.mean_of(summary.mean), printing.spread_of(summary.spread)
        step = Fraction(Printed(resolution.step).value)
        center = round(resolution.steps(summary.mean))
        low, high = (n * (Fraction(end) / step - center) for end in (mean.low, mean.high))
        scale = n * printing.scale(n, spread_is)
        least, most = (scale * (Fraction(end) / step) ** 2 for end in (spread.low, spread.high))
        totals, spreads = whole(low, high, mean), whole(least, most, spread)
        reach = isqrt(floor(most)) + 1  # Samuelson: no number lies farther from the mean
        lowest, highest = floor(low / n) - reach, ceil(high / n) + reach
        if resolution.lowest is not None:
            lowest = max(lowest, int(resolution.steps(resolution.lowest)) - center)
        if minimum is not None:
            lowest = max(lowest, ceil(Fraction(str(minimum)) / step) - center)
        if resolution.highest is not None:
            highest = min(highest, int(resolution.steps(resolution.highest)) - center)
        return cls(
            n,
            center,
            (totals.start, totals.stop - 1),
            (spreads.start, spreads.stop - 1),
            (lowest, highest),
        )

    @property
    def sd(self) -> float:
        """The printed SD in steps."""
        return float(np.sqrt(sum(self.spreads) / 2 / (self.n * (self.n - 1))))

    @property
    def empty(self) -> bool:
        """Whether no T goes with a Q: as even or odd as T, with n Q - T² as printed (see `audit.grimmer`)."""
        least, most = self.spreads
        for total in range(self.totals[0], self.totals[1] + 1):
            first = -((-least - total**2) // self.n)
            if first + (first - total) % 2 <= (most + total**2) // self.n:
                return False
        return True

    def have(self, numbers: Whole) -> Rows:
        """Which rows of numbers print as the summary; shape (k,).

        Args:
            numbers: shape (k, n).
        """
        totals = numbers.sum(axis=1)
        spreads = self.n * (numbers**2).sum(axis=1) - totals**2
        held: Rows = (
            (totals >= self.totals[0])
            & (totals <= self.totals[1])
            & (spreads >= self.spreads[0])
            & (spreads <= self.spreads[1])
            & (numbers.min(axis=1) >= self.ends[0])
            & (numbers.max(axis=1) <= self.ends[1])
        )
        return held

    def completed(self, numbers: Whole, rng: np.random.Generator) -> tuple[Whole, Rows]:
        """Rows in which two numbers, chosen at random, are put in anew so that the row prints as the summary.

        Args:
            numbers: shape (k, n).
            rng: the source of randomness.

        Returns:
            The rows, and which of them do; the others have no such two numbers for the sum that was tried.
        """
        k, n = numbers.shape
        row, completed = np.arange(k), numbers.copy()
        one = rng.integers(0, n, k)
        other = (one + rng.integers(1, n, k)) % n
        completed[row, one] = completed[row, other] = 0
        totals = rng.integers(self.totals[0], self.totals[1] + 1, k)
        both = totals - completed.sum(axis=1)
        least, most = (
            2 * (side * ((side * (spread + totals**2)) // n) - (completed**2).sum(axis=1)) - both**2
            for spread, side in zip(self.spreads, (-1, 1), strict=True)
        )
        smallest = np.ceil(np.sqrt(np.maximum(least, 0))).astype(np.int64)
        smallest += (smallest + both) % 2
        choices = (np.floor(np.sqrt(np.maximum(most, 0))).astype(np.int64) - smallest) // 2 + 1
        found = (most >= 0) & (choices > 0)
        apart = smallest + 2 * np.floor(rng.random(k) * np.maximum(choices, 1)).astype(np.int64)
        completed[row, one], completed[row, other] = (both + apart) // 2, (both - apart) // 2
        return completed, found & self.have(completed)

    def rows(self, k: int, rng: np.random.Generator) -> Whole:
        """Up to k rows of numbers that print as the summary: some spread, some skewed, some piled up.

        Returns:
            Shape (k, n), with repetitions where few are found; (0, n) where none is.
        """
        found = [np.empty((0, self.n), dtype=np.int64)]
        for _ in range(_START_ROUNDS if self.totals[0] <= self.totals[1] else 0):
            even = rng.normal(0, self.sd, (k, self.n))
            skewed = self.sd * (0.7 * rng.lognormal(0, 1, (k, self.n)) - 1)
            values = np.where(rng.random((k, 1)) < 0.5, skewed, even)
            piled = rng.random((k, self.n)) < 0.8 * rng.random((k, 1)) * (rng.random((k, 1)) < 0.4)
            values = np.where(piled, values.min(axis=1, keepdims=True), values)
            rows, usable = self.completed(np.clip(np.rint(values).astype(np.int64), *self.ends), rng)
            found.append(rows[usable])
            if sum(map(len, found)) >= k:
                break
        together = np.concatenate(found)
        return together if not len(together) else np.resize(together, (k, self.n))

    def changed(self, numbers: Whole, others: Whole, rng: np.random.Generator) -> Whole:
        """Rows with two numbers changed a little, much, or to a number that is there already, and made good.

        Args:
            numbers: shape (k, n).
            others: numbers of the other group, counted from the same step, shape (k, m).
            rng: the source of randomness.

        Returns:
            The rows, shape (k, n); where a change cannot be made good, the row as it was.
        """
        k, n = numbers.shape
        row, changed = np.arange(k), numbers.copy()
        pool = np.hstack([numbers, others])
        for _ in range(1 if n < 5 else 2):
            place, kind = rng.integers(0, n, k), rng.random(k)
            far = np.rint(rng.exponential(max(self.sd / 2, 1), k)).astype(np.int64) * rng.choice((-1, 1), k)
            near = changed[row, place] + np.where(kind < 0.3, rng.choice((-1, 1), k), far)
            there = pool[row, rng.integers(0, pool.shape[1], k)]
            changed[row, place] = np.clip(np.where(kind < 0.5, near, there), *self.ends)
        completed, found = self.completed(changed, rng)
        return np.where(found[:, np.newaxis], completed, numbers)

    def every_row(self, most: int) -> Whole | None:
        """Every row of rising numbers that prints as the summary, or None where more than `most` are met.

        Rows grow from the lowest number up. Part of a row has at most the squared deviations of the whole
        from its mean, which bounds each next number.

        Args:
            most: rows, finished or not, that may be kept at a time.
        """
        mean = np.array(self.totals) / self.n
        within = self.spreads[1] / self.n + 1e-9 * (1 + self.spreads[1])
        if self.ends[1] - self.ends[0] >= most:
            return None
        numbers = np.arange(self.ends[0], self.ends[1] + 1)
        rows = np.empty((1, 0), dtype=np.int64)
        for _ in range(self.n):
            grown = np.hstack([np.repeat(rows, len(numbers), axis=0), np.tile(numbers, len(rows))[:, None]])
            if grown.shape[1] > 1:
                grown = grown[grown[:, -1] >= grown[:, -2]]
            nearest = np.clip(grown.mean(axis=1), *mean)[:, np.newaxis]
            rows = grown[np.square(grown - nearest).sum(axis=1) <= within]
            if len(rows) * len(numbers) > most:
                return None
        return rows[self.have(rows)]
