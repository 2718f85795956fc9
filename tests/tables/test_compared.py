"""Printed p-values beside tests: the rows of several visits, with the words of any study."""

import pytest

from analysis import audit, tables
from analysis.data import MissingFindingError, Study

CELLS, TABLETS = Study.read("data/examples/mpc_2017"), Study.read("data/examples/rebamipide_2016")


def test_means_of_several_visits_with_those_seen_and_with_all() -> None:
    """The test of `audit.compared_means` holds its numbers against SciPy's; here are its rows, in order."""
    later = ["Month 6", "Month 12", "Month 24"]
    table = tables.compared_means(CELLS, later)
    rows = table.frame
    assert rows["visit"].unique().tolist() == later
    assert rows.groupby("visit", sort=False)["n"].unique().str.join("").tolist() == [
        "9 v 5",
        "7 v 5",
        "6 v 4",
    ]
    all_in = audit.compared_means(CELLS, visit="Month 12", sizes=CELLS.sizes)
    assert rows.query("visit == 'Month 12'")["all"].tolist() == all_in["agrees"].tolist()
    assert table.headings["means"] == "Cells v hyaluronan, mean ± SD"  # type: ignore[call-overload]
    assert not rows["means"].str.contains("-").any()


def test_counts_of_several_visits() -> None:
    table = tables.compared_counts(TABLETS, ["Baseline", "Day 7"])
    kinds = table.frame["agrees"].value_counts()
    assert (len(table.frame), kinds["one-sided Fisher"], kinds["two-sided Fisher"]) == (13, 11, 1)
    assert table.headings["counts"] == "Rebamipide v placebo"  # type: ignore[call-overload]
    with pytest.raises(MissingFindingError, match="no p between its arms"):
        tables.compared_counts(CELLS, ["Baseline", "Through Month 24"])
