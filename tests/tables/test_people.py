"""Tables of single values beside SciPy's tests and counting by hand."""

import pandas as pd
import pytest
from scipy.stats import mannwhitneyu

from analysis import tables
from analysis.data import MissingFindingError, Study

STUDY = Study.read("data/examples/rebamipide_2016")
SCORES = STUDY.table("adlb").query("AVISIT == 'Day 7'").astype({"AVAL": int})
MARKERS = ["LANZA", "CRYER"]


def of(code: str, arm: str) -> pd.Series:
    return SCORES.query("PARAMCD == @code and TRT01A == @arm")["AVAL"]


def test_every_volunteer_is_counted_once() -> None:
    rows = tables.counted_values(STUDY, MARKERS, visit="Day 7").frame
    assert rows["arm"].tolist() == ["placebo", "rebamipide"] * 2
    cells = rows[["1", "2", "3", "4", "5"]].to_numpy().tolist()
    by_hand = [[(of(code, arm) == n).sum() for n in range(1, 6)] for code in MARKERS for arm in STUDY.sizes]
    assert cells == by_hand
    assert [sum(row) for row in cells] == [12] * 4


def test_both_approximations_are_those_of_scipy() -> None:
    rows = tables.rank_tests(STUDY, MARKERS, visit="Day 7").frame
    for row in rows.to_dict("records"):
        arms = of(row["code"], "PLA"), of(row["code"], "REB")
        for column, corrected in (("normal", False), ("corrected", True)):
            ours = mannwhitneyu(*arms, use_continuity=corrected, method="asymptotic").pvalue
            assert row[column] == pytest.approx(ours)


def test_the_exact_tests_print_as_the_paper_does() -> None:
    rows = tables.rank_tests(STUDY, MARKERS, visit="Day 7").frame
    assert rows["printed"].tolist() == [f"{p:.3f}" for p in rows["exact"]] == ["0.822", "0.728"]


def test_the_shift_is_the_earlier_arm_less_the_later() -> None:
    """Hodges and Lehmann: the median of all differences, here of numbers made up to be one apart."""
    up = SCORES["TRT01A"] == "REB"
    table = STUDY.table("adlb")
    rows = table.index[table["AVISIT"] == "Day 7"]
    table.loc[rows, "AVAL"] = up.map({True: "3", False: "2"}).set_axis(rows)
    found = tables.rank_tests(STUDY.with_tables(adlb=table), ["LANZA"], visit="Day 7").frame
    assert found["shift"].tolist() == ["−1 (−1 to −1)"]


def test_a_cohort_that_was_computed_stays_marked_as_such() -> None:
    book = Study.read()
    assert tables.rank_tests(book, ["IL1RA"], visit="Month 6").basis == "reconstructed"
    with pytest.raises(MissingFindingError, match="no values of single people of GLUCOSE"):
        tables.counted_values(book, ["GLUCOSE"], visit="Month 6")
