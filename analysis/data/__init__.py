"""The tables of the book, read as text, checked, and with their provenance."""

from analysis.data.basis import BASES, Basis, BasisName
from analysis.data.citing import Source
from analysis.data.errors import DataError, MissingFindingError, Problem
from analysis.data.evidence import trace_of
from analysis.data.headings import HEADINGS, heading, headings
from analysis.data.lacking import lacking
from analysis.data.schemas import TABLES
from analysis.data.single_values import sides
from analysis.data.study import Arm, Study, Visit, sources_behind
from analysis.data.tables import (
    find,
    read,
    read_folder,
    read_table,
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
    "find",
    "heading",
    "headings",
    "lacking",
    "read",
    "read_folder",
    "read_table",
    "sides",
    "sources_behind",
    "trace_of",
]
