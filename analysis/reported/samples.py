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
    if len(beside) == 1:
        return int(beside.pop())
    counted = {study.finding(each.size_finding)["PARAMCD"] for each in study.arms}
    seen = set(study.where(TRT01A=arm, PARAMCD=counted, AVISIT=visit, STAT="n")["VALUE"])
    if len(seen) == 1:
        return int(seen.pop())
    return study.people if arm == EVERYBODY else study.arm(arm).size
