"""From the trace of a drawn row to the sources that it rests on."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

import pandas as pd

from analysis.data.citing import Source, cited
from analysis.data.errors import DataError, Problem
from analysis.data.schemas import TABLES
from analysis.data.tables import read

Row: TypeAlias = Mapping[Hashable, Any]
SOURCES, METHODS = "sources", "methods"
FORMULA, SEED = "formula", "seed"
"""Kinds of a trace that are no table: a function of this package, and where a simulation started."""


def sources_in(traces: Iterable[str], rows: "Rows") -> tuple[Source, ...]:
    """The sources of everything that traces name, each once, in the order of the tables of sources.

    A trace is ``kind:key``. The kind is a table and the key a row of it, whose sources are the ones that it
    names itself or by the rows that it names (a source may be one of the book's list); or ``formula`` and
    a function, whose reference stands in the table of methods; or ``seed`` and a number, which rests on none.

    Args:
        traces: as ``findings:p1-il10-hd-m6``.
        rows: of the study's tables.

    Raises:
        DataError: a trace that leads nowhere.
    """
    library = _library()
    own: set[str] = set()
    shared: set[str] = set()
    for trace in dict.fromkeys(traces):
        kind, _, key = trace.partition(":")
        if kind == FORMULA:
            reference = library[METHODS].get(key, {})  # none for arithmetic that needs no reference
            shared.update(reference.get("SOURCEIDS", "").split())
        elif kind == SOURCES and key not in rows[SOURCES] and key in library[SOURCES]:
            shared.add(key)
        elif kind != SEED:
            own.update(_keys(kind, key, rows, trace))
    first = [key for key in rows[SOURCES] if key in own]
    further = [key for key in library[SOURCES] if key in shared - own]
    return (*cited(first, rows.tables[SOURCES]), *cited(further, library.tables[SOURCES]))


def trace_of(findings: Iterable[str]) -> str:
    """The trace of what rests on several findings.

    Args:
        findings: FINDINGIDs.

    Examples:
        >>> trace_of(["p1-n-ld", "p1-n-hd"])
        'findings:p1-n-ld findings:p1-n-hd'
    """
    return " ".join(f"findings:{name}" for name in findings)


class Rows(dict[str, dict[str, Row]]):
    """The rows of each table by their keys, in order; made when a table is first asked for."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        super().__init__()
        self.tables = tables

    def __missing__(self, name: str) -> dict[str, Row]:
        if name not in self.tables:
            return {}
        keys = TABLES[name].primary_key
        records = self.tables[name].to_dict("records")
        self[name] = {"-".join(str(row[column]) for column in keys): row for row in records}
        return self[name]


@cache
def _library() -> Rows:
    return Rows({name: read(name) for name in (SOURCES, METHODS)})


def _keys(kind: str, key: str, rows: Rows, trace: str) -> Iterator[str]:
    """The sources in the study's own list that one row names, itself or by the rows that it rests on."""
    if key not in rows[kind]:
        raise _nowhere(trace)
    row = rows[kind][key]
    if kind == SOURCES:
        yield key
    for foreign in TABLES[kind].foreign_keys:
        for named in foreign.named(str(row[foreign.column])):
            if foreign.table == SOURCES:
                yield named
            elif foreign.evident and foreign.table != kind:  # a claim does not rest on those against it
                yield from _keys(foreign.table, named, rows, trace)


def _nowhere(trace: str) -> DataError:
    expected = "a row of a table, as findings:NAME, or formula:MODULE.NAME, or seed:NUMBER"
    return DataError([Problem("a chart", None, "trace", repr(trace), expected, "Correct the trace.")])
