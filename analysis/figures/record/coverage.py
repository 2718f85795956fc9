"""What is printed of every marker, by arm and visit, as one map."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import INK, LOOK, MUTED, SMALLEST, arm_scales
from analysis.inference.wording import in_words
from analysis.reported.coverage import CENTERS, KINDS
from analysis.reported.coverage import coverage as rows

LEVEL, WORDS, UNNAMED, NOTHING = KINDS
SIGNS = {UNNAMED: "?", NOTHING: "–"}
"""What stands in a cell that no mark of an arm stands in."""
ROW = 44
"""Pixels from one marker to the next."""
UP = 7
"""Pixels from the middle of a row up to its marks, which have numbers below them."""


def coverage(study: Study) -> alt.LayerChart:
    """Markers down, visits across, a mark for each arm where something is printed of it.

    Args:
        study: its findings, markers, arms and visits.

    Raises:
        MissingFindingError: nothing is printed of any marker.

    Examples:
        >>> coverage(Study.read()).usermeta["title"]
        'No level of the seven markers at year 5 is printed in what we read'
    """
    cells = rows(study)
    markers = in_words(len(study.markers))
    levels = cells[cells["kind"] == LEVEL]
    at_last = in_words(int((levels["visit"] == study.last.name).sum())).replace("no", "none", 1)
    units = " or ".join(study.where(PARAMCD=study.markers, STAT=CENTERS)["AVALU"].unique())
    printed = "; ".join(
        levels["marker"] + " " + levels["arm"] + ", " + levels["visit"] + ": " + levels["text"]
    )
    return publish(
        draw(cells, arms=study.labels),
        title=finding(cells),
        subtitle=f"Levels as printed, {units}; hollow: words without a level; {study.people} people",
        basis="published",
        study=study,
        description=f"A map of {markers} markers in each of {in_words(len(study.arms))} arms, by "
        f"{in_words(len(study.visits))} visits. Of {len(cells)} cells, {len(levels)} hold a level, {at_last} "
        f"of them at {study.last.words}; {sum(cells['kind'] == NOTHING)} have no level and no direction in "
        f"what we read. {printed}.",
    )


def finding(cells: pd.DataFrame) -> str:
    """How many markers have a level at the last visit.

    Args:
        cells: from ``reported.coverage``.

    Examples:
        >>> cells = pd.DataFrame({"marker": ["A", "B"], "visit": "Day 7", "kind": LEVEL})
        >>> finding(cells)
        'Each of the two markers has a printed level at day 7'
        >>> finding(cells.assign(kind=[LEVEL, WORDS]))
        'One of the two markers has a printed level at day 7'
    """
    last = cells["visit"].iloc[-1]
    own = cells[cells["visit"] == last]
    every, at = list(own["marker"].unique()), f"at {last.lower()}"
    with_level = own.loc[own["kind"] == LEVEL, "marker"].nunique()
    if not with_level or len(every) == 1:
        of = f"the {in_words(len(every))} markers" if len(every) > 1 else every[0]
        return f"{'A' if with_level else 'No'} level of {of} {at} is printed in what we read"
    many = f"of the {in_words(len(every))} markers"
    if with_level == len(every):
        return f"Each {many} has a printed level {at}"
    has = "has" if with_level == 1 else "have"
    return f"{in_words(with_level).capitalize()} {many} {has} a printed level {at}"


def draw(cells: pd.DataFrame, *, arms: Mapping[str, str]) -> alt.LayerChart:
    """Draw the cells; a dashed frame sets the last visit off.

    Args:
        cells: from ``reported.coverage``: `marker`, `arm`, `visit`, `kind`, `text`, `trace`.
        arms: codes of the arms in order, with what they are called.
    """
    markers, visits = list(cells["marker"].unique()), list(cells["visit"].unique())
    center = cells["text"].str.partition(" ± ")[0]
    table = cells.assign(
        center=center.where(cells["kind"] == LEVEL, ""),
        sign=cells["kind"].map(SIGNS).fillna(""),
        last=(cells["visit"] == visits[-1]) & ~cells["visit"].duplicated(),
    )
    color, shape = arm_scales(list(arms))
    legend = arm_legend(arms)
    is_last = f"datum.label == '{visits[-1]}'"
    heads = alt.Axis(
        labelAngle=0,
        orient="top",
        ticks=False,
        domain=False,
        labelColor=alt.condition(is_last, alt.value(LOOK), alt.value(INK)),
        labelFontWeight=alt.condition(is_last, alt.value("bold"), alt.value("normal")),
    )
    names_of_rows = alt.Axis(
        labelExpr="split(datum.label, ', ')",
        labelOffset=-UP,
        ticks=False,
        domain=False,
        grid=True,
        tickBand="extent",
    )
    placed = alt.Chart(table).encode(
        x=alt.X("visit:N", sort=visits, title=None, axis=heads),
        xOffset=alt.XOffset("arm:N", sort=list(arms)),
        y=alt.Y("marker:N", sort=markers, title=None, axis=names_of_rows),
    )
    told = placed.transform_filter(alt.FieldOneOfPredicate(field="kind", oneOf=[LEVEL, WORDS]))
    marks = told.mark_point(size=120, strokeWidth=2, opacity=1, yOffset=-UP).encode(
        stroke=alt.Stroke("arm:N", scale=color, legend=legend),
        fill=alt.Fill("arm:N", scale=color, legend=legend),
        shape=alt.Shape("arm:N", scale=shape, legend=legend),
        fillOpacity=alt.condition(alt.datum.kind == LEVEL, alt.value(1), alt.value(0)),
    )
    centers = placed.mark_text(dy=10, fontSize=SMALLEST).encode(text="center:N")
    signs = placed.mark_text(color=MUTED, dy=-UP).encode(text="sign:N")
    left = f"scale('x', '{visits[-1]}')"
    frame = (
        alt.Chart(table)
        .transform_filter("datum.last")
        .mark_rect(filled=False, stroke=LOOK, strokeDash=[4, 3])
        .encode(x=alt.value(alt.expr(left)), x2=alt.value(alt.expr(f"{left} + bandwidth('x')")))
    )
    return alt.LayerChart(layer=[marks, centers, signs, frame], width="container", height=ROW * len(markers))


def arm_legend(arms: Mapping[str, str]) -> alt.Legend:
    """The arms in words, above a chart.

    Args:
        arms: codes of the arms in order, with what they are called.
    """
    names = " : ".join(f"datum.label == '{code}' ? '{words} ({code})'" for code, words in arms.items())
    return alt.Legend(title=None, labelExpr=f"{names} : datum.label", symbolType="circle")
