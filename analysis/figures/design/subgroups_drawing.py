"""What a split by age can show: the smallest p-value for each number of older people."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import BLUE, GREEN, INK, VERMILION

GROUPS = ["All 11", "HD, 6 people", "LD, 5 people"]
METHODS = {"exact": "Exact", "normal": "Normal", "normal-cc": "Normal, corrected"}


def split_floors(floors: pd.DataFrame, level: pd.DataFrame) -> alt.LayerChart:
    """Floors of the rank-sum test for k older people against the rest, by group and method.

    Args:
        floors: ``group`` (of ``GROUPS``), ``n1`` (older people), ``method``, ``floor`` and ``trace``.
        level: one row with ``floor`` (the level to compare with), ``label`` and ``trace``.
    """
    group = alt.param(
        name="split_group", value=GROUPS[0], bind=alt.binding_radio(options=GROUPS, name="Among ")
    )
    method = alt.param(
        name="split_method",
        value="exact",
        bind=alt.binding_radio(options=list(METHODS), labels=list(METHODS.values()), name="Method "),
    )
    older = alt.X("n1:O", title="People aged 60 and over", axis=alt.Axis(labelAngle=0))
    smallest = alt.Y(
        "floor:Q",
        title="Smallest two-sided p",
        scale=alt.Scale(type="log", domain=[0.002, 1]),
        axis=alt.Axis(values=[0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1], format="~g"),
    )
    chosen = alt.Chart(floors).transform_filter(f"datum.method == {method.name}").encode(x=older, y=smallest)
    selected = alt.condition(f"datum.group == {group.name}", alt.value(1), alt.value(0.25))
    scale = alt.Scale(domain=GROUPS, range=[GREEN, VERMILION, BLUE])
    shape = alt.Scale(domain=GROUPS, range=["square", "diamond", "circle"])
    line = alt.Chart(level)
    return (
        alt.LayerChart(
            layer=[
                line.mark_rule(strokeDash=[5, 4], color=INK).encode(y=smallest),
                line.mark_text(align="right", dy=-9, x="width", color=INK).encode(y=smallest, text="label:N"),
                chosen.mark_line(strokeWidth=2).encode(
                    color=alt.Color("group:N", scale=scale, title="Among"), opacity=selected
                ),
                chosen.mark_point(size=110).encode(
                    color=alt.Color("group:N", scale=scale, title="Among"),
                    shape=alt.Shape("group:N", scale=shape, title="Among"),
                    opacity=selected,
                ),
                chosen.transform_filter(f"datum.group == {group.name}")
                .mark_text(dy=17, color=INK)
                .encode(text=alt.Text("floor:Q", format=".3~r")),
            ]
        )
        .add_params(group, method)
        .properties(width="container", height=280)
    )
