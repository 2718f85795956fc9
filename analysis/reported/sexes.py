"""How many pairs a test of one sex has: the totals are printed, who was in which arm is not."""

import pandas as pd

SEXES = {"men": "SEXM", "women": "SEXF"}
"""Words of the column SEX, and the parameter under which each sex is counted."""


def pairs_by_sex(findings: pd.DataFrame) -> dict[str, int]:
    """Subjects who can give a pair of values, by whose test it is, if all were measured at both visits.

    Args:
        findings: the table of findings.

    Returns:
        "men" and "women", as counted at five years, and "" for everybody.
    """
    printed = findings[(findings["AVISIT"] == "Year 5") & (findings["STAT"] == "count")]
    counts = printed.set_index("PARAMCD")["VALUE"]
    by_sex = {sex: int(counts[code]) for sex, code in SEXES.items()}
    return {"": sum(by_sex.values()), **by_sex}


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
