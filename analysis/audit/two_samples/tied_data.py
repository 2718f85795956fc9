"""Data on a grid, where values tie, with two printed summaries and a printed p: a search, or all of them.

Where the grid leaves few data, all are looked at, so that finding none is a proof. Where it leaves many, a
population of data sets is changed at random, each change keeping both printed summaries (`Grid.changed`),
and changes that bring p nearer to what is printed are kept, others now and then (Metropolis and others 1953,
Journal of Chemical Physics 21:1087-1092, at many temperatures at once). Nearness is measured by the distance
of normal scores. The exact p of each tie pattern takes a distribution of its own, so for more than
`FEW_SUBJECTS` the search is led by the normal p that goes with the exact one where no values tie, and the
exact p is computed of what comes close.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from analysis.audit.two_samples.grid import Grid
from analysis.audit.two_samples.moments import Floats
from analysis.inference import attainable
from analysis.inference.pvalues import Method, pvalues
from analysis.inference.ranks import Whole, key_scores
from analysis.reported import PrintedPvalue

CHAINS = 64  # a goal
ROUNDS = 120
PATIENCE = 20  # rounds without coming nearer, from farther than `HOPELESS`, after which the search ends
HOPELESS = 0.05
FEW_SUBJECTS = 11
CLOSE = 0.12  # of a normal score: how far the exact p of tied data may be from that of untied ones
EXACT_A_ROUND = 8
EXACT_IN_ALL = 600
FARTHEST = 10.0
MAX_PAIRS = 200_000
MAX_PATTERNS = 3_000
TEMPERATURES = (0.005, 0.3)

Data = tuple[Whole, Whole]


@dataclass(frozen=True, slots=True)
class Everything:
    """All data on a grid that print as two summaries.

    Attributes:
        data: the first whose p prints as given; None where none does.
        looked_at: how many pairs of groups there are.
    """

    data: Data | None
    looked_at: int


def all_data(
    first: Grid, second: Grid, pvalue: PrintedPvalue, methods: Sequence[Method], *, rows: int
) -> dict[Method, Everything]:
    """Look at all data on the grid, under each method under which they are not too many.

    Args:
        first: what is printed of the first group.
        second: of the second, on the same grid.
        pvalue: the printed p.
        methods: how p is computed.
        rows: of one group, finished or not, that may be kept at a time.
    """
    if first.empty or second.empty:
        return dict.fromkeys(methods, Everything(None, 0))
    own = [grid.every_row(rows) for grid in (first, second)]
    if own[0] is None or own[1] is None or len(own[0]) * len(own[1]) > MAX_PAIRS:
        return {}
    x, y = np.repeat(own[0], len(own[1]), axis=0), np.tile(own[1], (len(own[0]), 1))
    if not len(x):
        return dict.fromkeys(methods, Everything(None, 0))
    scores, sums = key_scores(np.hstack([x, y + (second.center - first.center)]), first.n)
    looked_at: dict[Method, Everything] = {}
    for method in methods:
        if method == "exact" and len(np.unique(scores, axis=0)) > MAX_PATTERNS:
            continue
        hits = np.flatnonzero(pvalue.fits(pvalues(scores, sums, first.n, method)))
        looked_at[method] = Everything((x[hits[0]], y[hits[0]]) if len(hits) else None, len(x))
    return looked_at


def some_data(
    first: Grid, second: Grid, pvalue: PrintedPvalue, methods: Sequence[Method], *, searches: int
) -> dict[Method, Data]:
    """Search for data on the grid; a method that is missing says only that none were found.

    Args:
        first: what is printed of the first group.
        second: of the second, on the same grid.
        pvalue: the printed p.
        methods: how p is computed.
        searches: how often the search starts anew from other data.
    """
    goals = [_Goal.of(pvalue, method, (first.n, second.n)) for method in methods]
    found: dict[Method, Data] = {}
    for seed in range(searches):
        left = [goal for goal in goals if goal.method not in found]
        if left:
            found |= _one_search(first, second, left, np.random.default_rng(seed))
    return found


def _one_search(
    first: Grid, second: Grid, goals: list["_Goal"], rng: np.random.Generator
) -> dict[Method, Data]:
    """Data that meet the goals, as far as found; groups are changed in turn, goals share the chains."""
    shift, chain = second.center - first.center, np.arange(CHAINS * len(goals))
    x, y = first.rows(len(chain), rng), second.rows(len(chain), rng)
    found: dict[Method, Data] = {}
    if not (len(x) and len(y)):
        return found
    temperatures = np.resize(np.geomspace(*TEMPERATURES, CHAINS), len(chain))
    far = np.full((len(goals), len(chain)), FARTHEST)
    nearest, waited = far.min(axis=1), 0
    new_x, new_y = x, y
    for number in range(ROUNDS):
        scores, sums = key_scores(np.hstack([new_x, new_y + shift]), first.n)
        distances = [goal.distances(scores, sums, first.n) for goal in goals]
        found |= {
            goal.method: (new_x[hit], new_y[hit])
            for goal, (_, hit) in zip(goals, distances, strict=True)
            if hit is not None
        }
        left = [place for place, goal in enumerate(goals) if goal.method not in found]
        if not left or (waited > PATIENCE and nearest.min() > HOPELESS):
            break
        goals, far, nearest = [goals[place] for place in left], far[left], nearest[left]
        new_far = np.array([distances[place][0] for place in left])
        worse = (new_far - far)[chain % len(goals), chain]
        kept = rng.random(len(chain)) < np.exp(-np.maximum(worse, 0) / temperatures)
        x, y = np.where(kept[:, np.newaxis], new_x, x), np.where(kept[:, np.newaxis], new_y, y)
        far = np.where(kept, new_far, far)
        waited = waited + 1 if (far.min(axis=1) >= nearest).all() else 0
        nearest = np.minimum(nearest, far.min(axis=1))
        new_x, new_y = x, y
        if number % 2:
            new_x = first.changed(x, y + shift, rng)
        else:
            new_y = second.changed(y, x - shift, rng)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Goal:
    """How far data are from the printed p.

    Attributes:
        pvalue: as printed.
        method: how p is computed.
        guide: the method whose p leads the search.
        scores: the least and the largest normal score |z| of the guide's p that goes with the printed p.
        slack: how far beyond them is as near as can be told.
        seen: exact p-values, by scores and sum.
    """

    pvalue: PrintedPvalue
    method: Method
    guide: Method
    scores: tuple[float, float]
    slack: float
    seen: dict[tuple[bytes, int], float]

    @classmethod
    def of(cls, pvalue: PrintedPvalue, method: Method, sizes: tuple[int, int]) -> "_Goal":
        """The goal of a printed p under one method."""
        low, high = pvalue.range
        if method != "exact" or sum(sizes) <= FEW_SUBJECTS:
            ends = _normal_score(np.array([high, low]))
            return cls(pvalue, method, method, (float(ends[0]), float(ends[1])), 0.0, {})
        ends = _scores_of_normal(np.array([high, low]), sizes)
        return cls(pvalue, method, "normal", (float(ends[0]), float(ends[1])), CLOSE, {})

    def distances(self, scores: Whole, sums: Whole, n1: int) -> tuple[Floats, int | None]:
        """The distance of each row's p from the printed one, and the first row that prints so, if any.

        Args:
            scores: doubled midranks of both groups, shape (k, n1 + n2).
            sums: their sums over the first group, shape (k,).
            n1: size of the first group.
        """
        found = pvalues(scores, sums, n1, self.guide)
        z = _normal_score(np.where(np.isnan(found), 1.0, found))
        far = np.clip(np.maximum(self.scores[0] - z, z - self.scores[1]), 0, FARTHEST)
        if self.guide == self.method:
            hits = np.flatnonzero(self.pvalue.fits(found))
            return far, int(hits[0]) if len(hits) else None
        near = far <= self.slack
        return np.maximum(far - self.slack, 0), self._exactly(scores, sums, n1, np.flatnonzero(near))

    def _exactly(self, scores: Whole, sums: Whole, n1: int, rows: Whole) -> int | None:
        """The first of these rows whose exact p prints so; only so many new ones are computed."""
        new = 0
        for row in rows.tolist():
            key = scores[row].tobytes(), int(sums[row])
            if key not in self.seen:
                if new == EXACT_A_ROUND or len(self.seen) == EXACT_IN_ALL:
                    break
                new += 1
                self.seen[key] = float(pvalues(scores[row : row + 1], sums[row : row + 1], n1, "exact")[0])
                if self.pvalue.fits(self.seen[key]):
                    return int(row)
        return None


def _scores_of_normal(exact: Floats, sizes: tuple[int, int]) -> Floats:
    """The normal scores of the normal p-values that go with exact ones where no values tie."""
    lower = sizes[0] * sizes[1] // 2 + 1  # the statistics up to the mean, whose p-values rise
    known, normal = (
        _normal_score(attainable(*sizes, method=method)["pvalue"].to_numpy(np.float64)[:lower])[::-1]
        for method in ("exact", "normal")
    )
    return np.interp(_normal_score(exact), known, normal, right=np.inf)


def _normal_score(pvalue: Floats | float) -> Floats:
    """|z| of a two-sided p; infinite for 0."""
    score: Floats = -ndtri(np.minimum(pvalue, 1.0) / 2)
    return score
