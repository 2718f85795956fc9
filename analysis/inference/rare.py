"""Rare events: how likely none is seen, and how many people it takes to see one."""

from math import ceil, exp, log, log1p

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.inference.checks import finite, open_unit


def expected_between(
    start: ArrayLike, end: ArrayLike, *, bands: ArrayLike, rates: ArrayLike
) -> NDArray[np.float64]:
    """The events that one person is expected to have between two ages, from rates that rise in steps.

    The rate of each age is summed over the years lived at that age: nobody stays in one band. The last band
    has no upper end. A person who lives all these years without the event does so with probability
    `chance_of_none` of the sum.

    Args:
        start: the ages at the first day, in years, any shape.
        end: the ages at the last day, of the same shape.
        bands: the lowest age of each band, rising, shape (k,).
        rates: events a year of each band, shape (k,).

    Returns:
        Expected events, of the shape of `start`.

    Raises:
        ValueError: bands that do not rise or do not pair with the rates, a negative rate, an age below the
            first band, or an end before the start.

    Examples:
        >>> expected_between([48, 50], [53, 55], bands=[45, 50], rates=[0.01, 0.02]).round(4).tolist()
        [0.08, 0.1]
    """
    lowest, yearly = finite(bands, "bands"), finite(rates, "rates")
    first, last = np.asarray(start, dtype=float), np.asarray(end, dtype=float)
    if lowest.shape != yearly.shape or (np.diff(lowest) <= 0).any() or (yearly < 0).any():
        raise ValueError(
            f"{len(lowest)} bands from {lowest[0]:g} and {len(yearly)} rates. Pass rising ages and one rate "
            "from 0 up for each."
        )
    if not (first >= lowest[0]).all() or not (last >= first).all():
        raise ValueError(
            f"an age is below {lowest[0]:g}, where the rates begin, or an end comes before its start. Pass "
            "ages that the rates cover, in order."
        )
    within = np.searchsorted(lowest, (first, last), side="right") - 1
    before = np.concatenate([[0.0], np.cumsum(yearly[:-1] * np.diff(lowest))])
    summed = before[within] + yearly[within] * ((first, last) - lowest[within])
    expected: NDArray[np.float64] = summed[1] - summed[0]
    return expected


def chance_of_none(expected: float) -> float:
    """The Poisson probability of no event, exp(−expected).

    Args:
        expected: the expected number of events, for example a rate times the person-years.

    Raises:
        ValueError: a negative expected number.

    Examples:
        >>> round(chance_of_none(0.3), 3)
        0.741
    """
    if not expected >= 0:
        raise ValueError(f"the expected number is {expected}. Pass a number from 0 up.")
    return exp(-expected)


def chance_of_one(risk: float, people: int) -> float:
    """The probability that at least one of some independent people has the event, 1 − (1 − risk)^people.

    Args:
        risk: of one person over the time of follow-up, an absolute risk.
        people: how many are followed.

    Raises:
        ValueError: a risk outside (0, 1), or people below 1.

    Examples:
        >>> round(chance_of_one(0.01, 11), 3)
        0.105
    """
    open_unit(risk, "risk")
    if people < 1:
        raise ValueError(f"people is {people}. Follow at least 1.")
    return 1 - exp(people * log1p(-risk))


def people_to_see_one(risk: float, *, chance: float = 0.95) -> int:
    """The fewest people among whom at least one event is seen with a given probability.

    The smallest n with 1 − (1 − risk)^n >= chance.

    Args:
        risk: of one person over the time of follow-up, an absolute risk.
        chance: the probability wanted.

    Raises:
        ValueError: a risk or a chance outside (0, 1).

    Examples:
        >>> people_to_see_one(0.01), people_to_see_one(0.25)
        (299, 11)
    """
    open_unit(risk, "risk")
    open_unit(chance, "chance")
    return ceil(log(1 - chance) / log1p(-risk) - 1e-9)
