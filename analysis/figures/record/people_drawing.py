"""Who took part: the spreads that other printed numbers leave possible, and the ages they need."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import BLUE, GRAY, INK, VERMILION

VERDICT_COLOR = alt.Scale(domain=["possible", "impossible"], range=[BLUE, VERMILION])
VERDICT_SHAPE = alt.Scale(domain=["possible", "impossible"], range=["circle", "cross"])

LABELS = alt.Axis(labelExpr="split(datum.label, '|')", minExtent=105, maxExtent=105)
"""Lines broken at |, in a place that stays as wide as the longest of any choice needs."""


def spread_readings(readings: pd.DataFrame) -> alt.LayerChart:
    """What ± could be: for each meaning a bar of the sizes allowed, and the printed size as a mark.

    Args:
        readings: ``reading``, ``low``, ``high``, ``printed``, ``verdict``, ``words``, ``trace``.
    """
    row = alt.Y("reading:N", sort=None, title=None, axis=LABELS)
    size = alt.X(
        "low:Q", title="Size of ± (unit as printed)", scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=6)
    )
    base = alt.Chart(readings).encode(y=row)
    color = alt.Color("verdict:N", scale=VERDICT_COLOR, legend=None)
    shape = alt.Shape("verdict:N", scale=VERDICT_SHAPE, legend=None)
    return alt.LayerChart(
        data=readings,
        layer=[
            base.mark_rule(strokeWidth=9, opacity=0.35, color=GRAY).encode(x=size, x2="high:Q"),
            base.mark_point(size=130, opacity=1).encode(x="printed:Q", color=color, shape=shape),
            base.mark_text(dy=-17, color=INK).encode(x="printed:Q", text="words:N"),
        ],
    ).properties(width="container", height=220)


def oldest_ages(needed: pd.DataFrame) -> alt.LayerChart:
    """For each number of subjects of 60 or over the lowest age that the oldest can have.

    Args:
        needed: ``older`` (subjects), ``oldest`` (years; missing where no age is enough), ``words`` and
            ``trace``.
    """
    base = alt.Chart(needed).encode(
        x=alt.X("older:O", title="Subjects aged 60 or over at five years", axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "oldest:Q", title="Oldest is at least (years)", scale=alt.Scale(domain=[55, 100], nice=False)
        ),
    )
    marks = base.transform_filter("datum.oldest > 0")
    return alt.LayerChart(
        layer=[
            marks.mark_rule(strokeWidth=3, color=BLUE).encode(y2=alt.datum(55)),
            marks.mark_point(size=110, opacity=1, color=BLUE),
            marks.mark_text(dy=-13, color=INK).encode(text="words:N"),
            base.transform_filter("!(datum.oldest > 0)")
            .mark_text(lineBreak=" ", color=INK)
            .encode(y=alt.datum(62), text="words:N"),
        ]
    ).properties(width="container", height=230)
