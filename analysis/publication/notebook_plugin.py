"""MyST-NB plugin: a chart's specification becomes a ``<vega-chart>`` element with a static picture inside."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer

from analysis.publication import datasets, freshness, sources_line, vega
from analysis.publication.renderer import MIME, describe, fragment


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
        picture = nodes.image(
            uri=_write_pictures(renderer, spec),
            alt=describe(spec),
            loading="lazy",
            classes=["vega-chart-fallback"],
        )
        told = {sources_line.STANDS_ON: sources_line.stands_on(spec)}
        return [nodes.raw("", opening, format="html", **told), picture, nodes.raw("", closing, format="html")]


def _write_pictures(renderer: NbElementRenderer, spec: dict[str, Any]) -> str:
    """Write SVG and PDF under a name made from the content; return the URI that lets Sphinx choose."""
    name = picture(spec)
    pictures = {f"{name}.pdf": lambda: vega.pdf(spec), f"{name}.svg": lambda: vega.svg(spec).encode()}
    cache = Path(renderer.config.execution_cache_path)
    uris = [
        renderer.write_file([file], freshness.kept(cache, file, draw), overwrite=True)
        for file, draw in pictures.items()
    ]
    return str(uris[-1]).removesuffix("svg") + "*"


def picture(spec: Mapping[str, Any]) -> str:
    """The name of a chart's pictures, made from its content."""
    return "chart-" + hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()[:16]
