"""What an ensemble says of each arm at each visit: distributions over cohorts, never one cohort's numbers."""

import numpy as np
import pandas as pd

from analysis.reconstruction.ensemble import Ensemble


def bands(ensemble: Ensemble, *, coverage: float = 0.9) -> pd.DataFrame:
    """The central share of the cohorts' arm means, relative to the mean of the unit (`Marker.unit`).

    Args:
        ensemble: the cohorts.
        coverage: the share of cohorts between `low` and `high`.

    Returns:
        One row per marker, arm and visit: `marker`, `arm`, `visit`, `low`, `median`, `high`, `samples`,
        `support` (what these values rest on: finding, both, prior) and `trace`.

    Raises:
        ValueError: a coverage that is not between 0 and 1.
    """
    if not 0 < coverage < 1:
        raise ValueError(f"coverage is {coverage}. Pass a number between 0 and 1.")
    quantiles = ((1 - coverage) / 2, 0.5, (1 + coverage) / 2)
    rows = []
    for marker in ensemble.constraints.markers:
        for cell in sorted(marker.order, key=marker.place):
            samples = marker.samples[cell]
            means = ensemble.values(marker.code, *cell)[:, :samples].mean(axis=1)
            low, median, high = (float(quantile) for quantile in np.quantile(means, quantiles))
            support = marker.relative_support(cell)
            rows.append(
                (marker.code, *cell, low, median, high, samples, support, ensemble.trace(marker.code))
            )
    columns = ["marker", "arm", "visit", "low", "median", "high", "samples", "support", "trace"]
    return pd.DataFrame(rows, columns=columns)
