"""Two-sided p-values of score sums: exact for any ties, or by the normal distribution.

A test is described by its scores and by `n1`: the size of the first group, or None for paired data, where
every score carries a random sign.
"""

from collections import defaultdict
from math import comb
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from analysis.inference.distributions import null_distribution
from analysis.inference.ranks import Whole, untied_scores

Method = Literal["exact", "normal", "normal-cc"]
METHODS: tuple[Method, ...] = get_args(Method)
METHOD_NAMES = {"exact": "exact", "normal": "normal", "normal-cc": "normal, corrected"}
"""A reader's words for the methods."""


def pvalues(scores: Whole, observed: Whole, n1: int | None, method: Method) -> NDArray[np.float64]:
    """Return the two-sided p-value of each observed sum.

    Args:
        scores: doubled midranks in increasing order, shape (k, n), or (1, n) when all rows share them.
        observed: their sums over the positive differences, or over the first group, shape (k,).
        n1: size of the first group, None for paired data.
        method: "exact", "normal" or "normal-cc".

    Returns:
        Shape (k,). Without information (all scores zero, or all equal in groups) exact gives 1, normal NaN.

    Raises:
        ValueError: more subjects than the exact method handles.

    Examples:
        >>> pvalues(np.array([[2, 4, 6]]), np.array([12, 10]), None, "exact")
        array([0.25, 0.5 ])
    """
    if method != "exact":
        return _normal(scores, observed, n1, correction=1 if method == "normal-cc" else 0)
    if len(scores) == 1:
        return null_distribution(tuple(scores[0].tolist()), n1).pvalue(observed)
    result = np.empty(len(observed))
    for pattern, rows in _same_rows(scores).items():
        result[rows] = null_distribution(pattern, n1).pvalue(observed[rows])
    return result


def floor(n: int, n1: int | None, method: Method, *, zeros_ranked: int = 0) -> float:
    """Return the smallest two-sided p-value that a design can give without ties.

    Exact: 2 / 2**n for n pairs, 2 / C(n, n1) for groups. Otherwise the normal p-value of the extreme sum.

    Args:
        n: pairs, or subjects in both groups.
        n1: size of the first group, None for paired data.
        method: "exact", "normal" or "normal-cc".
        zeros_ranked: zero differences that were ranked below the n pairs (Pratt's method).

    Examples:
        >>> floor(5, None, "exact"), floor(11, 5, "exact")
        (0.0625, 0.004329004329004329)
        >>> round(floor(6, None, "normal"), 4)
        0.0277
    """
    if n == 0:
        return 1.0
    if method == "exact":
        return min(1.0, 2 / (2**n if n1 is None else comb(n, n1)))
    scores = untied_scores(n) + 2 * zeros_ranked
    lowest = scores[:, : n1 or 0].sum(axis=1)
    return float(pvalues(scores, lowest, n1, method)[0])


def _normal(scores: Whole, observed: Whole, n1: int | None, correction: int) -> NDArray[np.float64]:
    """Refer the standardized sum to the normal distribution.

    Sums are doubled, so the usual correction of 1/2 is 1 here; a sum is never nearer to its mean than that
    unless it equals the mean.
    """
    mean, variance = _moments(scores, n1)
    distance = np.maximum(np.abs(observed - mean) - correction, 0)
    z = np.full(distance.shape, np.nan)
    np.divide(distance, np.sqrt(variance), out=z, where=variance > 0)
    return 2 * ndtr(-z)


def _moments(scores: Whole, n1: int | None) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Null mean and variance of each row's sum, given its ties."""
    if n1 is None:
        return scores.sum(axis=1) / 2, (scores**2).sum(axis=1) / 4
    n = scores.shape[1]
    # Doubled midranks average n + 1 whatever the ties, so the spread of equal ones is exactly zero.
    spread = ((scores - (n + 1)) ** 2).sum(axis=1)
    return np.full(len(scores), n1 * (n + 1.0)), n1 * (n - n1) / (n * (n - 1)) * spread


def _same_rows(scores: Whole) -> dict[tuple[int, ...], list[int]]:
    """Group the row numbers by equal rows; a dictionary of their bytes is faster than sorting them."""
    k, n = scores.shape
    groups: defaultdict[bytes, list[int]] = defaultdict(list)
    packed = np.ascontiguousarray(scores).view(np.dtype((np.void, n * scores.itemsize)))
    for row, key in enumerate(packed.reshape(k).tolist()):
        groups[key].append(row)
    return {tuple(np.frombuffer(key, scores.dtype).tolist()): rows for key, rows in groups.items()}
