"""What is told in words of each marker at one visit, placed by whom it concerns."""

from functools import partial

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import DIRECTION_SHAPE, DIRECTIONS, INK
from analysis.inference.wording import in_words

ALL = "all"
UNNAMED = "arm not named"
BESIDE = ("p", "difference", "ratio")
"""STAT of a number beside which a direction may stand; read where a study tells none by itself."""


def directions(study: Study, *, visit: str = "") -> Explorer:
    """Markers down, whom a statement concerns across, a symbol a statement; its place is a reader's choice.

    Args:
        study: its findings, markers and arms.
        visit: the later visit of the comparisons; else the last one.

    Raises:
        MissingFindingError: no direction of a marker is printed at this visit.

    Examples:
        >>> directions(Study.read()).title
        'Eight of 26 statements at year 5 are called significant'
    """
    told = rows(study, visit=visit)
    parts = tuple(sorted(told["told in"].unique(), key=lambda part: -(told["told in"] == part).sum()))
    return Explorer(
        finding=partial(finding, visit=visit or study.last.name),
        subtitle="On markers, as reported, by whom it concerns; filled if called significant",
        basis="published",
        controls=(Control("told_in", "Part", "radio", choices=(ALL, *parts), default=ALL),),
        compute=partial(_part, told),
        draw=draw,
        describe=_describe,
        study=study,
    )


def finding(told: pd.DataFrame, *, visit: str) -> str:
    """How many statements there are, and how many are called significant.

    Args:
        told: from `rows`.
        visit: the later visit of the comparisons.

    Examples:
        >>> told = pd.DataFrame({"trace": ["a:1", "a:2"], "significance": ["significant", "not stated"]})
        >>> finding(told, visit="Day 7")
        'One of two statements at day 7 is called significant'
    """
    single = told.drop_duplicates("trace")
    every, called = len(single), int((single["significance"] == "significant").sum())
    at = f"at {visit.lower()}"
    if every == 1:
        return f"The one statement {at} is {'called' if called else 'not called'} significant"
    who = "None" if not called else "All" if called == every else in_words(called).capitalize()
    of = "" if who == "All" else "of "
    return f"{who} {of}{in_words(every)} statements {at} {'is' if called == 1 else 'are'} called significant"


def rows(study: Study, *, visit: str = "") -> pd.DataFrame:
    """Every reported direction of a marker at one visit.

    Args:
        study: its findings, markers and arms.
        visit: the later visit of the comparisons; else the last one.

    Returns:
        One row per finding: `marker`, `concerns` (one of `columns`), `direction`, `significance`, `told in`
        (the part of the source), `note`, `slot` (its place among those in the same cell, from 0), `trace`,
        and the whole list of `columns` and of `markers`, joined by "|", which no choice shortens.

    Raises:
        MissingFindingError: no direction of a marker is printed at this visit.
    """
    at = visit or study.last.name
    asked = {"PARAMCD": study.markers, "AVISIT": at}
    found = study.where(STAT="direction", **asked)
    if found.empty:
        found = study.need(f"direction of a marker at {at}", STAT=BESIDE, **asked).query("DIRECTION != ''")
    table = pd.DataFrame(
        {
            "marker": found["PARAMCD"].map(study.markers),
            "concerns": [_concerns(study, arm) for arm in found["TRT01A"]],
            "direction": found["DIRECTION"],
            "significance": found["SIGNIFICANCE"].replace("", "not stated"),
            "told in": found["PLACE"].str.partition(":")[0],
            "note": found["NOTE"],
            "trace": "findings:" + found["FINDINGID"],
        }
    ).reset_index(drop=True)
    named = [column for column in columns(study) if column in set(table["concerns"])]
    return table.assign(
        slot=table.groupby(["marker", "concerns"]).cumcount(),
        columns="|".join(named),
        markers="|".join(table["marker"].unique()),
    )


def columns(study: Study) -> list[str]:
    """Whom a statement can concern: an arm against its baseline, the last first, two arms, or none named."""
    arms = list(study.sizes)
    within = [f"{arm} v {study.baseline.name.lower()}" for arm in reversed(arms)]
    between = [f"{later} v {earlier}" for place, later in enumerate(arms) for earlier in arms[:place]]
    return [*within, *between, UNNAMED]


def draw(told: pd.DataFrame) -> alt.LayerChart:
    """Draw one symbol a statement, filled where it is called significant.

    Args:
        told: from `rows`.
    """
    shown = [direction for direction in DIRECTIONS if direction in set(told["direction"])]
    shapes = alt.Scale(domain=shown, range=[_shape(direction) for direction in shown])
    two_lines = "split(replace(replace(datum.label, ' v ', ' v|'), 'not ', 'not|'), '|')"
    cells = alt.Axis(
        orient="top", labelAngle=0, labelExpr=two_lines, labelPadding=16, grid=True, tickBand="extent"
    )
    whom, markers = (told[column].iloc[0].split("|") for column in ("columns", "markers"))
    symbols = (
        alt.Chart()
        .mark_point(size=120, strokeWidth=1.8, stroke=INK, fill=INK, opacity=1)
        .encode(
            x=alt.X("concerns:N", title=None, scale=alt.Scale(domain=whom), axis=cells),
            xOffset=alt.XOffset("slot:O", scale=alt.Scale(domain=[0, 1], padding=0.7)),
            y=alt.Y(
                "marker:N",
                title=None,
                scale=alt.Scale(domain=markers),
                axis=alt.Axis(grid=True, tickBand="extent"),
            ),
            shape=alt.Shape("direction:N", scale=shapes, title=None),
            fillOpacity=alt.condition(alt.datum.significance == "significant", alt.value(1), alt.value(0)),
        )
    )
    return alt.LayerChart(data=told, layer=[symbols], width="container", height=36 * len(markers))


def _concerns(study: Study, arm: str) -> str:
    if arm in study.sizes:
        return f"{arm} v {study.baseline.name.lower()}"
    return arm if arm in columns(study) else UNNAMED


def _part(told: pd.DataFrame, *, told_in: str) -> pd.DataFrame:
    return told if told_in == ALL else told[told["told in"] == told_in].reset_index(drop=True)


def _describe(shown: pd.DataFrame) -> str:
    told = shown.drop_duplicates("trace")
    words = told["marker"] + ", " + told["concerns"] + ": " + told["direction"]
    words += " (" + told["significance"] + ")"
    return (
        f"A map of {in_words(told['marker'].nunique())} markers by whom a statement concerns, {len(told)} "
        f"statements. {'; '.join(words)}."
    )


def _shape(direction: str) -> str:
    """The shape that the theme gives to one direction."""
    return str(DIRECTION_SHAPE.range[DIRECTIONS.index(direction)])
