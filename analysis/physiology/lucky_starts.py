"""How far luck lifts the means of groups, and what then goes by itself, by the reliability taken."""

from collections.abc import Sequence

import pandas as pd

from analysis.physiology.regression_to_mean import LEVEL, change_by_luck, lucky_start


def lucky_starts(shares: pd.DataFrame, people: Sequence[int], *, level: float = LEVEL) -> pd.DataFrame:
    """`lucky_start` and `change_by_luck` for every row and every size of the group.

    Args:
        shares: `sd` (of one value's logarithm in the population), `reliability`, and columns that are kept.
        people: sizes of the groups.
        level: probability that luck does not reach farther.

    Returns:
        The rows with `start_n`, `fall_n` (to expect after that start) and `change_n` (by luck alone, at the
        level) in percent for each size n.
    """
    rows = shares.copy()
    for n in people:
        pairs = list(zip(rows["sd"], rows["reliability"], strict=True))
        bounds = [lucky_start(n, sd, reliability, level=level) for sd, reliability in pairs]
        rows[f"start_{n}"] = [bound.start_percent for bound in bounds]
        rows[f"fall_{n}"] = [bound.fall_percent for bound in bounds]
        rows[f"change_{n}"] = [change_by_luck(n, sd, reliability, level=level) for sd, reliability in pairs]
    return rows
