"""Explorer of the means of each arm from visit to visit, over many reconstructed cohorts."""

from collections.abc import Mapping, Sequence
from functools import partial
from textwrap import wrap

import pandas as pd

from analysis.data import Source, Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.cohorts.courses_drawing import courses
from analysis.figures.cohorts.readings_explorer import constraints_by_reading, refusal
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

SINGLE = 6
"""Cohorts that can be shown one by one."""
LINE = 32
"""Characters to a line of the note."""
RESTS = {"finding": "finding", "both": "finding and prior", "prior": "prior alone"}
COLUMNS = ["kind", "arm", "visit", "low", "middle", "high", "cohort", "rests", "on_axis", "words", "trace"]

Row = dict[str, object]


def trajectories(
    study: Study,
    markers: Sequence[str],
    readings: Mapping[str, Reading],
    *,
    size: int,
    seed: int,
    sources: tuple[Source, ...],
) -> Explorer:
    """Bands over cohorts of one reading, relative to the high-dose arm's mean at baseline.

    Args:
        study: whose findings are used.
        markers: PARAMCDs; the first one is shown first.
        readings: a reader's words to a reading of what the findings leave open; the first is shown first.
        size: cohorts to draw.
        seed: a whole number from 0 up.
        sources: where the findings were printed.
    """
    words = tuple(readings)
    asked = constraints_by_reading(study, markers, readings)
    labels = tuple(study.short(marker) for marker in markers)
    choices = tuple(markers)
    return Explorer(
        title="What the arms' means could have done, relative to baseline",
        basis="reconstructed",
        sources=sources,
        controls=(
            Control("course_of", "Marker", "select", choices=choices, default=choices[0], labels=labels),
            Control("course_as", "Reading in this figure", "radio", choices=words, default=words[0]),
        ),
        compute=partial(_rows, asked, size, seed),
        draw=courses,
        describe=_describe,
    )


def unprinted(marker: Marker) -> str:
    """Say for which visits no level was printed, and what that makes of the shape."""
    missing = []
    for visit in marker.visits:
        told = [arm for arm in reversed(marker.arms) if marker.samples[Cell(arm, visit)]]
        without = [arm for arm in told if Cell(arm, visit) not in marker.levels]
        if without:
            missing.append(visit.lower() if without == told else f"{visit.lower()} ({', '.join(without)})")
    where = "" if not marker.levels else f" at {' and '.join(missing)}"
    return f"No level was published{where}: the shape is an assumption"


def _rows(
    asked: Mapping[tuple[str, str], Constraints], size: int, seed: int, *, course_of: str, course_as: str
) -> pd.DataFrame:
    constraints = asked[course_of, course_as]
    (marker,) = constraints.markers
    behind = f"{marker.trace} formula:reconstruction.cohorts seed:{seed}"
    rows: list[Row] = [{"kind": "note", "words": "|".join(wrap(unprinted(marker), LINE)), "trace": behind}]
    rows += _printed(marker)
    try:
        ensemble = cohorts(constraints, size=size, seed=seed)
        rows += _bands(ensemble, marker) + _single(ensemble, marker, behind)
    except ConflictError as error:
        rows += [{"kind": "refused", "words": refusal(error), "trace": behind}, *_unit(marker, behind)]
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
        for cell, level in sorted(marker.levels.items())
    ]


def _bands(ensemble: Ensemble, marker: Marker) -> list[Row]:
    """The bands; a printed level shows on the axis only where the baseline of its unit was printed too."""
    table = bands(ensemble).rename(columns={"median": "middle"}).round({"low": 3, "middle": 3, "high": 3})
    shown = ["arm", "visit", "low", "middle", "high", "trace"]
    return [
        {
            "kind": "band",
            "rests": RESTS[row["support"]],
            "on_axis": marker.unit in marker.levels and Cell(row["arm"], row["visit"]) in marker.levels,
            **{column: row[column] for column in shown},
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


def _unit(marker: Marker, made: str) -> list[Row]:
    """The one mean that needs no cohort, the unit of the axis, for every layer that has an axis."""
    place = dict.fromkeys(("low", "middle", "high"), 1.0)
    unit = {"arm": marker.unit.arm, "visit": marker.unit.visit, "rests": RESTS["both"], "trace": made}
    return [{"kind": kind, **unit, **place} for kind in ("band", "cohort")]


def _describe(rows: pd.DataFrame) -> str:
    first = rows[
        (rows["course_of"] == rows["course_of"].iloc[0]) & (rows["course_as"] == rows["course_as"].iloc[0])
    ]
    drawn = first[first["kind"] == "band"]
    told = [
        f"{r.arm} at {r.visit.lower()} {r.low:.2g} to {r.high:.2g} ({r.rests})" for r in drawn.itertuples()
    ]
    return (
        "Reconstructed, not patients' data. For each arm and visit a bar from the 5th to the 95th percentile "
        "of the arm's mean over the cohorts, in multiples of the high-dose arm's mean at baseline; solid "
        "where a level was printed, hatched where a finding restricts a prior, dotted where a prior stands "
        f"alone. As first shown: {'; '.join(told)}."
    )
