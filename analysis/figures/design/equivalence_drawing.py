"""Intervals of a mean difference beside a margin of equivalence."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GREEN, INK, PURPLE

VERDICTS = ["equivalent", "not shown"]
REACH = 2.4
"""SDs drawn on both sides of 0."""


def margins(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw the 90% interval of each design and, as lines, the margin on both sides of 0.

    Args:
        rows: `design` (short label, in the order shown), `estimate`, `low`, `high`, `margin_sd` (all in SDs),
            `verdict` (one of `VERDICTS`), `smallest` (the smallest margin) and `trace`.
    """
    designs = list(dict.fromkeys(rows["design"]))
    scale = alt.Scale(domain=[-REACH, REACH], nice=False)
    axis = alt.Axis(values=[-2, -1, 0, 1, 2], grid=False)
    base = alt.Chart(rows, width="container", height=48 * len(designs)).encode(
        y=alt.Y("design:N", sort=designs, title=None)
    )
    difference = alt.X("low:Q", scale=scale, axis=axis, title="Mean difference, in SDs")
    color = alt.Color("verdict:N", title=None, scale=alt.Scale(domain=VERDICTS, range=[GREEN, PURPLE]))
    shape = alt.Shape("verdict:N", title=None, scale=alt.Scale(domain=VERDICTS, range=["circle", "cross"]))
    bars = base.encode(x=difference, x2="high", color=color).mark_rule(strokeWidth=3)
    points = base.encode(x=alt.X("estimate:Q", scale=scale, axis=axis), color=color, shape=shape)
    marks = points.mark_point(filled=True, size=120, opacity=1)
    words = base.mark_text(align="right", dy=-13, fontSize=11, color=INK).encode(
        x=alt.value("width"), text=alt.Text("smallest:N")
    )
    zone = alt.Chart(rows).mark_rule(strokeDash=[4, 4], color=INK)
    right = zone.encode(x=alt.X("max(margin_sd):Q", scale=scale, axis=axis))
    left = zone.transform_calculate(below=-alt.datum.margin_sd).encode(
        x=alt.X("min(below):Q", scale=scale, axis=axis)
    )
    return alt.LayerChart(layer=[left, right, bars, marks, words])
