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
