"""The tables of the book, read as text, checked, and with their provenance."""

from analysis.data.basis import BASES, Basis, BasisName
from analysis.data.citing import Source, cite
from analysis.data.errors import DataError, MissingFindingError, Problem
from analysis.data.headings import HEADINGS, heading, headings
from analysis.data.schemas import TABLES
from analysis.data.study import Arm, Study, Visit, sources_behind
from analysis.data.tables import (
    aging,
    claims,
    find,
    findings,
    frailty_trials,
    gli_splines,
    intervals,
    meanwhile,
    medical_history,
    parameters,
    rates,
    read,
    read_folder,
    read_table,
    repeats,
    reporting,
    safety,
    sources,
    studies,
    variation,
)

__all__ = [
    "BASES",
    "HEADINGS",
    "TABLES",
    "Arm",
    "Basis",
    "BasisName",
    "DataError",
    "MissingFindingError",
    "Problem",
    "Source",
    "Study",
    "Visit",
    "aging",
    "cite",
    "claims",
    "find",
    "findings",
    "frailty_trials",
    "gli_splines",
    "heading",
    "headings",
    "intervals",
    "meanwhile",
    "medical_history",
    "parameters",
    "rates",
    "read",
    "read_folder",
    "read_table",
    "repeats",
    "reporting",
    "safety",
    "sources",
    "sources_behind",
    "studies",
    "variation",
]
