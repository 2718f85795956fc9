"""What a link stands for, told beside it: terms of the glossary, figures and tables of any page, and badges.

The browser's side is ``assets/previews.js``. It asks nobody for anything, not even the site, so that it
works from a file as well: each page carries the words of its own links, as JSON. A source needs none: its
link has its entry.
"""

import html
import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from analysis.data import BASES

Words = Mapping[str, str]
"""What a preview says: ``text``, and a ``title`` for a figure."""

LONGEST = 320
"""Characters of a text; more is for the page that is linked."""

_LINK = re.compile(
    r'<a class="reference internal" href="([^"#]*)#([^"]+)"[^>]*>'
    r'<span class="(?:xref )?std std-(?:term|numref)"'
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“])")


def connect(app: Sphinx) -> None:
    """Add the words to each page, after its links are settled."""
    app.connect("html-page-context", write)
    app.connect("builder-inited", lambda app: _kept.clear())


_kept: dict[str, dict[str, Words]] = {}


def write(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the words of the page's links behind its text."""
    if doctree is None:
        return

    def told(name: str) -> Mapping[str, Words]:
        if name not in _kept:
            _kept[name] = words(app.env.get_doctree(name), partial(number, app))
        return _kept[name]

    names = {app.builder.get_target_uri(name): name for name in app.env.all_docs}
    context["body"] += data(context["body"], app.builder.get_target_uri(page), names, told)


def data(body: str, page: str, names: Mapping[str, str], told: Callable[[str], Mapping[str, Words]]) -> str:
    """The element with the words of a page's links and of the badges.

    Args:
        body: the page as HTML.
        page: its address in the site.
        names: the addresses of all pages to their names.
        told: gives the words of all that can be linked on the page of a name.
    """
    links = {}
    for address, target in _LINK.findall(body):
        path = (
            posixpath.normpath(posixpath.join(posixpath.dirname(page), html.unescape(address)))
            if address
            else page
        )
        found = told(names[path]).get(html.unescape(target)) if path in names else None
        if found:
            links[html.unescape(f"{address}#{target}")] = found
    badges = {name: basis.meaning for name, basis in BASES.items()} if "badge-" in body else {}
    if not links and not badges:
        return ""
    text = json.dumps({"links": links, "badges": badges}, ensure_ascii=False).replace("<", "\\u003c")
    return f'\n<script type="application/json" id="previews">{text}</script>\n'


def number(app: Sphinx, label: str) -> str:
    """The number of a labeled figure or table, "Figure 4.1"; an ellipsis for what has none."""
    page, identifier, *_ = app.env.domains["std"].data["anonlabels"].get(label, ("", ""))
    for kind, numbers in app.env.toc_fignumbers.get(page, {}).items():
        if identifier in numbers:
            return str(app.config.numfig_format[kind] % ".".join(map(str, numbers[identifier])))
    return "…"


def words(doctree: nodes.document, numbered: Callable[[str], str]) -> dict[str, Words]:
    """What each term and each figure or table of a page says, by its identifiers.

    Args:
        doctree: the page as it was read, without its numbers and citations.
        numbered: gives the number of a labeled figure or table.
    """

    def plain(node: nodes.Node) -> str:
        text = " ".join("".join(_texts(node, numbered)).split())
        return re.sub(r"\s+([,.;:])", r"\1", text)

    found: dict[str, Words] = {}
    for item in doctree.findall(nodes.definition_list_item):
        definition = next(iter(item.findall(nodes.definition)), None)
        for term in item.findall(nodes.term):
            if definition is not None and term["ids"]:
                text = {"title": plain(term), "text": shortened(plain(definition))}
                found |= dict.fromkeys(term["ids"], text)
    for figure in doctree.findall(nodes.figure):
        caption = next((plain(child) for child in figure.children if isinstance(child, nodes.caption)), "")
        heads = (each for each in figure.findall(nodes.paragraph) if "figure-title" in each["classes"])
        title = next(map(plain, heads), "")
        said = {"title": title, "text": shortened(caption)}
        found |= dict.fromkeys(figure["ids"], said)
    return found


def shortened(text: str) -> str:
    """The first sentences of a text, as many as there is room for.

    >>> shortened("A short one. " + "A longer one " * 30 + ". A last one.")
    'A short one.'
    """
    sentences = _SENTENCE.split(text)
    while len(sentences) > 1 and len(" ".join(sentences)) > LONGEST:
        sentences.pop()
    return " ".join(sentences)


def _texts(node: nodes.Node, numbered: Callable[[str], str]) -> Iterator[str]:
    """The words below a node as a reader sees them, less citations."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif isinstance(child, addnodes.pending_xref) and child["reftype"] == "numref":
            yield numbered(child["reftarget"])
        elif isinstance(child, nodes.Element) and not _unsaid(child):
            yield from _texts(child, numbered)
        if isinstance(child, nodes.paragraph):
            yield " "


def _unsaid(node: nodes.Element) -> bool:
    return isinstance(node, nodes.comment) or node.get("refdomain") == "cite"
