"""Glomerular filtration rate estimated from creatinine: three equations, and the part of each that is age.

What changes with the years at unchanged creatinine depends on the equation, and so does the noise that
creatinine hands on: the two later ones are flat where creatinine is low. None was used without a date: MDRD
dates from 1999 and was stated for standardized creatinine in 2006, CKD-EPI from 2009 and again from 2021. The
first two have a factor for Black people too, which is left out here.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.physiology.checks import Numbers, Sex, known_sex, measured, plain, within

Equation = Callable[[ArrayLike, ArrayLike, Sex], Numbers]
"""Creatinine in mg/dL, age in years and sex to a filtration rate in mL/min/1.73 m²."""
UMOL_PER_L_IN_MG_PER_DL = 88.4
"""Creatinine: micromoles per liter in one milligram per deciliter."""
PLAUSIBLE_MG_PER_DL = (0.1, 20.0)
"""Creatinine that the equations take; in µmol/L the number of a healthy person lies above."""

_KAPPA = {"men": 0.9, "women": 0.7}


def mdrd(creatinine_mg_per_dl: ArrayLike, age_years: ArrayLike, sex: Sex) -> Numbers:
    """Estimated glomerular filtration rate by the four-variable MDRD equation, in mL/min/1.73 m².

    175 × Scr^-1.154 × age^-0.203 (× 0.742 for women): the form for creatinine traceable to isotope dilution
    mass spectrometry (Levey and others 2006, Annals of Internal Medicine 145:247-254). Made from people with
    kidney disease; it reads too low in healthy ones.

    Args:
        creatinine_mg_per_dl: creatinine in serum or plasma, in mg/dL; a number or an array.
        age_years: age, 18 to 110 years; a number or an array.
        sex: "men" or "women".

    Raises:
        ValueError: creatinine not above 0 or outside 0.1 to 20 mg/dL, an age outside 18 to 110 years, or
            another word for the sex.

    Examples:
        >>> round(mdrd(1.0, 50, "men"), 1), round(mdrd(1.0, 50, "women"), 1)
        (79.1, 58.7)
    """
    creatinine, age = _checked(creatinine_mg_per_dl, age_years, sex)
    return plain(np.asarray(175 * creatinine**-1.154 * age**-0.203 * (0.742 if sex == "women" else 1)))


def ckd_epi_2009(creatinine_mg_per_dl: ArrayLike, age_years: ArrayLike, sex: Sex) -> Numbers:
    """Estimated glomerular filtration rate by the CKD-EPI 2009 creatinine equation, in mL/min/1.73 m².

    141 × min(Scr/κ, 1)^α × max(Scr/κ, 1)^-1.209 × 0.993^age (× 1.018 for women), with κ 0.7 and α -0.329 for
    women, κ 0.9 and α -0.411 for men (Levey and others 2009, Annals of Internal Medicine 150:604-612). For
    adults, creatinine traceable to isotope dilution mass spectrometry.

    Arguments and errors are those of `mdrd`.

    Examples:
        >>> round(ckd_epi_2009(0.9, 50, "men"), 1), round(ckd_epi_2009(0.7, 50, "women"), 1)
        (99.2, 101.0)
    """
    creatinine, age = _checked(creatinine_mg_per_dl, age_years, sex)
    slopes = _two_slopes(creatinine / _KAPPA[sex], -0.329 if sex == "women" else -0.411, -1.209)
    return plain(np.asarray(141 * slopes * 0.993**age * (1.018 if sex == "women" else 1)))


def ckd_epi_2021(creatinine_mg_per_dl: ArrayLike, age_years: ArrayLike, sex: Sex) -> Numbers:
    """Estimated glomerular filtration rate by the CKD-EPI 2021 creatinine equation, in mL/min/1.73 m².

    142 × min(Scr/κ, 1)^α × max(Scr/κ, 1)^-1.200 × 0.9938^age (× 1.012 for women), with κ 0.7 and α -0.241 for
    women, κ 0.9 and α -0.302 for men (Inker and others 2021, New England Journal of Medicine 385:1737-1749,
    as the National Kidney Foundation prints it). For adults, creatinine traceable to isotope dilution mass
    spectrometry.

    Arguments and errors are those of `mdrd`.

    Examples:
        >>> round(ckd_epi_2021(0.9, 50, "men"), 1), round(ckd_epi_2021(0.7, 50, "women"), 1)
        (104.0, 105.3)
    """
    creatinine, age = _checked(creatinine_mg_per_dl, age_years, sex)
    slopes = _two_slopes(creatinine / _KAPPA[sex], -0.241 if sex == "women" else -0.302, -1.2)
    return plain(np.asarray(142 * slopes * 0.9938**age * (1.012 if sex == "women" else 1)))


EQUATIONS: dict[str, Equation] = {
    "MDRD, 2006": mdrd,
    "CKD-EPI, 2009": ckd_epi_2009,
    "CKD-EPI, 2021": ckd_epi_2021,
}
"""By name and year, oldest first."""


def age_factor(equation: Equation, *, start: float, years: float) -> float:
    """The factor by which eGFR changes as `years` pass while creatinine stays the same.

    In each of the three equations age is a factor of its own, the same for both sexes and every level of
    creatinine: age^-0.203 in MDRD, so that the start matters, and 0.993^age and 0.9938^age in CKD-EPI.

    Args:
        equation: one of `EQUATIONS`.
        start: age at the start, in years.
        years: time that passes, in years; negative looks back.

    Raises:
        ValueError: an age outside 18 to 110 years at either end.

    Examples:
        >>> [round(age_factor(equation, start=51, years=5), 3) for equation in EQUATIONS.values()]
        [0.981, 0.965, 0.969]
    """
    before, after = (equation(1, age, "women") for age in (start, start + years))
    return float(after / before)


def age_losses(*, start: float, years: float) -> pd.Series[float]:
    """The share of eGFR that each equation takes away as `years` pass while creatinine stays the same.

    Args:
        start: age at the start, in years.
        years: time that passes, in years; negative looks back.

    Returns:
        By the names of `EQUATIONS`, 1 - `age_factor`.

    Raises:
        ValueError: an age outside 18 to 110 years at either end.

    Examples:
        >>> age_losses(start=51, years=5).round(3).to_dict()
        {'MDRD, 2006': 0.019, 'CKD-EPI, 2009': 0.035, 'CKD-EPI, 2021': 0.031}
    """
    factors = {name: age_factor(equation, start=start, years=years) for name, equation in EQUATIONS.items()}
    return 1 - pd.Series(factors)


def _checked(
    creatinine: ArrayLike, age: ArrayLike, sex: Sex
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    known_sex(sex)
    low, high = PLAUSIBLE_MG_PER_DL
    return (
        measured(creatinine, low, high, "creatinine", "mg/dL", other="µmol/L", per=UMOL_PER_L_IN_MG_PER_DL),
        within(age, 18, 110, "age", "years", "the equation describes adults"),
    )


def _two_slopes(ratio: NDArray[np.float64], below: float, above: float) -> NDArray[np.float64]:
    """Two power laws that meet where the ratio is 1."""
    product: NDArray[np.float64] = np.minimum(ratio, 1) ** below * np.maximum(ratio, 1) ** above
    return product
