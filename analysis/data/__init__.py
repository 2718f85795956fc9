"""The tables of the book, read as text, checked, and with their provenance."""

from analysis.data.basis import BASES, Basis, BasisName
from analysis.data.citing import Source, cite
from analysis.data.errors import DataError, Problem
from analysis.data.schemas import TABLES
from analysis.data.tables import (
    aging,
    find,
    findings,
    medical_history,
    parameters,
    read,
    read_folder,
    read_table,
    safety,
    sources,
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
    "find",
    "findings",
    "medical_history",
    "parameters",
    "read",
    "read_folder",
    "read_table",
    "safety",
    "sources",
]
