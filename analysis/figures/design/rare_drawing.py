"""Rare events: what is expected without any harm, and what it takes to see one."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, PURPLE, VERMILION

OUTCOME_COLOR = alt.Scale(domain=["cancer", "death"], range=[PURPLE, GREEN])
OUTCOME_SHAPE = alt.Scale(domain=["cancer", "death"], range=["triangle-up", "square"])
SIZE_COLOR = alt.Scale(domain=["5", "6", "11", "enough"], range=[BLUE, VERMILION, GREEN, GRAY])
SIZE_SHAPE = alt.Scale(
    domain=["5", "6", "11", "enough"], range=["circle", "diamond", "square", "triangle-up"]
)


def none_expected(chances: pd.DataFrame) -> alt.LayerChart:
    """The chance that nobody has an event, for rates that are multiplied.

    Args:
        chances: ``outcome`` ("cancer" or "death"), ``times`` (the factor), ``expected``, ``none`` (the
            chance), ``none_low`` and ``none_high`` (its range), ``words`` and ``trace``.
    """
    base = alt.Chart(chances)
    x = alt.X("times:O", title="Rate, times the background rate", axis=alt.Axis(labelAngle=0))
    y = alt.Y(
        "none:Q",
        title="Chance that nobody has the event",
        axis=alt.Axis(format="~%", tickCount=5),
        scale=alt.Scale(domain=[0, 1.08], nice=False),
    )
    color = alt.Color("outcome:N", scale=OUTCOME_COLOR, legend=alt.Legend(title="Event"))
    shape = alt.Shape("outcome:N", scale=OUTCOME_SHAPE, legend=alt.Legend(title="Event"))
    apart = alt.XOffset("outcome:N", scale=alt.Scale(domain=["cancer", "death"]))
    return alt.LayerChart(
        data=chances,
        layer=[
            base.mark_rule(strokeWidth=3, opacity=0.6).encode(
                x=x, xOffset=apart, y=y, y2=alt.datum(0), color=color
            ),
            base.mark_point(size=100, opacity=1).encode(x=x, xOffset=apart, y=y, color=color, shape=shape),
            base.mark_rule(strokeWidth=1.5, color=INK).encode(
                x=x, xOffset=apart, y=alt.Y("none_low:Q"), y2="none_high:Q"
            ),
            base.mark_text(dy=-13, fontSize=10, color=INK).encode(
                x=x, xOffset=apart, y=alt.Y("none_high:Q"), text="words:N"
            ),
        ],
    ).properties(width="container", height=260)


def seen_once(chances: pd.DataFrame) -> alt.LayerChart:
    """The chance to see an event at least once, against the number of people followed.

    Args:
        chances: ``people``, ``seen`` (the chance), ``mark`` ("5", "6", "11", "enough", or empty for the
            curve), ``words`` and ``trace``.
    """
    base = alt.Chart(chances)
    x = alt.X(
        "people:Q",
        title="People followed",
        scale=alt.Scale(type="log", domain=[1, 60_000], nice=False),
        axis=alt.Axis(values=[1, 10, 100, 1000, 10_000], format="~s"),
    )
    y = alt.Y(
        "seen:Q",
        title="Chance to see it at least once",
        axis=alt.Axis(format="~%", tickCount=5),
        scale=alt.Scale(domain=[0, 1.08], nice=False),
    )
    marks = base.transform_filter("datum.mark")
    return alt.LayerChart(
        data=chances,
        layer=[
            base.transform_filter("!datum.mark").mark_line(strokeWidth=2.2, color=GRAY).encode(x=x, y=y),
            marks.mark_point(size=110, opacity=1).encode(
                x=x,
                y=y,
                color=alt.Color("mark:N", scale=SIZE_COLOR, legend=None),
                shape=alt.Shape("mark:N", scale=SIZE_SHAPE, legend=None),
            ),
            marks.transform_filter("datum.words")
            .mark_text(dy=-14, align="right", dx=6, color=INK)
            .encode(x=x, y=y, text="words:N"),
        ],
    ).properties(width="container", height=250)
