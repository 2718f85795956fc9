"""What healthy people of an age, height and sex blow: the race-neutral GLI Global equations of 2022."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis import data
from analysis.physiology.checks import Numbers, Sex, known_sex, plain, positive, within

Measure = Literal["FEV1", "FVC", "FEV1FVC"]
FIFTH_PERCENTILE = 1.645
"""Standard deviations from the median to the limits of normal, as the equations use it."""

# Bowerman and others 2023. Median: exp(a + b ln height + c ln age + spline). Spread: exp(d + e ln age
# + spline). Skewness: f + g ln age.
_MEDIAN = {
    ("FEV1", "men"): (-11.399108, 2.462664, -0.011394),
    ("FEV1", "women"): (-10.901689, 2.385928, -0.076386),
    ("FVC", "men"): (-12.629131, 2.727421, 0.009174),
    ("FVC", "women"): (-12.055901, 2.621579, -0.035975),
    ("FEV1FVC", "men"): (1.022608, -0.218592, -0.027586),
    ("FEV1FVC", "women"): (0.9189568, -0.1840671, -0.0461306),
}
_SPREAD = {
    ("FEV1", "men"): (-2.256278, 0.080729),
    ("FEV1", "women"): (-2.364047, 0.129402),
    ("FVC", "men"): (-2.195595, 0.068466),
    ("FVC", "women"): (-2.310148, 0.120428),
    ("FEV1FVC", "men"): (-2.882025, 0.068889),
    ("FEV1FVC", "women"): (-3.171582, 0.144358),
}
_SKEWNESS = {
    ("FEV1", "men"): (1.22703, 0.0),
    ("FEV1", "women"): (1.21388, 0.0),
    ("FVC", "men"): (0.9346, 0.0),
    ("FVC", "women"): (0.899, 0.0),
    ("FEV1FVC", "men"): (3.8243, -0.3328),
    ("FEV1FVC", "women"): (6.6490, -0.9920),
}


@dataclass(frozen=True, slots=True)
class Spirometry:
    """The distribution of one measure in healthy people, as the LMS method describes it.

    Attributes:
        measure: "FEV1" or "FVC", in liters, or "FEV1FVC", a fraction.
        predicted: the median, M.
        lower_limit_of_normal: the 5th percentile.
        upper_limit_of_normal: the 95th percentile.
        spread: the coefficient of variation, S.
        skewness: the power that makes the values normal, L.
    """

    measure: Measure
    predicted: Numbers
    lower_limit_of_normal: Numbers
    upper_limit_of_normal: Numbers
    spread: Numbers
    skewness: Numbers

    def z_score(self, observed: ArrayLike) -> Numbers:
        """Standard deviations from the median: ((observed / M)^L - 1) / (L·S).

        Args:
            observed: in the unit of the measure; a number or an array.

        Raises:
            ValueError: a value that is not above 0.
        """
        ratio = positive(observed, self.measure, _UNITS[self.measure]) / self.predicted
        return plain(np.asarray((ratio**self.skewness - 1) / (self.skewness * self.spread)))


_UNITS = {"FEV1": "L", "FVC": "L", "FEV1FVC": ""}


def spirometry(measure: Measure, age_years: ArrayLike, height_cm: ArrayLike, sex: Sex) -> Spirometry:
    """Predicted value and limits of normal by the GLI Global equations of 2022.

    M = exp(a + b ln height + c ln age + M spline), S = exp(d + e ln age + S spline), L = f + g ln age; limits
    M·(1 ± 1.645·L·S)^(1/L) (Bowerman and others 2023, American Journal of Respiratory and Critical Care
    Medicine 207:768-774). The splines are published as numbers for each quarter of a year, in the table
    `gli_splines`; between two of them a straight line is taken. Without them the equations are wrong.

    Made from people measured once, so that the difference between two ages compares different people.

    Args:
        measure: "FEV1", "FVC" or "FEV1FVC".
        age_years: 18 to 95 years; a number or an array. The equations start at 3, the table here at 18.
        height_cm: height, in cm; a number or an array.
        sex: "men" or "women".

    Raises:
        ValueError: another measure or sex, an age outside 18 to 95 years, or a height outside 100 to 250 cm.

    Examples:
        >>> before, after = (spirometry("FEV1", age, 168, "men").predicted for age in (51, 56))
        >>> round(before, 2), round(after, 2)
        (3.2, 3.06)
    """
    if measure not in get_args(Measure):
        raise ValueError(f"the measure is {measure!r}; the equations are for 'FEV1', 'FVC' and 'FEV1FVC'.")
    known_sex(sex)
    age = within(age_years, 18, 95, "age", "years", "the table of splines is for adults")
    height = within(height_cm, 100, 250, "height", "cm", "the equations take centimeters")
    ages, median_spline, spread_spline = _splines(measure, sex)
    a, b, c = _MEDIAN[measure, sex]
    d, e = _SPREAD[measure, sex]
    f, g = _SKEWNESS[measure, sex]
    log_age = np.log(age)
    median = np.exp(a + b * np.log(height) + c * log_age + np.interp(age, ages, median_spline))
    spread = np.exp(d + e * log_age + np.interp(age, ages, spread_spline))
    skewness = np.asarray(f + g * log_age)
    low, high = (
        median * (1 + side * FIFTH_PERCENTILE * skewness * spread) ** (1 / skewness) for side in (-1, 1)
    )
    return Spirometry(measure, plain(median), plain(low), plain(high), plain(spread), plain(skewness))


@cache
def _splines(measure: str, sex: str) -> tuple[NDArray[np.float64], ...]:
    """Ages, median splines and spread splines of one measure and sex, by age."""
    table = data.read("gli_splines")
    rows = table[(table["PARAMCD"] == measure) & (table["SEX"] == sex)]
    return tuple(rows[column].to_numpy(dtype=np.float64) for column in ("AGE", "MEDIAN", "SPREAD"))
