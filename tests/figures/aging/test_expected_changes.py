"""Reported changes beside those that age brings: directions, and sizes."""

from typing import Any

import pandas as pd
import pytest

from analysis import figures
from analysis.data import Study
from analysis.figures.aging.expected_changes import (
    DIRECTIONS,
    ORDER,
    SAME,
    draw_directions,
)

STUDY = Study.read()
AGING = STUDY.table("aging")


@pytest.fixture(scope="module")
def directions() -> dict[str, Any]:
    drawn: dict[str, Any] = figures.directions_with_age(STUDY, arm="HD").to_dict()
    return drawn


@pytest.fixture(scope="module")
def changes() -> list[dict[str, Any]]:
    (rows,) = figures.expected_changes(STUDY).static().to_dict()["datasets"].values()
    return list(rows)


def rows_of(drawn: dict[str, Any]) -> list[dict[str, Any]]:
    (rows,) = drawn["datasets"].values()
    return list(rows)


def test_every_marker_and_direction_has_a_place() -> None:
    assert set(AGING["PARAMCD"]) == set(ORDER)
    assert set(AGING["DIRECTION"].replace(SAME)) <= set(DIRECTIONS)


def test_directions_count_sources_once(directions: dict[str, Any]) -> None:
    counted = {
        (row["Marker"], row["Direction"]): row for row in rows_of(directions) if row["Role"] == "others"
    }
    rises = AGING[(AGING["PARAMCD"] == "IL1RA") & (AGING["DIRECTION"] == "rises")]
    assert counted["IL-1Ra", "higher"]["Sources"] == rises["SOURCEID"].nunique()
    assert ("IL-1Ra", "lower") not in counted
    traced = {key for row in counted.values() for key in row["trace"].split()}
    of_women = AGING[(AGING["PARAMCD"] == "TESTOS") & (AGING["SEX"] == "women")]  # read as a test of men
    assert traced == set("aging:" + AGING["REFID"]) - set("aging:" + of_women["REFID"])


def test_arms_keep_color_and_shape(directions: dict[str, Any]) -> None:
    told = {
        (row["Marker"], row["Who"], row["Direction"])
        for row in rows_of(directions)
        if row["Role"] != "others"
    }
    assert told >= {
        ("FEV1", "all 11 subjects", "lower"),
        ("eGFR", "all 11 subjects", "same"),
        ("IL-1Ra", "HD", "higher"),
        ("IL-1Ra", "LD", "same"),
    }
    scales = directions["layer"][2]["encoding"]
    assert scales["shape"]["scale"]["range"] == ["circle", "diamond", "square", "circle"]
    assert scales["stroke"]["scale"]["domain"][:2] == ["LD", "HD"]


def test_one_finding_is_drawn_of_each_marker_and_arm(directions: dict[str, Any]) -> None:
    told = [(row["Marker"], row["Who"]) for row in rows_of(directions) if row["Role"] != "others"]
    assert len(told) == len(set(told)) == 16
    assert "y5-il1ra-hd" in directions["usermeta"]["findings"]  # and not its repetition
    assert "y5-il1ra-hd-sustained" not in directions["usermeta"]["findings"]


def test_the_drawing_takes_any_table() -> None:
    rows = pd.DataFrame(
        {
            "Marker": ["b", "b", "a"],
            "Place": [0, 0, 1],
            "Direction": ["lower", "higher", "same"],
            "Who": ["X", "elsewhere", "all"],
            "Role": ["arm", "others", "everybody"],
            "Sources": [0, 2, 0],
            "trace": "formula:x.y",
        }
    )
    spec = draw_directions(rows).to_dict()
    assert spec["layer"][0]["encoding"]["stroke"]["scale"]["domain"] == ["X", "elsewhere", "all"]
    assert spec["height"] == 28 * 2


def test_agreement_is_counted_by_hand() -> None:
    assert figures.agreement_with_age(STUDY, arm="HD") == {
        "markers": 13,
        "with": 6,  # FEV1, FVC, IGF-1, body mass index, sedimentation rate, IL-1Ra
        "divided": 2,  # hemoglobin, testosterone
        "against": 5,  # FEV1/FVC, eGFR, DHEA-S; IL-6, TNF-α
        "unchanged": 3,
    }
    low = figures.agreement_with_age(STUDY, arm="LD")  # where IL-6, TNF-α and IL-1Ra are told unchanged
    assert (low["with"], low["against"], low["unchanged"]) == (5, 6, 6)


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
