"""Who is compared with whom, and how many they are."""

from typing import Literal

from analysis.data import Study
from analysis.data.vocabulary import EVERYBODY

Sides = Literal["arms", "visits", ""]


def sides(study: Study, comparison: str) -> Sides:
    """Whether a comparison as printed is one of two arms or of two visits; empty for any other.

    Examples:
        >>> study = Study.read()
        >>> sides(study, "HD v LD"), sides(study, "Year 5 v Baseline"), sides(study, "older v younger")
        ('arms', 'visits', '')
    """
    named = set(comparison.split(" v "))
    if len(named) != 2:
        return ""
    if named <= set(study.sizes):
        return "arms"
    return "visits" if named <= {visit.name for visit in study.visits} else ""


def samples(study: Study, arm: str, *, marker: str, visit: str) -> int:
    """How many values can stand behind what is printed of one arm at a visit.

    The number that the source prints beside the level; or else the subjects seen at the visit, where their
    number is printed; or else those enrolled. Only the first says how many were analyzed.

    Args:
        study: its findings and arms.
        arm: code of the arm, or the word for all subjects.
        marker: PARAMCD.
        visit: AVISIT.

    Examples:
        >>> samples(Study.read(), "HD", marker="IL1RA", visit="Month 6")
        6
        >>> samples(Study.read("data/examples/mpc_2017"), "MPC", marker="KOOSPAIN", visit="Month 24")
        6
    """
    beside = set(study.where(TRT01A=arm, PARAMCD=marker, AVISIT=visit, STAT=("mean", "median"))["N"]) - {""}
    return int(beside.pop()) if len(beside) == 1 else _seen(study, arm, visit)


def seen_at(study: Study, visit: str) -> dict[str, int]:
    """Subjects of each arm seen at a visit, where their number is printed; else those enrolled.

    Args:
        study: its findings and arms.
        visit: AVISIT.

    Returns:
        By the code of the arm, in order.

    Raises:
        ValueError: no such visit.

    Examples:
        >>> seen_at(Study.read("data/examples/mpc_2017"), "Month 24")
        {'HA': 4, 'MPC': 6}
    """
    name = study.visit(visit).name
    return {arm: _seen(study, arm, name) for arm in study.sizes}


def _seen(study: Study, arm: str, visit: str) -> int:
    """Subjects of one arm, or of all, seen at a visit, where their number is printed; else those enrolled."""
    counted = {study.finding(each.size_finding)["PARAMCD"] for each in study.arms}
    printed = set(study.where(TRT01A=arm, PARAMCD=counted, AVISIT=visit, STAT="n")["VALUE"])
    if len(printed) == 1:
        return int(printed.pop())
    return study.people if arm == EVERYBODY else study.arm(arm).size
