"""Sets of ages that agree with what is printed of them; computed, nobody's ages."""

from math import inf

import numpy as np

from analysis.reconstruction.sphere import Values, group
from analysis.reported import Printed

PROPOSALS = 2**17
"""Sets that are drawn with the printed mean and SD before the other statements are asked."""


def printed_ages(
    *,
    mean: str,
    spread: str,
    median: str,
    n: int,
    older: int,
    limit: float,
    seed: int,
    years: int = 5,
    youngest: float = 18,
    eldest: float = 90,
    proposals: int = PROPOSALS,
) -> Values:
    """Ages at the first visit that print the given mean ± SD there and the given median some years later.

    Sets are drawn uniformly on the sphere of a mean and an SD (`group`), which is what independent normal
    ages would do once these two are known, and kept where every other statement holds. Everybody grows older
    alike. The ages of a set are in random order: those of any k columns are a random choice of k subjects.

    Args:
        mean: of the ages at the first visit, as printed.
        spread: the number after ± there, as printed, read as an SD.
        median: at the second visit, as printed.
        n: subjects.
        older: how many at least are at or above `limit` at the second visit.
        limit: see `older`.
        seed: a whole number from 0 up.
        years: between the visits.
        youngest: the lowest age at the first visit.
        eldest: the highest age at the first visit.
        proposals: sets drawn; those that agree are returned.

    Returns:
        Shape (sets that agree, n), in years.

    Raises:
        ValueError: what `group` refuses, or no set that agrees.

    Examples:
        >>> printed = {"mean": "55", "spread": "13", "median": "56", "n": 11}
        >>> some = printed_ages(**printed, older=1, limit=60, seed=1, proposals=2**10)
        >>> some.shape[1], np.median(some, axis=1).round().tolist() == [51.0] * len(some)
        (11, True)
    """
    drawn = group(mean, spread, n, spread_is="sd", size=proposals, seed=seed, minimum=youngest)
    middle, later = Printed(median), np.median(drawn, axis=1) + years
    agree = (later >= float(middle.low)) & (later <= float(middle.high))
    agree &= (drawn + years >= limit).sum(axis=1) >= older
    agree &= drawn.max(axis=1, initial=-inf) <= eldest
    if not agree.any():
        raise ValueError(
            f"none of {proposals:,} sets of {n} ages with {mean} ± {spread} has a median of {median} "
            f"{years} years later, {older} at or above {limit:g} and all from {youngest:g} to {eldest:g}. "
            "Draw more, or ask for less."
        )
    return drawn[agree]


def with_interquartile_range(sets: Values, printed: str) -> Values:
    """The sets whose interquartile range prints as given, by the rule of SPSS or by that of R and Excel.

    Everybody grows older alike, so the range is the same at every visit.

    Args:
        sets: shape (sets, n).
        printed: the number after ±, read as an interquartile range.

    Examples:
        >>> with_interquartile_range(np.array([np.arange(11.0), np.arange(11.0) * 3]), "18").shape
        (1, 11)
    """
    asked, agree = Printed(printed), np.zeros(len(sets), dtype=bool)
    for rule in ("weibull", "linear"):  # as in reported.ordered.interquartile_range
        low, high = np.quantile(sets, [0.25, 0.75], axis=1, method=rule)
        agree |= (high - low >= float(asked.low)) & (high - low <= float(asked.high))
    return sets[agree]
