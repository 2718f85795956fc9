"""Charts of the aging chapter: directions, sizes and the sedimentation limit."""

from typing import Any

import altair as alt
import pandas as pd
import pytest

from analysis import data, physiology
from analysis.figures.aging import esr as sedimentation
from analysis.figures.aging import expected_changes as expectations

HERE = ["y5-fev1", "y5-egfr", "y5-il1ra-hd", "y5-il1ra-ld"]


def spec(chart: alt.LayerChart) -> dict[str, Any]:
    drawn: dict[str, Any] = chart.to_dict()
    for rows in drawn["datasets"].values():
        assert rows
        assert all(row["trace"] for row in rows)
    return drawn


def rows_with(drawn: dict[str, Any], column: str) -> list[dict[str, Any]]:
    return [row for rows in drawn["datasets"].values() for row in rows if column in row]


@pytest.fixture(scope="module")
def reported() -> pd.DataFrame:
    findings = data.findings()
    return findings[findings["FINDINGID"].isin(HERE)]


@pytest.fixture(scope="module")
def changes() -> pd.DataFrame:
    converted = physiology.changes_over(data.aging(), 5)
    return converted.assign(LABEL=converted["SOURCEID"])


def test_every_marker_and_direction_has_a_place() -> None:
    aging = data.aging()
    assert set(aging["PARAMCD"]) <= set(expectations.MARKERS)
    assert set(aging["DIRECTION"].replace(expectations.SAME)) <= set(expectations.DIRECTIONS)


def test_directions_count_sources_once(reported: pd.DataFrame) -> None:
    aging = data.aging()
    drawn = spec(expectations.direction_comparison(reported, aging))
    counted = {(row["Marker"], row["Direction"]): row for row in rows_with(drawn, "Sources")}
    rises = aging[(aging["PARAMCD"] == "IL1RA") & (aging["DIRECTION"] == "rises")]
    assert counted["IL-1Ra", "higher"]["Sources"] == rises["SOURCEID"].nunique()
    assert ("IL-1Ra", "lower") not in counted
    traced = {key for row in counted.values() for key in row["trace"].split()}
    assert traced == set("aging:" + aging["REFID"])


def test_arms_keep_color_and_shape(reported: pd.DataFrame) -> None:
    drawn = spec(expectations.direction_comparison(reported, data.aging()))
    told = [row for row in rows_with(drawn, "Who") if "Sources" not in row]
    assert {(row["Marker"], row["Who"], row["Direction"]) for row in told} == {
        ("FEV1", "all 11 subjects", "lower"),
        ("eGFR", "all 11 subjects", "same"),
        ("IL-1Ra", "HD", "higher"),
        ("IL-1Ra", "LD", "same"),
    }
    scales = drawn["layer"][2]["encoding"]
    assert scales["shape"]["scale"]["range"][:2] == ["circle", "diamond"]
    assert scales["stroke"]["scale"]["domain"][:2] == ["LD", "HD"]


def test_changes_offer_each_marker_with_its_unit(changes: pd.DataFrame, reported: pd.DataFrame) -> None:
    drawn = spec(expectations.expected_changes(changes, reported))
    (control,) = (parameter for parameter in drawn["params"] if "bind" in parameter)
    assert set(control["bind"]["options"]) == set(changes["PARAMCD"])
    assert "eGFR, mL/min/1.73 m2" in control["bind"]["labels"]
    assert changes.groupby("PARAMCD")["AVALU"].nunique().eq(1).all()  # one axis holds one unit
    rows = rows_with(drawn, "Change")
    assert len(rows) == len({(row["Code"], row["Who"]) for row in rows})  # no two sources share a row
    assert {row["Change"] for row in rows if row["Who"] == "pearson1998|women"} == {"−120 to −165"}
    assert {row["Change"] for row in rows if row["Who"] == "leem2019|men, 40-69"} == {"−157"}


def test_changes_say_what_is_no_followed_mean(changes: pd.DataFrame, reported: pd.DataFrame) -> None:
    rows = rows_with(spec(expectations.expected_changes(changes, reported)), "Change")
    limits = {row["Who"] for row in rows if row["Who"].endswith(", upper limit")}
    assert limits == {"sangani2024|both sexes, upper limit"}
    across = {row["Who"] for row in rows if "across ages" in row["Who"]}
    assert across == {f"eriksen2020|{sex}, 50-97|measured, across ages" for sex in ("men", "women")}
    assert all((row["Design"] == "cross-sectional") == (row["Who"] in across) for row in rows)


def test_reported_change_is_drawn_without_a_size(changes: pd.DataFrame, reported: pd.DataFrame) -> None:
    drawn = spec(expectations.expected_changes(changes, reported))
    told = [row for row in rows_with(drawn, "Who") if row["Who"].startswith("Reported here")]
    assert {row["Code"] for row in told} == {"FEV1", "EGFR"}
    assert all(row["low"] == 0 for row in told)


def test_sedimentation_follows_the_age() -> None:
    limits = pd.DataFrame(
        {"age": [56, 56], "sex": ["men", "women"], "limit": [28.0, 33.0], "trace": "formula:x"}
    )
    printed = pd.DataFrame({"limit": [30.0], "label": ["printed"], "trace": ["findings:y5-esr-bound"]})
    drawn = spec(sedimentation.sedimentation_limits(limits, printed))
    (control,) = (parameter for parameter in drawn["params"] if "bind" in parameter)
    assert (control["name"], control["value"]) == ("limit_age", 56)
    assert "datum.age == limit_age" in str(drawn["layer"][4]["transform"])
