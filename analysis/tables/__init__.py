"""Tables: one call each, with basis, sources and headings; the counterpart of `figures` for rows of text.

A table of a study takes it first. `listed` shows any table of a study in the columns that a page asks for.

    >>> from analysis import data, tables
    >>> tables.listed(data.Study.read(), "causes", ["arrow", "WHAT"], basis="design").title
    'What may have moved a marker'

`help(tables.listed)` tells more of each.
"""

from analysis.tables.claims import examined_claims, judged_claims, ledger, summary_of_findings
from analysis.tables.compared import compared_counts, compared_means
from analysis.tables.design import (
    assumptions,
    bases,
    best_by_design,
    classics,
    lowest_pvalues,
    one_row,
    sentences,
    smallest_pvalues,
)
from analysis.tables.listed import listed
from analysis.tables.numbers import typeset
from analysis.tables.people import counted_values, rank_tests
from analysis.tables.pvalues import adjusted
from analysis.tables.record import findings_by_source, told_by_visit
from analysis.tables.statements import statements_by_visit
from analysis.tables.table import Table

__all__ = [
    "Table",
    "adjusted",
    "assumptions",
    "bases",
    "best_by_design",
    "classics",
    "compared_counts",
    "compared_means",
    "counted_values",
    "examined_claims",
    "findings_by_source",
    "judged_claims",
    "ledger",
    "listed",
    "lowest_pvalues",
    "one_row",
    "rank_tests",
    "sentences",
    "smallest_pvalues",
    "statements_by_visit",
    "summary_of_findings",
    "told_by_visit",
    "typeset",
]
