"""The choice between the exact test and its normal approximations, which several explorers offer."""

from analysis.charts.floors import METHOD_NAMES
from analysis.explorers.control import Control
from analysis.inference.pvalues import METHODS

METHOD = Control(
    "method",
    "Method",
    "radio",
    choices=METHODS,
    default="exact",
    labels=tuple(METHOD_NAMES[method] for method in METHODS),
)
