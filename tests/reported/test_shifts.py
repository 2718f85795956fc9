"""Shift tables."""

import pandas as pd
import pytest

from analysis.reported.shifts import shift_table


def test_a_shift_table_counts_each_subject_once() -> None:
    values = pd.DataFrame(
        [(who, visit, value) for who, pair in {"a": ("1", "9"), "b": ("9", "9"), "c": ("9", "")}.items()
         for visit, value in zip(("Baseline", "Month 6"), pair, strict=True)],
        columns=["USUBJID", "AVISIT", "AVAL"],
    )  # fmt: skip
    table = shift_table(values, limit=5, before="Baseline", after="Month 6", words=("low", "high"))
    assert table.to_numpy().tolist() == [["low", 0, 1], ["high", 0, 1]]  # c has no second value
    with pytest.raises(ValueError, match="nobody"):
        shift_table(values, limit=5, before="Baseline", after="Year 5", words=("low", "high"))
