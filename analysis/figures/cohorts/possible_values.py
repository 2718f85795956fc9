"""The values that can lie behind a printed level, over many reconstructed cohorts."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, arm_scales
from analysis.inference.wording import two_digits
from analysis.reconstruction import ConflictError, Constraints, Ensemble, Reading, cohorts, constrain
from analysis.reconstruction.evidence import drawn_under

QUANTILES = (0.05, 0.5, 0.95)
ORDINALS = {2: "2nd", 3: "3rd"}
LAST = 1000
"""Below all values; an arm takes up to 100 places, its highest value the last of them."""
COLUMNS = ["row", "place", "arm", "kind", "low", "middle", "high", "unit", "words", "trace"]

Row = dict[str, Any]


def possible_values(
    study: Study, markers: Sequence[str], readings: Mapping[str, Reading], *, visit: str, size: int, seed: int
) -> Explorer:
    """The sorted values of each arm behind its printed level, as ranges over cohorts of one reading.

    Args:
        study: whose findings the cohorts agree with.
        markers: PARAMCDs of markers with printed levels; the first one is shown first.
        readings: a reader's words to a reading of what the findings leave open; the first is shown first.
        visit: the visit of the printed levels.
        size: cohorts to draw.
        seed: a whole number from 0 up.

    Raises:
        MissingFindingError: no level of a marker is printed at the visit.
        ValueError: a marker without a prior.
    """
    words = tuple(readings)
    asked = constraints_by_reading(study, markers, readings)
    for (code, _), constraints in asked.items():
        if not any(cell.visit == visit for cell in constraints.markers[0].levels):
            raise MissingFindingError(
                f"{study.name} prints no level of {study.short(code)} at {visit} with its spread, behind "
                "which values could lie."
            )
    labels = tuple(study.short(marker) for marker in markers)
    return Explorer(
        finding=partial(_finding, study),
        subtitle=f"In computed cohorts, middle 90%: values behind the printed means of {visit.lower()}",
        basis="reconstructed",
        study=study,
        controls=(
            Control("behind", "Marker", "radio", choices=tuple(markers), default=markers[0], labels=labels),
            Control("read_as", "Reading in this figure", "radio", choices=words, default=words[0]),
        ),
        compute=partial(_rows, study, asked, visit, size, seed),
        draw=partial(draw, arms=tuple(study.sizes)),
        describe=partial(_describe, study),
    )


def _finding(study: Study, rows: pd.DataFrame) -> str:
    """From where to where the values of each arm lie."""
    name = study.short(rows["behind"].iloc[0])
    values = rows[rows["kind"] == "value"]
    if values.empty:
        return f"{name}: so few cohorts agree with what is printed that none are shown"
    ends = values.groupby("arm").agg({"low": "min", "high": "max"}).reindex([*study.sizes]).dropna()
    said = [f"{arm} {two_digits(own.low)} to {two_digits(own.high)}" for arm, own in ends.iterrows()]
    return f"{name}, computed values: {', '.join(said)} {values['unit'].iloc[0]}"


def constraints_by_reading(
    study: Study, markers: Sequence[str], readings: Mapping[str, Reading]
) -> dict[tuple[str, str], Constraints]:
    """What the findings ask of each marker alone: (PARAMCD, a reader's words for the reading) to constraints.

    Raises:
        ValueError: a marker without a prior.
    """
    return {
        (marker, name): constrain(study, [marker], reading=reading)
        for marker in markers
        for name, reading in readings.items()
    }


def refusal(error: ConflictError) -> str:
    """Say why one marker has no cohorts, in two lines divided by |."""
    (conflict,) = error.conflicts
    return f"Refused: {conflict.accepted:,} of {conflict.proposed:,}|proposals agree"


def _rows(
    study: Study,
    asked: Mapping[tuple[str, str], Constraints],
    visit: str,
    size: int,
    seed: int,
    *,
    behind: str,
    read_as: str,
) -> pd.DataFrame:
    constraints = asked[behind, read_as]
    (marker,) = constraints.markers
    rows = _printed(constraints, visit)
    try:
        rows += _ranges(cohorts(constraints, size=size, seed=seed), behind, visit)
    except ConflictError as error:
        (conflict,) = error.conflicts
        rows.append(
            {
                "row": "refused",
                "place": LAST,
                "kind": "refused",
                "words": refusal(error),
                "shown": conflict.findings,
            }
        )
    made = f"formula:reconstruction.cohorts seed:{seed}"
    traced = [row | {"trace": f"{drawn_under(study, marker, row['shown'])} {made}"} for row in rows]
    return pd.DataFrame([{"arm": "", "words": ""} | row for row in traced], columns=COLUMNS)


def _printed(constraints: Constraints, visit: str) -> list[Row]:
    """The printed means, the last arm first."""
    (marker,) = constraints.markers
    return [
        {
            "row": f"{cell.arm}, printed mean",
            "place": _down(marker.place(cell)[0], 0, level.summary.n),
            "arm": cell.arm,
            "kind": "printed",
            **dict.fromkeys(("low", "middle", "high"), float(level.summary.mean)),
            "unit": level.unit,
            "shown": (level.finding,),
        }
        for cell, level in sorted(marker.levels.items(), key=lambda item: marker.place(item[0]))
        if cell.visit == visit
    ]


def _ranges(ensemble: Ensemble, code: str, visit: str) -> list[Row]:
    """For each arm the lowest value to the highest: quantiles over the cohorts, each sorted by itself."""
    marker = ensemble.marker(code)
    rows: list[Row] = []
    for cell, level in sorted(marker.levels.items(), key=lambda item: marker.place(item[0])):
        if cell.visit != visit:
            continue
        drawn = ensemble.printed[code][:, ensemble.rows(cell.arm), marker.visits.index(visit)]
        ordered = np.sort(drawn[:, : level.summary.n], axis=1)
        for place, (low, middle, high) in enumerate(np.quantile(ordered, QUANTILES, axis=0).T.round(1), 1):
            rows.append(
                {
                    "row": f"{cell.arm}, {_name(place, level.summary.n)}",
                    "place": _down(marker.place(cell)[0], place, level.summary.n),
                    "arm": cell.arm,
                    "kind": "value",
                    "low": low,
                    "middle": middle,
                    "high": high,
                    "unit": level.unit,
                    "shown": (level.finding,),
                }
            )
    return rows


def _down(arm: int, place: int, n: int) -> int:
    """Where a row stands: arm by arm, the highest value of each at one place whatever the number."""
    return 100 * arm + (99 if place == n else place)


def _name(place: int, n: int) -> str:
    """Where a value stands in its arm."""
    ends = {1: "lowest", n: "highest"}
    return ends.get(place, ORDINALS.get(place, f"{place}th"))


def draw(rows: pd.DataFrame, *, arms: Sequence[str]) -> alt.LayerChart:
    """One row for each value behind a printed mean, from the lowest up: its range over many cohorts.

    Args:
        rows: `row` (arm and what), `place` (sorts the rows down), `arm`, `kind` ("printed", "value" or
            "refused"), `low`, `middle`, `high`, `unit`, `words` (of a refusal, its lines divided by "|") and
            `trace`.
        arms: codes of the arms in order.
    """
    order = list(rows.sort_values("place", kind="stable")["row"].unique())
    units = ", ".join(rows["unit"].dropna().unique())
    base = alt.Chart(rows, width="container", height=340).encode(
        x=alt.X("low:Q", title=units, scale=alt.Scale(zero=True)),
        y=alt.Y("row:N", sort=order, title=None),
    )
    colors, shapes = arm_scales(arms)
    color = alt.Color("arm:N", title=None, scale=colors)
    value = base.transform_filter(alt.datum.kind != "refused")
    points = value.mark_point(filled=True, opacity=1, size=45).encode(
        x="middle:Q", color=color, shape=alt.Shape("arm:N", title=None, scale=shapes)
    )
    printed = base.transform_filter(alt.datum.kind == "printed").mark_tick(color=INK, size=20, thickness=3)
    refused = base.transform_filter(alt.datum.kind == "refused").mark_text(
        align="left", baseline="top", lineBreak="|", color=INK
    )
    layers = [
        value.mark_rule(strokeWidth=5, opacity=0.5).encode(x2="high:Q", color=color),
        points,
        printed,
        refused.encode(x=alt.value(8), text="words:N"),
    ]
    return alt.LayerChart(layer=layers)


def _describe(study: Study, rows: pd.DataFrame) -> str:
    told = [
        f"{study.short(str(marker))}, ± as {read_as}: "
        + ("refused" if (own["kind"] == "refused").any() else _extremes(own))
        for (marker, read_as), own in rows.groupby(["behind", "read_as"], sort=False)
    ]
    return (
        "Reconstructed, not patients' data. For each arm a bar for its lowest to its highest value, from "
        "the 5th to the 95th percentile over the cohorts, with a mark at the median; short lines are the "
        "printed means. "
        f"{'. '.join(told)}."
    )


def _extremes(rows: pd.DataFrame) -> str:
    arms = rows[rows["kind"] == "value"].groupby("arm", sort=False)
    return "; ".join(
        f"{arm} {own['low'].min():,.0f} to {own['high'].max():,.0f} {own['unit'].iloc[0]}"
        for arm, own in arms
    )
