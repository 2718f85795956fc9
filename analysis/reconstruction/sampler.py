"""Draws cohorts of one marker cell by cell and drops each as soon as a finding disagrees with it.

This is rejection sampling: what remains are independent draws from the priors and the spheres of the printed
levels, conditional on the findings. Dropping early changes the speed, not the distribution.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy, deepcopy
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.inference import rank_sum_many, signed_rank_many
from analysis.reconstruction.constraints import Comparison, Marker
from analysis.reconstruction.reading import Cell
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

    def plus(self, later: "Tally") -> "Tally":
        """The outcomes of this tally, then those of one on other findings."""
        return Tally(self.tested | later.tested, self.passed | later.passed)

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
        self._marker, self._prior, self._subjects, self._rng = marker, marker.prior, subjects, rng
        self._drawn: dict[tuple[str, str], Values] = {}  # what several cells share, drawn when first needed
        self.size = size
        self.values: dict[Cell, Values] = {}

    def sharing(self, shared: float) -> "Draws":
        """A copy that goes on with arms that share their drift to this degree, and with the same numbers."""
        branch = copy(self)  # arrays are replaced, never changed
        branch._prior, branch._rng = replace(self._prior, shared=shared), deepcopy(self._rng)
        branch._drawn, branch.values = dict(self._drawn), dict(self.values)
        return branch

    def add(self, cell: Cell) -> None:
        """Draw one cell."""
        marker, prior = self._marker, self._prior
        normals = self._normals(cell.arm, marker.samples[cell])
        if cell in marker.levels:
            self.values[cell] = self._printed(cell, normals)
        elif cell in marker.folds:
            self.values[cell] = self._multiple(cell, np.exp(prior.sd * normals))
        else:
            level = self._start() * self._shift(cell.visit) * self._shared_fold(cell.visit)
            self.values[cell] = level * np.exp(prior.sd * normals - prior.sd**2 / 2)

    def keep(self, agrees: Mask) -> None:
        """Drop the cohorts that do not agree."""
        places = np.flatnonzero(agrees)
        if len(places) < self.size:
            self.size = len(places)
            self._drawn, self.values = _kept(self._drawn, places), _kept(self.values, places)

    @staticmethod
    def joined(parts: Sequence["Draws"]) -> "Draws":
        """One from several that have got equally far; it goes on with the last one's numbers."""
        whole = copy(parts[-1])
        whole.size = sum(part.size for part in parts)
        whole._drawn = together([part._drawn for part in parts])
        whole.values = together([part.values for part in parts])
        return whole

    def _normals(self, arm: str, samples: int) -> Values:
        """Standard normal numbers of an arm's subjects, correlated from cell to cell as the prior says.

        What lasts of a subject is drawn only once it is needed, given the arm's first cell: most cohorts are
        dropped before.
        """
        lasting, passing = sqrt(self._prior.correlation), sqrt(1 - self._prior.correlation)
        if ("first", arm) not in self._drawn:
            self._drawn["first", arm] = self._rng.standard_normal((samples, self.size))
            return self._drawn["first", arm]
        if ("own", arm) not in self._drawn:
            first = self._drawn["first", arm]
            own = self._rng.standard_normal((self._subjects[arm], self.size))
            own[: len(first)] = lasting * first + passing * own[: len(first)]
            self._drawn["own", arm] = own
        fresh = self._rng.standard_normal((samples, self.size))
        correlated: Values = lasting * self._drawn["own", arm][:samples] + passing * fresh
        return correlated

    def _printed(self, cell: Cell, normals: Values) -> Values:
        level = self._marker.levels[cell]
        means, sds = printed_moments(level.summary, level.spread_is, self.size, self._rng)
        draw = on_sphere if self._marker.scale == "linear" else on_log_sphere
        return draw(normals, means, sds)

    def _multiple(self, cell: Cell, shape: Values) -> Values:
        fold = self._marker.folds[cell]
        times = self._drawn["times", cell.visit] = self._rng.uniform(fold.low, fold.high, self.size)
        baseline = self.values[Cell(cell.arm, self._marker.baseline)].mean(axis=0)
        scaled: Values = shape * (times * baseline / shape.mean(axis=0))
        return scaled

    def _start(self) -> Values:
        """The typical level at baseline, from which the arms are taken to start alike.

        It is that of the first visit with a printed level, less its drift: the geometric mean over the k arms
        printed there, whose drift has the variance (1 + (k - 1) shared) / k of one arm's. It is 1 where
        nothing was printed.
        """
        if ("start", "") not in self._drawn:
            start = np.ones(self.size)
            if visit := self._marker.first_printed:
                means = [values.mean(axis=0) for cell, values in self.values.items() if cell.visit == visit]
                start = np.exp(np.mean(np.log(means), axis=0)) / self._shift(visit, arms=len(means))
            self._drawn["start", ""] = start
        return self._drawn["start", ""]

    def _shift(self, visit: str, *, arms: int = 1) -> Values:
        """The factor by which typical levels of a visit, over so many arms, differ from baseline."""
        if visit == self._marker.baseline:
            return np.ones(self.size)
        own, shared = self._rng.standard_normal(self.size), self._prior.shared
        if ("drift", visit) not in self._drawn:
            self._drawn["drift", visit] = self._rng.standard_normal(self.size)
        drift = sqrt(shared) * self._drawn["drift", visit] + sqrt((1 - shared) / arms) * own
        factors: Values = np.exp(self._prior.shift_sd * drift)
        return factors

    def _shared_fold(self, visit: str) -> Values:
        """The part of a printed fold that is the visit's: a factor for every arm without one of its own."""
        times = self._drawn.get(("times", visit), np.ones(self.size))
        part: Values = times**self._prior.fold_shared
        return part


