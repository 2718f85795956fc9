"""Two arms from one visit to the next, one of them from a value that a reader sets."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import BLUE, INK, VERMILION

FIRST, LAST = 0, 1
"""Places of the two visits on the axis."""


def tipping(rows: pd.DataFrame) -> alt.LayerChart:
    """The printed means as filled marks, the chosen one as an open circle; the contrast in words above.

    Args:
        rows: one row for each choice: `before` and `after` (HD), `ld_began` (chosen) and `other_after` (LD),
            `words` (its lines divided by "|") and `trace`.
    """
    top = float(max(rows["after"].max(), rows["ld_began"].max())) * 1.25
    axis = alt.Axis(
        values=[FIRST, LAST],
        labelExpr=f"datum.value == {FIRST} ? 'Baseline' : 'Month 6'",
        grid=False,
        labelAngle=0,
    )
    x = alt.XDatum(
        FIRST, type="quantitative", scale=alt.Scale(domain=[-0.35, 1.35], nice=False), axis=axis, title=None
    )
    height = alt.Scale(domain=[0, top], nice=False)
    base = alt.Chart(rows, width="container", height=300)
    layers: list[alt.Chart] = []
    for name, color, shape, first, last in (
        ("HD", VERMILION, "diamond", "before", "after"),
        ("LD", BLUE, "circle", "ld_began", "other_after"),
    ):
        chosen = first == "ld_began"
        start = alt.Y(f"{first}:Q", title="IL-1Ra, pg/mL", scale=height)
        line = base.mark_rule(color=color, strokeWidth=2.5, strokeDash=[6, 4] if chosen else [1, 0])
        layers.append(line.encode(x=x, x2=alt.X2Datum(LAST), y=start, y2=f"{last}:Q"))
        for place, field in ((FIRST, first), (LAST, last)):
            at = alt.XDatum(place, type="quantitative")
            hollow = chosen and place == FIRST
            mark = base.mark_point(shape=shape, size=130, opacity=1, filled=not hollow, color=color)
            layers.append(mark.encode(x=at, y=f"{field}:Q", strokeWidth=alt.value(2.5)))
            words = base.transform_calculate(label=f"'{name} ' + datum.{field}")
            text = words.mark_text(dx=34 if place == LAST else -34, color=INK)
            layers.append(text.encode(x=at, y=f"{field}:Q", text="label:N"))
    said = base.mark_text(
        align="center", baseline="top", lineBreak="|", lineHeight=17, color=INK, fontWeight=600
    )
    layers.append(said.encode(x=alt.value({"expr": "width / 2"}), y=alt.value(2), text="words:N"))
    return alt.LayerChart(layer=layers)
