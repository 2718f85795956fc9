"""What is known about other people: cited formulas and changes with age, with units in their names."""

from analysis.physiology.aging import (
    DIVIDED,
    YEARS,
    amount_over,
    changes_over,
    expected_directions,
    five_year_changes,
    of_the_sex,
    percent_over,
    printed_change,
    span_in_years,
)
from analysis.physiology.egfr import (
    EQUATIONS,
    Equation,
    age_factor,
    ckd_epi_2009,
    ckd_epi_2021,
    creatinine_mg_per_dl,
    mdrd,
)
from analysis.physiology.esr import esr_upper_limit_mm_per_h
from analysis.physiology.homa import homa_ir
from analysis.physiology.reference_change import (
    ReferenceChange,
    log_change_sd,
    reference_change,
    reference_change_from_total_cv,
    symmetric_reference_change,
)
from analysis.physiology.regression_to_mean import (
    LuckyStart,
    change_by_luck,
    expected_regression,
    lucky_start,
    regression_after_selection,
)
from analysis.physiology.spirometry import Spirometry, spirometry
from analysis.physiology.variation import Variation, variations, without_variation

__all__ = [
    "DIVIDED",
    "EQUATIONS",
    "YEARS",
    "Equation",
    "LuckyStart",
    "ReferenceChange",
    "Spirometry",
    "Variation",
    "age_factor",
    "amount_over",
    "change_by_luck",
    "changes_over",
    "ckd_epi_2009",
    "ckd_epi_2021",
    "creatinine_mg_per_dl",
    "esr_upper_limit_mm_per_h",
    "expected_directions",
    "expected_regression",
    "five_year_changes",
    "homa_ir",
    "log_change_sd",
    "lucky_start",
    "mdrd",
    "of_the_sex",
    "percent_over",
    "printed_change",
    "reference_change",
    "reference_change_from_total_cv",
    "regression_after_selection",
    "span_in_years",
    "spirometry",
    "symmetric_reference_change",
    "variations",
    "without_variation",
]
