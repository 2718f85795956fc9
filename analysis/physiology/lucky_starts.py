"""How far luck lifts the means of groups, and what then goes by itself, by the reliability taken."""

from collections.abc import Sequence

import pandas as pd

from analysis.physiology.regression_to_mean import lucky_start


def lucky_starts(shares: pd.DataFrame, people: Sequence[int]) -> pd.DataFrame:
    """`lucky_start` for every row and every size of the group.

    Args:
        shares: `sd` (of one value's logarithm in the population), `reliability`, and columns that are kept.
        people: sizes of the groups.

    Returns:
        The rows with `start_n` and `fall_n` in percent for each size n.
    """
    rows = shares.copy()
    for n in people:
        pairs = zip(rows["sd"], rows["reliability"], strict=True)
        bounds = [lucky_start(n, sd, reliability) for sd, reliability in pairs]
        rows[f"start_{n}"] = [bound.start_percent for bound in bounds]
        rows[f"fall_{n}"] = [bound.fall_percent for bound in bounds]
    return rows
