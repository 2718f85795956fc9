"""Two printed summaries and the printed p that compares them, taken from the findings."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.inference.checks import plain
from analysis.reported import PrintedPvalue, Summary


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two groups with printed means and spreads, and the printed p between them.

    Attributes:
        name: what was measured.
        first: the first summary, with the number enrolled.
        second: the second.
        pvalue: the two-sided p as printed.

    Raises:
        ValueError: a name that cannot be seen as it is, or a p that is not a printed p-value.
    """

    name: str
    first: Summary
    second: Summary
    pvalue: str

    def __post_init__(self) -> None:
        plain(self.name, "name")
        PrintedPvalue(self.pvalue)


def comparisons(
    findings: pd.DataFrame, *, source: str, visit: str, enrolled: Mapping[str, int]
) -> tuple[Comparison, ...]:
    """Collect every marker for which one source prints two means, two spreads and a p at one visit.

    Args:
        findings: the table of findings.
        source: key of the source.
        visit: the visit, as in AVISIT.
        enrolled: subjects per arm; the first arm is compared with the second.

    Returns:
        One comparison per marker, in the order of the table; empty when the source prints none.

    Raises:
        ValueError: a marker with more than one mean per arm, or more than one p.
    """
    first, second = enrolled
    here = findings[(findings["SOURCEID"] == source) & (findings["AVISIT"] == visit)]
    means = here[(here["STAT"] == "mean") & (here["SPREAD"] != "")]
    ps = here[(here["STAT"] == "p") & (here["COMPARISON"] == f"{first} v {second}")]
    found = []
    for marker in ps["PARAMCD"]:
        own = [means[(means["PARAMCD"] == marker) & (means["TRT01A"] == arm)] for arm in enrolled]
        p = ps[ps["PARAMCD"] == marker]
        counts = [len(own[0]), len(own[1]), len(p)]
        if max(counts) > 1:
            raise ValueError(
                f"{source}, {visit}, {marker}: {counts[0]} and {counts[1]} means and {counts[2]} p-values "
                "found. Keep one of each in findings."
            )
        if min(counts) == 1:
            summaries = [
                Summary(rows["VALUE"].iloc[0], rows["SPREAD"].iloc[0], enrolled[arm])
                for rows, arm in zip(own, enrolled, strict=True)
            ]
            found.append(Comparison(marker, summaries[0], summaries[1], p["VALUE"].iloc[0]))
    return tuple(found)
