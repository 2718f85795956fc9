"""What the data could have been: cohorts that agree with everything printed, never patients' data."""

from analysis.reconstruction.adam import adlb, adsl
from analysis.reconstruction.ages import Ages, printed_ages
from analysis.reconstruction.assumptions import ASSUMPTIONS, DEGREES, OWN_DRIFT, Assumption
from analysis.reconstruction.background import background_events
from analysis.reconstruction.bands import bands
from analysis.reconstruction.changes import ordered_changes
from analysis.reconstruction.check import check
from analysis.reconstruction.conflicts import Conflict, ConflictError
from analysis.reconstruction.constrain import constrain
from analysis.reconstruction.constraints import Comparison, Constraints, Fold, Level, Marker
from analysis.reconstruction.contrasts import (
    SCALES,
    ChangeScale,
    dose_by_time,
    mean_contrasts,
    without_significance,
)
from analysis.reconstruction.ensemble import Ensemble, cohorts, cohorts_by_sharing
from analysis.reconstruction.estimation import Lesson, estimation
from analysis.reconstruction.evidence import drawn_under, told
from analysis.reconstruction.individuals import basis_of, individuals
from analysis.reconstruction.multiverse import Multiverse, multiverse
from analysis.reconstruction.priors import Prior, read_priors
from analysis.reconstruction.reading import LEVEL, Cell, Reading
from analysis.reconstruction.representative import RULE, Member, choose
from analysis.reconstruction.shares import (
    DoseByTime,
    Share,
    dose_by_time_under_assumptions,
    under_assumptions,
)
from analysis.reconstruction.sphere import group, on_log_sphere, on_sphere
from analysis.reconstruction.under_priors import under_priors

__all__ = [
    "ASSUMPTIONS",
    "DEGREES",
    "LEVEL",
    "OWN_DRIFT",
    "RULE",
    "SCALES",
    "Ages",
    "Assumption",
    "Cell",
    "ChangeScale",
    "Comparison",
    "Conflict",
    "ConflictError",
    "Constraints",
    "DoseByTime",
    "Ensemble",
    "Fold",
    "Lesson",
    "Level",
    "Marker",
    "Member",
    "Multiverse",
    "Prior",
    "Reading",
    "Share",
    "adlb",
    "adsl",
    "background_events",
    "bands",
    "basis_of",
    "check",
    "choose",
    "cohorts",
    "cohorts_by_sharing",
    "constrain",
    "dose_by_time",
    "dose_by_time_under_assumptions",
    "drawn_under",
    "estimation",
    "group",
    "individuals",
    "mean_contrasts",
    "multiverse",
    "on_log_sphere",
    "on_sphere",
    "ordered_changes",
    "printed_ages",
    "read_priors",
    "told",
    "under_assumptions",
    "under_priors",
    "without_significance",
]
