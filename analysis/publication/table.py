"""Tables a reader can read, filter and trust: the counterpart of ``charts.publish`` for rows of text."""

import html
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from analysis.charts.standing import note, problems
from analysis.data import BasisName, Source

CARDS_ABOVE = 60
"""Characters in a row, with the longest text of each column, that do not fit side by side on a phone."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its basis and sources; it shows itself as HTML on the page and in a notebook.

    Attributes:
        frame: the rows, as they are printed.
        headings: column of ``frame`` to the heading a reader sees, in the order shown.
        title: what the table holds.
        basis: one of the five bases.
        sources: the sources of the rows.
        filters: columns by which a reader may narrow the table (controls appear when JavaScript runs).
        links: column shown to the column of ``frame`` that holds its address, or a tuple of addresses where
            the cell is a tuple of texts; an empty address leaves plain text.
        folded: column shown to the column of ``frame`` whose text opens beneath it when a reader asks.
        anchors: column that holds the name by which a link can point to a row; empty for none.
        added: what in the table stands on another basis, as in ``charts.publish``.
    """

    frame: pd.DataFrame
    headings: Mapping[str, str]
    title: str
    basis: BasisName
    sources: Sequence[Source]
    filters: Sequence[str] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    folded: Mapping[str, str] = field(default_factory=dict)
    anchors: str = ""
    added: str = ""

    def __post_init__(self) -> None:
        """Refuse a table that lacks what a reader needs to judge it."""
        named = (
            *self.headings,
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
        for problem in problems(self.basis, self.sources, "table"):
            raise ValueError(problem)

    def _repr_html_(self) -> str:
        head = "".join(
            f'<th role="columnheader" scope="col">{html.escape(text)}</th>' for text in self.headings.values()
        )
        rows = "".join(self._row(row) for row in self.frame.to_dict("records"))
        title = html.escape(self.title, quote=True)
        keys = " ".join(source.key for source in self.sources)
        standing = ". ".join(note(self.basis, self.sources, self.added)) + "."
        return (
            f'<filter-table data-title="{title}" data-basis="{self.basis}" data-sources="{keys}"'
            f' data-filters="{html.escape(" ".join(self._filter_positions()))}">'
            f'<div class="filter-table-scroller" role="region" tabindex="0" aria-label="{title}">'
            f'<table role="table" class="{self._layout()}">'
            f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
            f'<tbody role="rowgroup">{rows}</tbody></table></div>'
            f'<p class="filter-table-basis">{html.escape(standing)}</p></filter-table>'
        )

    def __repr__(self) -> str:
        """The table as text, for a console and for a page's plain version."""
        return f"{self.title}\n{self.frame[list(self.headings)].to_string(index=False)}"

    def _row(self, row: Mapping[Hashable, object]) -> str:
        name = f' id="{html.escape(str(row[self.anchors]), quote=True)}"' if self.anchors else ""
        return f'<tr role="row"{name}>{self._cells(row)}</tr>'

    def _cells(self, row: Mapping[Hashable, object]) -> str:
        return "".join(
            f'<td role="cell" data-heading="{html.escape(heading, quote=True)}">'
            f"{self._content(column, row)}</td>"
            for column, heading in self.headings.items()
        )

    def _content(self, column: str, row: Mapping[Hashable, object]) -> str:
        texts = _several(row[column])
        targets = _several(row[self.links[column]]) if column in self.links else ("",) * len(texts)
        shown = ", ".join(_linked(text, to) for text, to in zip(texts, targets, strict=True))
        if column not in self.folded:
            return shown
        inside = self.folded[column]
        return (
            f"{shown}<details><summary>{html.escape(inside.capitalize())}</summary>"
            f"{html.escape(str(row[inside]))}</details>"
        )

    def _layout(self) -> str:
        """Long rows become cards on a phone; explicit roles keep them a table to a screen reader."""
        texts = self.frame[list(self.headings)].astype(str)
        longest = sum(int(texts[column].str.len().max()) for column in texts)
        return "cards" if len(texts) and longest > CARDS_ABOVE else "grid"

    def _filter_positions(self) -> list[str]:
        return [str(list(self.headings).index(column)) for column in self.filters]


def _several(cell: object) -> tuple[str, ...]:
    return tuple(map(str, cell)) if isinstance(cell, tuple) else (str(cell),)


def _linked(text: str, to: str) -> str:
    words = html.escape(text)
    return f'<a href="{html.escape(to, quote=True)}">{words}</a>' if to else words
