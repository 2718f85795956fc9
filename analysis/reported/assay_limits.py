"""Printed levels beside the limits that other assays gave in healthy people."""

from collections.abc import Sequence

import pandas as pd

from analysis.data import MissingFindingError, Study


def against_limits(study: Study, *, limits: Sequence[str]) -> pd.DataFrame:
    """Every printed mean of a marker as a multiple of each upper limit in the same unit.

    Args:
        study: its findings, markers and sources, with the table of intervals beside it.
        limits: keys of the sources of the limits.

    Returns:
        One row per level and limit: `marker`, `arm`, `visit`, `level`, `limit`, `population`, `limit_key` (of
        its source), `limit_source` (its label), `times` (level over limit), `unit` and `trace`.

    Raises:
        MissingFindingError: no mean of a marker is printed, or none in the unit of a limit of these sources.
    """
    levels = study.need("mean of a marker", PARAMCD=study.markers, STAT="mean")
    intervals = study.table("intervals")
    intervals = intervals[(intervals["HIGH"] != "") & intervals["SOURCEID"].isin(limits)]
    both = levels.merge(intervals, on=["PARAMCD", "AVALU"], suffixes=("", "_LIMIT"))
    if both.empty:
        raise MissingFindingError(
            f"{study.name} has no upper limit from {' or '.join(limits)} in the unit of a printed mean of a "
            "marker. Add one to its table of intervals."
        )
    level, limit = both["VALUE"].astype(float), both["HIGH"].astype(float)
    return pd.DataFrame(
        {
            "marker": both["PARAMCD"].map(study.markers),
            "arm": both["TRT01A"],
            "visit": both["AVISIT"],
            "level": level,
            "limit": limit,
            "population": both["POPULATION"],
            "limit_key": both["SOURCEID_LIMIT"],
            "limit_source": both["SOURCEID_LIMIT"].map(study.source_labels),
            "times": level / limit,
            "unit": both["AVALU"],
            "trace": "findings:" + both["FINDINGID"] + " intervals:" + both["REFID"],
        }
    )
