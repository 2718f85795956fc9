"""Insulin resistance from one fasting sample."""

import numpy as np
from numpy.typing import ArrayLike

from analysis.physiology.checks import Numbers, plain, positive


def homa_ir(glucose_mmol_per_l: ArrayLike, insulin_mu_per_l: ArrayLike) -> Numbers:
    """Homeostasis model assessment of insulin resistance, without a unit.

    Glucose in mmol/L × insulin in mU/L / 22.5, so that 4.5 mmol/L with 5 mU/L gives 1 (Matthews and others
    1985, Diabetologia 28:412-419). For glucose in mg/dL the divisor is 18 times as large, 405. It describes
    fasting people who take no insulin. mU/L and µU/mL are the same unit.

    Args:
        glucose_mmol_per_l: fasting plasma glucose, in mmol/L; a number or an array.
        insulin_mu_per_l: fasting insulin, in mU/L; a number or an array.

    Raises:
        ValueError: a value that is not above 0.

    Examples:
        >>> homa_ir(4.5, 5), homa_ir(4.5, 10)
        (1.0, 2.0)
    """
    glucose = positive(glucose_mmol_per_l, "glucose", "mmol/L")
    insulin = positive(insulin_mu_per_l, "insulin", "mU/L")
    return plain(np.asarray(glucose * insulin / 22.5))
