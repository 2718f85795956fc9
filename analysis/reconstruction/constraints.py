"""What the findings ask of a cohort, under one stated reading of what they leave open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, get_args

import pandas as pd

from analysis.inference.pvalues import Method
from analysis.reconstruction.priors import Prior
from analysis.reported import Summary
from analysis.reported.summary import SpreadIs

ARMS = ("LD", "HD")
VISITS = {"Baseline": 0, "Day 2": 1, "Month 6": 2, "Year 5": 4}
"""Visits in order of time, with the numbers that the findings give them."""

Ratio = Literal["to", "by"]
Scale = Literal["linear", "log"]
Support = Literal["finding", "both", "prior"]


class Cell(NamedTuple):
    """One arm at one visit."""

    arm: str
    visit: str


UNIT = Cell("HD", "Baseline")
"""The cell whose mean is 1 wherever no level was printed."""


_SAMPLES = {Cell("LD", "Baseline"): 3, Cell("LD", "Month 6"): 3}


@dataclass(frozen=True, slots=True)
class Reading:
    """How the findings are read where they leave it open. Every field is a choice that a reader can turn.

    Attributes:
        spread_is: what ± stands for, "sd" or "sem".
        method: how p-values were computed, "exact", "normal" or "normal-cc".
        scale: "linear" draws the values behind a printed mean and spread uniformly on their sphere;
            "log" draws the direction of their logarithms uniformly.
        ratio: whether a rise of "nearly 3" times is to (2.5 to 3.0) or by (to 3.5 to 4.0) that much.
        alpha: the level below which a comparison is called significant.
        samples: subjects with a cytokine sample, where fewer than all of the arm. The sources say that some
            low-dose baselines are missing, not how many. Three low-dose samples at baseline and at month 6
            are read, because with ± as SD the three p-values printed for month 6 hardly ever arise from 5
            against 6 subjects.
        comparisons: finding id to the comparison that its sentence also allows, in place of the table's.
    """

    spread_is: SpreadIs = "sd"
    method: Method = "normal"
    scale: Scale = "linear"
    ratio: Ratio = "to"
    alpha: float = 0.05
    samples: Mapping[Cell, int] = field(default_factory=lambda: dict(_SAMPLES))
    comparisons: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The reading in a few words."""
        fewer = [f"{number} samples of {arm} at {visit}" for (arm, visit), number in self.samples.items()]
        return ", ".join([f"± as {self.spread_is.upper()}", f"{self.method} p-values", *fewer])


@dataclass(frozen=True, slots=True)
class Level:
    """The mean and spread of one cell, as printed.

    Attributes:
        finding: its id.
        cell: the arm and visit.
        summary: mean, spread and the number of samples.
        unit: the printed unit.
    """

    finding: str
    cell: Cell
    summary: Summary
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


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker: what is known of it and what is assumed.

    Attributes:
        code: its PARAMCD.
        visits: the visits to reconstruct, in order of time.
        samples: subjects with a sample in each cell.
        prior: how it varies.
        scale: how the values behind a printed level are drawn.
        spread_is: how ± is read.
        levels: printed levels by cell.
        folds: printed multiples of baseline by cell.
        comparisons: what tests and directions ask.
    """

    code: str
    visits: tuple[str, ...]
    samples: Mapping[Cell, int]
    prior: Prior
    scale: Scale
    spread_is: SpreadIs
    levels: Mapping[Cell, Level]
    folds: Mapping[Cell, Fold]
    comparisons: tuple[Comparison, ...]

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
        start_known = self.first_printed in ("", "Baseline")

        def free(cell: Cell) -> bool:
            return cell in self.levels or (start_known and (cell in self.folds or cell.visit == "Baseline"))

        return next((place for place, cell in enumerate(self.order) if not free(cell)), len(self.order))

    def sharing(self, degree: float) -> "Marker":
        """The same marker with arms that share the drift of a visit to another degree."""
        return replace(self, prior=replace(self.prior, shared=degree))

    def support(self, cell: Cell) -> Support:
        """What a cell rests on: a printed level, a prior that findings restrict, or a prior alone."""
        if cell in self.levels:
            return "finding"
        restricted = any(cell in comparison.cells for comparison in self.comparisons)
        multiple = any(cell in (fold, Cell(fold.arm, "Baseline")) for fold in self.folds)
        return "both" if restricted or multiple else "prior"

    def told(self, cell: Cell) -> tuple[str, ...]:
        """Ids of the findings that speak of a cell."""
        printed = [each for each in (self.levels.get(cell), self.folds.get(cell)) if each is not None]
        compared = [each for each in self.comparisons if cell in each.cells]
        return tuple(each.finding for each in (*printed, *compared))

    def relative_support(self, cell: Cell) -> Support:
        """What a cell's values relative to baseline rest on: a printed level alone does not give them."""
        support = self.support(cell)
        return "both" if support == "finding" and UNIT not in self.levels else support

    @property
    def order(self) -> list[Cell]:
        """The cells with samples in the order in which they are drawn: those told most of come first.

        Of one visit a multiple of baseline comes before what may share in it.
        """
        cells = [Cell(arm, visit) for visit in self.visits for arm in ("HD", "LD")]
        sampled = [cell for cell in cells if self.samples[cell]]

        def place(cell: Cell) -> tuple[int, int, bool]:
            support = get_args(Support).index(self.support(cell))
            return support, self.visits.index(cell.visit), cell not in self.folds

        return sorted(sampled, key=place)


@dataclass(frozen=True, slots=True, eq=False)
class Constraints:
    """Everything that a cohort has to agree with.

    Attributes:
        enrolled: subjects per arm.
        reading: how the findings were read.
        markers: one entry per marker.
        uses: one row per finding on these markers: `finding`, `marker`, `use` (level, fold, comparison, or
            none), `why`.
    """

    enrolled: Mapping[str, int]
    reading: Reading
    markers: tuple[Marker, ...]
    uses: pd.DataFrame

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
