"""Printed levels beside the limits that other assays gave in healthy people."""

from collections.abc import Mapping

import pandas as pd

from analysis.reported.markers import MARKERS


def against_limits(
    findings: pd.DataFrame, intervals: pd.DataFrame, labels: Mapping[str, str]
) -> pd.DataFrame:
    """Every printed level of a marker as a multiple of each upper limit in the same unit.

    Args:
        findings: the table of findings.
        intervals: rows with `REFID`, `PARAMCD`, `HIGH`, `AVALU`, `POPULATION`, `SOURCEID`.
        labels: source key to a short label.

    Returns:
        One row per level and limit: `marker`, `arm`, `visit`, `level`, `limit`, `population`, `limit_key` (of
        its source), `limit_source` (the label), `times` (level over limit), `unit` and `trace`.
    """
    levels = findings[(findings["STAT"] == "mean") & findings["PARAMCD"].isin(list(MARKERS))]
    limits = intervals[intervals["HIGH"] != ""]
    both = levels.merge(limits, on=["PARAMCD", "AVALU"], suffixes=("", "_LIMIT"))
    level, limit = both["VALUE"].astype(float), both["HIGH"].astype(float)
    return pd.DataFrame(
        {
            "marker": both["PARAMCD"].map(MARKERS),
            "arm": both["TRT01A"],
            "visit": both["AVISIT"],
            "level": level,
            "limit": limit,
            "population": both["POPULATION"],
            "limit_key": both["SOURCEID_LIMIT"],
            "limit_source": both["SOURCEID_LIMIT"].map(labels),
            "times": level / limit,
            "unit": both["AVALU"],
            "trace": "findings:" + both["FINDINGID"] + " intervals:" + both["REFID"],
        }
    )
