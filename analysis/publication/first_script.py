"""What must be known before anything else of a page runs or is painted.

The theme reads the browser's storage in the head of each page, and dies where that is refused. One small
script stands before it: it puts storage in memory in the place of one that is blocked or full, and says
whether code is shown, so that nothing jumps. It is a file and not part of the page, so that a policy may
forbid scripts in pages.
"""

from hashlib import sha256
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from analysis.publication.renderer import ASSETS

SCRIPT = "first/storage.js"
"""In a folder of its own: what lies directly in the assets is loaded after the page."""


def connect(app: Sphinx) -> None:
    """Put the script into every page, after all others who write into its head."""
    app.connect("html-page-context", put_first, priority=900)


def put_first(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Begin the head of the page with the script, by a name that changes with its content."""
    href = context["pathto"](f"_static/{SCRIPT}", resource=True)
    version = sha256((ASSETS / SCRIPT).read_bytes()).hexdigest()[:8]
    context["metatags"] = f'\n<script src="{href}?v={version}"></script>{context.get("metatags", "")}'
