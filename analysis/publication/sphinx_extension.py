"""The Sphinx side of the book: name it in ``_config.yml`` and both builds, ``make book`` and
``jupyter-book build .``, are offline, fresh and accounted for.
"""  # noqa: D205

import os
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ext import add_global_html_resources
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

from analysis import __version__
from analysis.figures.base import tokens
from analysis.publication import (
    cached,
    datasets,
    downloads,
    edition,
    execution,
    first_script,
    freshness,
    glued,
    link_preview,
    manifest,
    notebook_plugin,
    numbering,
    one_page,
    place,
    previews,
    solutions,
    vendor,
    verdicts,
)
from analysis.publication.renderer import ASSETS, STATIC_BUILD

TEMPLATES = Path(__file__).parent / "templates"
MISLEADING = {
    '<summary aria-label="Toggle hidden content">': "<summary>",  # hides the words that are there to see
    '<div role="list" class="citation-list">': '<div class="citation-list">',  # holds no list items
    ' role="doc-biblioentry"': "",  # deprecated, and allowed in a list only
}
"""Markup of MyST-NB and Docutils that tells a screen reader less than no markup would."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the parts; each says what it does where it is defined."""
    os.environ[STATIC_BUILD] = "1"  # inherited by the kernels that execute the chapters
    app.config.templates_path.append(str(TEMPLATES))
    app.connect("config-inited", forget_the_folder, priority=900)
    app.connect("builder-inited", add_assets)
    app.connect("html-page-context", preload_vega)
    app.connect("html-page-context", unsay_the_misleading)
    freshness.connect(app)
    one_page.connect(app)
    execution.connect(app)
    cached.connect(app)
    glued.connect(app)
    vendor.connect(app)
    manifest.connect(app)
    datasets.connect(app)
    downloads.connect(app)
    edition.connect(app)
    numbering.connect(app)
    notebook_plugin.connect(app)
    verdicts.connect(app)
    first_script.connect(app)
    place.connect(app)
    solutions.connect(app)
    previews.connect(app)
    link_preview.connect(app)
    return {"version": __version__, "parallel_read_safe": False, "parallel_write_safe": True}


def forget_the_folder(app: Sphinx, config: Config) -> None:
    """Make the paths of templates relative: a checksum of the configuration is part of the site."""
    config.templates_path = [os.path.relpath(path, app.confdir) for path in config.templates_path]


def add_assets(app: Sphinx) -> None:
    """Serve our scripts and styles from the package.

    MyST-NB copies its own style only after the pages are written, so that the first build would link it
    without the checksum that every later build has. Copied first, all builds of a commit are the same.
    """
    (Path(app.outdir) / "_static").mkdir(parents=True, exist_ok=True)
    add_global_html_resources(app, None)
    app.config.html_static_path.append(str(ASSETS))
    (Path(app.outdir) / "_static" / "tokens.css").write_text(tokens.css(), "utf8")
    app.add_css_file("tokens.css")
    for style in sorted(ASSETS.glob("*.css")):
        app.add_css_file(style.name)
    for script in sorted(ASSETS.glob("*.js")):
        app.add_js_file(script.name, loading_method="defer")


def preload_vega(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """On a page with charts, let the browser fetch the library while it reads the page."""
    if "<vega-chart" in context.get("body", ""):
        href = context["pathto"](f"{vendor.FOLDER}/vega.js", resource=True)
        context["metatags"] += f'\n<link rel="preload" as="script" href="{href}">'


def unsay_the_misleading(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let what is visible be the name of what opens, and the list of sources be plain."""
    for said, better in MISLEADING.items():
        context["body"] = context.get("body", "").replace(said, better)
