"""Reported directions beside those that age brings."""

from typing import Any

import pandas as pd
import pytest

from analysis import figures
from analysis.data import MissingFindingError, Study
from analysis.figures.aging.directions_with_age import (
    AGAINST,
    GROUPS,
    ORDER,
    SAME,
    SHAPES,
    SPLIT,
    UNTOLD,
    WITH,
    direction_rows,
    draw,
    finding,
)

STUDY = Study.read()
AGING = STUDY.table("aging")


@pytest.fixture(scope="module")
def directions() -> dict[str, Any]:
    drawn: dict[str, Any] = figures.directions_with_age(STUDY, arm="HD").to_dict()
    return drawn


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return direction_rows(STUDY, arm="HD")


def counted(*groups: str) -> pd.DataFrame:
    return pd.DataFrame({"Group": groups, "Role": "here"})


def test_every_marker_and_direction_has_a_place() -> None:
    assert set(AGING["PARAMCD"]) == set(ORDER)
    assert set(AGING["DIRECTION"].replace(SAME)) <= set(SHAPES)


def test_sources_are_counted_once_and_traced(rows: pd.DataFrame) -> None:
    elsewhere = rows[rows["Role"] == "elsewhere"].set_index("Marker")
    assert elsewhere.loc["IL-1Ra", ["Direction", "Sources"]].tolist() == ["higher", "3 of 3"]
    assert elsewhere.loc["Body mass index", ["Direction", "Sources"]].tolist() == ["lower", "2 of 3"]
    assert elsewhere.loc["Hemoglobin", ["Direction", "Sources"]].tolist() == ["divided", "2 divided"]
    traced = {key for trace in elsewhere["trace"] for key in trace.split()}
    of_women = AGING[(AGING["PARAMCD"] == "TESTOS") & (AGING["SEX"] == "women")]  # read as a test of men
    assert traced == set("aging:" + AGING["REFID"]) - set("aging:" + of_women["REFID"])


def test_one_finding_is_drawn_of_each_marker_and_arm(rows: pd.DataFrame, directions: dict[str, Any]) -> None:
    told = rows[rows["Role"] != "elsewhere"]
    assert len(told) == len(told.drop_duplicates(["Marker", "Who"])) == 16
    assert set(zip(told["Marker"], told["Who"], told["Direction"], strict=True)) >= {
        ("FEV1", "", "lower"),
        ("eGFR", "", "same"),
        ("IL-1Ra", "HD", "higher"),
        ("IL-1Ra", "LD", "same"),
    }
    assert "y5-il1ra-hd" in directions["usermeta"]["findings"]  # and not its repetition
    assert "y5-il1ra-hd-sustained" not in directions["usermeta"]["findings"]


def test_arms_keep_color_and_shape(directions: dict[str, Any]) -> None:
    scales = directions["layer"][-1]["encoding"]
    assert scales["shape"]["scale"]["domain"] == ["LD", "HD"]
    assert scales["shape"]["scale"]["range"] == ["circle", "diamond"]


def test_a_line_is_level_where_the_two_agree_and_nowhere_else(directions: dict[str, Any]) -> None:
    (drawn,) = directions["datasets"].values()
    for row in drawn:
        if row["Role"] == "here" and row["Group"] != SPLIT:
            assert (row["y"] == row["End"]) == (row["Group"] == WITH), row["Marker"]


def test_groups_stand_together_and_agreement_first(rows: pd.DataFrame) -> None:
    assert list(dict.fromkeys(rows["Group"])) == [WITH, AGAINST, SPLIT]
    assert rows["Group"].map(GROUPS.index).is_monotonic_increasing


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


def test_the_title_counts_the_arm_that_is_asked_for(directions: dict[str, Any]) -> None:
    assert (
        directions["usermeta"]["title"]
        == "6 of 13 reported directions are those that age brings in other people"
    )
    low = figures.directions_with_age(STUDY, arm="LD").to_dict()["usermeta"]
    assert low["title"].startswith("5 of 13 ")
    assert low["subtitle"].endswith("in low dose")


@pytest.mark.parametrize(
    ("groups", "title"),
    [
        ((WITH,), "The one reported direction is the one that age brings in others"),
        ((SPLIT,), "The one reported direction is not the one that age brings in others"),
        ((AGAINST, SPLIT), "None of 2 reported directions is the one that age brings in other people"),
        ((AGAINST, WITH), "1 of 2 reported directions is the one that age brings in other people"),
        ((WITH, WITH), "All 2 reported directions are those that age brings in other people"),
    ],
)
def test_the_title_is_a_sentence_for_few_and_for_none(groups: tuple[str, ...], title: str) -> None:
    assert finding(counted(*groups)) == title
    assert len(title) <= 72


def test_a_marker_of_the_other_arm_only_is_drawn_and_not_counted() -> None:
    findings = STUDY.findings
    own = (findings["PARAMCD"] == "IL6") & (findings["TRT01A"] == "HD") & (findings["STAT"] == "direction")
    study = STUDY.with_tables(findings=findings[~own])
    rows = direction_rows(study, arm="HD")
    assert rows.loc[rows["Group"] == UNTOLD, "Role"].tolist() == ["other arm", "elsewhere"]
    assert finding(rows).startswith("6 of 12 ")


def test_an_arm_of_which_nothing_is_told_is_refused() -> None:
    findings = STUDY.findings
    told = (findings["STAT"] == "direction") & (findings["TRT01A"] != "LD")
    study = STUDY.with_tables(findings=findings[~told])
    with pytest.raises(MissingFindingError, match="prints no direction in high dose"):
        figures.directions_with_age(study, arm="HD")


def test_the_drawing_takes_any_table() -> None:
    rows = pd.DataFrame(
        {
            "Marker": ["a", "a"],
            "Group": AGAINST,
            "Who": "",
            "Role": ["here", "elsewhere"],
            "Direction": ["lower", "higher"],
            "Expected": "higher",
            "Sources": ["", "1 of 1"],
            "trace": "formula:x.y",
        }
    )
    spec = draw(rows, []).to_dict()
    (drawn,) = spec["datasets"].values()
    assert [row["Heading"] for row in drawn] == ["", "not with age (1)"]
    assert drawn[0]["y"] > drawn[0]["End"]  # from low to high
