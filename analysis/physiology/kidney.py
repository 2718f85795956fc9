"""The part of an estimated glomerular filtration rate that is age alone."""

AGE_TERM = 0.9938
"""Base of the age term of the CKD-EPI 2021 creatinine equation."""


def ckd_epi_2021_age_factor(years: float) -> float:
    """The factor by which eGFR changes as `years` pass while creatinine stays the same.

    The equation is 142 × min(Scr/κ, 1)^α × max(Scr/κ, 1)^-1.200 × 0.9938^age (× 1.012 for women) (Inker and
    others 2021, New England Journal of Medicine 385:1737-1749). Age enters only as 0.9938^age, so the factor
    is 0.9938^years for both sexes, every age and every level of creatinine.

    Args:
        years: time that passes, in years; negative looks back.

    Examples:
        >>> round(ckd_epi_2021_age_factor(5), 4)
        0.9694
    """
    return float(AGE_TERM**years)
