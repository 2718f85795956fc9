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
    r'<a class="reference internal" href="([^"#]*)#([^"]+)"[^>]*><span class="std std-(?:term|numref)"'
)
_TITLE = re.compile(r'<p class="figure-title">(.*?)</p>', flags=re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“])")
_NUMBER = "\0"
"""In place of "Figure 4.1" in a text whose numbers are not settled yet."""


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
            _kept[name] = words(app.env.get_doctree(name))
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


def words(doctree: nodes.document) -> dict[str, Words]:
    """What each term and each figure or table of a page says, by its identifiers.

    Args:
        doctree: the page as it was read.
    """
    found: dict[str, Words] = {}
    for item in doctree.findall(nodes.definition_list_item):
        definition = next(iter(item.findall(nodes.definition)), None)
        for term in item.findall(nodes.term):
            if definition is not None and term["ids"]:
                text = {"title": _plain(term), "text": shortened(_plain(definition))}
                found |= dict.fromkeys(term["ids"], text)
    for figure in doctree.findall(nodes.figure):
        caption = next((_plain(child) for child in figure.children if isinstance(child, nodes.caption)), "")
        title = next(_titles(figure), "")
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


def _titles(figure: nodes.figure) -> Iterator[str]:
    for raw in figure.findall(nodes.raw):
        if found := _TITLE.search(raw.astext()):
            yield html.unescape(_TAG.sub("", found[1]))


def _plain(node: nodes.Node) -> str:
    """The words of a node that are known when a page is read, in whole sentences.

    A sentence that names a figure by its number is left out, unless there is no other; a citation is.
    """
    text = re.sub(r"\s+([,.;:])", r"\1", " ".join("".join(_texts(node)).split()))
    sentences = [each for each in _SENTENCE.split(text) if _NUMBER not in each]
    return " ".join(sentences) if sentences else text.replace(_NUMBER, "…")


def _texts(node: nodes.Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif isinstance(child, addnodes.pending_xref) and child["reftype"] == "numref":
            yield _NUMBER
        elif isinstance(child, nodes.Element) and not _unsaid(child):
            yield from _texts(child)
        if isinstance(child, nodes.paragraph):
            yield " "


def _unsaid(node: nodes.Element) -> bool:
    return isinstance(node, nodes.comment) or node.get("refdomain") == "cite"
