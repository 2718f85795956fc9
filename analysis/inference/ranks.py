"""Midranks of decimals: equal decimals tie, whatever the binary fractions behind them.

Ranks are doubled, so that the midrank 2.5 is the whole number 5 and every comparison of rank sums is exact.

**The decimal tie rule.** A sample is rounded to `DIGITS` = 10 significant decimals, counted from the leading
digit of its largest absolute value: up to 9.99 the step is 1e-9, up to 99.9 it is 1e-8. Two values on the
same step tie, and a difference that rounds to zero is zero. Binary arithmetic errs by about 1e-16 of the
numbers that were subtracted, so decimals tie when they should unless those numbers exceed the largest
difference about 100,000 times. Measurements carry far fewer than ten digits, so no true difference between
two values is lost.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

DIGITS = 10
_SMALLEST_EXPONENT = -290  # below this the step itself would lose precision as a float

Whole = NDArray[np.int64]


def decimal_exponents(values: NDArray[np.float64]) -> Whole:
    """Return the exponent e of the rounding step 10**e of each row.

    Args:
        values: samples, one a row, shape (..., n).

    Returns:
        Shape (..., 1).

    Examples:
        >>> decimal_exponents(np.array([[5.3, -12.0], [0.02, 0.1]]))
        array([[ -8],
               [-10]])
    """
    peak = np.abs(values).max(axis=-1, keepdims=True)
    leading = np.floor(np.log10(np.where(peak > 0, peak, 1.0))).astype(np.int64)
    return np.maximum(leading, _SMALLEST_EXPONENT) + (1 - DIGITS)


def decimal_keys(values: NDArray[np.float64]) -> Whole:
    """Return whole numbers that are equal where the decimals of a row are equal, and ordered as they are.

    Args:
        values: samples, one a row, shape (..., n); each row has its own step.

    Returns:
        value / step, rounded, shape (..., n).

    Examples:
        >>> decimal_keys(np.array([5.3 - 4.1, 1.2]))
        array([1200000000, 1200000000])
    """
    return np.rint(values / 10.0 ** decimal_exponents(values)).astype(np.int64)


def vary(*groups: NDArray[np.float64]) -> bool:
    """Whether the decimals differ within some group; what binary fractions leave of equal ones is no spread.

    Args:
        groups: samples, shape (n,) each, of which all share one step.

    Examples:
        >>> vary(np.array([0.1 + 0.2, 0.3]), np.array([1.0, 1.0]))
        False
    """
    keys = decimal_keys(np.concatenate(groups))
    ends = np.cumsum([len(group) for group in groups])[:-1]
    return any(np.ptp(own) > 0 for own in np.split(keys, ends))


def decimal_values(keys: Whole, exponent: int) -> NDArray[np.float64]:
    """Return keys * 10**exponent as the floats that the decimals themselves would have.

    Dividing by an exact power of ten rounds once, so the key of 5.3 - 4.1 comes back as 1.2.

    Examples:
        >>> decimal_values(np.array([1200000000]), -9)
        array([1.2])
    """
    values = keys.astype(np.float64)
    return values / 10.0**-exponent if -22 <= exponent <= 0 else values * 10.0**exponent


def doubled_midranks(ordered: Whole) -> Whole:
    """Return twice the midranks of rows that are already sorted.

    Tied values share the mean of the positions they fill: first + last is twice that mean.

    Args:
        ordered: sorted rows, shape (k, n).

    Examples:
        >>> doubled_midranks(np.array([[3, 5, 5, 9]]))
        array([[2, 5, 5, 8]])
    """
    k, n = ordered.shape
    position = np.arange(1, n + 1)
    edge = np.ones((k, 1), dtype=np.bool_)
    change = ordered[:, 1:] != ordered[:, :-1]
    first = np.maximum.accumulate(np.where(np.hstack([edge, change]), position, 0), axis=1)
    last = np.where(np.hstack([change, edge]), position, n)[:, ::-1]
    return first + np.minimum.accumulate(last, axis=1)[:, ::-1]


def untied_scores(n: int) -> Whole:
    """Return the doubled ranks 2, 4, ... 2n of data without ties, shape (1, n).

    Examples:
        >>> untied_scores(3)
        array([[2, 4, 6]])
    """
    return 2 * np.arange(1, n + 1)[np.newaxis]


def signed_scores(differences: NDArray[np.float64], zeros: str) -> tuple[Whole, Whole]:
    """Return doubled midranks of |difference| and their sum over the positive differences.

    Args:
        differences: shape (k, n).
        zeros: "wilcox" ranks the nonzero differences only; "pratt" ranks all and then gives zeros no rank.

    Returns:
        Scores by increasing |difference|, 0 for a zero, shape (k, n), and their sums, shape (k,).

    Examples:
        >>> signed_scores(np.array([[0.0, -1.0, 3.0]]), "wilcox")
        (array([[0, 2, 4]]), array([4]))
        >>> signed_scores(np.array([[0.0, -1.0, 3.0]]), "pratt")
        (array([[0, 4, 6]]), array([6]))
    """
    keys = decimal_keys(differences)
    # The sign rides in the last bit, so one sort orders the magnitudes and keeps the signs beside them.
    tagged = np.sort(2 * np.abs(keys) + (keys > 0), axis=1)
    magnitude, positive = tagged >> 1, tagged & 1
    scores = doubled_midranks(magnitude)
    if zeros == "wilcox":
        scores -= 2 * (magnitude == 0).sum(axis=1, keepdims=True)
    scores = np.where(magnitude == 0, 0, scores)
    return scores, (scores * positive).sum(axis=1)


def group_scores(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[Whole, Whole]:
    """Return doubled midranks of the pooled rows and their sum over x.

    Args:
        x: shape (k, n1).
        y: shape (k, n2).

    Returns:
        Scores in increasing order, shape (k, n1 + n2), and the sums over x, shape (k,).

    Examples:
        >>> group_scores(np.array([[1.0, 4.0]]), np.array([[4.0, 9.0]]))
        (array([[2, 5, 5, 8]]), array([7]))
    """
    return key_scores(decimal_keys(np.concatenate([x, y], axis=1)), x.shape[1])


def key_scores(keys: Whole, n1: int) -> tuple[Whole, Whole]:
    """The same for rows of whole numbers that tie where they are equal.

    Args:
        keys: both groups, the first one first, shape (k, n1 + n2).
        n1: size of the first group.

    Examples:
        >>> key_scores(np.array([[1, 4, 4, 9]]), 2)
        (array([[2, 5, 5, 8]]), array([7]))
    """
    tagged = np.sort(2 * keys + (np.arange(keys.shape[1]) < n1), axis=1)
    scores = doubled_midranks(tagged >> 1)
    return scores, (scores * (tagged & 1)).sum(axis=1)
