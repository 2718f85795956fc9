"""What the findings ask of a cohort, under one stated reading of what they leave open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

import pandas as pd

from analysis.reconstruction.priors import Prior
from analysis.reconstruction.reading import Cell, Reading, Scale
from analysis.reported import Summary
from analysis.reported.summary import SpreadIs

Support = Literal["finding", "both", "prior"]


@dataclass(frozen=True, slots=True)
class Level:
    """The mean and spread of one cell, as printed.

    Attributes:
        finding: its id.
        cell: the arm and visit.
        summary: mean, spread and the number of samples.
        spread_is: what ± stands for.
        unit: the printed unit.
    """

    finding: str
    cell: Cell
    summary: Summary
    spread_is: SpreadIs
    unit: str


@dataclass(frozen=True, slots=True)
class Fold:
    """The mean of one cell as a multiple of the same arm's mean at baseline.

    Attributes:
        finding: its id.
        cell: the arm and visit.
        low: the smallest multiple that the words allow.
        high: the largest.
    """

    finding: str
    cell: Cell
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """A rank test whose statistic must be one of a few.

    Attributes:
        finding: its id.
        test: "rank-sum" compares two arms at a visit, "signed-rank" two visits of the same subjects.
        first: the cells whose larger values raise the statistic.
        second: the cells that they are compared with, in the same order.
        allowed: the statistics (U of `first`, or W+ of first minus second) that agree with the finding.
        says: what the finding says, in words.
    """

    finding: str
    test: Literal["rank-sum", "signed-rank"]
    first: tuple[Cell, ...]
    second: tuple[Cell, ...]
    allowed: frozenset[int]
    says: str

    @property
    def cells(self) -> frozenset[Cell]:
        """All cells that the comparison needs."""
        return frozenset(self.first + self.second)

    def sentence(self) -> str:
        """What is asked of a cohort, in words.

        Examples:
            >>> first, second = Cell("HD", "Day 2"), Cell("HD", "Baseline")
            >>> rule = Comparison("x", "signed-rank", (first,), (second,), frozenset({21}), "p is low")
            >>> print(rule.sentence())
            HD at Day 2 against HD at Baseline: W+ must be 21, because p is low.
        """
        letter = "U" if self.test == "rank-sum" else "W+"
        sides = [
            " and ".join(f"{cell.arm} at {cell.visit}" for cell in side) for side in (self.first, self.second)
        ]
        allowed = " or ".join(map(str, sorted(self.allowed)))
        return f"{' against '.join(sides)}: {letter} must be {allowed}, because {self.says}."


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker: what is known of it and what is assumed.

    Attributes:
        code: its PARAMCD.
        name: what sentences call it.
        arms: the two arms, in order of display.
        visits: the visits to reconstruct, in order of time; the first is baseline.
        samples: subjects with a sample in each cell.
        prior: how it varies.
        scale: how the values behind a printed level are drawn.
        levels: printed levels by cell.
        folds: printed multiples of baseline by cell.
        comparisons: what tests and directions ask.
        counted: ids of the findings that print how many subjects there are.
    """

    code: str
    name: str
    arms: tuple[str, ...]
    visits: tuple[str, ...]
    samples: Mapping[Cell, int]
    prior: Prior
    scale: Scale
    levels: Mapping[Cell, Level]
    folds: Mapping[Cell, Fold]
    comparisons: tuple[Comparison, ...]
    counted: tuple[str, ...]

    @property
    def baseline(self) -> str:
        """The first visit."""
        return self.visits[0]

    @property
    def unit(self) -> Cell:
        """The cell whose mean is 1 in all relative values: the last arm at baseline (`unit_of`)."""
        return Cell(self.arms[-1], self.baseline)

    def asked_by(self, finding: str) -> Comparison:
        """What one finding asks.

        Args:
            finding: its id.

        Raises:
            ValueError: the finding asks nothing of this marker by a test or a direction.
        """
        known = {comparison.finding: comparison for comparison in self.comparisons}
        if finding not in known:
            raise ValueError(f"{finding!r} asks nothing of {self.name}. These do: {', '.join(known)}.")
        return known[finding]

    def place(self, cell: Cell) -> tuple[int, int]:
        """Where a cell stands in a table: the last arm first, its visits in order of time."""
        return -self.arms.index(cell.arm), self.visits.index(cell.visit)

    @property
    def first_printed(self) -> str:
        """The first visit with a printed level; empty where no level was printed."""
        printed = {cell.visit for cell in self.levels}
        return next((visit for visit in self.visits if visit in printed), "")

    @property
    def driftless(self) -> int:
        """How many cells, from the first in order, no drift between visits bears on.

        Those with a printed level or a multiple of baseline; and those at baseline, unless the typical level
        there has to be found from a later visit.
        """
        start_known = self.first_printed in ("", self.baseline)

        def free(cell: Cell) -> bool:
            return cell in self.levels or (
                start_known and (cell in self.folds or cell.visit == self.baseline)
            )

        return next((place for place, cell in enumerate(self.order) if not free(cell)), len(self.order))

    def sharing(self, degree: float) -> "Marker":
        """The same marker with arms that share the drift of a visit to another degree."""
        return replace(self, prior=replace(self.prior, shared=degree))

    def support(self, cell: Cell) -> Support:
        """What a cell rests on: a printed level, a prior that findings restrict, or a prior alone."""
        if cell in self.levels:
            return "finding"
        restricted = any(cell in comparison.cells for comparison in self.comparisons)
        multiple = any(cell in (fold, Cell(fold.arm, self.baseline)) for fold in self.folds)
        return "both" if restricted or multiple else "prior"

    @property
    def findings(self) -> tuple[str, ...]:
        """Ids of the findings that its cohorts are drawn under, in order of their names."""
        used: list[Level | Fold | Comparison] = [*self.levels.values(), *self.folds.values()]
        used += self.comparisons
        return tuple(sorted({*self.counted, *(each.finding for each in used)}))

    @property
    def trace(self) -> str:
        """What its cohorts are drawn under: findings, then priors."""
        return " ".join(
            [*(f"findings:{key}" for key in self.findings), *(f"priors:{key}" for key in self.prior.rows)]
        )

    def relative_support(self, cell: Cell) -> Support:
        """What a cell's values relative to baseline rest on: a printed level alone does not give them."""
        support = self.support(cell)
        return "both" if support == "finding" and self.unit not in self.levels else support

    @property
    def order(self) -> list[Cell]:
        """The cells with samples, in the order in which they are drawn: what is printed comes first.

        Of one visit the last arm comes first, and a multiple of baseline before what may share in it.
        """
        cells = [Cell(arm, visit) for visit in self.visits for arm in reversed(self.arms)]
        sampled = [cell for cell in cells if self.samples[cell]]

        def place(cell: Cell) -> tuple[int, int, bool]:
            support = get_args(Support).index(self.support(cell))
            return support, self.visits.index(cell.visit), cell not in self.folds

        return sorted(sampled, key=place)


