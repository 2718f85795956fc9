"""The choice between the exact test and its normal approximations, which several explorers offer."""

from analysis.figures.base.control import Control
from analysis.inference.pvalues import METHOD_NAMES, METHODS

METHOD = Control(
    "method",
    "Method",
    "radio",
    choices=METHODS,
    default="exact",
    labels=tuple(METHOD_NAMES[method] for method in METHODS),
)
