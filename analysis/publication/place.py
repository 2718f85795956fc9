"""Where a reader is: a line above the title of each page, its lessons, and the ways on at its foot.

The order comes from ``_toc.yml``, the short names of pages from ``page_names`` in ``_config.yml``; a page
without one is called by what stands before the colon of its title. Pages of a numbered part are chapters,
"3 of 5"; pages of the others are appendices; pages below a page are its lessons, and are listed on it.

The minutes are a guess, the same for all pages: 220 words a minute, and half a minute for each figure and
table, for whoever looks at each once and stops at none. What is looked up rather than read does not count:
code, mathematics, the rows of tables, entries of a glossary, references, and what is folded away.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx_external_toc.api import SiteMap

WORDS_A_MINUTE = 220
MINUTES_A_FIGURE = 0.5
FIGURE = re.compile(r"<(?:vega-chart|table)\b")
_TITLE = re.compile(r"<h1\b.*?</h1>", flags=re.DOTALL)
READ = '<div class="place-read" aria-hidden="true"></div>\n'
"""How far down the page one is; a line that only its style draws."""
UNREAD = (
    nodes.citation,
    nodes.comment,
    nodes.definition_list,
    nodes.literal_block,
    nodes.math,
    nodes.math_block,
    nodes.raw,
    nodes.table,
)
"""Nodes whose words are looked up or looked at."""
FOLDED_OR_CITED = frozenset({"sd-dropdown", "bibtex-citation"})
"""Classes of nodes that are passed over."""


@dataclass(frozen=True)
class Place:
    """The place of a page in the book.

    Attributes:
        page: its name in Sphinx.
        number: of the chapter, from 1; None for an appendix.
        of: how many chapters there are.
        above: the page whose lesson it is; empty for chapters and appendices.
        lesson: its number among the lessons of that page, from 1; 0 if it is none.
        lessons: how many lessons that page has.
        below: the pages that are its own lessons, in order.
    """

    page: str
    number: int | None
    of: int
    above: str = ""
    lesson: int = 0
    lessons: int = 0
    below: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Its number among its kind.

        >>> Place("chapters/aging", 5, 5).where, Place("appendices/glossary", None, 5).where
        ('5 of 5', 'Appendix')
        """
        return "Appendix" if self.number is None else f"{self.number} of {self.of}"


def places(contents: SiteMap) -> dict[str, Place]:
    """The place of each page but the first.

    Args:
        contents: what ``_toc.yml`` says.
    """
    parts = contents.root.subtrees
    chapters = [name for part in parts if part.numbered for name in part.files()]
    numbers: dict[str, int | None] = {name: number for number, name in enumerate(chapters, start=1)}
    found: dict[str, Place] = {}
    for page in (name for part in parts for name in part.files()):
        number, lessons = numbers.get(page), _below(contents, page)
        found[page] = Place(page, number, len(chapters), below=lessons)
        for order, lesson in enumerate(lessons, start=1):
            found[lesson] = Place(lesson, number, len(chapters), page, order, len(lessons))
    return found


def minutes(doctree: nodes.document, body: str) -> int:
    """How long a page takes to read, at least one minute.

    Args:
        doctree: the page, resolved.
        body: the same as HTML, where its figures and tables are counted.
    """
    words = sum(len(text.split()) for text in _read(doctree))
    figures = len(FIGURE.findall(body))
    return max(1, round(words / WORDS_A_MINUTE + figures * MINUTES_A_FIGURE))


def connect(app: Sphinx) -> None:
    """Register the names of pages and write their places."""
    app.add_config_value("page_names", {}, "html", dict)
    app.connect("html-page-context", write)


def write(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the line above the title and the lessons below it, and tell the foot where its links lead."""
    found = places(app.config.external_site_map)
    links = {html.escape(app.builder.get_relative_uri(page, each)): each for each in found}
    for way in ("prev", "next"):
        beside = links.get(html.escape((context.get(way) or {}).get("link", "")))
        context[f"{way}_place"] = _beside(found[beside], _name(app, beside)) if beside else ""
    if doctree is not None and page in found:
        names = {each: (_name(app, each), link) for link, each in links.items()}
        context["body"] = placed(context["body"], found[page], names, minutes(doctree, context["body"]))


def placed(body: str, place: Place, names: Mapping[str, tuple[str, str]], took: int) -> str:
    """The page with its place: a line above its title, and its lessons below it.

    Args:
        body: the page as HTML.
        place: its place.
        names: page to its short name and its address from this page, escaped.
        took: the minutes it takes to read.
    """
    name, _ = names[place.page]
    words = [place.where]
    if place.above:
        above, link = names[place.above]
        words += [f'<a href="{link}">{html.escape(above)}</a>', f"{place.lesson} of {place.lessons}"]
    elif place.number is not None:
        words.append(html.escape(name))
    line = f'<p class="place">{" · ".join([*words, f"{took} min"])}</p>\n'
    lessons = "".join(
        f'<li><a href="{names[each][1]}">{html.escape(names[each][0])}</a></li>' for each in place.below
    )
    listed = f'\n<ol class="place-lessons" aria-label="Lessons">{lessons}</ol>' if lessons else ""
    return _TITLE.sub(lambda title: f"{READ}{line}{title[0]}{listed}", body, count=1)


def _beside(place: Place, name: str) -> str:
    return place.where if place.number is None else f"{place.where} · {name}"


def _name(app: Sphinx, page: str) -> str:
    given = app.config.page_names.get(page)
    title = app.env.titles.get(page)  # missing where one page is built without the others
    return str(given or (title.astext().partition(":")[0] if title else page.rpartition("/")[2]))


def _below(contents: SiteMap, page: str) -> tuple[str, ...]:
    return tuple(contents[page].child_files()) if page in contents else ()


def _read(node: nodes.Node) -> Iterator[str]:
    """The words below a node that are read."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif isinstance(child, nodes.Element) and not _passed_over(child):
            yield from _read(child)


def _passed_over(node: nodes.Element) -> bool:
    return isinstance(node, UNREAD) or not FOLDED_OR_CITED.isdisjoint(node["classes"])
