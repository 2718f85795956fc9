"""Rare events: how likely none is seen, and how many people it takes to see one."""

from math import ceil, exp, log, log1p

from analysis.inference.checks import open_unit


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
