"""One look for every chart: it follows the page's text color, and LD and HD keep one color *and* shape.

Colors are from the Okabe-Ito palette (safe for color-blind readers) and reach a contrast of 3:1 on the
book's light and dark backgrounds. Text, axes and grids use ``currentColor``, so that switching the page
between light and dark needs no redrawing.
"""

from typing import Any

import altair as alt

FONT = '-apple-system, "Segoe UI", "Liberation Sans", "Helvetica Neue", Arial, sans-serif'
INK = "currentColor"

BLUE, VERMILION, GREEN, PURPLE, GRAY = "#2b7fc4", "#d55e00", "#00875f", "#b1609a", "#7a7f87"

ARM_COLOR = alt.Scale(domain=["LD", "HD"], range=[BLUE, VERMILION])
ARM_SHAPE = alt.Scale(domain=["LD", "HD"], range=["circle", "diamond"])
"""Low dose is a blue circle and high dose a vermilion diamond, everywhere."""

ARM_LOOKS = ((BLUE, "circle"), (VERMILION, "diamond"), (PURPLE, "cross"), (GREEN, "square"))
"""Color and shape of the arms of any study, in their order of display."""

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
