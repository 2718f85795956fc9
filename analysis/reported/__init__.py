"""What is printed: numbers as text, the intervals they stand for, and what they imply."""

from analysis.reported.assay_limits import against_limits
from analysis.reported.conventions import CONVENTIONS, Convention, convention
from analysis.reported.coverage import KINDS, coverage
from analysis.reported.decode import decode
from analysis.reported.decoding import Decoding, Fit
from analysis.reported.evidence import evidence
from analysis.reported.exposure import exposure
from analysis.reported.hidden_bias import NOT_SURVIVED, PrintedHiddenBias, hidden_bias, hidden_biases
from analysis.reported.laboratory import (
    Family,
    StatementCount,
    count_statements,
    laboratory_families,
    laboratory_statements,
)
from analysis.reported.outcomes import NO_VISIT, TELLINGS, outcomes_by_visit
from analysis.reported.people_with import people_with
from analysis.reported.printed import Printed
from analysis.reported.printed_pvalue import PrintedPvalue
from analysis.reported.pvalues import printed_pvalues, rungs, with_floors
from analysis.reported.readings import bars, levels, readings, threshold
from analysis.reported.resolution import Resolution
from analysis.reported.samples import seen_at
from analysis.reported.sexes import one_sex, pairs_by_group, pairs_by_sex
from analysis.reported.shifts import shift_table
from analysis.reported.side_by_side import side_by_side
from analysis.reported.studies import follow_up, frailty_results, from_papers, other_studies
from analysis.reported.summary import Summary
from analysis.reported.tally import tally
from analysis.reported.timeline import infusion_bounds, month_in_words
from analysis.reported.tipping import TippingPoint, UnprintedBaseline, tipping_point, unprinted_baseline
from analysis.reported.validation import validate

__all__ = [
    "CONVENTIONS",
    "KINDS",
    "NOT_SURVIVED",
    "NO_VISIT",
    "TELLINGS",
    "Convention",
    "Decoding",
    "Family",
    "Fit",
    "Printed",
    "PrintedHiddenBias",
    "PrintedPvalue",
    "Resolution",
    "StatementCount",
    "Summary",
    "TippingPoint",
    "UnprintedBaseline",
    "against_limits",
    "bars",
    "convention",
    "count_statements",
    "coverage",
    "decode",
    "evidence",
    "exposure",
    "follow_up",
    "frailty_results",
    "from_papers",
    "hidden_bias",
    "hidden_biases",
    "infusion_bounds",
    "laboratory_families",
    "laboratory_statements",
    "levels",
    "month_in_words",
    "one_sex",
    "other_studies",
    "outcomes_by_visit",
    "pairs_by_group",
    "pairs_by_sex",
    "people_with",
    "printed_pvalues",
    "readings",
    "rungs",
    "seen_at",
    "shift_table",
    "side_by_side",
    "tally",
    "threshold",
    "tipping_point",
    "unprinted_baseline",
    "validate",
    "with_floors",
]
