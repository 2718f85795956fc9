"""One look for every chart: it follows the page's text color, and an arm keeps one color *and* shape.

Colors are from the Okabe-Ito palette (safe for color-blind readers) and reach a contrast of 3:1 on the
book's light and dark backgrounds. Text, axes and grids use ``currentColor``, so that switching the page
between light and dark needs no redrawing.
"""

from collections.abc import Sequence
from typing import Any

import altair as alt

FONT = '-apple-system, "Segoe UI", "Liberation Sans", "Helvetica Neue", Arial, sans-serif'
INK = "currentColor"

BLUE, VERMILION, GREEN, PURPLE, GRAY = "#2b7fc4", "#d55e00", "#00875f", "#b1609a", "#7a7f87"

ARM_MARKS = ((BLUE, "circle"), (VERMILION, "diamond"), (GREEN, "triangle-up"), (PURPLE, "square"))
"""Color and shape of an arm by its place: the first is a blue circle and the second a vermilion diamond."""


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


DIRECTIONS = ["higher", "no difference", "stable", "lower", "not stated"]
DIRECTION_COLOR = alt.Scale(domain=DIRECTIONS, range=[VERMILION, GRAY, GRAY, BLUE, PURPLE])
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
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": 600,
        "labelLimit": 170,
    },
    "legend": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "orient": "top",
        "direction": "horizontal",
        "labelLimit": 220,
    },
    "header": {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12},
    "title": {
        "color": INK,
        "subtitleColor": INK,
        "anchor": "start",
        "align": "left",
        "frame": "bounds",
        "fontSize": 14,
        "fontWeight": 600,
        "subtitleFontSize": 11,
        "subtitlePadding": 4,
        "offset": 10,
    },
    "text": {"color": INK, "fontSize": 12},
    "rule": {"color": INK},
    "point": {"size": 90, "filled": True},
    "tick": {"thickness": 2},
}
"""Vega-Lite configuration that ``publish`` gives to every chart."""
