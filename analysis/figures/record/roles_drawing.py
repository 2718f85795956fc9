"""A map of the markers: role, reported direction, and the way to the section that treats each."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import DIRECTION_COLOR, DIRECTION_SHAPE, INK

WORDS = {
    "calms": "calms",
    "both, by context": "both, by|context",
    "drives": "drives",
    "builds tissue or vessels": "builds|tissue",
}
"""Roles as the axis writes them (``|`` breaks the line)."""


def roles(table: pd.DataFrame) -> alt.LayerChart:
    """Draw one symbol a marker in the column of its role; a click on it opens the section.

    Args:
        table: from ``reported.roles``: `marker`, `role`, `side`, `direction`, `link`, `source`, `trace`.
    """
    words = " : ".join(f"datum.label == '{side}' ? '{text}'" for side, text in WORDS.items())
    sides = alt.Axis(
        orient="top",
        labelAngle=0,
        labelExpr=f"split({words} : '', '|')",
        labelFontSize=11,
        grid=True,
        domain=False,
        ticks=False,
        title="Its part in inflammation, or in growth",
    )
    base = alt.Chart(table).encode(
        x=alt.X("side:N", scale=alt.Scale(domain=list(WORDS)), axis=sides),
        y=alt.Y("marker:N", sort=None, title=None, axis=alt.Axis(grid=True, domain=False)),
        href="link:N",
        tooltip=[alt.Tooltip("role:N", title="Role"), alt.Tooltip("direction:N", title="Told at 5 years")],
    )
    named = [word for word in DIRECTION_COLOR.domain if word in set(table["direction"])]
    color = alt.Scale(domain=named, range=[_of(DIRECTION_COLOR, word) for word in named])
    shape = alt.Scale(domain=named, range=[_of(DIRECTION_SHAPE, word) for word in named])
    legend = alt.Legend(title="HD at 5 years", columns=3)
    symbols = base.mark_point(filled=True, size=190, opacity=1, strokeWidth=2, cursor="pointer").encode(
        color=alt.Color("direction:N", scale=color, legend=legend),
        stroke=alt.Stroke("direction:N", scale=color, legend=legend),
        shape=alt.Shape("direction:N", scale=shape, legend=legend),
    )
    labels = base.mark_text(dy=17, fontSize=11, color=INK, cursor="pointer").encode(text="direction:N")
    height = 52 * len(table)
    return alt.LayerChart(layer=[symbols, labels], width="container", height=height)


def _of(scale: alt.Scale, word: str) -> str:
    return str(scale.range[scale.domain.index(word)])
