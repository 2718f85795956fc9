"""The direct test of dose by time: its p over ensembles, under each assumption, with what constrains it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import product

import altair as alt
import numpy as np
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, MUTED
from analysis.reconstruction import (
    DEGREES,
    Cell,
    DoseByTime,
    Reading,
    constrain,
    dose_by_time_under_assumptions,
    without_significance,
)
from analysis.reconstruction.contrasts import ChangeScale
from analysis.reconstruction.evidence import drawn_under
from analysis.reconstruction.reading import LEVEL

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
ENDS = ("low", "q1", "middle", "q3", "high")
WITH, WITHOUT = "all findings used", "without significance"
CONSTRAINTS = {"with": WITH, "without": WITHOUT}
CHANGES: dict[ChangeScale, str] = {"difference": "differences", "ratio": "ratios"}
SHARED_PERCENT = tuple(round(100 * degree) for degree in DEGREES)
SHARED = "arms_share"
"""The control for what the arms share of a visit's shift; it changes the bars and no sentence."""
STEP = 48
"""Height of a prior's place."""
LABELS = 100
"""The room for the names of priors."""


@dataclass(frozen=True, slots=True, eq=False)
class Tested:
    """What cohorts say of dose by time, each ensemble drawn once when it is asked for.

    Attributes:
        study: whose findings the cohorts agree with.
        visit: the later visit of the contrast.
        arm: code of the arm whose baselines may be missing.
        size: cohorts to draw of each ensemble.
        seed: a whole number from 0 up.
    """

    study: Study
    visit: str
    arm: str
    size: int
    seed: int
    _drawn: dict[tuple[str, int], dict[str, DoseByTime]] = field(default_factory=dict, repr=False)
    _traced: dict[tuple[str, int], str] = field(default_factory=dict, repr=False)

    def under(self, marker: str, lost: int) -> Mapping[str, DoseByTime]:
        """Constraint to what cohorts under it say.

        Args:
            marker: PARAMCD.
            lost: missing baselines of the arm.
        """
        if (marker, lost) not in self._drawn:
            kept = {WITH: self.study, WITHOUT: without_significance(self.study)}
            self._drawn[marker, lost] = {
                constraint: dose_by_time_under_assumptions(
                    study,
                    marker,
                    visit=self.visit,
                    reading=self.reading(lost),
                    size=self.size,
                    seed=self.seed,
                )
                for constraint, study in kept.items()
            }
        return self._drawn[marker, lost]

    def reading(self, lost: int) -> Reading:
        """The study's own reading with some baselines of the arm missing."""
        own, arm = Reading.of(self.study), self.study.arm(self.arm)
        pairs = {Cell(arm.code, self.study.baseline.name): arm.size - lost}
        return Reading(samples={**own.samples, **pairs})

    def trace(self, marker: str, lost: int) -> str:
        """What the cohorts were drawn under; named are the findings on the marker at the visit."""
        if (marker, lost) not in self._traced:
            (asked,) = constrain(self.study, [marker], reading=self.reading(lost)).markers
            arms = (*self.study.sizes, self.study.between)
            shown = self.study.where(PARAMCD=marker, AVISIT=self.visit, TRT01A=arms)["FINDINGID"]
            behind = drawn_under(self.study, asked, shown)
            self._traced[marker, lost] = f"{behind} formula:reconstruction.dose_by_time seed:{self.seed}"
        return self._traced[marker, lost]