def begun(
    marker: Marker, subjects: Mapping[str, int], size: int, rng: np.random.Generator, tally: Tally
) -> Draws:
    """Propose the cells of one marker that no drift bears on and keep those that agree with the findings.

    They are the same whatever the arms share of their drift.

    Args:
        marker: what is asked.
        subjects: enrolled per arm.
        size: cohorts to propose.
        rng: the source of random numbers, for these cells and for those that follow.
        tally: counts what each finding let pass; changed in place.
    """
    draws = Draws(marker, subjects, size, rng)
    _add(draws, marker.order[: marker.driftless], marker, tally)
    return draws


def completed(draws: Draws, marker: Marker, shared: float, tally: Tally) -> dict[Cell, Values]:
    """Draw the other cells and keep the cohorts that agree with every finding.

    Args:
        draws: from `begun`; not changed.
        marker: what is asked.
        shared: the correlation of the arms' shifts.
        tally: counts what each finding let pass; changed in place.

    Returns:
        Cell to values, shape (samples, cohorts kept).
    """
    branch = draws.sharing(shared)
    _add(branch, marker.order[marker.driftless :], marker, tally)
    return branch.values


def together(parts: Sequence[Mapping[Key, Values]]) -> dict[Key, Values]:
    """The same arrays of several draws side by side, along their last axis."""
    return {key: np.concatenate([part[key] for part in parts], axis=-1) for key in parts[0]}


def _kept(arrays: Mapping[Key, Values], places: NDArray[np.intp]) -> dict[Key, Values]:
    return {key: values.take(places, axis=-1) for key, values in arrays.items()}


def _add(draws: Draws, cells: Sequence[Cell], marker: Marker, tally: Tally) -> None:
    """Draw cells, and drop the cohorts that disagree with a finding as soon as its last cell is there."""
    for cell in cells:
        draws.add(cell)
        if cell in marker.levels and marker.scale == "linear":
            _apply(draws, POSITIVE, draws.values[cell].min(axis=0) > 0, tally)
        for comparison in marker.comparisons:
            if cell in comparison.cells <= draws.values.keys():
                _apply(draws, comparison.finding, holds(comparison, draws.values), tally)


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
