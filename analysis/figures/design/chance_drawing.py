"""Results below 0.05 by chance, and what adjustment for many tests leaves possible."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, PURPLE, VERMILION

GROUPS = ["11 pairs", "7 pairs (women)", "6 pairs (HD)", "5 pairs (LD)", "4 pairs (men)"]
COLOR = alt.Scale(domain=GROUPS, range=[GREEN, PURPLE, VERMILION, BLUE, GRAY])
SHAPE = alt.Scale(domain=GROUPS, range=["square", "triangle-up", "diamond", "circle", "triangle-down"])


def chance_counts(counts: pd.DataFrame) -> alt.LayerChart:
    """How many tests fall below the level while nothing has changed.

    Args:
        counts: ``kind`` ("count", "expected" or "claimed"), ``tests`` (a number of tests), ``label`` (its
            words), ``probability``, ``height`` and ``trace``. The rows of kind "count" are the columns; the
            others are vertical lines with their words, as high as ``height``, a share of the figure.
    """
    base = alt.Chart(counts)
    x = alt.X("tests:Q", title="Tests below 0.05", scale=alt.Scale(domain=[-0.6, 16.6], nice=False))
    y = alt.Y("probability:Q", title="Probability", axis=alt.Axis(format="~%", tickCount=5))
    columns = base.transform_filter("datum.kind == 'count'").mark_bar(size=11, color=GRAY)
    lines = base.transform_filter("datum.kind != 'count'")
    height = alt.Y("height:Q", axis=None, scale=alt.Scale(domain=[0, 1]))
    colors = alt.Color(
        "kind:N", scale=alt.Scale(domain=["expected", "claimed"], range=[BLUE, VERMILION]), legend=None
    )
    chart: alt.LayerChart = (
        alt.LayerChart(
            data=counts,
            layer=[
                columns.encode(x=x, y=y),
                lines.mark_rule(strokeWidth=2.5, strokeDash=[6, 3]).encode(
                    x=x, y=height, y2=alt.datum(0), color=colors
                ),
                lines.mark_text(align="left", dx=5, lineBreak="|", color=INK).encode(
                    x=x, y=height, text="label:N"
                ),
            ],
        )
        .resolve_scale(y="independent")
        .properties(width="container", height=240)
    )
    return chart


def adjusted_floors(families: pd.DataFrame) -> alt.LayerChart:
    """The smallest adjusted p against the number of tests in the family, by the number of pairs.

    Args:
        families: ``group`` (one of ``GROUPS``, or empty for the level), ``tests``, ``adjusted``, ``label``
            (at the last point, else empty) and ``trace``.
    """
    base = alt.Chart(families)
    x = alt.X(
        "tests:Q",
        title="Tests in the family",
        scale=alt.Scale(type="log", domain=[1, 100], nice=False),
        axis=alt.Axis(values=[1, 2, 5, 10, 20, 50, 100]),
    )
    y = alt.Y(
        "adjusted:Q",
        title="Smallest adjusted p",
        scale=alt.Scale(type="log", domain=[0.0008, 1.2], nice=False),
        axis=alt.Axis(values=[0.001, 0.01, 0.05, 0.2, 1]),
    )
    legend = alt.Legend(title=None, columns=3)
    color = alt.Color("group:N", scale=COLOR, legend=legend)
    shape = alt.Shape("group:N", scale=SHAPE, legend=legend)
    groups = base.transform_filter("datum.group")
    level = base.transform_filter("!datum.group")
    return alt.LayerChart(
        data=families,
        layer=[
            level.mark_line(strokeDash=[4, 4], color=INK, opacity=0.7).encode(x=x, y=y),
            level.transform_filter("datum.label")
            .mark_text(align="right", dy=12, color=INK)
            .encode(x=x, y=y, text="label:N"),
            groups.mark_line(strokeWidth=2).encode(x=x, y=y, color=color),
            groups.mark_point(size=60, opacity=1).encode(x=x, y=y, color=color, shape=shape),
        ],
    ).properties(width="container", height=260)
