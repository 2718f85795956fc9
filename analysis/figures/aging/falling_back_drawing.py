"""The expected second mean against the first: a line that flattens as measurements repeat less well."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GREEN, INK, VERMILION

_TICKS = [1, 1.5, 2, 2.5, 3]


def falling_back(rows: pd.DataFrame) -> alt.LayerChart:
    """First mean across, expected second mean up, both relative to the population's mean on the same assay.

    Args:
        rows: `kind` ("end", or "shown" for the farthest first mean that luck gives), `first`, `second`,
            `words` and `trace`.
    """
    scale = alt.Scale(type="log", domain=[float(rows["first"].min()), float(rows["first"].max())], nice=False)
    axis = alt.Axis(values=_TICKS, format="~g")
    x = alt.X("first:Q", scale=scale, title="First mean, times the healthy mean", axis=axis)
    y = alt.Y("second:Q", scale=scale, title=["Expected second mean,", "times the healthy mean"], axis=axis)
    base = alt.Chart(rows, width="container", height=280).encode(x=x)
    ends = base.transform_filter(alt.datum.kind == "end")
    shown = base.transform_filter(alt.datum.kind == "shown")
    layers = [
        ends.mark_line(strokeDash=[5, 4], color=INK).encode(y=alt.Y("first:Q", scale=scale)),
        ends.mark_line(strokeWidth=3, color=GREEN).encode(y=y),
        shown.mark_rule(strokeWidth=1.5, strokeDash=[2, 3], color=VERMILION),
        shown.mark_rule(strokeWidth=1.5, color=INK).encode(y=alt.Y("first:Q", scale=scale), y2="second:Q"),
        shown.mark_point(filled=True, size=90, opacity=1, color=GREEN).encode(y=y),
        shown.mark_text(align="left", dx=8, dy=16, color=INK).encode(y=y, text="words:N"),
        shown.mark_text(align="left", dx=6, color=INK, text="luck ends here").encode(y=alt.value(12)),
        shown.mark_text(align="right", dx=-6, dy=-8, color=INK, text="no change").encode(
            y=alt.Y("first:Q", scale=scale)
        ),
    ]
    return alt.LayerChart(layer=layers)
