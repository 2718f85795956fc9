"""Insulin resistance from one fasting sample."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from analysis.physiology.checks import Numbers, measured, plain, positive

MG_PER_DL_IN_MMOL_PER_L = 18.0
"""Glucose: milligrams per deciliter in one millimole per liter, rounded as is usual."""


def homa_ir(glucose_mmol_per_l: ArrayLike, insulin_mu_per_l: ArrayLike) -> Numbers:
    """Homeostasis model assessment of insulin resistance, without a unit.

    Glucose in mmol/L × insulin in mU/L / 22.5, so that 4.5 mmol/L with 5 mU/L gives 1 (Matthews and others
    1985, Diabetologia 28:412-419). For glucose in mg/dL the divisor is 18 times as large, 405. It describes
    fasting people who take no insulin. mU/L and µU/mL are the same unit.

    Args:
        glucose_mmol_per_l: fasting plasma glucose, in mmol/L; a number or an array.
        insulin_mu_per_l: fasting insulin, in mU/L; a number or an array.

    Raises:
        ValueError: a value that is not above 0, or glucose outside 0.5 to 40 mmol/L.

    Examples:
        >>> homa_ir(4.5, 5), homa_ir(4.5, 10)
        (1.0, 2.0)
    """
    glucose = measured(
        glucose_mmol_per_l, 0.5, 40, "glucose", "mmol/L", other="mg/dL", per=MG_PER_DL_IN_MMOL_PER_L
    )
    insulin = positive(insulin_mu_per_l, "insulin", "mU/L")
    return plain(np.asarray(glucose * insulin / 22.5))
