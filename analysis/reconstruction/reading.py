"""How the findings are read where they leave it open: every field is a choice that a reader can turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from analysis.data import Study
from analysis.inference.pvalues import Method
from analysis.reported.summary import SpreadIs

Ratio = Literal["to", "by"]
Scale = Literal["linear", "log"]

LEVEL = 0.05
"""The level of p at or below which a comparison counts as significant, here and in every share of cohorts."""


class Cell(NamedTuple):
    """One arm at one visit."""

    arm: str
    visit: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How the findings are read where they leave it open. Every field is a choice that a reader can turn.

    Attributes:
        spread_is: what ± stands for where the finding does not say so, "sd" or "sem".
        method: how p-values were computed, "exact", "normal" or "normal-cc".
        scale: "linear" draws the values behind a printed mean and spread uniformly on their sphere;
            "log" draws the direction of their logarithms uniformly.
        ratio: whether a rise of "nearly 3" times is to (2.5 to 3.0) or by (to 3.5 to 4.0) that much.
        alpha: the level below which a comparison is called significant.
        samples: subjects with a sample of the study's markers, where fewer than all of the arm.
        comparisons: finding id to the comparison that its sentence also allows, in place of the table's.
    """

    spread_is: SpreadIs = "sd"
    method: Method = "normal"
    scale: Scale = "linear"
    ratio: Ratio = "to"
    alpha: float = LEVEL
    samples: Mapping[Cell, int] = field(default_factory=dict)
    comparisons: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(study: Study) -> "Reading":
        """The reading that a study starts from: the samples of its table ``reading``, all else as above."""
        rows = study.table("reading").to_dict("records")
        return Reading(samples={Cell(row["TRT01A"], row["AVISIT"]): int(row["SAMPLES"]) for row in rows})

    @property
    def words(self) -> str:
        """The reading in a few words."""
        fewer = [f"{number} samples of {arm} at {visit}" for (arm, visit), number in self.samples.items()]
        return ", ".join([f"± as {self.spread_is.upper()}", f"{self.method} p-values", *fewer])


def unit_of(study: Study) -> Cell:
    """The cell whose mean is 1 in all relative values: the last arm in order of display, at baseline.

    It is the arm that a comparison names first, with the higher dose where there are two doses.
    """
    return Cell(study.arms[-1].code, study.baseline.name)


def possible_samples(cell: Cell, study: Study) -> range:
    """The numbers of samples that a cell can be read to have; none where the study has no such cell."""
    if cell.arm not in study.sizes or cell.visit not in {visit.name for visit in study.visits}:
        return range(0)
    return range(1 if cell == unit_of(study) else 0, study.sizes[cell.arm] + 1)
