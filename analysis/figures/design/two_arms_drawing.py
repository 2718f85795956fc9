"""How many people two arms need, and what a fixed number of cells is per kilogram."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import ARM_COLOR, GRAY, INK, PURPLE, VERMILION

KINDS = ["formula", "simulated", "needed"]


def arm_sizes(rows: pd.DataFrame) -> alt.LayerChart:
    """Power against the number of people in each arm, and the number that a wanted power takes.

    Args:
        rows: `kind` (of `KINDS`), `people` (in each arm), `percent` (power), `wanted` (percent, one value),
            `words` (for the needed number) and `trace`.
    """
    base = alt.Chart(rows, width="container", height=300).encode(
        x=alt.X(
            "people:Q",
            title="People in each arm (log axis)",
            scale=alt.Scale(type="log", domain=[4, 400], nice=False),
            axis=alt.Axis(values=[5, 10, 20, 50, 100, 200], grid=False, format="d"),
        ),
        y=alt.Y(
            "percent:Q",
            title="Chance of a significant result, %",
            scale=alt.Scale(domain=[0, 100]),
            axis=alt.Axis(values=[0, 20, 40, 60, 80, 100]),
        ),
    )
    formula, simulated, needed = (base.transform_filter(f"datum.kind == '{kind}'") for kind in KINDS)
    wanted = alt.Y("mean(wanted):Q")
    return alt.LayerChart(
        layer=[
            base.mark_rule(strokeDash=[5, 4], color=GRAY).encode(
                x=alt.value(0), x2=alt.value("width"), y=wanted
            ),
            formula.mark_line(strokeWidth=2.5, color=PURPLE),
            simulated.mark_point(size=60, filled=True, opacity=1, color=PURPLE),
            needed.mark_point(size=150, filled=True, opacity=1, color=VERMILION, shape="diamond", clip=True),
            needed.mark_text(color=INK, align="right").encode(
                x=alt.value("width"), y=alt.value(288), text="words:N"
            ),
        ]
    )


def cells_per_kilogram(rows: pd.DataFrame) -> alt.LayerChart:
    """Million cells per kilogram by weight, one line an arm, with the weight as a control.

    Args:
        rows: `weight` (kg), `arm` (LD or HD), `cells` (million per kg) and `trace`.
    """
    weight = alt.param(
        name="dose_weight", value=60, bind=alt.binding_range(min=40, max=100, step=1, name="Weight, kg ")
    )
    base = alt.Chart(rows).encode(
        x=alt.X("weight:Q", title="Body weight, kg", scale=alt.Scale(domain=[40, 100], nice=False)),
        y=alt.Y("cells:Q", title="Million cells per kg", scale=alt.Scale(domain=[0, 3.5])),
        color=alt.Color("arm:N", scale=ARM_COLOR, legend=None),
    )
    at = base.transform_filter("datum.weight == dose_weight")
    shape = alt.Shape("arm:N", scale=alt.Scale(domain=["LD", "HD"], range=["circle", "diamond"]), legend=None)
    dash = alt.StrokeDash("arm:N", scale=alt.Scale(domain=["LD", "HD"], range=[[6, 3], [1, 0]]), legend=None)
    return (
        alt.LayerChart(
            layer=[
                base.mark_line(strokeWidth=2.5).encode(strokeDash=dash),
                at.mark_point(size=120, filled=True, opacity=1).encode(shape=shape),
                at.transform_calculate(words="datum.arm + ' ' + format(datum.cells, '.2f')")
                .mark_text(dy=-15, color=INK)
                .encode(text="words:N", color=alt.value(INK)),
            ]
        )
        .add_params(weight)
        .properties(width="container", height=240)
    )
