"""Changes of the subjects of an arm between two visits, put in order: distributions over an ensemble."""

import numpy as np
import pandas as pd

from analysis.reconstruction.ensemble import Ensemble


def ordered_changes(
    ensemble: Ensemble, code: str, arm: str, *, before: str, after: str, coverage: float = 0.9
) -> pd.DataFrame:
    """The lowest, the second and each further change of an arm, as bands over the cohorts.

    Args:
        ensemble: the cohorts.
        code: PARAMCD of the marker.
        arm: its code.
        before: the earlier visit.
        after: the later visit.
        coverage: the share of cohorts between `low` and `high`.

    Returns:
        One row per rank, from the lowest change: `rank` (from 1), `low`, `median`, `high` (in units of
        the mean of `Marker.unit`) and `trace`.

    Raises:
        ValueError: a coverage that is not between 0 and 1, or what `Ensemble.values` refuses.
    """
    if not 0 < coverage < 1:
        raise ValueError(f"coverage is {coverage}. Pass a number between 0 and 1.")
    change = ensemble.values(code, arm, after) - ensemble.values(code, arm, before)
    kept = np.sort(change[:, ~np.isnan(change).any(axis=0)], axis=1)
    tails = ((1 - coverage) / 2, 0.5, (1 + coverage) / 2)
    low, median, high = np.quantile(kept, tails, axis=0)
    return pd.DataFrame(
        {
            "rank": range(1, kept.shape[1] + 1),
            "low": low,
            "median": median,
            "high": high,
            "trace": ensemble.trace(code),
        }
    )
