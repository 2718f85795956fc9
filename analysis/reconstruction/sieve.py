"""Draws cohorts of one marker cell by cell and drops each as soon as a finding disagrees with it.

This is rejection sampling: what remains are independent draws from the priors and the spheres of the printed
levels, conditional on the findings. Dropping early changes the speed, not the distribution.
"""

from collections.abc import Iterator, Mapping
from copy import copy, deepcopy
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.inference import rank_sum_many, signed_rank_many
from analysis.reconstruction.constraints import Cell, Comparison, Marker
from analysis.reconstruction.sphere import Values, on_log_sphere, on_sphere, printed_moments

Mask = NDArray[np.bool_]
Key = TypeVar("Key")
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

    def add(self, other: "Tally") -> None:
        """Add the outcomes of another tally."""
        for name, tested in other.tested.items():
            self.tested[name] = self.tested.get(name, 0) + tested
            self.passed[name] = self.passed.get(name, 0) + other.passed[name]

    def rows(self) -> Iterator[tuple[str, int, int, float]]:
        """Name, number tested, number passed and their ratio (NaN where none was tested)."""
        for name, tested in self.tested.items():
            passed = self.passed[name]
            yield name, tested, passed, passed / tested if tested else float("nan")


class Draws:
    """Cohorts of one marker under construction, one a column.

    Attributes:
        size: cohorts.
        values: cell to values, shape (samples, cohorts), in the printed unit where a level was printed.
    """

    def __init__(
        self, marker: Marker, subjects: Mapping[str, int], size: int, rng: np.random.Generator
    ) -> None:
        self._marker, self._prior, self._rng, self.size = marker, marker.prior, rng, size
        self._own = {arm: rng.standard_normal((n, size)) for arm, n in subjects.items()}
        self._unit = np.ones(size)
        self._drift: dict[str, Values] = {}
        self._times: dict[str, Values] = {}
        self.values: dict[Cell, Values] = {}

    def sharing(self, shared: float) -> "Draws":
        """A copy that goes on with arms that share their drift to this degree, and with the same numbers.

        Where levels were printed, the typical level at baseline is that of the first such visit, less its
        drift: the geometric mean over the k arms printed there, whose drift has the variance
        (1 + (k - 1) shared) / k of one arm's. The arms are taken to start alike.
        """
        branch = copy(self)  # arrays are replaced, never changed
        branch._prior = replace(self._prior, shared=shared)
        branch._rng = deepcopy(self._rng)
        branch.values, branch._drift, branch._times = dict(self.values), dict(self._drift), dict(self._times)
        visits = [visit for visit in self._marker.visits if any(c.visit == visit for c in self.values)]
        if visits:
            means = [values.mean(axis=0) for cell, values in self.values.items() if cell.visit == visits[0]]
            typical: Values = np.exp(np.mean(np.log(means), axis=0))
            branch._unit = typical / branch._shift(visits[0], arms=len(means))
        return branch

    def add(self, cell: Cell) -> None:
        """Draw one cell."""
        marker, prior = self._marker, self._prior
        samples = marker.samples[cell]
        noise = self._rng.standard_normal((samples, self.size))
        normals = (
            sqrt(prior.correlation) * self._own[cell.arm][:samples] + sqrt(1 - prior.correlation) * noise
        )
        if cell in marker.levels:
            self.values[cell] = self._printed(cell, normals)
        elif cell in marker.folds:
            self.values[cell] = self._multiple(cell, np.exp(prior.sd * normals))
        else:
            level = self._unit * self._shift(cell.visit) * self._shared_fold(cell.visit)
            self.values[cell] = level * np.exp(prior.sd * normals - prior.sd**2 / 2)

    def keep(self, agrees: Mask) -> None:
        """Drop the cohorts that do not agree."""
        self.size = int(np.count_nonzero(agrees))
        self._unit = self._unit[agrees]
        self._own, self.values = _kept(self._own, agrees), _kept(self.values, agrees)
        self._drift, self._times = _kept(self._drift, agrees), _kept(self._times, agrees)

    def _printed(self, cell: Cell, normals: Values) -> Values:
        summary, reading = self._marker.levels[cell].summary, self._marker.spread_is
        means, sds = printed_moments(summary, reading, self.size, self._rng)
        draw = on_sphere if self._marker.scale == "linear" else on_log_sphere
        return draw(normals, means, sds)

    def _multiple(self, cell: Cell, shape: Values) -> Values:
        fold = self._marker.folds[cell]
        times = self._times[cell.visit] = self._rng.uniform(fold.low, fold.high, self.size)
        baseline = self.values[Cell(cell.arm, "Baseline")].mean(axis=0)
        scaled: Values = shape * (times * baseline / shape.mean(axis=0))
        return scaled

    def _shift(self, visit: str, *, arms: int = 1) -> Values:
        """The factor by which typical levels of a visit, over so many arms, differ from baseline."""
        if visit == "Baseline":
            return np.ones(self.size)
        own, shared = self._rng.standard_normal(self.size), self._prior.shared
        if visit not in self._drift:
            self._drift[visit] = self._rng.standard_normal(self.size)
        drift = sqrt(shared) * self._drift[visit] + sqrt((1 - shared) / arms) * own
        factors: Values = np.exp(self._prior.shift_sd * drift)
        return factors

    def _shared_fold(self, visit: str) -> Values:
        """The part of a printed fold that is the visit's: a factor for every arm without one of its own."""
        times: Values = self._times.get(visit, np.ones(self.size)) ** self._prior.fold_shared
        return times


