"""What is known about other people: cited formulas and changes with age, with units in their names."""

from analysis.physiology.aging import (
    DIVIDED,
    YEARS,
    amount_over,
    expected_directions,
    five_year_changes,
    percent_over,
    printed_change,
    span_in_years,
)
from analysis.physiology.change import (
    ReferenceChange,
    log_change_sd,
    reference_change,
    reference_change_from_total_cv,
    symmetric_reference_change,
)
from analysis.physiology.glucose import homa_ir
from analysis.physiology.kidney import (
    ckd_epi_2021_age_factor,
    creatinine_mg_per_dl,
    egfr_ckd_epi_2021,
)
from analysis.physiology.regression import (
    LuckyStart,
    expected_regression,
    lucky_start,
    regression_after_selection,
)
from analysis.physiology.sedimentation import esr_upper_limit_mm_per_h
from analysis.physiology.spirometry import Spirometry, spirometry
from analysis.physiology.variation import Variation, variations, without_variation

__all__ = [
    "DIVIDED",
    "YEARS",
    "LuckyStart",
    "ReferenceChange",
    "Spirometry",
    "Variation",
    "amount_over",
    "ckd_epi_2021_age_factor",
    "creatinine_mg_per_dl",
    "egfr_ckd_epi_2021",
    "esr_upper_limit_mm_per_h",
    "expected_directions",
    "expected_regression",
    "five_year_changes",
    "homa_ir",
    "log_change_sd",
    "lucky_start",
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
