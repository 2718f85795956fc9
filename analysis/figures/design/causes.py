"""A causal diagram: what may have moved a measured change, and what comparing the arms does to it."""

from textwrap import fill

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GRAY, GREEN, INK, PURPLE

# Column and row of each node.
PLACES = {
    "Allocation": (0, 0.5),
    "Calendar time": (0, 3.5),
    "Dose": (1, 0),
    "Who is in which arm": (1, 1),
    "Age": (1, 2),
    "Events": (1, 3),
    "Storage": (1, 4),
    "Kit or lot": (1, 5),
    "Luck at baseline": (1, 6),
    "Level in the body": (2, 1.5),
    "Measured change": (2, 5),
}
# What becomes of an arrow between the arms, with the dashes of its line.
BETWEEN = {"sought": [1, 0], "stays in": [1, 0], "drops out, if shared": [6, 4], "not stated": [1, 3]}
_HALF = 0.33


def causes(arrows: pd.DataFrame) -> alt.LayerChart:
    """Boxes in three columns, in the places of `PLACES`, and arrows from the table `causes` with `trace`."""
    lines = pd.DataFrame([row | _ends(row["CAUSE"], row["EFFECT"]) for row in arrows.to_dict("records")])
    ends = pd.concat([arrows.assign(node=arrows[end]) for end in ("CAUSE", "EFFECT")])
    boxes = ends.groupby("node", sort=False)["trace"].agg(" ".join).reset_index()
    boxes["x"], boxes["y"] = zip(*boxes["node"].map(PLACES), strict=True)
    boxes = boxes.assign(words=[fill(name, 13) for name in boxes["node"]], left=boxes["x"] - _HALF)
    boxes = boxes.assign(right=boxes["x"] + _HALF, top=boxes["y"] - _HALF, bottom=boxes["y"] + _HALF)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.4, 2.4], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.5, 6.5], reverse=True, nice=False))
    scale = alt.Scale(domain=list(BETWEEN), range=[GREEN, PURPLE, GRAY, INK])
    legend = alt.Legend(title="Between the arms", columns=2, symbolType="stroke", symbolStrokeWidth=3)
    dash = alt.StrokeDash("BETWEEN:N", scale=alt.Scale(domain=list(BETWEEN), range=list(BETWEEN.values())))
    base = alt.Chart(lines).encode(color=alt.Color("BETWEEN:N", scale=scale, legend=legend))
    rules = base.mark_rule(strokeWidth=2).encode(x=x, y=y, x2="x2", y2="y2", strokeDash=dash)
    x2, y2, left, top = alt.X("x2:Q"), alt.Y("y2:Q"), alt.X("left:Q"), alt.Y("top:Q")
    heads = base.mark_point(size=60, opacity=1).encode(x2.axis(None), y2.axis(None))
    heads = heads.encode(shape=alt.Shape("head:N", scale=None))
    frame = alt.Chart(boxes).mark_rect(cornerRadius=4, filled=False, stroke=GRAY, strokeWidth=1.5)
    frame = frame.encode(left.axis(None), top.axis(None), x2="right", y2="bottom")
    middle = alt.expr("-7 * (length(split(datum.words, '\\n')) - 1)")
    text = alt.Chart(boxes).mark_text(lineBreak="\n", fontSize=11, baseline="middle", color=INK, dy=middle)
    text = text.encode(x=x, y=y, text="words:N")
    return alt.LayerChart(layer=[rules, heads, frame, text], width="container", height=430)


def _ends(cause: str, effect: str) -> dict[str, float | str]:
    (x, y), (x2, y2) = PLACES[cause], PLACES[effect]
    if x != x2:
        return {"x": x + _HALF, "y": y, "x2": x2 - _HALF - 0.03, "y2": y2, "head": "triangle-right"}
    down, head = (1, "triangle-down") if y2 > y else (-1, "triangle-up")
    return {"x": x, "y": y + down * _HALF, "x2": x2, "y2": y2 - down * (_HALF + 0.06), "head": head}
