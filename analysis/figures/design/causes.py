"""A causal diagram: what may have moved a measured change, and what comparing the arms does to it."""

from textwrap import fill

import altair as alt
import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import INK, LOOK, MUTED, SMALLEST

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
DROPS = "drops out, if shared"
BETWEEN = {"sought": [1, 0], "stays in": [1, 0], DROPS: [6, 4], "not stated": [1, 3]}
_HALF = 0.33


def causes(study: Study) -> alt.LayerChart:
    """What may have moved a measured change, as boxes and arrows.

    Args:
        study: with a table `causes`.

    Raises:
        MissingFindingError: the study has no such table.

    Examples:
        >>> causes(Study.read()).usermeta["title"]
        'Comparing the arms drops 6 of 15 arrows, if both arms share them'
    """
    arrows = study.table("causes")
    if arrows.empty:
        raise MissingFindingError(f"{study.name} has no cause of a change. Add a table of causes.")
    told = ". ".join(arrows["CAUSE"] + " to " + arrows["EFFECT"].str.lower() + ": " + arrows["BETWEEN"])
    return publish(
        draw(_rows(arrows)),
        title=finding(arrows),
        subtitle="What may have moved a measured change: the book's own diagram, no data",
        basis="design",
        study=study,
        description=f"Boxes in three columns, joined by arrows from left to right. {told}.",
    )


def finding(arrows: pd.DataFrame) -> str:
    """How many arrows drop out between the arms.

    Args:
        arrows: `BETWEEN`, what becomes of each.
    """
    dropped, every = int((arrows["BETWEEN"] == DROPS).sum()), len(arrows)
    if not dropped:
        return f"Comparing the arms drops none of {every} arrow{'s' * (every > 1)}"
    share = f"share {'it' if dropped == 1 else 'them'}"
    return f"Comparing the arms drops {dropped} of {every} arrow{'s' * (every > 1)}, if both arms {share}"


def _rows(arrows: pd.DataFrame) -> pd.DataFrame:
    """The arrows, then the boxes that they join, in the places of `PLACES`."""
    lines = arrows.assign(trace="causes:" + arrows["ARROWID"])
    ends = pd.concat([lines.assign(node=lines[end]) for end in ("CAUSE", "EFFECT")])
    boxes = ends.groupby("node", sort=False)["trace"].agg(" ".join).reset_index()
    drawn = [row | _ends(row["CAUSE"], row["EFFECT"]) for row in lines.to_dict("records")]
    drawn += [row | _box(row["node"]) for row in boxes.to_dict("records")]
    return pd.DataFrame(drawn)


def _box(node: str) -> dict[str, float | str]:
    x, y = PLACES[node]
    edges = {"left": x - _HALF, "right": x + _HALF, "top": y - _HALF, "bottom": y + _HALF}
    return {"x": x, "y": y, "words": fill(node, 13), **edges}


def _ends(cause: str, effect: str) -> dict[str, float | str]:
    (x, y), (x2, y2) = PLACES[cause], PLACES[effect]
    if x != x2:
        return {"x": x + _HALF, "y": y, "x2": x2 - _HALF - 0.03, "y2": y2, "head": "triangle-right"}
    down, head = (1, "triangle-down") if y2 > y else (-1, "triangle-up")
    return {"x": x, "y": y + down * _HALF, "x2": x2, "y2": y2 - down * (_HALF + 0.06), "head": head}


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """Boxes in three columns, and arrows between them.

    Args:
        rows: an arrow has `x`, `y`, `x2`, `y2`, `head` (a shape) and `BETWEEN` (one of the module's); a box
            `x`, `y`, `left`, `right`, `top`, `bottom` and `words`; all have a `trace`.
    """
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.4, 2.4], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.5, 6.5], reverse=True, nice=False))
    scale = alt.Scale(domain=list(BETWEEN), range=[LOOK, INK, MUTED, INK])
    legend = alt.Legend(title=None, columns=2, symbolType="stroke", symbolStrokeWidth=3)
    dash = alt.StrokeDash("BETWEEN:N", scale=alt.Scale(domain=list(BETWEEN), range=list(BETWEEN.values())))
    arrows = alt.Chart(rows).transform_filter("isValid(datum.head)")
    boxes = alt.Chart(rows).transform_filter("isValid(datum.words)")
    base = arrows.encode(color=alt.Color("BETWEEN:N", scale=scale, legend=legend))
    rules = base.mark_rule(strokeWidth=2).encode(x=x, y=y, x2="x2", y2="y2", strokeDash=dash)
    x2, y2, left, top = alt.X("x2:Q"), alt.Y("y2:Q"), alt.X("left:Q"), alt.Y("top:Q")
    heads = base.mark_point(size=60, opacity=1).encode(x2.axis(None), y2.axis(None))
    heads = heads.encode(shape=alt.Shape("head:N", scale=None))
    frame = boxes.mark_rect(cornerRadius=4, filled=False, stroke=MUTED, strokeWidth=1)
    frame = frame.encode(left.axis(None), top.axis(None), x2="right", y2="bottom")
    middle = alt.expr("-7 * (length(split(datum.words, '\\n')) - 1)")
    text = boxes.mark_text(
        lineBreak="\n", fontSize=SMALLEST, lineHeight=14, baseline="middle", color=INK, dy=middle
    )
    text = text.encode(x=x, y=y, text="words:N")
    return alt.LayerChart(layer=[rules, heads, frame, text], width="container", height=395)
