"""P-values of a few tests that belong to a larger family."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.inference.checks import finite
from analysis.inference.rowwise import FamilyAdjustment, adjust_many


def in_family(pvalues: ArrayLike, size: int, method: FamilyAdjustment) -> NDArray[np.float64]:
    """Adjust p-values for a family of which only these are known; the others are taken as 1.

    With Holm's method the others do not matter as long as they are not smaller. With Benjamini and Hochberg's
    a p-value of 1 elsewhere is the cautious case: any smaller one can only lower the result.

    Args:
        pvalues: the known p-values, shape (m,).
        size: tests in the whole family, at least m.
        method: "holm" or "bh", as in `adjust`.

    Returns:
        The adjusted p-values of the known tests, in the order given.

    Raises:
        ValueError: a family smaller than the number of p-values, or what `adjust` refuses.

    Examples:
        >>> in_family([0.02, 0.02, 0.04], 3, "holm").round(4).tolist()
        [0.06, 0.06, 0.06]
        >>> in_family([0.02, 0.02, 0.04], 7, "bh").round(4).tolist()
        [0.07, 0.07, 0.0933]
    """
    known = finite(pvalues, "pvalues")
    if size < len(known):
        raise ValueError(f"size is {size}, but {len(known)} p-values are known. Count every test.")
    whole = np.concatenate([known, np.ones(size - len(known))])
    adjusted: NDArray[np.float64] = adjust_many(whole[np.newaxis], method)[0]
    return adjusted[: len(known)]
