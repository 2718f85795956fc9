"""The notebook edition: every page as a plain notebook that has run and reads whole.

The pages' own sources are for authors: their numbers, citations and references are roles, which only a build
reads. After each build the same pages are written for readers into ``_build/notebooks``, and once more into
the site, whose pages link them. There a page's prose is words, and follows when its cells run again.
"""

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from analysis.publication import manifest
from analysis.publication.edition import start
from analysis.publication.edition.files import deliver
from analysis.publication.edition.links import EditionLinks
from analysis.publication.edition.notebook import as_bytes, notebook
from analysis.publication.edition.words import Words, name_of

FOLDER = "notebooks"
STUDIES = "data/examples"
"""Folder of the studies that pages read by their path; it goes with the edition."""

Pages = dict[str, nodes.document]


def connect(app: Sphinx) -> None:
    """Write the edition once the site is finished, and link it from its pages."""
    pages: Pages = {}
    app.connect("doctree-resolved", partial(_keep, pages), priority=900)
    app.connect("build-finished", partial(_write, pages))
    app.connect("html-page-context", _add_link, priority=900)  # when the theme has made its menu


def _keep(pages: Pages, app: Sphinx, tree: nodes.document, page: str) -> None:
    """Keep a page as Sphinx has resolved it for the site: to do that again would take seconds."""
    pages[page] = tree


def _write(pages: Pages, app: Sphinx, exception: Exception | None) -> None:
    """Write the edition beside the site and into it."""
    if exception is None and app.builder.format == "html":
        site = Path(app.outdir)
        deliver(dict(_files(app, pages)), published=site / FOLDER, working=site.parent / FOLDER)


def _add_link(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Offer the notebook first where a page offers its source."""
    if doctree is None:
        return
    for group in context.get("header_buttons", []):
        if group.get("label") == "download-buttons":
            button = {
                "type": "link",
                "url": context["pathto"](f"{FOLDER}/{page}.ipynb", resource=True),
                "text": "Notebook",
                "tooltip": "Download this page as a notebook",
                "icon": "fas fa-code",
                "label": "download-notebook-button",
            }
            group["buttons"].insert(0, button)


def _files(app: Sphinx, pages: Pages) -> Iterator[tuple[str, bytes]]:
    """Path in the edition and content of every file; a page that was not written anew keeps its notebook."""
    links = EditionLinks(cache(partial(_names, app)), _cited(app))
    notebooks = {}
    for page in sorted(app.env.all_docs):
        name = f"{page}.ipynb"
        before = Path(app.outdir) / FOLDER / name
        if page in pages or not before.is_file():
            tree = pages.get(page) or app.env.get_and_resolve_doctree(page, app.builder)
            notebooks[name] = as_bytes(_notebook(app, page, tree, links))
        else:
            notebooks[name] = before.read_bytes()
    yield from notebooks.items()
    yield start.FILE, as_bytes(start.notebook(app, notebooks))
    root = Path(app.srcdir)
    studies = (path.relative_to(root).as_posix() for path in (root / STUDIES).rglob("*") if path.is_file())
    for name in sorted({*app.env.dlfiles, *studies}):
        yield name, (root / name).read_bytes()


def _notebook(app: Sphinx, page: str, tree: nodes.document, links: EditionLinks) -> dict[str, Any]:
    blocks = Words(page, links, _numbers(app, page)).blocks(tree)
    executed = manifest.executed(app, page) if app.env.metadata[page].get("kernelspec") else {}
    pictures = Path(app.outdir) / app.builder.imagedir
    return notebook(page, blocks, executed, manifest.stated(app, page), pictures, links)


def _names(app: Sphinx, page: str) -> frozenset[str]:
    """The names of a page's cells to which links can point; a source and a term are places in one."""
    if page not in app.env.all_docs:
        return frozenset()
    named = (node for node in app.env.get_doctree(page).findall(nodes.Element) if node.get("ids"))
    return frozenset(name_of(node) for node in named if not isinstance(node, nodes.citation | nodes.term))


def _cited(app: Sphinx) -> dict[tuple[str, str], str]:
    """Page and name of each entry in a list of sources to the source's own address, if it has one."""
    found = {}
    for citation in app.env.domaindata.get("cite", {}).get("citations", ()):
        fields = citation.entry.fields
        if address := (f"https://doi.org/{fields['doi']}" if "doi" in fields else fields.get("url")):
            found[citation.bibliography_key.docname, citation.citation_id] = address
    return found


def _numbers(app: Sphinx, page: str) -> dict[str, str]:
    """Name of each figure and table of a page to its number in words."""
    return {
        name: app.config.numfig_format[kind] % ".".join(map(str, number))
        for kind, numbers in app.env.toc_fignumbers.get(page, {}).items()
        for name, number in numbers.items()
    }
