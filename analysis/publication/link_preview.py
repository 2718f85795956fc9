"""What another site shows when somebody sends a link: the page's title, its first finding, and that figure.

A picture needs the whole address of the site, which a book knows only when ``html: baseurl`` is set in
``_config.yml``; without it there are words alone. Other sites show no SVG, so that the picture is a PNG.
"""

import html
import re
from pathlib import Path
from typing import Any

import vl_convert
from docutils import nodes
from sphinx.application import Sphinx

from analysis.publication.notebook_plugin import chart_pictures

SCALE = 2
"""Pixels of the picture for each of the drawing."""


def connect(app: Sphinx) -> None:
    """Add the words to each page that is written, and the picture where it can be named."""
    app.connect("html-page-context", add)


def add(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add what a link shows to the head of a page."""
    if doctree is None:
        return
    said = {"og:title": _plain(context["title"]), "og:site_name": app.config.html_title, "og:type": "article"}
    finding = next((p for p in doctree.findall(nodes.paragraph) if "figure-title" in p["classes"]), None)
    if finding:
        said["og:description"] = finding.astext()
    chart = next(iter(doctree.findall(chart_pictures)), None)
    if chart and app.config.html_baseurl:
        said |= {"og:image": _picture(app, chart), "og:image:alt": chart["alt"]}
    context["metatags"] += "".join(
        f'\n<meta property="{name}" content="{html.escape(words, quote=True)}">'
        for name, words in said.items()
    )


def _picture(app: Sphinx, chart: chart_pictures) -> str:
    """Write the picture that leaves the page, and return its whole address."""
    source = Path(app.srcdir) / chart["leaving"]
    file = Path(app.outdir) / app.builder.imagedir / f"{source.stem}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(vl_convert.svg_to_png(source.read_text("utf8"), scale=SCALE))
    return f"{app.config.html_baseurl.rstrip('/')}/{app.builder.imagedir}/{file.name}"


def _plain(title: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", title))