@dataclass(frozen=True, slots=True)
class DoseByTimeExplorer(Explorer):
    """An explorer whose results can also be told in words.

    Attributes:
        tested: what the cohorts say.
    """

    tested: Tested | None = None

    def sentences(self) -> pd.DataFrame:
        """What the explorer says under every choice of its controls; each sentence tells its scale and range.

        Returns:
            One row per choice: a column per control but the shared shift (`contrast_marker`, `lost`,
            `change_as`), `with` and `without` (the findings on significance), and `sentence`, a line for
            each of the two.
        """
        controls = [control for control in self.controls if control.name != SHARED]
        rows = []
        for marker, lost, change_as in product(*(control.page_choices for control in controls)):
            said = dict(_sentences(self._tested.under(str(marker), int(lost)), change_as))  # type: ignore[arg-type]
            name = self._tested.study.short(str(marker))
            lines = (f"{name}, {constraint}: {sentence}" for constraint, sentence in said.items())
            rows.append((marker, lost, change_as, *said.values(), "\n".join(lines)))
        columns = [*(control.name for control in controls), *CONSTRAINTS, "sentence"]
        return pd.DataFrame(rows, columns=columns)

    def lines(self, markers: Sequence[str]) -> pd.DataFrame:
        """What the explorer says of some markers together, each under the other.

        Args:
            markers: some of its markers.

        Returns:
            One row per choice of all else: `lost`, `change_as`, and `sentence`, two lines for each marker.
        """
        said = self.sentences()
        said = said[said["contrast_marker"].isin(markers)]
        choices = said.groupby(["lost", "change_as"], as_index=False, sort=False)
        return choices.agg({"sentence": "\n".join})

    def under(
        self,
        marker: str,
        assumptions: Sequence[str] = (),
        *,
        lost: int,
        change_as: ChangeScale = "difference",
    ) -> dict[str, str]:
        """Shares under named assumptions, each arm drifting by itself; never without the range over all.

        Args:
            marker: one of its markers.
            assumptions: names from the list; without any, the range alone is told.
            lost: missing baselines.
            change_as: what a change is.

        Returns:
            `with` and `without` the findings on significance, each "24 % under “no shift” (8 to 36 % over all
            assumptions)".
        """
        told = {}
        for short, constraint in CONSTRAINTS.items():
            told[short] = self._tested.under(marker, lost)[constraint].share(change_as).under(*assumptions)
        return told

    @property
    def _tested(self) -> Tested:
        if self.tested is None:
            raise ValueError("this explorer has no results: make it by `dose_by_time`.")
        return self.tested


def dose_by_time(
    study: Study, markers: Sequence[str], *, visit: str, arm: str, lost: Sequence[int], size: int, seed: int
) -> DoseByTimeExplorer:
    """The p of dose by time over many cohorts, under several assumptions, with and without significance.

    What the arms share of a visit's shift is a control here; every sentence tells the range over all of it.

    Args:
        study: whose findings the cohorts agree with.
        markers: PARAMCDs of the markers to choose from; the first one is shown first.
        visit: the later visit of the contrast.
        arm: code of the arm whose baselines may be missing.
        lost: numbers of missing baselines to choose from; the first one is shown first.
        size: cohorts to draw of each ensemble.
        seed: a whole number from 0 up.

    Raises:
        MissingFindingError: nothing is printed of a marker at the visit.
        ValueError: a marker without a prior.
    """
    for marker in markers:
        study.need(f"finding on {study.short(marker)} at {visit}", PARAMCD=marker, AVISIT=visit)
    tested = Tested(study, visit, arm, size, seed)
    return DoseByTimeExplorer(
        finding=partial(_finding, study),
        subtitle=f"In computed cohorts, by assumption: test of dose by time at {study.visit(visit).words}; "
        "right, cohorts with p at most 0.05",
        basis="reconstructed",
        study=study,
        controls=(
            Control(
                "contrast_marker",
                "Marker",
                "select",
                choices=tuple(markers),
                default=markers[0],
                labels=tuple(study.short(marker) for marker in markers),
            ),
            Control("lost", f"{arm} baselines missing", "radio", choices=tuple(lost), default=lost[0]),
            Control(
                "change_as",
                "Changes as",
                "radio",
                choices=tuple(CHANGES),
                default="difference",
                labels=tuple(CHANGES.values()),
            ),
            Control(
                SHARED,
                "Shift of a visit shared by the arms",
                "radio",
                choices=SHARED_PERCENT,
                default=SHARED_PERCENT[0],
                labels=("0, each its own", *(f"{degree:g}" for degree in DEGREES[1:-1]), "1, one for both"),
            ),
        ),
        compute=partial(_rows, tested),
        draw=draw,
        describe=partial(_describe, tested),
        tested=tested,
    )


def _finding(study: Study, rows: pd.DataFrame) -> str:
    """Over all assumptions, the smallest and the largest share of cohorts with p at most 0.05."""
    name, shares = study.short(rows["contrast_marker"].iloc[0]), rows["share"].dropna()
    if shares.empty:
        return f"{name}: too few cohorts agree with what is printed to count any"
    low, high = f"{100 * shares.min():.0f}%", f"{100 * shares.max():.0f}%"
    reach = low if low == high else f"{low} to {high}"
    return f"{name}: p is at most 0.05 in {reach} of computed cohorts"


