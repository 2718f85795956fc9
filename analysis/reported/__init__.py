"""What is printed: numbers as text, the intervals they stand for, and what they imply."""

from analysis.reported.coverage import KINDS, coverage
from analysis.reported.decode import Decoding, Fit, decode
from analysis.reported.directions import COLUMNS, directions
from analysis.reported.flow import flow
from analysis.reported.markers import MARKERS, VISITS
from analysis.reported.printed import Printed
from analysis.reported.printed_pvalue import PrintedPvalue
from analysis.reported.pvalues import printed_pvalues, rungs, with_floors
from analysis.reported.readings import bars, enrolled, levels, readings, threshold
from analysis.reported.summary import Summary
from analysis.reported.tally import tally
from analysis.reported.timeline import calendar, study_clock

__all__ = [
    "COLUMNS",
    "KINDS",
    "MARKERS",
    "VISITS",
    "Decoding",
    "Fit",
    "Printed",
    "PrintedPvalue",
    "Summary",
    "bars",
    "calendar",
    "coverage",
    "decode",
    "directions",
    "enrolled",
    "flow",
    "levels",
    "printed_pvalues",
    "readings",
    "rungs",
    "study_clock",
    "tally",
    "threshold",
    "with_floors",
]
