"""From the trace of a drawn row to the sources that it rests on."""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from analysis.data.citing import Source, cited
from analysis.data.errors import DataError, Problem
from analysis.data.schemas import TABLES
from analysis.data.tables import read

FORMULA, SEED = "formula", "seed"
"""Kinds of a trace that are no table: a function of this package, and where a simulation started."""


def sources_in(traces: Iterable[str], tables: Mapping[str, pd.DataFrame]) -> tuple[Source, ...]:
    """The sources of everything that traces name, each once, in the order of the tables of sources.

    A trace is ``kind:key``. The kind is a table and the key a row of it, whose sources are the ones that it
    names itself or by the rows that it names; or ``formula`` and a function, whose reference stands in the
    table of methods; or ``seed`` and a number, which rests on none.

    Args:
        traces: as ``findings:p1-il10-hd-m6``.
        tables: the study's tables by name.

    Raises:
        DataError: a trace that leads nowhere.
    """
    own: set[str] = set()
    methods: set[str] = set()
    for trace in traces:
        kind, _, key = trace.partition(":")
        if kind == FORMULA:
            methods.update(_references(key))
        elif kind != SEED:
            own.update(_keys(kind, key, tables, trace))
    known, library = tables["sources"], read("sources")
    own_first = [key for key in known["SOURCEID"] if key in own]
    shared = [key for key in library["SOURCEID"] if key in methods - own]
    return (*cited(own_first, known), *cited(shared, library))


def _references(formula: str) -> list[str]:
    """The sources of a method; none where the function is arithmetic that needs no reference."""
    table = read("methods")
    return " ".join(table.loc[table["FORMULA"] == formula, "SOURCEIDS"]).split()


def _keys(kind: str, key: str, tables: Mapping[str, pd.DataFrame], trace: str) -> Iterator[str]:
    rows = tables[kind] if kind in tables else pd.DataFrame()
    if kind in tables:
        rows = rows[rows[list(TABLES[kind].primary_key)].agg("-".join, axis=1) == key]
    if rows.empty:
        raise DataError(
            [
                Problem(
                    "a chart",
                    None,
                    "trace",
                    repr(trace),
                    "a row of a table, as findings:SOURCE-MARKER-ARM-VISIT, or formula:…, or seed:…",
                    "Correct the trace.",
                )
            ]
        )
    (row,) = rows.to_dict("records")
    if kind == "sources":
        yield key
    for foreign in TABLES[kind].foreign_keys:
        for named in foreign.named(row[foreign.column]):
            if foreign.table == "sources":
                yield named
            elif foreign.evident and foreign.table != kind:  # a claim does not rest on those against it
                yield from _keys(foreign.table, named, tables, trace)
