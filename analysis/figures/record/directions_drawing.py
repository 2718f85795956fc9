"""Reported directions as a map of symbols."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import DIRECTION_COLOR, DIRECTION_SHAPE, DIRECTIONS


def directions(told: pd.DataFrame, *, columns: list[str], parts: list[str]) -> alt.Chart:
    """Markers down, whom a statement concerns across, a symbol a statement; the part told in is a control.

    Args:
        told: from ``reported.directions``: `marker`, `concerns`, `direction`, `significance`, `told in`,
            `slot`, `trace`.
        columns: what a statement may concern, in order.
        parts: the parts of the source to choose from; the first one shows all.
    """
    radio = alt.binding_radio(options=parts, name="Told in ")
    part = alt.param(name="told_in", value=parts[0], bind=radio)
    shown = [direction for direction in DIRECTIONS if direction in set(told["direction"])]
    colors = alt.Scale(domain=shown, range=[_themed(DIRECTION_COLOR, direction) for direction in shown])
    shapes = alt.Scale(domain=shown, range=[_themed(DIRECTION_SHAPE, direction) for direction in shown])
    two_lines = "split(replace(replace(datum.label, ' v ', ' v|'), 'not ', 'not|'), '|')"
    cells = alt.Axis(
        orient="top", labelAngle=0, labelExpr=two_lines, labelPadding=16, grid=True, tickBand="extent"
    )
    chart: alt.Chart = (
        alt.Chart(told, width="container", height=36 * told["marker"].nunique())
        .transform_filter(f"{part.name} == '{parts[0]}' || datum['told in'] == {part.name}")
        .mark_point(size=130, strokeWidth=2)
        .encode(
            x=alt.X("concerns:N", title=None, scale=alt.Scale(domain=columns), axis=cells),
            xOffset=alt.XOffset("slot:O", scale=alt.Scale(domain=[0, 1], padding=0.7)),
            y=alt.Y(
                "marker:N",
                title=None,
                scale=alt.Scale(domain=list(told["marker"].unique())),
                axis=alt.Axis(grid=True, tickBand="extent"),
            ),
            stroke=alt.Stroke("direction:N", scale=colors, title=None),
            fill=alt.Fill("direction:N", scale=colors, title=None),
            shape=alt.Shape("direction:N", scale=shapes, title=None),
            fillOpacity=alt.condition(alt.datum.significance == "significant", alt.value(1), alt.value(0)),
        )
        .add_params(part)
    )
    return chart


def _themed(scale: alt.Scale, direction: str) -> str:
    """The color or shape that the theme gives to one direction."""
    return str(scale.range[DIRECTIONS.index(direction)])
