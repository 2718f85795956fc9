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
from analysis.physiology.kidney import ckd_epi_2021_age_factor
from analysis.physiology.sedimentation import esr_upper_limit_mm_per_h

__all__ = [
    "DIVIDED",
    "YEARS",
    "amount_over",
    "ckd_epi_2021_age_factor",
    "esr_upper_limit_mm_per_h",
    "expected_directions",
    "five_year_changes",
    "percent_over",
    "printed_change",
    "span_in_years",
]