def _sentences(drawn: Mapping[str, DoseByTime], scale: ChangeScale) -> Iterator[tuple[str, str]]:
    """Constraint and what its cohorts say, in a sentence."""
    for constraint, tested in drawn.items():
        yield constraint, tested.share(scale).sentence()


def _rows(
    tested: Tested, *, contrast_marker: str, lost: int, change_as: ChangeScale, arms_share: int
) -> pd.DataFrame:
    chosen = arms_share / 100
    drawn = tested.under(contrast_marker, lost)
    rows: list[dict[str, object]] = []
    for constraint, found in drawn.items():
        for (prior, degree), pvalues in found.pvalues.items():
            if degree != (chosen if (prior, chosen) in found.pvalues else DEGREES[0]):
                continue
            row: dict[str, object] = {"constraint": constraint, "prior": prior}
            if pvalues is None:
                rows.append(row | {"kind": "refused", "words": "refused"})
                continue
            share = float(np.mean(pvalues[change_as] <= LEVEL))
            at = np.quantile(pvalues[change_as], QUANTILES)
            rounded = {name: float(f"{end:.3g}") for name, end in zip(ENDS, at, strict=True)}
            rows.append(row | rounded | {"kind": "spread", "share": share, "words": f"{100 * share:.0f} %"})
    columns = ["constraint", "prior", "kind", *ENDS, "share", "words"]
    return pd.DataFrame(rows, columns=columns).assign(trace=tested.trace(contrast_marker, lost))


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """Priors down, p across, and two bars a prior.

    Args:
        rows: `kind` ("spread" or "refused"), `constraint`, `prior`, the quantiles `low`, `q1`, `middle`,
            `q3`, `high`, `words` (the share) and `trace`.
    """
    priors, kinds = list(rows["prior"].unique()), list(rows["constraint"].unique())
    scale = alt.Scale(type="log", domain=[0.002, 4], nice=False)
    axis = alt.Axis(values=[0.005, 0.02, 0.05, 0.2, 1], format="~g")
    x = alt.X("low:Q", scale=scale, axis=axis, title="Two-sided p of dose by time")
    down = alt.Axis(ticks=False, domain=False, minExtent=LABELS)
    y = alt.Y("prior:N", scale=alt.Scale(domain=priors), title=None, axis=down)
    base = alt.Chart(rows, width="container", height=STEP * len(priors)).encode(y=y)
    each = base.encode(
        yOffset=alt.YOffset("constraint:N", scale=alt.Scale(domain=kinds, paddingOuter=0.3)),
        color=alt.Color(
            "constraint:N",
            scale=alt.Scale(domain=kinds, range=[INK, MUTED]),
            title=None,
            legend=alt.Legend(columns=1),
        ),
    )
    spread = each.transform_filter(alt.datum.kind == "spread")
    shape = alt.Shape("constraint:N", scale=alt.Scale(domain=kinds, range=["circle", "square"]), title=None)
    level = alt.Chart(rows).mark_rule(strokeDash=[4, 3], color=INK)
    layers = [
        level.encode(x=alt.datum(LEVEL), y=alt.value(0), y2=alt.value(STEP * len(priors))),
        spread.mark_rule(strokeWidth=2).encode(x=x, x2="high:Q"),
        spread.mark_rule(strokeWidth=8, opacity=0.6).encode(x="q1:Q", x2="q3:Q"),
        spread.mark_point(filled=True, opacity=1, size=55, stroke=INK, strokeWidth=1).encode(
            x="middle:Q", shape=shape
        ),
        each.mark_text(align="right").encode(x=alt.value("width"), text="words:N", color=alt.value(INK)),
    ]
    return alt.LayerChart(layer=layers)


def _describe(tested: Tested, rows: pd.DataFrame) -> str:
    marker, lost, change_as = rows[["contrast_marker", "lost", "change_as"]].iloc[0]
    said = _sentences(tested.under(marker, int(lost)), change_as)
    return (
        "Reconstructed, not patients' data. For each assumption two bars on an axis of p, one for cohorts "
        "that agree with all findings used, one without the findings on significance: from the 5th to the "
        "95th percentile over the cohorts, thick over the middle half, with a mark at the median and the "
        f"share at or below {LEVEL:g} in percent. As first shown: "
        f"{' '.join(f'{constraint}: {sentence}' for constraint, sentence in said)}"
    )
