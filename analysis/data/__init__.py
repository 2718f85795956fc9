"""The tables of the book, read as text, checked, and with their provenance."""

from analysis.data.basis import BASES, Basis, BasisName
from analysis.data.citing import Source, cite
from analysis.data.errors import DataError, Problem
from analysis.data.schemas import TABLES
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
    "TABLES",
    "Basis",
    "BasisName",
    "DataError",
    "Problem",
    "Source",
    "aging",
    "cite",
    "claims",
    "find",
    "findings",
    "frailty_trials",
    "gli_splines",
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
    "studies",
    "variation",
]
