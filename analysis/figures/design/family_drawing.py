"""Adjusted p-values beside the printed ones, for a family of tests."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GRAY, GREEN, INK, PURPLE
from analysis.figures.design.floors import LEVEL

KINDS = ["at most 0.05", "above 0.05"]


def adjusted(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw each marker's printed and adjusted p-value, joined by a line, beside 0.05.

    Args:
        rows: `marker`, `printed` and `adjusted` (p-values), `kind` (one of `KINDS`), `trace`.
    """
    markers = list(dict.fromkeys(rows["marker"]))
    pvalue = alt.Scale(type="log", domain=[0.01, 1.6], nice=False)
    axis = alt.Axis(values=[0.01, 0.02, LEVEL, 0.1, 0.2, 0.5, 1], format="~g", grid=False)
    base = alt.Chart(rows, width="container", height=54 * len(markers)).encode(
        y=alt.Y("marker:N", sort=markers, title=None)
    )
    color = alt.Scale(domain=KINDS, range=[PURPLE, GREEN])
    shape = alt.Scale(domain=KINDS, range=["square", "circle"])
    legend = alt.Legend(title="Adjusted p", columns=2)
    at = base.encode(x=alt.X("adjusted:Q", scale=pvalue, axis=axis, title="Two-sided p (log axis)"))
    points = at.mark_point(filled=True, size=110, opacity=1).encode(
        color=alt.Color("kind:N", scale=color, legend=legend),
        shape=alt.Shape("kind:N", scale=shape, legend=legend),
    )
    start = base.encode(x=alt.X("printed:Q", scale=pvalue, axis=axis))
    ticks = start.mark_tick(color=GRAY, size=22, thickness=3)
    join = start.encode(x2="adjusted").mark_rule(color=GRAY)
    value = alt.Text("adjusted:Q", format=".3~g")
    # Each number stands on the far side of its mark, clear of the line.
    above = at.transform_filter(alt.datum.adjusted > LEVEL).mark_text(align="left", dx=10, color=INK)
    below = at.transform_filter(alt.datum.adjusted <= LEVEL).mark_text(align="right", dx=3, dy=-14, color=INK)
    line = alt.Chart(rows).mark_rule(strokeDash=[4, 4], color=INK).encode(x=alt.datum(LEVEL))
    return alt.LayerChart(
        layer=[line, join, ticks, points, above.encode(text=value), below.encode(text=value)]
    )
