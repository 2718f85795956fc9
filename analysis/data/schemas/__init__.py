"""The schemas of the tables: the only place where columns, types, vocabularies and keys are written down."""

from analysis.data.schemas.claims import CLAIMS
from analysis.data.schemas.columns import ForeignKey, TableSchema
from analysis.data.schemas.context import CLASSICS, MECHANISMS, METHODS
from analysis.data.schemas.design import CAUSES, ESTIMAND, PRODUCT, SUMMARY_OF_FINDINGS, TEN_YEAR_RULES
from analysis.data.schemas.disclosure import DISCLOSURE, NARROWING
from analysis.data.schemas.published import FINDINGS, MEDICAL_HISTORY, PARAMETERS, SOURCES
from analysis.data.schemas.reconstruction import ADLB, ADSL, PRIORS
from analysis.data.schemas.reference import AGING, GLI_SPLINES, INTERVALS, RATES, REPEATS, SAFETY, VARIATION
from analysis.data.schemas.single_values import TRIAL_COMPARISONS, TRIAL_VALUES, TRIALS
from analysis.data.schemas.study import ARMS, GROUPS, READING, REPORTS, STUDY, VISITS
from analysis.data.schemas.trials import FRAILTY_TRIALS, MEANWHILE, REPORTING, STUDIES

TABLES = {
    table.name: table
    for table in (
        STUDY,
        ARMS,
        VISITS,
        REPORTS,
        GROUPS,
        SOURCES,
        PARAMETERS,
        FINDINGS,
        CLAIMS,
        MEDICAL_HISTORY,
        AGING,
        STUDIES,
        VARIATION,
        REPEATS,
        INTERVALS,
        RATES,
        GLI_SPLINES,
        SAFETY,
        FRAILTY_TRIALS,
        MEANWHILE,
        REPORTING,
        PRODUCT,
        SUMMARY_OF_FINDINGS,
        ESTIMAND,
        CAUSES,
        TEN_YEAR_RULES,
        MECHANISMS,
        CLASSICS,
        TRIALS,
        TRIAL_VALUES,
        TRIAL_COMPARISONS,
        METHODS,
        PRIORS,
        READING,
        ADSL,
        ADLB,
        DISCLOSURE,
        NARROWING,
    )
}

__all__ = ["TABLES", "ForeignKey", "TableSchema"]
