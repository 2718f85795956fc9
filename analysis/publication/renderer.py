"""How a chart leaves a notebook: as a specification for the page, as HTML for a live notebook."""

import html
import json
import os
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import altair as alt

from analysis.figures.base import tokens
from analysis.figures.base.publish import MAX_ROWS
from analysis.publication import chart_controls, figure_frame, vega

MIME = "application/vnd.vegalite.v6+json"
"""Altair's own type ends in ``.json``, under which the notebook format accepts no object."""

STATIC_BUILD = "CLV100_STATIC_BUILD"
"""Environment variable that the Sphinx extension sets for the kernels it starts."""

ASSETS = Path(__file__).parent / "assets"

LIVE = (
    ("figure-frame.css", "filter-table.css", "page-choices.css", "vega-chart.css"),
    (
        "address.js",
        "chart-controls.js",
        "chart-line.js",
        "figure-line.js",
        "filter-table.js",
        "page-choices.js",
        "vega-chart.js",
    ),
)
"""Styles and scripts that a live notebook is given."""


def enable() -> None:
    """Make charts show themselves.

    While the site is built, a chart is kept as its specification. In a live notebook the Vega libraries are
    put into the first cell's output, so that charts need no network.
    """
    alt.data_transformers.enable("default", max_rows=MAX_ROWS)
    alt.renderers.register("clv100", static_bundle if is_static_build() else live_bundle)
    alt.renderers.enable("clv100")
    if not is_static_build():
        from IPython.display import HTML, display

        display(HTML(_live_libraries()))  # type: ignore[no-untyped-call]


def is_static_build() -> bool:
    """Whether this kernel runs for a static site, where nothing that needs a kernel will work."""
    return os.environ.get(STATIC_BUILD) == "1"


def static_bundle(spec: dict[str, Any], **_: object) -> dict[str, Any]:
    """The MIME bundle of a chart while the site is built."""
    return {MIME: in_order(spec), "text/plain": f"[Chart: {describe(spec)}]"}


def live_bundle(spec: dict[str, Any], **_: object) -> dict[str, Any]:
    """The MIME bundle of a chart in a live notebook."""
    meta, chart = spec.get("usermeta", {}), fragment(in_order(spec))
    around = (figure_frame.head(meta), figure_frame.line(meta)) if "badge" in meta else ("", "")
    return {**static_bundle(spec), "text/html": chart.join(around)}


def in_order(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The specification with the order of its tables' columns as a list, for keys of JSON have none.

    >>> in_order({"datasets": {"rows": [{"b": 1, "a": 2}]}})["usermeta"]
    {'columns': ['b', 'a']}
    """
    rows = chain.from_iterable(spec.get("datasets", {}).values())
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return {**spec, "usermeta": {**spec.get("usermeta", {}), "columns": columns}}


def describe(spec: Mapping[str, Any]) -> str:
    """The chart's text alternative."""
    return str(spec.get("description") or "Chart without a description")


def fragment(spec: Mapping[str, Any], fallback: str = "") -> str:
    """The ``<vega-chart>`` element of one chart; ``fallback`` is shown until it is drawn.

    Specification and data are JSON in ``<script type="application/json">``: data, never executed.
    """
    return (
        f'<vega-chart aria-label="{html.escape(describe(spec), quote=True)}">'
        f'<script type="application/json">{_json_for_html(spec)}</script>'
        f"{chart_controls.markup(spec)}{fallback}</vega-chart>"
    )


def _json_for_html(value: Mapping[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")


def _live_libraries() -> str:
    styles, scripts = (
        [file.read_text("utf8") for file in sorted(map(ASSETS.joinpath, names))] for names in LIVE
    )
    return "".join(
        [
            *(f"<style>{text}</style>" for text in (tokens.css(), *styles)),
            *(f"<script>{text}</script>" for text in (vega.bundle(), *scripts)),
        ]
    )
