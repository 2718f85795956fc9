"""A page of the site as Markdown that any notebook reads: what Sphinx has made of it, written down again.

It starts from the page after Sphinx has resolved it, in which numbers, citations, references and downloads
are words and links already. So a page reads in the notebook as on the site, and nothing raw can remain: what
has no writing here is an error that names it.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeGuard

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import SphinxError
from sphinx_design.dropdown import dropdown_main, dropdown_title
from sphinx_design.shared import PassthroughTextElement

from analysis.publication.prose import escaped, place

SILENT = (
    nodes.comment,
    nodes.substitution_definition,
    nodes.target,
    addnodes.index,
    addnodes.highlightlang,
    addnodes.toctree,
)
"""What a page holds and does not show."""
PLAIN = (nodes.container, nodes.compound, nodes.legend, addnodes.glossary)
"""What only holds other blocks."""
ADMONITION = (
    nodes.admonition,
    nodes.attention,
    nodes.caution,
    nodes.danger,
    nodes.error,
    nodes.hint,
    nodes.important,
    nodes.note,
    nodes.tip,
    nodes.warning,
    addnodes.seealso,
)
_BLOCK_START = re.compile(r"^(\s*)(#{1,6}\s|[-+](?=\s)|>|:::|={3,}$|-{3,}$)", flags=re.MULTILINE)
_NUMBERED_START = re.compile(r"^(\s*\d+)([.)]\s)", flags=re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page that stands for itself.

    Attributes:
        text: Markdown, with the place of each stated value; empty for a code cell.
        name: by which links point to it.
        cell: which cell of the executed notebook it is; None for prose.
        heading: whether it starts a section.
    """

    text: str = ""
    name: str = ""
    cell: int | None = None
    heading: bool = False


class Links(Protocol):
    """Where the links of a page lead to in the edition."""

    def to(self, page: str, address: str) -> str:
        """The address, from a notebook, of what a page of the site links to."""

    def file(self, page: str, target: str) -> str:
        """The address, from a notebook, of a file of the book that a page offers."""


class UnknownInNotebookError(SphinxError):
    """Something on a page has no writing in a notebook."""

    category = "Notebook edition"


def name_of(node: nodes.Element) -> str:
    """The name by which links point to a node: its label, else what Sphinx makes of its title."""
    return str(node["ids"][-1])[:64] if node["ids"] else ""


