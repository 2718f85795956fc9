"""How many pairs a test of one sex has: the totals are printed, who was in which arm is not."""

from collections.abc import Mapping

import pandas as pd

from analysis.data import Study
from analysis.inference import floors
from analysis.inference.pvalues import Method

SEXES = {"men": "SEXM", "women": "SEXF"}
"""Words of the column SEX, and the parameter under which each sex is counted."""


def pairs_by_sex(study: Study) -> dict[str, int]:
    """Subjects who can give a pair of values, by whose test it is, if all were measured at both visits.

    Args:
        study: its findings at the last visit.

    Returns:
        "men" and "women", as counted at the last visit, and "" for everybody.

    Raises:
        MissingFindingError: one of the two is not printed.

    Examples:
        >>> pairs_by_sex(Study.read())
        {'': 11, 'men': 4, 'women': 7}
    """
    by_sex = {sex: _count(study, sex, code) for sex, code in SEXES.items()}
    return {"": sum(by_sex.values()), **by_sex}


def pairs_by_group(study: Study) -> dict[str, int]:
    """The numbers of pairs that a test of a study can have: of all, of each sex and of each arm.

    Args:
        study: its arms, and its findings at the last visit.

    Returns:
        Words for a group to its number of pairs, the largest first.

    Raises:
        MissingFindingError: men or women are not counted.

    Examples:
        >>> list(pairs_by_group(Study.read()))
        ['11 pairs', '7 pairs (women)', '6 pairs (HD)', '5 pairs (LD)', '4 pairs (men)']
    """
    groups = {**pairs_by_sex(study), **study.sizes}
    largest = sorted(groups.items(), key=lambda group: -group[1])
    return {f"{n} pairs" + (f" ({name})" if name else ""): n for name, n in largest}


def _count(study: Study, sex: str, code: str) -> int:
    rows = study.need(f"number of {sex}", PARAMCD=code, STAT="count", AVISIT=study.last.name)
    return int(rows["VALUE"].iloc[0])


def possible_in_arm(arm: int, *, own: int, other: int) -> range:
    """How many of one sex an arm can hold when only the totals of both sexes and the size are known.

    At least those for whom the other sex leaves no room, at most all of them: max(0, arm - other) to
    min(own, arm). Every number between is possible.

    Args:
        arm: subjects in the arm.
        own: people of this sex in all arms.
        other: people of the other sex in all arms.

    Raises:
        ValueError: a negative number, or an arm larger than both sexes together.

    Examples:
        >>> possible_in_arm(5, own=7, other=4)
        range(1, 6)
    """
    if min(arm, own, other) < 0 or arm > own + other:
        raise ValueError(f"an arm of {arm} cannot be filled from {own} and {other} people.")
    return range(max(0, arm - other), min(own, arm) + 1)


def one_sex(tests: pd.DataFrame, pairs: Mapping[str, int], arms: Mapping[str, int]) -> pd.DataFrame:
    """The tests of one sex, with what the signed-rank test can reach in all of that sex and within each arm.

    Args:
        tests: tests with ``SEX``, empty for everybody's.
        pairs: from `pairs_by_sex`.
        arms: name of each arm to its subjects.

    Returns:
        The tests of one sex, men's first, with ``Pairs``, the smallest p as text (``Exact`` and, by the
        normal approximation without continuity correction, ``Approximate``), and for each arm the pairs that
        it can hold with the smallest exact p of the most.
    """
    own = tests[tests["SEX"] != ""].sort_values("SEX", kind="stable").reset_index(drop=True)
    own["Pairs"] = own["SEX"].map(pairs)
    own["Exact"] = [_smallest(n, "exact") for n in own["Pairs"]]
    own["Approximate"] = [_smallest(n, "normal") for n in own["Pairs"]]
    for arm, size in arms.items():
        held = [possible_in_arm(size, own=n, other=pairs[""] - n) for n in own["Pairs"]]
        own[arm] = [f"{some[0]} to {some[-1]} (p {_smallest(some[-1], 'exact')})" for some in held]
    return own


def _smallest(pairs: int, method: Method) -> str:
    return f"{floors([pairs], methods=[method])['floor'].iloc[0]:.3g}"
