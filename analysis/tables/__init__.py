"""Tables: one call each, with basis, sources and headings; the counterpart of `figures` for rows of text.

A table of a study takes it first. `listed` shows any table of a study in the columns that a page asks for.

    >>> from analysis import data, tables
    >>> tables.listed(data.Study.read(), "causes", ["arrow", "WHAT"], basis="design").title
    'What may have moved a marker'

`help(tables.listed)` tells more of each.
"""

from analysis.tables.aging import beside_intervals
from analysis.tables.claims import examined_claims, judged_claims, ledger
from analysis.tables.design import (
    assumptions,
    bases,
    classics,
    lowest_pvalues,
    one_row,
    sentences,
    smallest_pvalues,
)
from analysis.tables.listed import listed
from analysis.tables.numbers import typeset
from analysis.tables.pvalues import adjusted
from analysis.tables.splits import no_difference, splits
from analysis.tables.statements import statements_by_visit
from analysis.tables.table import Table

__all__ = [
    "Table",
    "adjusted",
    "assumptions",
    "bases",
    "beside_intervals",
    "classics",
    "examined_claims",
    "judged_claims",
    "ledger",
    "listed",
    "lowest_pvalues",
    "no_difference",
    "one_row",
    "sentences",
    "smallest_pvalues",
    "splits",
    "statements_by_visit",
    "typeset",
]
