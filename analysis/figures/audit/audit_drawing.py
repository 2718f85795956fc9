"""What printed numbers allow: ranges of the values behind a level."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import ARM_COLOR, ARM_SHAPE, INK


def values(rows: pd.DataFrame) -> alt.LayerChart:
    """One row for each value behind a printed mean, from the lowest up: its range over many cohorts.

    Args:
        rows: `row` (arm and what), `place` (sorts the rows down), `arm`, `kind` ("printed", "value" or
            "refused"), `low`, `middle`, `high`, `words` (of a refusal, its lines divided by "|") and `trace`.
    """
    order = list(rows.sort_values("place", kind="stable")["row"].unique())
    base = alt.Chart(rows, width="container", height=340).encode(
        x=alt.X("low:Q", title="pg/mL", scale=alt.Scale(zero=True)),
        y=alt.Y("row:N", sort=order, title=None),
    )
    color = alt.Color("arm:N", title=None, scale=ARM_COLOR)
    value = base.transform_filter(alt.datum.kind != "refused")
    points = value.mark_point(filled=True, opacity=1, size=45).encode(
        x="middle:Q", color=color, shape=alt.Shape("arm:N", title=None, scale=ARM_SHAPE)
    )
    printed = base.transform_filter(alt.datum.kind == "printed").mark_tick(color=INK, size=20, thickness=3)
    refused = base.transform_filter(alt.datum.kind == "refused").mark_text(
        align="left", baseline="top", lineBreak="|", color=INK
    )
    layers = [
        value.mark_rule(strokeWidth=5, opacity=0.5).encode(x2="high:Q", color=color),
        points,
        printed,
        refused.encode(x=alt.value(8), text="words:N"),
    ]
    return alt.LayerChart(layer=layers)
