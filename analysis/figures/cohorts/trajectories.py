"""Means of the arms from visit to visit, over cohorts: bars that show by their pattern what they rest on."""

from collections.abc import Mapping, Sequence
from functools import partial
from textwrap import wrap

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, SMALLEST, arm_scales
from analysis.figures.cohorts.possible_values import constraints_by_reading, refusal
from analysis.reconstruction import (
    Cell,
    ConflictError,
    Constraints,
    Ensemble,
    Marker,
    Reading,
    bands,
    cohorts,
)
from analysis.reconstruction.evidence import drawn_under, told

SINGLE = 6
"""Cohorts that can be shown one by one."""
LINE = 32
"""Characters to a line of the note."""
RESTS = {"finding": "finding", "both": "finding and prior", "prior": "prior alone"}
DASHES = [[1, 0], [5, 3], [2, 5]]
"""Solid, hatched, dotted: thick bars with gaps read as hatching."""
COLUMNS = ["kind", "arm", "visit", "low", "middle", "high", "cohort", "rests", "on_axis", "words", "trace"]

AXIS = Control("course_scale", "Scale", "radio", choices=("linear", "log"), default="linear")
SINGLES = Control("course_single", "Show single cohorts", "check", choices=(False, True), default=False)
"""Choices of the drawing alone; no row hangs on them."""
LOGARITHMIC = "course_scale == 'log'"

Row = dict[str, object]


def trajectories(
    study: Study, markers: Sequence[str], readings: Mapping[str, Reading], *, size: int, seed: int
) -> Explorer:
    """Bands over cohorts of one reading, relative to the mean of the last arm at baseline.

    Args:
        study: whose findings the cohorts agree with.
        markers: PARAMCDs; the first one is shown first.
        readings: a reader's words to a reading of what the findings leave open; the first is shown first.
        size: cohorts to draw.
        seed: a whole number from 0 up.

    Raises:
        ValueError: a marker without a prior.
    """
    words = tuple(readings)
    asked = constraints_by_reading(study, markers, readings)
    labels = tuple(study.short(marker) for marker in markers)
    unit = Cell(study.arms[-1].code, study.baseline.name)
    return Explorer(
        finding=partial(_finding, study),
        subtitle=f"In computed cohorts, middle 90%: mean of each arm in multiples of {unit.arm}'s "
        f"at {study.baseline.words}",
        basis="reconstructed",
        study=study,
        controls=(
            Control(
                "course_of", "Marker", "select", choices=tuple(markers), default=markers[0], labels=labels
            ),
            Control("course_as", "Reading in this figure", "radio", choices=words, default=words[0]),
        ),
        compute=partial(_rows, study, asked, size, seed),
        draw=partial(
            draw, arms=tuple(study.sizes), visits=tuple(visit.name for visit in study.visits), unit=unit
        ),
        describe=partial(_describe, study),
    )


def _finding(study: Study, rows: pd.DataFrame) -> str:
    """How many of the means what is printed fixes alone."""
    name, rests = study.short(rows["course_of"].iloc[0]), rows.loc[rows["kind"] == "band", "rests"]
    if (rows["kind"] == "refused").any():
        return f"{name}: so few cohorts agree with what is printed that none are shown"
    fixed = int((rests == RESTS["finding"]).sum())
    if fixed == len(rests):
        return f"{name}: each of {fixed} means rests on findings alone"
    if not fixed:
        return f"{name}: none of {len(rests)} means rests on findings alone"
    return f"{name}: {fixed} of {len(rests)} means rest on findings alone, the others on priors too"


def unprinted(marker: Marker) -> str:
    """Say for which visits no level was printed, and what that makes of the shape."""
    missing = []
    for visit in marker.visits:
        sampled = [arm for arm in reversed(marker.arms) if marker.samples[Cell(arm, visit)]]
        without = [arm for arm in sampled if Cell(arm, visit) not in marker.levels]
        if without:
            missing.append(visit.lower() if without == sampled else f"{visit.lower()} ({', '.join(without)})")
    if marker.levels and not missing:
        return "Every level was published: the shape rests on them"
    where = "" if not marker.levels else f" at {' and '.join(missing)}"
    return f"No level was published{where}: the shape is an assumption"


