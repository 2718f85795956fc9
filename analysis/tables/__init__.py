"""Tables: one call each, with basis, sources and headings; the counterpart of `figures` for rows of text.

A table of a study takes it first. `listed` shows any table of a study in the columns that a page asks for.

    >>> from analysis import data, tables
    >>> tables.listed(data.Study.read(), "causes", ["arrow", "WHAT"], basis="design").title
    'What may have moved a marker'

`help(tables.listed)` tells more of each.
"""

from analysis.tables.aging import beside_intervals
from analysis.tables.audit import audited_readings, crossed_readings, ranked_readings
from analysis.tables.claims import examined_claims, judged_claims, ledger, summary_of_findings
from analysis.tables.compared import compared_counts, compared_means
from analysis.tables.design import (
    assumptions,
    bases,
    best_by_design,
    classics,
    conventions,
    lowest_pvalues,
    one_row,
    sentences,
    smallest_pvalues,
)
from analysis.tables.disclosure import disclosure, settled_claims, unsettled_claims
from analysis.tables.known import (
    known_audits,
    known_cohorts,
    known_decodings,
    known_trials,
    known_whole_numbers,
)
from analysis.tables.laboratory import (
    filtration,
    laboratory,
    one_sex,
    positive_control,
    predicted_by_age,
    shifts,
    unchanged_without_variation,
)
from analysis.tables.listed import listed
from analysis.tables.luck import luck
from analysis.tables.markers import evidence, printed_floors, side_by_side
from analysis.tables.numbers import typeset
from analysis.tables.outcomes import background_risk
from analysis.tables.people import counted_values, rank_tests
from analysis.tables.pvalues import adjusted, hidden_bias
from analysis.tables.record import findings_by_source, told_by_visit
from analysis.tables.splits import no_difference, splits
from analysis.tables.statements import statements_by_visit
from analysis.tables.table import Table

__all__ = [
    "Table",
    "adjusted",
    "assumptions",
    "audited_readings",
    "background_risk",
    "bases",
    "beside_intervals",
    "best_by_design",
    "classics",
    "compared_counts",
    "compared_means",
    "conventions",
    "counted_values",
    "crossed_readings",
    "disclosure",
    "evidence",
    "examined_claims",
    "filtration",
    "findings_by_source",
    "hidden_bias",
    "judged_claims",
    "known_audits",
    "known_cohorts",
    "known_decodings",
    "known_trials",
    "known_whole_numbers",
    "laboratory",
    "ledger",
    "listed",
    "lowest_pvalues",
    "luck",
    "no_difference",
    "one_row",
    "one_sex",
    "positive_control",
    "predicted_by_age",
    "printed_floors",
    "rank_tests",
    "ranked_readings",
    "sentences",
    "settled_claims",
    "shifts",
    "side_by_side",
    "smallest_pvalues",
    "splits",
    "statements_by_visit",
    "summary_of_findings",
    "told_by_visit",
    "typeset",
    "unchanged_without_variation",
    "unsettled_claims",
]
