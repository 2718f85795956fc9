"""The single values behind a comparison of a trial that prints them."""

from collections.abc import Mapping

import pandas as pd

from analysis.data.tables import read

Values = tuple[str, ...]


def sides(comparison: Mapping[str, str], values: pd.DataFrame | None = None) -> tuple[Values, Values]:
    """The values of the first and of the second side of a comparison, as printed.

    Args:
        comparison: a row of the table ``trial_comparisons``.
        values: the table ``trial_values``; without one, that of the book.

    Returns:
        Two series of text. Those of pairs are of the subjects that have both, in the same order.

    Raises:
        ValueError: a side without values.

    Examples:
        >>> percent, decrease, *_ = read("trial_comparisons").to_dict("records")
        >>> sides(decrease)
        (('11', '6.5', '3', '1', '11.5', '8'), ('0', '0.5', '0.5', '1', '8', '4'))
    """
    table = read("trial_values") if values is None else values
    of = {column: comparison[column] for column in ("TRIALID", "PARAMCD", "TRT01A", "AVISIT")}
    side = "AVISIT" if comparison["DESIGN"] == "pairs" else "TRT01A"
    first, second = (_values(table, of | {side: comparison[name]}) for name in ("FIRST", "SECOND"))
    if side == "AVISIT":
        both = [subject for subject in first.index if subject in second.index]
        first, second = first[both], second[both]
    return tuple(first), tuple(second)


def _values(table: pd.DataFrame, of: Mapping[str, str]) -> pd.Series:
    rows = table[(table[list(of)] == pd.Series(of)).all(axis=1)]
    if rows.empty:
        raise ValueError(f"the table of values has no row with {of}.")
    return rows.set_index("USUBJID")["AVAL"]