def _rows(
    study: Study,
    asked: Mapping[tuple[str, str], Constraints],
    size: int,
    seed: int,
    *,
    course_of: str,
    course_as: str,
) -> pd.DataFrame:
    constraints = asked[course_of, course_as]
    (marker,) = constraints.markers
    made = f"formula:reconstruction.cohorts seed:{seed}"
    behind = f"{drawn_under(study, marker, told(marker))} {made}"
    rows: list[Row] = [{"kind": "note", "words": "|".join(wrap(unprinted(marker), LINE)), "trace": behind}]
    rows += _printed(marker)
    try:
        ensemble = cohorts(constraints, size=size, seed=seed)
        rows += _bands(ensemble, marker, behind) + _single(ensemble, marker, made)
    except ConflictError as error:
        rows += [{"kind": "refused", "words": refusal(error), "trace": behind}, *_unit(marker.unit, made)]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.fillna({"arm": "", "words": ""}).assign(on_axis=frame["on_axis"].eq(True))


def _printed(marker: Marker) -> list[Row]:
    """The printed levels in words."""
    return [
        {
            "kind": "printed",
            "arm": cell.arm,
            "visit": cell.visit,
            "words": f"{cell.arm}|{level.summary.printed}",
            "trace": f"findings:{level.finding}",
        }
        for cell, level in sorted(marker.levels.items(), key=lambda item: marker.place(item[0]))
    ]


def _bands(ensemble: Ensemble, marker: Marker, behind: str) -> list[Row]:
    """The bands; a printed level shows on the axis only where the baseline of its unit was printed too."""
    table = bands(ensemble).rename(columns={"median": "middle"}).round({"low": 3, "middle": 3, "high": 3})
    shown = ["arm", "visit", "low", "middle", "high"]
    return [
        {
            "kind": "band",
            "rests": RESTS[row["support"]],
            "on_axis": marker.unit in marker.levels and Cell(row["arm"], row["visit"]) in marker.levels,
            **{column: row[column] for column in shown},
            "trace": behind,
        }
        for row in table.to_dict("records")
    ]


def _single(ensemble: Ensemble, marker: Marker, made: str) -> list[Row]:
    """The means of the first few cohorts."""
    rows: list[Row] = []
    for cell in marker.order:
        means = ensemble.values(marker.code, *cell)[:SINGLE, : marker.samples[cell]].mean(axis=1)
        place = {"kind": "cohort", "arm": cell.arm, "visit": cell.visit, "trace": made}
        numbered = enumerate(means.round(3).tolist(), 1)
        rows += [{"cohort": number, "middle": mean, **place} for number, mean in numbered]
    return rows


def _unit(cell: Cell, made: str) -> list[Row]:
    """The one mean that needs no cohort, the unit of the axis, for every layer that has an axis."""
    place = dict.fromkeys(("low", "middle", "high"), 1.0)
    unit = {"arm": cell.arm, "visit": cell.visit, "rests": RESTS["both"], "trace": made}
    return [{"kind": kind, **unit, **place} for kind in ("band", "cohort")]