def is_code(node: nodes.Node) -> TypeGuard[nodes.container]:
    """Whether a node is a code cell."""
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one page.

    Attributes:
        page: its name in Sphinx.
        links: of the edition.
        numbers: name of a figure or table to its number in words, such as "Figure 2.3".
    """

    page: str
    links: Links
    numbers: Mapping[str, str]

    def blocks(self, section: nodes.Element, level: int = 0) -> Iterator[Block]:
        """The blocks of a page or a section, in order."""
        for node in section.children:
            if isinstance(node, nodes.section):
                title = "#" * (level + 1) + " " + self._line(node[0])
                yield Block(title, name_of(node), heading=True)
                yield from self.blocks(node, level + 1)
            elif is_code(node):
                yield from self._code(node)
            elif isinstance(node, nodes.title) and isinstance(section, nodes.section):
                continue
            elif isinstance(node, nodes.Element) and any(map(is_code, node.findall(nodes.container))):
                yield from self.blocks(node, level)
            elif text := self._block(node):
                yield Block(text, name_of(node) if isinstance(node, nodes.Element) else "")

    def _code(self, node: nodes.container) -> Iterator[Block]:
        figure = next(iter(node.findall(nodes.figure)), None)
        yield Block(cell=node["cell_index"], name=name_of(figure) if figure else "")
        if figure:
            words = [part for part in figure.children if isinstance(part, nodes.caption | nodes.legend)]
            yield Block(self._numbered(figure, self._flow(words)))

    def _numbered(self, node: nodes.Element, words: str) -> str:
        number = self.numbers.get(name_of(node), "")
        return f"**{number}.** {words}" if number else words

    def _flow(self, children: Iterable[nodes.Node]) -> str:
        return "\n\n".join(filter(None, map(self._block, children)))

    def _block(self, node: nodes.Node) -> str:
        match node:
            case nodes.paragraph() | nodes.caption() | addnodes.compact_paragraph():
                return self._paragraph(node)
            case nodes.rubric():
                return f"**{self._line(node)}**"
            case nodes.bullet_list():
                return self._list(node, ["- "] * len(node))
            case nodes.enumerated_list():
                start = node.get("start", 1)
                return self._list(node, [f"{start + place}. " for place in range(len(node))])
            case nodes.definition_list():
                return "\n".join(map(self._definition, node.children))
            case nodes.block_quote():
                return _quoted(self._flow(node.children))
            case nodes.literal_block() | nodes.doctest_block():
                return _fenced(node.astext(), node.get("language", ""))
            case nodes.math_block():
                return f"$$\n{node.astext().strip()}\n$$"
            case nodes.table():
                return self._table(node)
            case nodes.citation():
                words = self._flow(part for part in node.children if not isinstance(part, nodes.label))
                return f'<a id="{name_of(node)}"></a>{words}'
            case nodes.transition():
                return "---"
            case dropdown_main():
                return self._folded(node)
            case nodes.container() if node.get("design_component") == "card-title":
                return f"**{''.join(self._inlines(node)).strip()}**"
            case nodes.container() if node.get("design_component") == "card":
                return _quoted(self._flow(node.children))
            case nodes.Element() if isinstance(node, ADMONITION):
                return self._admonition(node)
            case nodes.Element() if isinstance(node, PLAIN):
                return self._flow(node.children)
            case nodes.Element() if isinstance(node, SILENT) or _is_script(node):
                return ""
            case _:
                raise self._unknown(node)

    def _paragraph(self, node: nodes.Element) -> str:
        text = _BLOCK_START.sub(r"\1\\\2", "".join(self._inlines(node)))
        return _NUMBERED_START.sub(r"\1\\\2", text)

    def _line(self, node: nodes.Node) -> str:
        return re.sub(r"\s*\n\s*", " ", "".join(self._inlines(node))).strip()

    def _inlines(self, node: nodes.Node) -> Iterator[str]:
        return map(self._inline, node.children)

    def _inline(self, node: nodes.Node) -> str:
        match node:
            case nodes.Text():
                return escaped(node.astext())
            case nodes.inline() if "key" in node:
                return place(node["key"])
            case nodes.strong():
                return f"**{''.join(self._inlines(node))}**"
            case nodes.emphasis() | nodes.title_reference():
                return f"*{''.join(self._inlines(node))}*"
            case nodes.literal():
                return _code(node.astext())
            case nodes.math():
                return f"${node.astext()}$"
            case nodes.subscript():
                return f"<sub>{''.join(self._inlines(node))}</sub>"
            case nodes.superscript():
                return f"<sup>{''.join(self._inlines(node))}</sup>"
            case addnodes.download_reference():
                address = self.links.file(self.page, node["reftarget"])
                return f"[{self._name(node)}]({address})"
            case nodes.reference():
                address = node.get("refuri") or f"#{node['refid']}"
                return f"[{self._name(node)}]({self.links.to(self.page, address)})"
            case nodes.inline() | PassthroughTextElement() | nodes.abbreviation():
                return "".join(self._inlines(node))
            case nodes.Element() if isinstance(node, SILENT):
                return ""
            case _:
                raise self._unknown(node)

    def _name(self, node: nodes.Element) -> str:
        """The words of a link; those of a file are no code here."""
        inner = node[0] if len(node) == 1 and isinstance(node[0], nodes.literal) else node
        return escaped(inner.astext()) if inner is not node else "".join(self._inlines(node))

    def _list(self, node: nodes.Element, marks: list[str]) -> str:
        items = [_indented(mark, self._flow(item.children)) for mark, item in zip(marks, node, strict=True)]
        return "\n".join(items)

    def _definition(self, node: nodes.Node) -> str:
        terms = [self._line(part) for part in node.children if isinstance(part, nodes.term)]
        meaning = [part for part in node.children if isinstance(part, nodes.definition)]
        words = self._flow(child for part in meaning for child in part.children)
        places = "".join(f'<a id="{name}"></a>' for part in node.findall(nodes.term) for name in part["ids"])
        return _indented("- ", f"{places}**{', '.join(terms)}**\\\n{words}")

    def _folded(self, node: nodes.Element) -> str:
        """Closed, with blank lines around what is Markdown within."""
        titles = [part for part in node.children if isinstance(part, dropdown_title)]
        words = [part for title in titles for part in title.findall(nodes.Text)]
        summary = "".join(part.astext() for part in words if not isinstance(part.parent, nodes.raw))
        body = self._flow(part for part in node.children if part not in titles)
        return f"<details>\n<summary>{html.escape(summary.strip())}</summary>\n\n{body}\n\n</details>"

    def _admonition(self, node: nodes.Element) -> str:
        titles = [part for part in node.children if isinstance(part, nodes.title)]
        title = self._line(titles[0]) if titles else type(node).__name__.title()
        return _quoted(f"**{title}**\n\n{self._flow(part for part in node if part not in titles)}")

    def _table(self, node: nodes.table) -> str:
        rows = [[self._entry(entry) for entry in row.children] for row in node.findall(nodes.row)]
        if not any(node.findall(nodes.thead)):
            rows.insert(0, [""] * len(rows[0]))
        lines = [f"| {' | '.join(row)} |" for row in (rows[0], ["---"] * len(rows[0]), *rows[1:])]
        titles = [self._numbered(node, self._line(title)) for title in node.findall(nodes.title)]
        return "\n\n".join([*titles, "\n".join(lines)])

    def _entry(self, node: nodes.Node) -> str:
        """A cell of a table, which is one line."""
        if isinstance(node, nodes.Element) and (node.get("morecols") or node.get("morerows")):
            raise UnknownInNotebookError(f"{self.page}: a table's cell spans others, which Markdown has not")
        for child in node.children:
            if not isinstance(child, nodes.paragraph):
                raise self._unknown(child)
        return re.sub(r"(?<!\\)\|", r"\|", "<br>".join(map(self._line, node.children)))

    def _unknown(self, node: nodes.Node) -> UnknownInNotebookError:
        kind, words = type(node).__name__, " ".join(node.astext().split())[:60]
        where = f"{self.page}:{node.line}" if node.line else self.page
        return UnknownInNotebookError(
            f"{where}: nothing says how {kind!r} ({words!r}) reads in a notebook: say it in {__name__}"
        )


def _is_script(node: nodes.Node) -> bool:
    """Whether a node is there for the site's scripts only."""
    script = r"\s*<script\b.*</script>\s*"
    return isinstance(node, nodes.raw) and re.fullmatch(script, node.astext(), flags=re.DOTALL) is not None


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _indented(mark: str, text: str) -> str:
    first, *others = text.splitlines() or [""]
    return "\n".join([mark + first, *(" " * len(mark) + line if line else "" for line in others)])


def _fence(text: str, least: int) -> str:
    return "`" * max([least, *(len(run) + 1 for run in re.findall(r"`+", text))])


def _fenced(text: str, language: str) -> str:
    fence = _fence(text, 3)
    kind = {"ipython3": "python", "default": "", "none": ""}.get(language, language)
    return f"{fence}{kind}\n{text.rstrip()}\n{fence}"


def _code(text: str) -> str:
    fence = _fence(text, 1)
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{gap}{' '.join(text.split())}{gap}{fence}"
