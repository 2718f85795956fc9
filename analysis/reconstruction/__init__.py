"""What the data could have been: cohorts that agree with everything printed, never patients' data."""

from analysis.reconstruction.adam import adlb, adsl
from analysis.reconstruction.bands import bands
from analysis.reconstruction.choice import RULE, Member, choose
from analysis.reconstruction.conflicts import Conflict, ConflictError
from analysis.reconstruction.constraints import Cell, Comparison, Constraints, Fold, Level, Marker, Reading
from analysis.reconstruction.ensemble import Ensemble, cohorts
from analysis.reconstruction.findings import constrain
from analysis.reconstruction.priors import Prior, read_priors
from analysis.reconstruction.sphere import group, on_log_sphere, on_sphere

__all__ = [
    "RULE",
    "Cell",
    "Comparison",
    "Conflict",
    "ConflictError",
    "Constraints",
    "Ensemble",
    "Fold",
    "Level",
    "Marker",
    "Member",
    "Prior",
    "Reading",
    "adlb",
    "adsl",
    "bands",
    "choose",
    "cohorts",
    "constrain",
    "group",
    "on_log_sphere",
    "on_sphere",
    "read_priors",
]
