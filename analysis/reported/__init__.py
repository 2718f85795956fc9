"""What is printed: numbers as text, the intervals they stand for, and what they imply."""

from analysis.reported.assay_limits import against_limits
from analysis.reported.coverage import KINDS, coverage
from analysis.reported.decode import Decoding, Fit, decode
from analysis.reported.directions import COLUMNS, directions
from analysis.reported.evidence import KIND_OF_P, evidence, evidence_map, side_by_side
from analysis.reported.exposure import equal_exposure, exposure
from analysis.reported.flow import flow
from analysis.reported.markers import MARKERS, VISITS
from analysis.reported.mechanisms import SIDES, roles
from analysis.reported.outcomes import NO_VISIT, TELLINGS, outcomes_by_visit
from analysis.reported.printed import Printed
from analysis.reported.printed_pvalue import PrintedPvalue
from analysis.reported.pvalues import printed_pvalues, rungs, with_floors
from analysis.reported.readings import bars, enrolled, levels, readings, threshold
from analysis.reported.studies import follow_up, frailty_results, from_papers, other_studies
from analysis.reported.summary import Summary
from analysis.reported.tally import tally
from analysis.reported.timeline import calendar, infusion_bounds, month_in_words, study_clock
from analysis.reported.tipping import TippingPoint, tipping_point
from analysis.reported.validation import validate

__all__ = [
    "COLUMNS",
    "KINDS",
    "KIND_OF_P",
    "MARKERS",
    "NO_VISIT",
    "SIDES",
    "TELLINGS",
    "VISITS",
    "Decoding",
    "Fit",
    "Printed",
    "PrintedPvalue",
    "Summary",
    "TippingPoint",
    "against_limits",
    "bars",
    "calendar",
    "coverage",
    "decode",
    "directions",
    "enrolled",
    "equal_exposure",
    "evidence",
    "evidence_map",
    "exposure",
    "flow",
    "follow_up",
    "frailty_results",
    "from_papers",
    "infusion_bounds",
    "levels",
    "month_in_words",
    "other_studies",
    "outcomes_by_visit",
    "printed_pvalues",
    "readings",
    "roles",
    "rungs",
    "side_by_side",
    "study_clock",
    "tally",
    "threshold",
    "tipping_point",
    "validate",
    "with_floors",
]
