"""The schemas of the tables: the only place where columns, types, vocabularies and keys are written down."""

from analysis.data.schemas.columns import ForeignKey, Table
from analysis.data.schemas.published import FINDINGS, MEDICAL_HISTORY, PARAMETERS, SOURCES
from analysis.data.schemas.reconstruction import ADLB, ADSL, PRIORS
from analysis.data.schemas.reference import AGING, SAFETY

TABLES = {
    table.name: table
    for table in (SOURCES, PARAMETERS, FINDINGS, MEDICAL_HISTORY, AGING, SAFETY, PRIORS, ADSL, ADLB)
}

__all__ = ["TABLES", "ForeignKey", "Table"]
