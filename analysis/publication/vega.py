"""The Vega libraries as one script, and charts as static pictures, both from the installed vl-convert."""

import copy
import functools
from typing import Any

import altair as alt
import vl_convert

VL_VERSION = ".".join(alt.VEGALITE_VERSION.split(".")[:2])
STATIC_WIDTH = 560
"""Width in px of a static picture of a chart that fills its column on a page."""


@functools.cache
def bundle() -> str:
    """Vega, Vega-Lite and vega-embed as one script that defines only ``window.vegaEmbed``.

    The bundle declares top-level constants that would collide with Sphinx' own scripts, hence the function.
    """
    snippet = "window.vegaEmbed=vegaEmbed;"
    return "(function(){" + vl_convert.javascript_bundle(snippet, vl_version=VL_VERSION) + "})();\n"


def svg(spec: dict[str, Any]) -> str:
    """The chart as an SVG picture, for a page without JavaScript and for print."""
    return str(vl_convert.vegalite_to_svg(_fixed_width(spec), vl_version=VL_VERSION))


def pdf(spec: dict[str, Any]) -> bytes:
    """The chart as a PDF picture, for LaTeX."""
    return bytes(vl_convert.vegalite_to_pdf(_fixed_width(spec), vl_version=VL_VERSION))


def _fixed_width(spec: dict[str, Any]) -> dict[str, Any]:
    """A copy whose ``width: container`` is a number: a picture has no container to fill."""
    fixed = copy.deepcopy(spec)
    for view in (fixed, *fixed.get("vconcat", []), *fixed.get("layer", [])):
        if view.get("width") == "container":
            view["width"] = STATIC_WIDTH
    return fixed
