"""The expected second mean against the first: a line that flattens as measurements repeat less well."""

import altair as alt
import pandas as pd

from analysis.charts.theme import GREEN, INK


def falling_back(rows: pd.DataFrame) -> alt.LayerChart:
    """First mean across, expected second mean up, both relative to the population's mean on the same assay.

    Args:
        rows: `kind` ("end" or "shown"), `first`, `second`, `words` and `trace`.
    """
    scale = alt.Scale(domain=[float(rows["first"].min()), float(rows["first"].max())], nice=False)
    x = alt.X("first:Q", scale=scale, title="First mean, times the healthy mean", axis=alt.Axis(tickCount=5))
    y = alt.Y(
        "second:Q",
        scale=scale,
        title=["Expected second mean,", "times the healthy mean"],
        axis=alt.Axis(tickCount=5),
    )
    base = alt.Chart(rows, width="container", height=280).encode(x=x)
    ends = base.transform_filter(alt.datum.kind == "end")
    shown = base.transform_filter(alt.datum.kind == "shown")
    layers = [
        ends.mark_line(strokeDash=[5, 4], color=INK).encode(y=alt.Y("first:Q", scale=scale)),
        ends.mark_line(strokeWidth=3, color=GREEN).encode(y=y),
        shown.mark_rule(strokeWidth=1.5, color=INK).encode(y=alt.Y("first:Q"), y2="second:Q"),
        shown.mark_point(filled=True, size=90, opacity=1, color=GREEN).encode(y=y),
        shown.mark_text(dy=22, color=INK).encode(y=y, text="words:N"),
        shown.mark_text(align="right", dx=-6, dy=-8, color=INK, text="no change").encode(
            y=alt.Y("first:Q", scale=scale)
        ),
    ]
    return alt.LayerChart(layer=layers)
