"""Paired trajectories of single people, computed or observed."""

import pytest

from analysis import data, figures
from analysis.data import BASES
from analysis.figures.cohorts.paired_trajectories import _rows

STUDY = data.Study.read()
OTHER = data.Study.read("data/examples/rebamipide_2016")


def test_the_cohort_is_drawn_in_relative_units_only() -> None:
    values = _rows(STUDY)
    table = STUDY.table("adlb")
    relative = table[table["AVALU"] == "times the mean baseline of HD"]
    assert len(values) == (relative["AVAL"] != "").sum()
    assert values["Subject"].nunique() == 11
    assert not values["Value"].isna().any()
    assert {"Hemoglobin", "IGF-1", "CA 19-9"} <= set(values["Marker"])


def test_one_subject_is_linked_across_two_markers() -> None:
    drawn = figures.paired_trajectories(STUDY, first="HGB", second="IGF1").to_dict()
    names = {parameter["name"]: parameter["value"] for parameter in drawn["params"]}
    assert names == {"cohort_subject": "R11", "cohort_above": "Hemoglobin", "cohort_below": "IGF-1"}
    for view, marker in zip(drawn["vconcat"], ("cohort_above", "cohort_below"), strict=True):
        filters = [layer["transform"][-1].get("filter") for layer in view["layer"][2:4]]
        assert filters == ["datum.Subject == cohort_subject"] * 2
        assert view["layer"][0]["transform"][0]["filter"] == f"datum.Marker == {marker}"
        assert view["width"] == "container"


def test_every_row_is_traced_to_its_subject_and_to_what_the_cohort_was_drawn_under() -> None:
    chart = figures.paired_trajectories(STUDY, first="HGB", second="IGF1").to_dict()
    (rows,) = chart["datasets"].values()
    assert all(row["trace"].startswith(f"adsl:{row['Subject']} ") for row in rows)
    assert {"chin2020", "summary2025"} <= set(chart["usermeta"]["sources"])
    assert chart["usermeta"]["description"].startswith("Computed, not patients' data. Two panels")
    assert "two markers of eleven computed subjects" in chart["usermeta"]["description"]


def test_observed_people_drop_into_the_same_figure() -> None:
    """The same function on a table whose BASIS says observed: badge, words, arms and visits follow."""
    chart = figures.paired_trajectories(OTHER, first="CRYER", second="LANZA").to_dict()
    assert chart["usermeta"]["basis"] == "observed"
    assert chart["usermeta"]["badge"] == BASES["observed"].badge
    assert chart["usermeta"]["title"].startswith("Observed: Cryer score up in ")
    assert "computed" not in chart["usermeta"]["title"] + chart["usermeta"]["subtitle"]
    assert "computed" not in chart["usermeta"]["description"].lower()
    assert chart["usermeta"]["sources"] == ["gagliano2016"]
    panel = chart["vconcat"][0]["layer"][0]["encoding"]
    assert panel["x"]["sort"] == ["Baseline", "Day 7"]
    assert panel["color"]["scale"]["domain"] == ["PLA", "REB"]
    assert panel["y"]["title"].startswith("Score 0-5")
    (rows,) = chart["datasets"].values()
    table = OTHER.table("adlb")
    assert len(rows) == (table["AVAL"] != "").sum()


def test_a_parameter_without_single_values_is_refused_with_those_that_have_some() -> None:
    with pytest.raises(ValueError, match=r"no single people have ESR here\. Choose from .*HGB"):
        figures.paired_trajectories(STUDY, first="HGB", second="ESR")
