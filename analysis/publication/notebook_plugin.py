"""MyST-NB plugin: a chart's specification becomes a ``<vega-chart>`` element between its head and its line.

Until the chart is drawn, and where it never is, its pictures stand in its place: made by the same drawing,
for a phone and for a wide page, light and dark.
"""

import hashlib
import html
import json
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxTranslator
from sphinx.writers.html5 import HTML5Translator

from analysis.figures.base.publish import leaving
from analysis.figures.base.tokens import THEMES, resolved
from analysis.publication import datasets, figure_frame, freshness, vega
from analysis.publication.renderer import MIME, describe, fragment

WIDTHS = {"phone": vega.PHONE, "wide": vega.WIDE}
NARROW = "(max-width: 719px)"
"""Screens that get a picture made for a phone."""


class chart_pictures(nodes.General, nodes.Element):  # noqa: N801  (Docutils names nodes so)
    """The pictures of one chart: `files` maps a theme and a width to one, `leaving` is that which leaves."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One of a chart's pictures on disk.

    Attributes:
        path: where MyST-NB keeps it, from the folder of the book's sources.
        width: in px.
        height: in px.
    """

    path: str
    width: int
    height: int


class VegaLitePlugin:
    """Registered under the entry point group ``myst_nb.mime_renderers``."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int | None]]] = [("*", MIME, 1)]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Nodes for one chart, or None when the output is not a chart."""
        if inline or data.mime_type != MIME:
            return None
        # the execution cache sorts the keys: sorted here, a page from the cache has the same bytes
        spec: dict[str, Any] = json.loads(json.dumps(data.content, sort_keys=True))
        opening, closing = fragment(datasets.outsourced(spec), fallback="\n").split("\n")
        chart = [
            nodes.raw("", opening, format="html"),
            _write_pictures(renderer, spec),
            nodes.raw("", closing, format="html"),
        ]
        meta = spec.get("usermeta", {})
        if "badge" not in meta:
            return chart
        return [*_head(meta), *chart, nodes.raw("", figure_frame.line(meta), format="html")]


def connect(app: Sphinx) -> None:
    """Let Sphinx write the pictures of a chart; only a page of HTML has them."""
    app.add_node(chart_pictures, html=(_visit_pictures, None), latex=(_skip, None), text=(_skip, None))


def picture(spec: Mapping[str, Any]) -> str:
    """The name of a chart's pictures, made from its content."""
    return "chart-" + hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()[:16]


def _head(meta: Mapping[str, Any]) -> list[nodes.Element]:
    """Title and subtitle as words of the page, which its search finds."""
    return [nodes.paragraph("", words, classes=[name]) for name, words in figure_frame.lines_above(meta)]


def _write_pictures(renderer: NbElementRenderer, spec: dict[str, Any]) -> chart_pictures:
    """Write a chart's pictures under names made from its content, and the one that leaves the page."""
    name, cache = picture(spec), Path(renderer.config.execution_cache_path)
    found: dict[tuple[str, str], Picture] = {}
    for kind, width in WIDTHS.items():
        drawing = freshness.kept(cache, f"{name}-{kind}.svg", partial(_drawn, spec, width)).decode()
        for theme in THEMES:
            path = _write(renderer, f"{name}-{kind}-{theme}.svg", resolved(drawing, theme))
            found[theme, kind] = Picture(path, *vega.size(drawing))
    framed = leaving(spec) if "badge" in spec.get("usermeta", {}) else spec
    drawing = freshness.kept(cache, f"{name}.svg", partial(_drawn, framed)).decode()
    leaves = _write(renderer, f"{name}.svg", resolved(drawing, "light"))
    return chart_pictures(files=found, leaving=leaves, alt=describe(spec))


def _drawn(spec: dict[str, Any], width: int = vega.WIDE) -> bytes:
    return vega.svg(spec, width).encode()


def _write(renderer: NbElementRenderer, file: str, drawing: str) -> str:
    uri: str = renderer.write_file([file], drawing.encode(), overwrite=True)
    return uri.removeprefix("/")


def _visit_pictures(translator: HTML5Translator, node: chart_pictures) -> None:
    """Each theme's picture, for a phone and for wider screens; the page shows that of its own theme."""
    builder, parts = translator.builder, []
    builder.images[node["leaving"]] = posixpath.basename(node["leaving"])
    for theme in THEMES:
        addresses = {}
        for kind in WIDTHS:
            file = node["files"][theme, kind]
            name = posixpath.basename(file.path)
            builder.images[file.path] = name
            addresses[kind] = f"{builder.imgpath}/{name}"
        phone, wide = (node["files"][theme, kind] for kind in WIDTHS)
        parts.append(
            f'<picture class="only-{theme}">'
            f'<source media="{NARROW}" srcset="{addresses["phone"]}" {_box(phone)}>'
            f'<img class="vega-chart-fallback" src="{addresses["wide"]}" {_box(wide)} loading="lazy" '
            f'alt="{html.escape(node["alt"], quote=True)}"></picture>'
        )
    translator.body.append("".join(parts))
    raise nodes.SkipNode


def _box(file: Picture) -> str:
    return f'width="{file.width}" height="{file.height}"'


def _skip(_: SphinxTranslator, __: chart_pictures) -> None:
    raise nodes.SkipNode
