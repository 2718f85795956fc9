"""What the years change in other people, source by source."""

from typing import Any

import pytest

from analysis import figures
from analysis.data import Study

STUDY = Study.read()
AGING = STUDY.table("aging")


@pytest.fixture(scope="module")
def changes() -> list[dict[str, Any]]:
    (rows,) = figures.expected_changes(STUDY).static().to_dict()["datasets"].values()
    return list(rows)


def test_changes_offer_each_marker_with_its_unit(changes: list[dict[str, Any]]) -> None:
    (control,) = figures.expected_changes(STUDY).controls
    converted = AGING[AGING["PER"] != ""]
    assert set(control.choices) == set(converted["PARAMCD"])
    assert "eGFR, mL/min/1.73 m2" in control.labels
    assert converted.groupby("PARAMCD")["AVALU"].nunique().eq(1).all()  # one axis holds one unit
    rows = [row for row in changes if row["Kind"] == "expected"]
    assert len(rows) == len(converted)
    assert len(rows) == len({(row["Code"], row["Who"]) for row in rows})  # no two sources share a row
    label = STUDY.sources.set_index("SOURCEID")["LABEL"]
    assert {row["Change"] for row in rows if row["Who"] == f"{label['pearson1998']}|women"} == {
        "−120 to −165"
    }
    assert {row["Change"] for row in rows if row["Who"] == f"{label['leem2019']}|men, 40-69"} == {"−157"}


def test_changes_say_what_is_no_followed_mean(changes: list[dict[str, Any]]) -> None:
    label = STUDY.sources.set_index("SOURCEID")["LABEL"]
    rows = [row for row in changes if row["Kind"] == "expected"]
    limits = {row["Who"] for row in rows if row["Who"].endswith(", upper limit")}
    assert limits == {f"{label['sangani2024']}|both sexes, upper limit"}
    across = {row["Who"] for row in rows if "across ages" in row["Who"]}
    assert across == {
        f"{label['eriksen2020']}|{sex}, 50-97|measured, across ages" for sex in ("men", "women")
    }
    assert all((row["Design"] == "cross-sectional") == (row["Who"] in across) for row in rows)


def test_reported_change_is_drawn_without_a_size(changes: list[dict[str, Any]]) -> None:
    told = [row for row in changes if row["Kind"] == "reported"]
    assert {row["Who"] for row in told} == {"Reported here|11 subjects"}
    assert {row["Code"] for row in told} == {"FEV1", "FVC", "FEV1FVC", "EGFR", "HGB", "BMI", "TESTOS"}
    assert all(row["low"] == 0 and row["high"] is None for row in told)


def test_a_limit_is_no_mean() -> None:
    means = figures.mean_changes(STUDY)
    assert means.loc["FEV1", "low"] > -383  # of the limits, the smallest
    assert means.loc["FEV1", ["low", "high"]].tolist() == pytest.approx([-180, -120])


def test_the_title_is_the_range_of_the_means_and_says_of_how_many_sources() -> None:
    made = figures.expected_changes(STUDY)
    titles = {code: made.finding(made.rows({"expected_marker": code})) for code in ("FEV1", "BMI", "FEV1FVC")}
    assert titles == {
        "FEV1": "FEV1 falls by 120 to 180 mL in five years in other people",
        "BMI": "Body mass index rises by 0.5 to 0.8 kg/m2 in five years in one source",
        "FEV1FVC": "FEV1/FVC ratio falls by 1.6 points in five years in one source",
    }


def test_the_title_follows_the_sources_and_falls_silent_without_a_mean() -> None:
    made = figures.expected_changes(STUDY)
    rows = made.rows({"expected_marker": "FEV1"})
    limits = rows["Quantity"].str.startswith("upper limit")
    assert "No mean change of FEV1" in made.finding(rows[limits | (rows["Kind"] == "reported")])
    other = rows.assign(low=-rows["high"], high=-rows["low"])
    assert made.finding(other) == "FEV1 rises by 120 to 180 mL in five years in other people"
    apart = rows.assign(high=20.0)
    assert made.finding(apart) == "FEV1 changes by −180 to +20 mL in five years in other people"
