"""The smallest p-value that a design allows, by method."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GRAY, GREEN, INK, PURPLE
from analysis.inference.pvalues import METHOD_NAMES

LEVEL = 0.05
"""The conventional level that the sources use; charts of p-values draw it as a dashed line."""

METHOD_COLOR = alt.Scale(domain=list(METHOD_NAMES.values()), range=[GREEN, PURPLE, GRAY])
METHOD_SHAPE = alt.Scale(domain=list(METHOD_NAMES.values()), range=["circle", "square", "triangle-up"])


def floor_chart(table: pd.DataFrame) -> alt.LayerChart:
    """Draw the floor of each design under each method beside the 0.05 line.

    Args:
        table: `design` (short label, in the order shown), `method` (a key of `METHOD_NAMES`), `floor` and
            `trace`.
    """
    rows = table.assign(method=table["method"].map(METHOD_NAMES))
    designs = list(dict.fromkeys(rows["design"]))
    floor = alt.X(
        "floor:Q",
        title="Smallest two-sided p (log axis)",
        scale=alt.Scale(type="log", domain=[0.00003, 2], nice=False),
        axis=alt.Axis(values=[0.0001, 0.001, 0.01, LEVEL, 0.2, 1], format="~g", grid=False),
    )
    base = alt.Chart(rows, width="container", height=62 * len(designs)).encode(
        x=floor,
        y=alt.Y("design:N", sort=designs, title=None, scale=alt.Scale(paddingInner=0.25)),
        yOffset=alt.YOffset("method:N", sort=list(METHOD_NAMES.values())),
    )
    points = base.mark_point(size=80, filled=True, opacity=1).encode(
        color=alt.Color("method:N", title=None, scale=METHOD_COLOR, legend=alt.Legend(columns=2)),
        shape=alt.Shape("method:N", title=None, scale=METHOD_SHAPE),
    )
    value = alt.Text("floor:Q", format=".3~g")
    # Each number stands on the far side of its mark, clear of the line.
    above = base.transform_filter(alt.datum.floor > LEVEL).mark_text(align="left", dx=9, color=INK)
    below = base.transform_filter(alt.datum.floor <= LEVEL).mark_text(align="right", dx=-9, color=INK)
    line = alt.Chart(rows).mark_rule(strokeDash=[4, 4], color=INK).encode(x=alt.datum(LEVEL))
    return alt.LayerChart(layer=[line, points, above.encode(text=value), below.encode(text=value)])
