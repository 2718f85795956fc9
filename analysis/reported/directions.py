"""What is told in words of each marker five years on, placed by whom it concerns."""

import pandas as pd

from analysis.reported.markers import MARKERS

COLUMNS = ("HD v baseline", "LD v baseline", "HD v LD", "arm not named")


def directions(findings: pd.DataFrame, *, visit: str = "Year 5") -> pd.DataFrame:
    """Every reported direction of a marker at one visit.

    Args:
        findings: the table of findings.
        visit: the later visit of the comparisons.

    Returns:
        One row per finding: `marker`, `concerns` (one of `COLUMNS`), `direction`, `significance`, `told in`
        (the part of the source), `note`, `slot` (its place among those in the same cell, from 0) and `trace`.
    """
    rows = findings[
        (findings["AVISIT"] == visit)
        & findings["PARAMCD"].isin(list(MARKERS))
        & (findings["STAT"] == "direction")
    ]
    table = pd.DataFrame(
        {
            "marker": rows["PARAMCD"].map(MARKERS),
            "concerns": [_concerns(arm) for arm in rows["TRT01A"]],
            "direction": rows["DIRECTION"],
            "significance": rows["SIGNIFICANCE"],
            "told in": rows["PLACE"].str.partition(":")[0],
            "note": rows["NOTE"],
            "trace": "findings:" + rows["FINDINGID"],
        }
    ).reset_index(drop=True)
    return table.assign(slot=table.groupby(["marker", "concerns"]).cumcount())


def _concerns(arm: str) -> str:
    if arm in ("HD", "LD"):
        return f"{arm} v baseline"
    return "HD v LD" if arm == "HD v LD" else "arm not named"
