"""The upper limit of the sedimentation rate, by age and sex."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GREEN, INK, PURPLE

SEXES = ["women", "men"]


def sedimentation_limits(limits: pd.DataFrame, printed: pd.DataFrame) -> alt.LayerChart:
    """Miller's limit by age and sex, with the age as a control, against a limit that was printed.

    Args:
        limits: ``age, sex, limit`` (mm/h) and ``trace``, every whole year from 20 to 90.
        printed: one row with ``limit``, ``label`` and ``trace``.
    """
    age = alt.param(
        name="limit_age", value=56, bind=alt.binding_range(min=20, max=90, step=1, name="Age, years ")
    )
    years = alt.X("age:Q", title="Age, years", scale=alt.Scale(domain=[20, 90]), axis=alt.Axis(tickCount=8))
    limit = alt.Y("limit:Q", title="Upper limit, mm/h", scale=alt.Scale(domain=[0, 55]))
    color = alt.Color("sex:N", legend=None, scale=alt.Scale(domain=SEXES, range=[PURPLE, GREEN]))
    dash = alt.StrokeDash("sex:N", legend=None, scale=alt.Scale(domain=SEXES, range=[[1, 0], [7, 3]]))
    shape = alt.Shape("sex:N", legend=None, scale=alt.Scale(domain=SEXES, range=["triangle-up", "square"]))
    lines = alt.Chart(limits).encode(x=years, y=limit, color=color)
    beside = alt.expr(f"datum.sex == '{SEXES[0]}' ? -22 : 24")
    at = lines.transform_filter("datum.age == limit_age")
    line = alt.Chart(printed).encode(y=limit)
    layers = [
        line.mark_rule(strokeDash=[5, 4], color=INK),
        line.mark_text(align="left", x=6, dy=-8, color=INK).encode(text="label:N"),
        lines.mark_line(strokeWidth=2.5).encode(strokeDash=dash),
        lines.transform_filter("datum.age == 80")
        .mark_text(dy=beside, color=INK)
        .encode(text="sex:N", color=alt.value(INK)),
        at.mark_point(size=110, opacity=1).encode(shape=shape),
        at.mark_text(dy=beside, color=INK).encode(
            text=alt.Text("limit:Q", format=".1f"), color=alt.value(INK)
        ),
    ]
    return alt.LayerChart(layer=layers).add_params(age).properties(width="container", height=260)
