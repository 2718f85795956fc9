"""Adjustment of p-values for the number of tests."""

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from statsmodels.stats.multitest import multipletests

from analysis.inference.checks import finite, one_of

Adjustment = Literal["holm", "hochberg", "bh", "by"]
_STATSMODELS = {"holm": "holm", "hochberg": "simes-hochberg", "bh": "fdr_bh", "by": "fdr_by"}


def adjust(pvalues: ArrayLike, method: Adjustment) -> NDArray[np.float64]:
    """Return adjusted p-values in the order given, by `statsmodels.stats.multitest.multipletests`.

    "holm" (Holm 1979) controls the family-wise error under any dependence, "hochberg" (1988) under
    independence. "bh" (Benjamini and Hochberg 1995) controls the false discovery rate under independence,
    "by" (Benjamini and Yekutieli 2001) under any dependence.

    Args:
        pvalues: two-sided p-values, shape (m,).
        method: "holm", "hochberg", "bh" or "by".

    Raises:
        ValueError: no values, NaN, a value outside [0, 1], or an unknown method.

    Examples:
        >>> adjust([0.01, 0.04, 0.03], "holm")
        array([0.03, 0.06, 0.06])
    """
    one_of(method, "method", get_args(Adjustment))
    values = finite(pvalues, "pvalues")
    outside = values[(values < 0) | (values > 1)]
    if outside.size:
        raise ValueError(f"pvalues holds {outside[0]:g}. Every p-value lies between 0 and 1.")
    adjusted: NDArray[np.float64] = multipletests(values, method=_STATSMODELS[method])[1]
    return adjusted
