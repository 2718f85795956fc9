"""The first notebook that a reader opens: what all of them are, how to run one, and what to change first."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from analysis.publication.edition.notebook import written
from analysis.publication.prose import escaped

FILE = "START.ipynb"

WORDS = Path(__file__).with_name("start.md")


FIRST = {
    "chapters/methods": (
        "mean, sd = 30, 28",
        "a made-up mean and SD. How many triples then hold a value below zero?",
    ),
    "chapters/primary_outcomes": (
        "limit=60, seed=2025",
        "the seed of the computed ages. The expected deaths and cancers hardly move: why?",
    ),
    "chapters/cytokines": (
        'drawn = {"size": 300, "seed": 2025}',
        "how many cohorts stand behind the figures of values and of courses, and the seed. What moves?",
    ),
    "chapters/aging": (
        "level = 0.05",
        "the level of a test between older and younger people. Which splits can reach another one?",
    ),
    "appendices/audit_your_paper": (
        'audit.Summary("12.4", "1.1", 6)',
        "a mean, its ± and the number of people, as your paper prints them. Can they hold with the p?",
    ),
}
"""Page to an input, as it stands in one of its cells, and what to look at when it is changed."""


def notebook(app: Sphinx, notebooks: Mapping[str, bytes]) -> dict[str, Any]:
    """The notebook, with a link to each page in the order of the book.

    Args:
        app: of the build.
        notebooks: path in the edition to the notebook of each page.
    """
    title = escaped(app.env.titles[app.config.root_doc].astext())
    texts = [WORDS.read_text("utf8").strip().format(title=title), *_parts(app, notebooks)]
    cells = [
        {"cell_type": "markdown", "id": f"start-{place}", "metadata": {}, "source": text}
        for place, text in enumerate(texts)
    ]
    return written("START", cells)


def _parts(app: Sphinx, notebooks: Mapping[str, bytes]) -> Iterator[str]:
    """The lists of pages."""
    root = app.config.root_doc
    entries = {page: _entry(app, page, notebooks) for page in app.env.all_docs}
    yield entries[root]
    for tree in app.env.get_doctree(root).findall(addnodes.toctree):
        heading = [f"## {escaped(tree['caption'])}"] if tree.get("caption") else []
        pages = (page for _, page in tree["entries"] if page in entries)
        yield "\n\n".join([*heading, "\n".join(entries[page] for page in pages)])


def _entry(app: Sphinx, page: str, notebooks: Mapping[str, bytes]) -> str:
    """One page with a link, and what to change first."""
    file = f"{page}.ipynb"
    line = f"- [{escaped(app.env.titles[page].astext())}]({file})"
    if page not in FIRST:
        return line
    code, what = FIRST[page]
    return (
        f"{line}. Change first: [`{code}`]({file}#cell-id={_cell_with(code, page, notebooks[file])}), {what}"
    )


def _cell_with(code: str, page: str, notebook: bytes) -> str:
    """The name of the cell that has the code."""
    cells = json.loads(notebook)["cells"]
    found = [cell["id"] for cell in cells if cell["cell_type"] == "code" and code in "".join(cell["source"])]
    if not found:
        raise SphinxError(f"no cell of {page} has {code!r} any more: say in {__name__} what to change first")
    return str(found[0])
