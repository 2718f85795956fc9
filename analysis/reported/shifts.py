"""Shift tables: in which category each subject was at one visit and at another."""

import pandas as pd


def shift_table(
    values: pd.DataFrame, *, limit: float, before: str, after: str, words: tuple[str, str]
) -> pd.DataFrame:
    """Count subjects by their category at two visits.

    Args:
        values: ``USUBJID, AVISIT, AVAL``, one row per subject and visit; AVAL is a number or its text.
        limit: a value above it belongs to the second category.
        before: the first visit, the rows of the table.
        after: the second visit, its columns.
        words: names of the two categories, low and high.

    Returns:
        One row per category at ``before``: a column with that visit's name, then one per category at
        ``after`` with the number of subjects. Only subjects with both values are counted.

    Raises:
        ValueError: nobody has a value at both visits.

    Examples:
        >>> rows = [("1", "A", "2"), ("1", "B", "5"), ("2", "A", "2"), ("2", "B", "1")]
        >>> values = pd.DataFrame(rows, columns=["USUBJID", "AVISIT", "AVAL"])
        >>> shift_table(values, limit=3, before="A", after="B", words=("low", "high")).to_dict("records")
        [{'A': 'low', 'low': 1, 'high': 1}, {'A': 'high', 'low': 0, 'high': 0}]
    """
    known = values[values["AVAL"] != ""]
    wide = known.pivot_table(
        index="USUBJID", columns="AVISIT", values="AVAL", aggfunc=lambda cell: float(cell.iloc[0])
    )
    if not {before, after} <= set(wide.columns) or wide[[before, after]].dropna().empty:
        raise ValueError(f"nobody has a value at both {before} and {after}. Choose visits that are filled.")
    both = wide[[before, after]].dropna() > limit
    counts = pd.crosstab(both[before], both[after]).reindex(
        index=[False, True], columns=[False, True], fill_value=0
    )
    low, high = words
    return pd.DataFrame({before: [low, high], low: counts[False].to_numpy(), high: counts[True].to_numpy()})
