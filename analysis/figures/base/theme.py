"""One look for every chart: the page's ink, and a color *and* a shape for each arm of a trial.

Only arms have a hue. Directions are triangles, methods and kinds are told apart by shape, dash, fill and
words beside the mark, and one color, LOOK, says where to look. All colors are names of tokens, so that
switching the page between light and dark needs no redrawing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from analysis.figures.base import tokens

FONT = tokens.FONTS["font-ui"]
INK = "currentColor"
PAPER, MUTED, RULE, ACCENT, LOOK = map(
    str, (tokens.PAPER, tokens.MUTED, tokens.RULE, tokens.ACCENT, tokens.LOOK)
)

ARM_SHAPES = ("circle", "diamond", "triangle-up", "square")
ARM_MARKS = tuple((str(token), shape) for token, shape in zip(tokens.ARMS, ARM_SHAPES, strict=True))
"""Color and shape of an arm by its place: the first is a blue circle and the second a vermilion diamond."""

SMALLEST, USUAL = 12, 13
"""Sizes of text in px, as rendered at any width: none is smaller than the first."""


def arm_scales(codes: Sequence[str]) -> tuple[alt.Scale, alt.Scale]:
    """The color and the shape of every arm, the same in all charts of a study.

    Args:
        codes: codes of the arms in order.

    Returns:
        The scale of colors and the scale of shapes.

    Raises:
        ValueError: more arms than can be told apart.

    Examples:
        >>> color, shape = arm_scales(["LD", "HD"])
        >>> shape.domain, shape.range
        (['LD', 'HD'], ['circle', 'diamond'])
    """
    if len(codes) > len(ARM_MARKS):
        raise ValueError(f"{len(codes)} arms: {len(ARM_MARKS)} can be told apart. Draw fewer in one chart.")
    marks = ARM_MARKS[: len(codes)]
    color = alt.Scale(domain=list(codes), range=[color for color, _ in marks])
    shape = alt.Scale(domain=list(codes), range=[shape for _, shape in marks])
    return color, shape


def column_heads(words: Mapping[Any, str]) -> alt.Axis:
    """An axis above a chart whose columns are named in words of several lines.

    Args:
        words: each value of the axis to its words, whose lines are divided by "|".

    Examples:
        >>> column_heads({"m6": "6 months|v baseline"}).labelExpr
        "split(datum.label == 'm6' ? '6 months|v baseline' : '', '|')"
    """
    named = " : ".join(f"datum.label == '{value}' ? '{text}'" for value, text in words.items())
    return alt.Axis(
        orient="top",
        labelAngle=0,
        labelExpr=f"split({named} : '', '|')",
        labelPadding=20,
        grid=False,
        domain=False,
        ticks=False,
    )


DIRECTIONS = ["higher", "no difference", "stable", "lower", "not stated"]
DIRECTION_SHAPE = alt.Scale(
    domain=DIRECTIONS, range=["triangle-up", "square", "square", "triangle-down", "stroke"]
)

CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": "transparent"},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "domainColor": INK,
        "tickColor": INK,
        "gridColor": INK,
        "gridOpacity": 0.15,
        "domainOpacity": 0.5,
        "tickOpacity": 0.5,
        "labelFontSize": USUAL,
        "titleFontSize": USUAL,
        "titleFontWeight": 400,
        "labelLimit": 170,
        "labelSeparation": 6,
    },
    "legend": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": USUAL,
        "titleFontSize": USUAL,
        "titleFontWeight": 400,
        "orient": "top",
        "direction": "horizontal",
        "labelLimit": 220,
    },
    "header": {"labelColor": INK, "titleColor": INK, "labelFontSize": USUAL, "titleFontSize": USUAL},
    "title": {
        "color": INK,
        "subtitleColor": INK,
        "anchor": "start",
        "align": "left",
        "frame": "bounds",
        "fontSize": 20,
        "fontWeight": 600,
        "subtitleFontSize": USUAL,
        "subtitlePadding": 6,
        "offset": 14,
    },
    "text": {"color": INK, "fontSize": USUAL},
    "rule": {"color": INK},
    "point": {"size": 90, "filled": True},
    "tick": {"thickness": 2},
}
"""Vega-Lite configuration that ``publish`` gives to every chart."""
