"""The Vega libraries as one script, and charts as static pictures, both from the installed vl-convert."""

import copy
import functools
import re
from typing import Any

import altair as alt
import vl_convert

from analysis.publication.fonts import FONTS
from analysis.publication.typeset import typeset

VL_VERSION = ".".join(alt.VEGALITE_VERSION.split(".")[:2])
PHONE, WIDE = 350, 680
"""Widths in px of a chart's pictures: the column of a page on a phone, and where there is room."""

_SIZE = re.compile(r'<svg [^>]*width="(\d+)" height="(\d+)"')


@functools.cache
def bundle() -> str:
    """Vega, Vega-Lite and vega-embed as one script that defines only ``window.vegaEmbed``.

    The bundle declares top-level constants that would collide with Sphinx' own scripts, hence the function.
    """
    snippet = "window.vegaEmbed=vegaEmbed;"
    return "(function(){" + vl_convert.javascript_bundle(snippet, vl_version=VL_VERSION) + "})();\n"


def svg(spec: dict[str, Any], width: int = WIDE) -> str:
    """The chart as an SVG picture, as wide as is said, with the typeface that its words are set in.

    Args:
        spec: of a chart that fills its container.
        width: of the whole picture, in px.
    """
    drawing = _drawn(spec, width)
    if "vconcat" in spec:  # Vega fits no stack of views: draw once more, narrower by what it is too wide
        drawing = _drawn(spec, 2 * width - size(drawing)[0])
    return typeset(drawing)


def size(drawing: str) -> tuple[int, int]:
    """Width and height of an SVG picture in px."""
    found = _SIZE.match(drawing)
    if found is None:
        raise ValueError(f"no picture of Vega's: {drawing[:80]!r}")
    return int(found[1]), int(found[2])


@functools.cache
def _know_the_typeface() -> None:
    """Let vl-convert measure words in the book's typeface, whatever fonts the machine has."""
    vl_convert.register_font_directory(str(FONTS))


def _drawn(spec: dict[str, Any], width: int) -> str:
    _know_the_typeface()
    return str(vl_convert.vegalite_to_svg(_fixed_width(spec, width), vl_version=VL_VERSION))


def _fixed_width(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """A copy whose ``width: container`` is a number: a picture has no container to fill."""
    fixed = copy.deepcopy(spec)
    if fixed.get("width") == "container":
        fixed |= {"width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    for view in fixed.get("vconcat", []):
        if view.get("width") == "container":
            view["width"] = width - BESIDE
    return fixed


BESIDE = 90
"""Room in px that a first drawing of a stack of views leaves for axes."""