@dataclass(frozen=True, slots=True, eq=False)
class Constraints:
    """Everything that a cohort has to agree with.

    Attributes:
        enrolled: subjects per arm, in order of display.
        reading: how the findings were read.
        markers: one entry per marker.
        uses: one row per finding on these markers: `finding`, `marker`, `use` (level, fold, comparison, or
            none), `why`.
    """

    enrolled: Mapping[str, int]
    reading: Reading
    markers: tuple[Marker, ...]
    uses: pd.DataFrame

    @property
    def arms(self) -> tuple[str, ...]:
        """The arms, in order of display."""
        return tuple(self.enrolled)

    def only(self, codes: Iterable[str]) -> "Constraints":
        """The constraints on some of the markers.

        Raises:
            ValueError: a code that is not among them.
        """
        wanted = list(codes)
        known = [marker.code for marker in self.markers]
        unknown = sorted(set(wanted) - set(known))
        if unknown:
            raise ValueError(f"no constraints on {', '.join(unknown)}. Use some of {', '.join(known)}.")
        markers = tuple(marker for marker in self.markers if marker.code in wanted)
        uses = self.uses[self.uses["marker"].isin(wanted)].reset_index(drop=True)
        return replace(self, markers=markers, uses=uses)

    def without(self, *findings: str) -> "Constraints":
        """The constraints with some comparisons left out, to see what these alone contribute.

        Raises:
            ValueError: an id that is not a comparison among them.
        """
        known = {each.finding for marker in self.markers for each in marker.comparisons}
        unknown = sorted(set(findings) - known)
        if unknown:
            raise ValueError(
                f"no comparison rests on {', '.join(unknown)}. Use some of {', '.join(sorted(known))}."
            )
        markers = tuple(
            replace(marker, comparisons=tuple(c for c in marker.comparisons if c.finding not in findings))
            for marker in self.markers
        )
        left_out = self.uses["finding"].isin(findings)
        uses = self.uses.assign(use=self.uses["use"].mask(left_out, "none"))
        return replace(self, markers=markers, uses=uses)