def draw(rows: pd.DataFrame, *, arms: Sequence[str], visits: Sequence[str], unit: Cell) -> alt.LayerChart:
    """Visits across (not to scale), multiples of the unit's mean up.

    Args:
        rows: `kind` ("band", "cohort", "printed", "note" or "refused"), `arm`, `visit`, `low`, `middle`,
            `high`, `cohort`, `rests` (one of the words of `RESTS`), `on_axis` (whether a band's level was
            printed in a unit that the axis can show), `words` and `trace`.
        arms: codes of the arms in order.
        visits: their names in order of time.
        unit: the arm and visit whose mean is 1.
    """
    labels = f"format({LOGARITHMIC} ? pow(2, datum.value) : datum.value, '.2~f')"
    place = {
        f"at_{name}": f"{LOGARITHMIC} ? log(datum.{name}) / LN2 : datum.{name}"
        for name in ("low", "middle", "high")
    }
    title = f"Times {unit.arm}'s mean at {unit.visit.lower()}"
    y = alt.Y("at_middle:Q", title=title, axis=alt.Axis(labelExpr=labels, tickCount=6, minExtent=40))
    x = alt.X("visit:N", scale=alt.Scale(domain=list(visits)), title=None, axis=alt.Axis(labelAngle=0))
    color, shape = arm_scales(arms)
    legend = alt.Legend(title=None, symbolOpacity=1)
    base = alt.Chart(rows, width="container", height=300)
    placed = base.transform_calculate(**place).encode(
        x=x,
        xOffset=alt.XOffset("arm:N", scale=alt.Scale(domain=list(arms), paddingOuter=0.6)),
        color=alt.Color("arm:N", scale=color, legend=legend),
    )
    band = placed.transform_filter(alt.datum.kind == "band")
    cohorts = placed.transform_filter(alt.datum.kind == "cohort")
    seen = alt.OpacityValue({"expr": f"{SINGLES.name} ? 0.6 : 0"})
    ring = alt.condition(alt.datum.on_axis, alt.value(1), alt.value(0))
    layers = [
        cohorts.mark_line(strokeWidth=1).encode(y=y, detail=["arm:N", "cohort:N"], opacity=seen),
        band.mark_line(strokeWidth=1.2, strokeDash=[2, 3]).encode(y=y),
        _bars(band),
        band.mark_point(filled=True, size=60, opacity=1).encode(
            y=y, shape=alt.Shape("arm:N", scale=shape, legend=legend)
        ),
        band.mark_point(filled=False, size=190, strokeWidth=2).encode(
            y=y, color=alt.value(INK), opacity=ring
        ),
        *_words(base, x, arms),
    ]
    return alt.LayerChart(layer=layers).add_params(AXIS.parameter(), SINGLES.parameter())


def _bars(band: alt.Chart) -> alt.Chart:
    """Thick bars; their pattern says what they rest on."""
    legend = alt.Legend(title=None, symbolStrokeColor=INK, symbolStrokeWidth=4, symbolOpacity=1, columns=1)
    scale = alt.Scale(domain=list(RESTS.values()), range=DASHES)
    bars: alt.Chart = band.mark_rule(strokeWidth=11, opacity=0.75).encode(
        y="at_low:Q", y2="at_high:Q", strokeDash=alt.StrokeDash("rests:N", scale=scale, legend=legend)
    )
    return bars


def _words(base: alt.Chart, x: alt.X, arms: Sequence[str]) -> list[alt.Chart]:
    """The note above, a refusal below it, and the printed levels at their visits below the bars."""
    note = base.transform_filter(alt.datum.kind == "note").mark_text(
        align="left", baseline="top", lineBreak="|", color=INK, fontSize=SMALLEST
    )
    refused = base.transform_filter(alt.datum.kind == "refused").mark_text(
        align="left", baseline="top", lineBreak="|", color=INK
    )
    texts = [
        note.encode(x=alt.value(6), y=alt.value(4), text="words:N"),
        refused.encode(x=alt.value(6), y=alt.value(120), text="words:N"),
    ]
    for place, arm in enumerate(arms):  # the first arm lowest
        level = base.transform_filter((alt.datum.kind == "printed") & (alt.datum.arm == arm))
        text = level.mark_text(fontSize=SMALLEST, color=INK, lineBreak="|", baseline="top").encode(
            x=x, y=alt.value(272 - 28 * place), text="words:N"
        )
        texts.append(text)
    return texts


def _describe(study: Study, rows: pd.DataFrame) -> str:
    first = rows[
        (rows["course_of"] == rows["course_of"].iloc[0]) & (rows["course_as"] == rows["course_as"].iloc[0])
    ]
    drawn = first[first["kind"] == "band"]
    said = [
        f"{r.arm} at {r.visit.lower()} {r.low:.2g} to {r.high:.2g} ({r.rests})" for r in drawn.itertuples()
    ]
    unit = study.arms[-1].label.replace(" ", "-")
    return (
        "Reconstructed, not patients' data. For each arm and visit a bar from the 5th to the 95th percentile "
        f"of the arm's mean over the cohorts, in multiples of the {unit} arm's mean at "
        f"{study.baseline.words}; solid where a level was printed, hatched where a finding restricts a "
        "prior, dotted where a prior stands "
        f"alone. As first shown: {'; '.join(said)}."
    )
