"""Participant flow in the manner of a CONSORT diagram."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import ARM_COLOR, GRAY, INK

ROW = 70
"""Pixels from one row of boxes to the next."""

_SIDES = {"LD": (0.0, 0.48), "HD": (0.52, 1.0), "both": (0.1, 0.9)}
_ENTRIES = (0.24, 0.5, 0.76)
_BOX, _LINE = 0.74, 15


def flow(boxes: pd.DataFrame) -> alt.LayerChart:
    """Boxes joined by arrows, from the first row down; a dashed box says what is not stated.

    Args:
        boxes: from ``reported.flow``: `box`, `row`, `side` (`LD`, `HD`, `both`), `text`, `stated`, `enter`
            (where arrows reach it: `middle`, `arms`, or nowhere), `trace`.
    """
    left, right = zip(*(_SIDES[side] for side in boxes["side"]), strict=True)
    placed = boxes.assign(left=left, right=right, bottom=boxes["row"] + _BOX)
    placed = placed.assign(center=(placed["left"] + placed["right"]) / 2, middle=placed["row"] + _BOX / 2)
    rows = int(placed["row"].max()) + 1
    x = alt.X("left:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[0, rows - 1 + _BOX], reverse=True, nice=False))
    outline = alt.Scale(domain=["LD", "HD", "both"], range=[*ARM_COLOR.range, GRAY])
    base = alt.Chart(placed).encode(x=x, x2="right", y=y, y2="bottom")
    base = base.encode(stroke=alt.Stroke("side:N", scale=outline, legend=None))
    stated = base.transform_filter(alt.datum.stated)
    missing = base.transform_filter(~alt.datum.stated)
    words = (
        alt.Chart(placed)
        .mark_text(
            lineBreak="\n",
            lineHeight=_LINE,
            baseline="middle",
            color=INK,
            dy=alt.expr(f"-{_LINE / 2} * (length(split(datum.text, '\\n')) - 1)"),
        )
        .encode(x=alt.X("center:Q", axis=None), y=alt.Y("middle:Q", axis=None), text="text:N")
    )
    solid = stated.mark_rect(cornerRadius=4, filled=False, strokeWidth=1.5)
    dashed = missing.mark_rect(cornerRadius=4, filled=False, strokeWidth=1.5, strokeDash=[4, 3])
    return alt.LayerChart(
        layer=[*_arrows(placed), solid, dashed, words], width="container", height=ROW * rows
    )


def _arrows(placed: pd.DataFrame) -> list[alt.Chart]:
    """Lines and heads of the arrows that reach each box from the row above."""
    arrows = pd.concat([placed.assign(at=at) for at in _ENTRIES], ignore_index=True)
    inside = (arrows["left"] < arrows["at"]) & (arrows["at"] < arrows["right"])
    wanted = (arrows["enter"] == "middle") == (arrows["at"] == 0.5)
    arrows = arrows[inside & wanted & (arrows["enter"] != "")]
    arrows = arrows.assign(start=arrows["row"] - (1 - _BOX))
    base = alt.Chart(arrows).encode(x=alt.X("at:Q", axis=None))
    lines = base.mark_rule(color=GRAY).encode(y=alt.Y("start:Q", axis=None), y2="row")
    heads = base.mark_point(shape="triangle-down", size=45, color=GRAY, yOffset=-4)
    return [lines, heads.encode(y=alt.Y("row:Q", axis=None))]
