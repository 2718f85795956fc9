"""Adjustment of many families of p-values at once, one family a row."""

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.inference.checks import finite, one_of

FamilyAdjustment = Literal["holm", "bh"]


def adjust_many(pvalues: ArrayLike, method: FamilyAdjustment) -> NDArray[np.float64]:
    """Run `adjust` on every row, with the same numbers.

    With p(1) <= ... <= p(m), Holm's adjusted p(i) is the largest (m - j + 1) p(j) over j <= i, Benjamini and
    Hochberg's the smallest m p(j) / j over j >= i, neither above 1.

    Args:
        pvalues: shape (k, m).
        method: "holm" or "bh".

    Raises:
        ValueError: as in `adjust`.

    Examples:
        >>> adjust_many([[0.01, 0.04, 0.03], [0.5, 0.5, 0.5]], "holm")
        array([[0.03, 0.06, 0.06],
               [1.  , 1.  , 1.  ]])
    """
    one_of(method, "method", get_args(FamilyAdjustment))
    values = finite(pvalues, "pvalues", ndim=2)
    outside = values[(values < 0) | (values > 1)]
    if outside.size:
        raise ValueError(f"pvalues holds {outside[0]:g}. Every p-value lies between 0 and 1.")
    m = values.shape[1]
    order = np.argsort(values, axis=1, kind="stable")
    ranked = np.take_along_axis(values, order, axis=1)
    if method == "holm":
        steps = np.maximum.accumulate(ranked * np.arange(m, 0, -1), axis=1)
    else:
        falling = (ranked * m / np.arange(1, m + 1))[:, ::-1]
        steps = np.minimum.accumulate(falling, axis=1)[:, ::-1]
    adjusted = np.empty_like(values)
    np.put_along_axis(adjusted, order, np.minimum(steps, 1.0), axis=1)
    return adjusted
