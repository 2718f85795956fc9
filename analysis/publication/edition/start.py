"""The first notebook that a reader opens: what all of them are, how to run one, and what to change first."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx import addnodes
from sphinx.application import Sphinx

from analysis.publication.edition.notebook import written
from analysis.publication.prose import escaped

FILE = "START.ipynb"

WORDS = Path(__file__).with_name("start.md")


@dataclass(frozen=True, slots=True)
class Change:
    """What to change first on a page.

    Attributes:
        cell: the name of the cell.
        code: the input, as it stands there.
        what: what it is and what to look at, in words.
    """

    cell: str
    code: str
    what: str


FIRST = {
    "chapters/methods": Change(
        "fig-methods-sphere",
        "mean, sd = 30, 28",
        "a made-up mean and SD. How many of the triples are below zero then?",
    ),
}
"""Page to what to change first there."""


def notebook(app: Sphinx) -> dict[str, Any]:
    """The notebook, with a link to each page in the order of the book."""
    title = escaped(app.env.titles[app.config.root_doc].astext())
    texts = [WORDS.read_text("utf8").strip().format(title=title), *_parts(app)]
    cells = [
        {"cell_type": "markdown", "id": f"start-{place}", "metadata": {}, "source": text}
        for place, text in enumerate(texts)
    ]
    return written("START", cells)


def _parts(app: Sphinx) -> Iterator[str]:
    """The lists of pages."""
    root = app.config.root_doc
    yield _entry(app, root)
    for tree in app.env.get_doctree(root).findall(addnodes.toctree):
        heading = [f"## {escaped(tree['caption'])}"] if tree.get("caption") else []
        pages = (page for _, page in tree["entries"] if page in app.env.titles)
        yield "\n\n".join([*heading, "\n".join(_entry(app, page) for page in pages)])


def _entry(app: Sphinx, page: str) -> str:
    """One page with a link, and what to change first."""
    line = f"- [{escaped(app.env.titles[page].astext())}]({page}.ipynb)"
    if page not in FIRST:
        return line
    first = FIRST[page]
    return f"{line}. Change first: [`{first.code}`]({page}.ipynb#cell-id={first.cell}), {first.what}"
