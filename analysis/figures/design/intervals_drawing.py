"""The confidence level that an exact interval attains, by design."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GREEN, INK, PURPLE

REACHED = ["reached", "out of reach"]


def attained_levels(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw the attained level of each design beside the level asked for.

    Args:
        rows: `design` (short label, in the order shown), `asked` and `attained` (percent), `reached` (one of
            `REACHED`) and `trace`.
    """
    designs = list(dict.fromkeys(rows["design"]))
    lowest = min(70, rows["attained"].min(), rows["asked"].min())
    scale = alt.Scale(domain=[lowest, 109], nice=False, zero=False)
    axis = alt.Axis(values=list(range(50, 101, 10)), grid=False, title="Confidence level, percent")
    base = alt.Chart(rows, width="container", height=30 * len(designs)).encode(
        x=alt.X("attained:Q", scale=scale, axis=axis), y=alt.Y("design:N", sort=designs, title=None)
    )
    points = base.mark_point(size=90, filled=True, opacity=1).encode(
        color=alt.Color("reached:N", title=None, scale=alt.Scale(domain=REACHED, range=[GREEN, PURPLE])),
        shape=alt.Shape("reached:N", title=None, scale=alt.Scale(domain=REACHED, range=["circle", "cross"])),
    )
    values = base.mark_text(align="right", color=INK).encode(
        x=alt.value("width"), text=alt.Text("attained:Q", format=".2f")
    )
    line = (
        alt.Chart(rows)
        .mark_rule(strokeDash=[4, 4], color=INK)
        .encode(x=alt.X("max(asked):Q", scale=scale, axis=axis))
    )
    return alt.LayerChart(layer=[line, points, values])
