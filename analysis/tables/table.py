"""A table that a reader can read, filter and trust: what ``figures.publish`` is to charts."""

import html
import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from analysis.data import BASES, BasisName, Source, Study, headings
from analysis.figures.base.drawable import is_traced
from analysis.figures.base.standing import every_source, linked, problems, standing_line
from analysis.figures.base.verdict_marks import svg, verdict_named
from analysis.tables.columns import NOTHING
from analysis.tables.layout import Column, Layout, layout
from analysis.tables.numbers import format_value

FIRST, WHOLE = 8, 10
"""Rows shown at first, and rows that a table may have to be shown whole: no button for one row or two."""

_ADDRESS = re.compile(r"|https?://[^\s\\]+|(?!//)[^\s\\:?#]*([?#][^\s\\]*)?", re.IGNORECASE)
"""Nothing, an address of the web, or one without a scheme or a host: a page or a place on a page."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its basis and sources; it shows itself as HTML on the page and in a notebook.

    A missing value is an empty cell. Without rows the headings stand above the words "no rows".

    Attributes:
        frame: the rows; text stays as it is, a number is written as in prose.
        headings: column of ``frame`` to the heading a reader sees, in the order shown; or the columns alone,
            whose headings are their titles in the schemas.
        title: what the table holds.
        basis: one of the five bases.
        study: whose tables the rows' traces name; a column ``trace``, as in a chart, says where a row comes
            from, and the sources follow.
        sources: further sources, which no trace names.
        filters: columns by which a reader may narrow the table (controls appear when JavaScript runs).
        links: column shown to the column of ``frame`` that holds its address, or a tuple of addresses where
            the cell is a tuple of texts; an empty address leaves plain text. An address is one of the web
            (http or https), a page of the book or a place on one.
        folded: column shown to the column of ``frame`` whose text opens beneath it when a reader asks.
        anchors: column that holds the name by which a link can point to a row, each once; empty for none.
        added: what in the table stands on another basis, as in ``figures.publish``.
    """

    frame: pd.DataFrame
    headings: Mapping[str, str] | Sequence[str]
    title: str
    basis: BasisName
    study: Study | None = None
    sources: Sequence[Source] = ()
    filters: Sequence[str] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    folded: Mapping[str, str] = field(default_factory=dict)
    anchors: str = ""
    added: str = ""

    def __post_init__(self) -> None:
        """Refuse a table that lacks what a reader needs to judge it, or leads where no page should."""
        repeated = sorted(set(map(str, self.frame.columns[self.frame.columns.duplicated()])))
        if repeated:
            raise ValueError(f"the table has more than one column {repeated}: name each column once")
        named = (
            *self._headings,
            *self.filters,
            *self.links,
            *self.links.values(),
            *self.folded,
            *self.folded.values(),
        )
        unknown = [c for c in (*named, *filter(None, [self.anchors])) if c not in self.frame.columns]
        if unknown:
            raise ValueError(f"the table has no column {unknown}: it has {list(self.frame.columns)}")
        if not self.title.strip():
            raise ValueError("title is empty: say what the table holds")
        for problem in self._untraced():
            raise ValueError(problem)
        for problem in problems(self.basis, self.every_source, "table"):
            raise ValueError(problem)
        for problem in (*self._bad_addresses(), *self._bad_anchors()):
            raise ValueError(problem)

    @property
    def every_source(self) -> tuple[Source, ...]:
        """The sources that the rows' traces lead to, and the further ones, each once."""
        traces = sorted({trace for cell in self.frame.get("trace", ()) for trace in str(cell).split()})
        return every_source(traces, self.sources, self.study)

    @property
    def _headings(self) -> dict[str, str]:
        return headings(self.headings)

    def _untraced(self) -> Iterator[str]:
        for number, trace in enumerate(self.frame.get("trace", ()), start=1):
            if not is_traced(trace):
                yield (
                    f"row {number}, column 'trace': {trace!r} is not of the form kind:key. Say where each "
                    "row comes from, or leave the column out"
                )

    def _bad_addresses(self) -> Iterator[str]:
        for column in dict.fromkeys(self.links.values()):
            for number, cell in enumerate(self.frame[column], start=1):
                for address in _several(cell):
                    if not _ADDRESS.fullmatch(address):
                        yield (
                            f"row {number}, column {column!r}: the address {address!r} is refused. Link to "
                            "http:// or https://, to a page of the book, or to a place on one (#name)"
                        )

    def _bad_anchors(self) -> Iterator[str]:
        names = self.frame[self.anchors].map(_text) if self.anchors else pd.Series(dtype=str)
        for number, (name, again) in enumerate(zip(names, names.duplicated(), strict=True), start=1):
            if again or not name or re.search(r"\s", name):
                yield (
                    f"row {number}, column {self.anchors!r}: {name!r} cannot name a row. Give each row a "
                    "name of its own without blanks"
                )

    def _repr_html_(self) -> str:
        look = layout(self._texts(), list(self._headings.values()))
        head = "".join(
            f'<th role="columnheader" scope="col"{_classes(column.classes)}>{html.escape(text)}</th>'
            for column, text in zip(look.columns, self._headings.values(), strict=True)
        )
        rows = "".join(self._row(row, look) for row in self.frame.to_dict("records")) or self._no_rows()
        title = html.escape(self.title, quote=True)
        sources = self.every_source
        links = [(source.label, source.address) for source in sources]
        keys = " ".join(source.key for source in sources)
        several = len(self.frame) > WHOLE
        of_all = _classes(" ".join(["cut"] * several + ["wide"] * look.wide))
        return (
            f'<filter-table{of_all} data-title="{title}" data-basis="{self.basis}" data-sources="{keys}"'
            f"{self._filtered_by() if several else ''}>"
            f'<div class="filter-table-scroller" role="region" tabindex="0" aria-label="{title}">'
            f'<table role="table" class="{look.classes}">'
            f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
            f'<tbody role="rowgroup">{rows}</tbody></table></div>'
            f"{standing_line(self.basis, BASES[self.basis].badge, self.added, links)}</filter-table>"
        )

    def __repr__(self) -> str:
        """The table as text, for a console and for a page's plain version."""
        if not len(self.frame):
            return f"{self.title}\n{', '.join(self._headings)}: no rows"
        texts = self._texts()
        rows = [list(texts), *texts.to_numpy().tolist()]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = (" | ".join(map(str.rjust, row, widths)) for row in rows)
        return "\n".join([self.title, *lines])

    def _texts(self) -> pd.DataFrame:
        """The columns shown, every cell as text."""
        shown = list(self._headings)
        return pd.DataFrame({c: [", ".join(_several(cell, c)) for cell in self.frame[c]] for c in shown})

    def _no_rows(self) -> str:
        return f'<tr role="row"><td role="cell" colspan="{len(self._headings)}">no rows</td></tr>'

    def _row(self, row: Mapping[Hashable, object], look: Layout) -> str:
        name = f' id="{html.escape(str(row[self.anchors]), quote=True)}"' if self.anchors else ""
        cells = "".join(
            self._cell(column, heading, own, row)
            for (column, heading), own in zip(self._headings.items(), look.columns, strict=True)
        )
        return f'<tr role="row"{name}>{cells}</tr>'

    def _cell(self, column: str, heading: str, look: Column, row: Mapping[Hashable, object]) -> str:
        """One cell; it says its heading on a narrow page where the cell alone would not do."""
        content = self._content(column, row, marked=look.verdict)
        empty = " none" if content in ("", NOTHING) else ""
        said = f' data-heading="{html.escape(heading, quote=True)}"' if look.named else ""
        return f'<td role="cell"{_classes(look.classes + empty)}{said}>{content}</td>'

    def _content(self, column: str, row: Mapping[Hashable, object], *, marked: bool) -> str:
        texts = _several(row[column], column)
        targets = _several(row[self.links[column]]) if column in self.links else ("",) * len(texts)
        shown = ", ".join(_shown(text, to, marked=marked) for text, to in zip(texts, targets, strict=True))
        if column not in self.folded:
            return shown
        inside = self.folded[column]
        return (
            f"{shown}<details><summary>{html.escape(inside.capitalize())}</summary>"
            f"{html.escape(_text(row[inside]))}</details>"
        )

    def _filtered_by(self) -> str:
        """Places of the columns that narrow it, and the names that they have in the page's address."""
        places = " ".join(str(list(self._headings).index(column)) for column in self.filters)
        keys = " ".join(re.sub(r"\W+", "-", column).strip("-").lower() for column in self.filters)
        return f' data-filters="{places}" data-keys="{html.escape(keys)}"' if places else ""


def _several(cell: object, column: object = "") -> tuple[str, ...]:
    return tuple(_text(each, column) for each in cell) if isinstance(cell, tuple) else (_text(cell, column),)


def _text(cell: object, column: object = "") -> str:
    """A cell as it is printed, a number as in prose; nothing for a missing value."""
    missing = cell is None or cell is pd.NA or cell is pd.NaT or cell != cell
    return "" if missing else format_value(cell, str(column))


def _shown(text: str, to: str, *, marked: bool) -> str:
    """Words with their address, and with their mark if they name a verdict."""
    verdict = verdict_named(text) if marked else None
    words = linked(text, to)
    return f'<span class="verdict">{svg(verdict)}{words}</span>' if verdict else words


def _classes(names: str) -> str:
    names = names.strip()
    return f' class="{names}"' if names else ""
