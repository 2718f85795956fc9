"""Printed p-values on the rungs of their likely tests."""

import pandas as pd
import pytest

from analysis.data import Study
from analysis.reported import printed_pvalues, rungs, with_floors


@pytest.fixture(scope="module")
def printed() -> pd.DataFrame:
    return printed_pvalues(Study.read(), second_readings={"y5-il1ra-p": "Year 5 v Baseline"})


def test_five_p_values_and_one_second_reading(printed: pd.DataFrame) -> None:
    assert list(printed["finding"]) == [
        "p1-il1ra-p-m6",
        "p1-il10-p-m6",
        "p1-tnfa-p-m6",
        "po-il1ra-p-d2",
        "y5-il1ra-p",
        "y5-il1ra-p",
    ]
    assert list(printed["test"]) == [*["rank-sum"] * 3, "signed-rank", "rank-sum", "signed-rank"]
    assert list(printed["named"]) == ["no", "no", "no", "yes", "no", "no"]
    assert printed["row"].is_unique


def test_which_rungs_print_so(printed: pd.DataFrame) -> None:
    # By the closed form: U = 3 at 5 v 6 has z = 12 / sqrt(30), W = 0 at n = 6 has z = 10.5 / sqrt(22.75).
    table = rungs(printed)
    fits = table[table["holds"]].groupby("method")["row"].nunique()
    assert fits.to_dict() == {"exact": 2, "normal": 6, "normal-cc": 3}
    normal = table[table["holds"] & (table["method"] == "normal")].set_index("row")["statistic"]
    assert normal["IL-1Ra, Year 5: 0.028|HD v LD"] == 3
    assert normal["IL-1Ra, Year 5: 0.028|Year 5 v Baseline"] == 0
    assert normal["TNF-α, Month 6: 0.04|HD v LD"] == 4


def test_each_p_value_of_a_ladder_stands_once(printed: pd.DataFrame) -> None:
    table = rungs(printed, below=2)
    assert not table.duplicated(["row", "method", "statistic"]).any()
    exact = table[(table["row"] == printed["row"][0]) & (table["method"] == "exact")]
    assert len(exact) == 16  # U = 0 ... 15 of 30
    assert exact["pvalue"].is_monotonic_increasing


def test_floors_are_those_of_the_sizes(printed: pd.DataFrame) -> None:
    table = with_floors(printed)
    assert table.loc[0, "exact"] == pytest.approx(2 / 462)
    assert table.loc[3, "exact"] == pytest.approx(2 / 64)
    assert table.loc[3, "normal"] == pytest.approx(0.0277, abs=5e-5)


def test_a_p_of_another_test_keeps_its_row_and_has_no_ladder() -> None:
    """PGE2 of the tablet trial: t-tests are named, and a p is printed as <0.001."""
    study = Study.read("data/examples/rebamipide_2016")
    parameters = study.parameters
    parameters.loc[parameters["PARAMCD"] == "PGE2", "MARKER"] = "Y"
    table = printed_pvalues(study.with_tables(parameters=parameters))
    named = table.set_index("finding")
    assert named.loc["gj-pge2-p-pla-d7", ["test", "left_out", "low", "high"]].tolist() == [
        *("paired t", "its test is named: paired t", 0.0, 0.001)
    ]
    assert named.loc["gj-cryer-p-d7", ["test", "named", "n1", "n2", "left_out"]].tolist() == [
        *("rank-sum", "yes", 12, 12, "")
    ]
    ranked = set(table.loc[table["left_out"] == "", "finding"])
    assert set(rungs(table, below=2)["finding"]) == ranked < set(table["finding"])
    assert (with_floors(table)["exact"].notna() == (table["left_out"] == "")).all()


def test_a_study_of_t_tests_has_rows_and_no_rungs() -> None:
    table = printed_pvalues(Study.read("data/examples/mpc_2017"))
    assert len(table) == 15
    assert set(table["left_out"]) == {"its test is named: independent t"}
    assert rungs(table).empty
    assert with_floors(table)["exact"].isna().all()
