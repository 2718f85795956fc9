"""Glomerular filtration rate estimated from creatinine, and the part of it that is age alone."""

import numpy as np
from numpy.typing import ArrayLike

from analysis.physiology.checks import Numbers, Sex, known_sex, plain, positive, within

AGE_TERM = 0.9938
"""Base of the age term of the CKD-EPI 2021 creatinine equation."""
UMOL_PER_L_IN_MG_PER_DL = 88.4
"""Creatinine: micromoles per liter in one milligram per deciliter."""

_KAPPA = {"men": 0.9, "women": 0.7}
_ALPHA = {"men": -0.302, "women": -0.241}
_FACTOR = {"men": 1.0, "women": 1.012}


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


def creatinine_mg_per_dl(umol_per_l: ArrayLike) -> Numbers:
    """Creatinine in mg/dL from µmol/L: divided by 88.4.

    Args:
        umol_per_l: creatinine in serum or plasma, in µmol/L; a number or an array.

    Raises:
        ValueError: a value that is not above 0.

    Examples:
        >>> creatinine_mg_per_dl(88.4)
        1.0
    """
    return plain(positive(umol_per_l, "creatinine", "µmol/L") / UMOL_PER_L_IN_MG_PER_DL)


def egfr_ckd_epi_2021(creatinine_mg_per_dl: ArrayLike, age_years: ArrayLike, sex: Sex) -> Numbers:
    """Estimated glomerular filtration rate by the CKD-EPI 2021 creatinine equation, in mL/min/1.73 m².

    142 × min(Scr/κ, 1)^α × max(Scr/κ, 1)^-1.200 × 0.9938^age (× 1.012 for women), with κ 0.7 and α -0.241 for
    women, κ 0.9 and α -0.302 for men (Inker and others 2021, New England Journal of Medicine 385:1737-1749,
    as the National Kidney Foundation prints it). For adults, creatinine traceable to isotope dilution mass
    spectrometry.

    Args:
        creatinine_mg_per_dl: creatinine in serum or plasma, in mg/dL; a number or an array.
        age_years: age, 18 to 110 years; a number or an array.
        sex: "men" or "women".

    Raises:
        ValueError: creatinine not above 0, an age outside 18 to 110 years, or another word for the sex.

    Examples:
        >>> round(egfr_ckd_epi_2021(0.9, 50, "men"), 1), round(egfr_ckd_epi_2021(0.7, 50, "women"), 1)
        (104.0, 105.3)
    """
    known_sex(sex)
    ratio = positive(creatinine_mg_per_dl, "creatinine", "mg/dL") / _KAPPA[sex]
    age = within(age_years, 18, 110, "age", "years", "the equation describes adults")
    below, above = np.minimum(ratio, 1) ** _ALPHA[sex], np.maximum(ratio, 1) ** -1.2
    return plain(np.asarray(142 * below * above * AGE_TERM**age * _FACTOR[sex]))