def _kept(cells: dict[Key, Values], agrees: Mask) -> dict[Key, Values]:
    return {key: values[:, agrees] if values.ndim == 2 else values[agrees] for key, values in cells.items()}


def sieve(
    marker: Marker,
    subjects: Mapping[str, int],
    size: int,
    rng: np.random.Generator,
    tallies: Mapping[float, Tally],
) -> dict[float, dict[Cell, Values]]:
    """Propose cohorts of one marker and keep those that agree with every finding.

    What the arms share of their drift bears on nothing but the unprinted cells. So the printed levels are
    drawn once for all degrees of sharing, and each goes on from there by itself.

    Args:
        marker: what is asked.
        subjects: enrolled per arm.
        size: cohorts to propose.
        rng: the source of random numbers.
        tallies: by degree of sharing, a tally of what each finding let pass; changed in place.

    Returns:
        By degree of sharing: cell to values, shape (samples, cohorts kept); nothing where no printed level is
        left.
    """
    draws, printed = Draws(marker, subjects, size, rng), Tally()
    first = [cell for cell in marker.order if cell in marker.levels]
    waiting = _add(draws, first, marker, list(marker.comparisons), printed)
    for tally in tallies.values():
        tally.add(printed)
    found: dict[float, dict[Cell, Values]] = {}
    for shared, tally in tallies.items() if draws.size else ():
        branch = draws.sharing(shared)
        _add(branch, marker.order[len(first) :], marker, waiting, tally)
        found[shared] = branch.values
    return found


def _add(
    draws: Draws, cells: list[Cell], marker: Marker, waiting: list[Comparison], tally: Tally
) -> list[Comparison]:
    """Draw cells, and drop the cohorts that disagree as soon as it can be told; what still waits is left."""
    for cell in cells:
        draws.add(cell)
        if cell in marker.levels and marker.scale == "linear":
            _apply(draws, POSITIVE, draws.values[cell].min(axis=0) > 0, tally)
        due = [comparison for comparison in waiting if comparison.cells <= draws.values.keys()]
        waiting = [comparison for comparison in waiting if comparison not in due]
        for comparison in due:
            _apply(draws, comparison.finding, holds(comparison, draws.values), tally)
    return waiting


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
