"""Draws cohorts of one marker cell by cell and drops each as soon as a finding disagrees with it.

This is rejection sampling: what remains are independent draws from the priors and the spheres of the printed
levels, conditional on the findings. Dropping early changes the speed, not the distribution.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from analysis.inference import rank_sum_many, signed_rank_many
from analysis.reconstruction.constraints import Cell, Comparison, Marker
from analysis.reconstruction.sphere import Values, on_log_sphere, on_sphere, printed_moments

Mask = NDArray[np.bool_]
POSITIVE = "values above 0"


@dataclass(slots=True)
class Tally:
    """How many cohorts met each finding, and how many agreed with it.

    Attributes:
        tested: finding id (or `POSITIVE`) to the number of cohorts tested.
        passed: the same, to the number that agreed.
    """

    tested: dict[str, int] = field(default_factory=dict)
    passed: dict[str, int] = field(default_factory=dict)

    def count(self, name: str, agrees: Mask) -> None:
        """Add the outcome of one test."""
        self.tested[name] = self.tested.get(name, 0) + len(agrees)
        self.passed[name] = self.passed.get(name, 0) + int(np.count_nonzero(agrees))

    def rows(self) -> Iterator[tuple[str, int, int, float]]:
        """Name, number tested, number passed and their ratio (NaN where none was tested)."""
        for name, tested in self.tested.items():
            passed = self.passed[name]
            yield name, tested, passed, passed / tested if tested else float("nan")


class Draws:
    """Cohorts of one marker under construction, one a column.

    Attributes:
        values: cell to values, shape (samples, cohorts), in the printed unit where a level was printed.
    """

    def __init__(
        self, marker: Marker, subjects: Mapping[str, int], size: int, rng: np.random.Generator
    ) -> None:
        self._marker, self._rng, self._size = marker, rng, size
        self._own = {arm: rng.standard_normal((n, size)) for arm, n in subjects.items()}
        self._unit = np.ones(size)
        self.values: dict[Cell, Values] = {}

    def add(self, cell: Cell) -> None:
        """Draw one cell."""
        marker, prior = self._marker, self._marker.prior
        samples = marker.samples[cell]
        noise = self._rng.standard_normal((samples, self._size))
        normals = (
            sqrt(prior.correlation) * self._own[cell.arm][:samples] + sqrt(1 - prior.correlation) * noise
        )
        if cell in marker.levels:
            values = self._printed(cell, normals)
            if not self.values:
                self._unit = values.mean(axis=0) / self._shift(cell)
        elif cell in marker.folds:
            values = self._multiple(cell, np.exp(prior.sd * normals))
        else:
            values = self._unit * self._shift(cell) * np.exp(prior.sd * normals - prior.sd**2 / 2)
        self.values[cell] = values

    def keep(self, agrees: Mask) -> None:
        """Drop the cohorts that do not agree."""
        self._size = int(np.count_nonzero(agrees))
        self._own = {arm: own[:, agrees] for arm, own in self._own.items()}
        self._unit = self._unit[agrees]
        self.values = {cell: values[:, agrees] for cell, values in self.values.items()}

    def _printed(self, cell: Cell, normals: Values) -> Values:
        summary, reading = self._marker.levels[cell].summary, self._marker.spread_is
        means, sds = printed_moments(summary, reading, self._size, self._rng)
        draw = on_sphere if self._marker.scale == "linear" else on_log_sphere
        return draw(normals, means, sds)

    def _multiple(self, cell: Cell, shape: Values) -> Values:
        fold = self._marker.folds[cell]
        times = self._rng.uniform(fold.low, fold.high, self._size)
        baseline = self.values[Cell(cell.arm, "Baseline")].mean(axis=0)
        scaled: Values = shape * (times * baseline / shape.mean(axis=0))
        return scaled

    def _shift(self, cell: Cell) -> Values:
        """The factor by which an arm's typical level differs from baseline."""
        if cell.visit == "Baseline":
            return np.ones(self._size)
        return np.exp(self._marker.prior.shift_sd * self._rng.standard_normal(self._size))


def sieve(
    marker: Marker, subjects: Mapping[str, int], size: int, rng: np.random.Generator, tally: Tally
) -> dict[Cell, Values]:
    """Propose cohorts of one marker and keep those that agree with every finding.

    Args:
        marker: what is asked.
        subjects: enrolled per arm.
        size: cohorts to propose.
        rng: the source of random numbers.
        tally: counts what each finding let pass; changed in place.

    Returns:
        Cell to values, shape (samples, cohorts kept).
    """
    draws = Draws(marker, subjects, size, rng)
    waiting = list(marker.comparisons)
    for cell in marker.order:
        draws.add(cell)
        if cell in marker.levels and marker.scale == "linear":
            _apply(draws, POSITIVE, draws.values[cell].min(axis=0) > 0, tally)
        due = [comparison for comparison in waiting if comparison.cells <= draws.values.keys()]
        waiting = [comparison for comparison in waiting if comparison not in due]
        for comparison in due:
            _apply(draws, comparison.finding, holds(comparison, draws.values), tally)
    return draws.values


def holds(comparison: Comparison, values: Mapping[Cell, Values]) -> Mask:
    """Tell which cohorts agree with a comparison.

    Args:
        comparison: what is asked.
        values: cell to values, shape (samples, cohorts).
    """
    statistic = statistics(comparison, values)
    return np.isin(statistic, list(comparison.allowed))


def statistics(comparison: Comparison, values: Mapping[Cell, Values]) -> Values:
    """U or W+ of every cohort, shape (cohorts,); no cohorts give none.

    Args:
        comparison: the test and its cells.
        values: cell to values, shape (samples, cohorts).
    """
    if not values[comparison.first[0]].shape[1]:
        return np.empty(0)
    if comparison.test == "rank-sum":
        first, second = values[comparison.first[0]], values[comparison.second[0]]
        return rank_sum_many(first.T, second.T, method="normal").statistic
    pairs = zip(comparison.first, comparison.second, strict=True)
    differences = [_paired(values[after], values[before]) for after, before in pairs]
    return signed_rank_many(np.concatenate(differences).T, method="normal").statistic


def _paired(after: Values, before: Values) -> Values:
    """Differences of the subjects who have both samples: samples are missing from the last subjects on."""
    both = min(len(after), len(before))
    return after[:both] - before[:both]


def _apply(draws: Draws, name: str, agrees: Mask, tally: Tally) -> None:
    tally.count(name, agrees)
    draws.keep(agrees)
