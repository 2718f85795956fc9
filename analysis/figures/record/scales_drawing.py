"""Printed levels beside other assays' limits, on one logarithmic axis for each marker."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import ARM_COLOR, ARM_SHAPE, INK


def scales(rows: pd.DataFrame) -> alt.VConcatChart:
    """One view a marker: the printed means, and a line at each limit with its source.

    Args:
        rows: from ``reported.against_limits``: `marker`, `arm`, `visit`, `level`, `limit`, `limit_source`,
            `unit`, `trace`.
    """
    ends = [float(min(rows["limit"].min(), rows["level"].min())) / 2, float(rows["level"].max()) * 2.5]
    views = [_marker(rows[rows["marker"] == name], ends) for name in rows["marker"].unique()]
    return alt.VConcatChart(vconcat=views, spacing=14)


def _marker(rows: pd.DataFrame, ends: list[float]) -> alt.LayerChart:
    title = f"{rows['marker'].iloc[0]}, {rows['unit'].iloc[0]}"
    axis = alt.Axis(values=[1, 3, 10, 30, 100, 300, 1000], format="~g")
    x = alt.X("level:Q", title=title, scale=alt.Scale(type="log", domain=ends, nice=False), axis=axis)
    levels = alt.Chart(rows.drop_duplicates(["arm", "visit"])).encode(x=x, y=alt.value(62))
    points = levels.mark_point(filled=True, size=120, opacity=1).encode(
        color=alt.Color("arm:N", scale=ARM_COLOR, title=None),
        shape=alt.Shape("arm:N", scale=ARM_SHAPE, title=None),
    )
    above, below = (
        levels.transform_filter(alt.datum.arm == arm)
        .mark_text(dy=dy, color=INK, fontSize=11)
        .encode(text="level:Q")
        for arm, dy in (("HD", -14), ("LD", 17))
    )
    limits = alt.Chart(rows.drop_duplicates("limit")).encode(x="limit:Q")
    named = limits.transform_calculate(words="datum.limit_source + ': ' + datum.limit").encode(text="words:N")
    middle = (ends[0] * ends[1]) ** 0.5  # names of lines on the left stand right of them, and the other way
    left = named.transform_filter(f"datum.limit < {middle}").mark_text(align="left", dx=5, color=INK)
    right = named.transform_filter(f"datum.limit >= {middle}").mark_text(align="right", dx=-5, color=INK)
    layers = [
        limits.mark_rule(strokeDash=[5, 3], color=INK),
        left.encode(y=alt.value(8), size=alt.value(11)),
        right.encode(y=alt.value(24), size=alt.value(11)),
        points,
        above,
        below,
    ]
    return alt.LayerChart(layer=layers, width="container", height=92)
