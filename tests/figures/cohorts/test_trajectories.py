"""Means from visit to visit: the bars are the ensemble's, and what was not printed is said."""

import pandas as pd
import pytest

from analysis import data, figures
from analysis.figures import Explorer
from analysis.figures.cohorts.trajectories import RESTS, SINGLE, draw, unprinted
from analysis.reconstruction import Cell, Reading, bands, cohorts, constrain

pytestmark = pytest.mark.slow

STUDY = data.Study.read()
READINGS = {"sd": Reading.of(STUDY), "sem": Reading(spread_is="sem")}


@pytest.fixture(scope="module")
def course() -> Explorer:
    return figures.trajectories(STUDY, ("IL1RA", "IL6", "IL10"), READINGS, size=60, seed=1)


def test_bars_are_the_bands_of_the_ensemble(course: Explorer) -> None:
    rows = course.rows({"course_of": "IL6", "course_as": "sd"})
    drawn = rows[rows["kind"] == "band"]
    asked = constrain(STUDY, ["IL6"])
    table = bands(cohorts(asked, size=60, seed=1))
    assert drawn["middle"].to_numpy() == pytest.approx(table["median"].to_numpy(), abs=6e-4)
    assert drawn["rests"].tolist()[:3] == ["finding and prior", "prior alone", "finding and prior"]
    assert rows.loc[rows["kind"] == "cohort", "cohort"].nunique() == SINGLE


def test_where_no_level_was_published_the_chart_says_so_and_draws_none(course: Explorer) -> None:
    rows = course.rows({"course_of": "IL6", "course_as": "sd"})
    (note,) = rows.loc[rows["kind"] == "note", "words"]
    assert note.replace("|", " ") == "No level was published: the shape is an assumption"
    assert not (rows["kind"] == "printed").any()
    assert not rows["on_axis"].any()
    assert "pg/mL" not in str(course.static().to_dict()["layer"])


def test_a_printed_level_stands_on_the_axis_only_with_its_baseline(course: Explorer) -> None:
    shown = course.rows({"course_of": "IL1RA", "course_as": "sd"}).query("on_axis")
    assert set(zip(shown["arm"], shown["visit"], strict=True)) == {
        ("HD", "Baseline"),
        ("HD", "Day 2"),
        ("HD", "Month 6"),
        ("LD", "Month 6"),
    }
    ratio = 705 / 436
    assert shown.query("arm == 'HD' and visit == 'Month 6'")["middle"].iloc[0] == pytest.approx(
        ratio, abs=0.01
    )
    other = course.rows({"course_of": "IL10", "course_as": "sd"})
    assert (other["kind"] == "printed").sum() == 2
    assert not other["on_axis"].any()


def test_the_note_names_the_visits_without_a_level() -> None:
    (marker,) = constrain(STUDY, ["IL1RA"]).markers
    assert unprinted(marker) == (
        "No level was published at baseline (LD) and year 5: the shape is an assumption"
    )


def test_refused_cohorts_are_told(course: Explorer) -> None:
    rows = course.rows({"course_of": "IL10", "course_as": "sem"})
    (words,) = rows.loc[rows["kind"] == "refused", "words"]
    assert words.startswith("Refused")
    assert rows.loc[rows["kind"] == "band", ["low", "high"]].to_numpy().tolist() == [[1.0, 1.0]]


def test_bars_are_patterned_by_what_they_rest_on() -> None:
    rows = pd.DataFrame(
        {
            "kind": ["band", "cohort", "note"],
            "arm": ["HD", "HD", ""],
            "visit": ["Baseline", "Baseline", None],
            "low": [1.0, None, None],
            "middle": [1.0, 1.1, None],
            "high": [1.0, None, None],
            "cohort": [None, 1, None],
            "rests": ["finding", None, None],
            "on_axis": [True, False, False],
            "words": ["", "", "No level"],
            "trace": "formula:x.y",
        }
    )
    spec = draw(rows, arms=["LD", "HD"], visits=["Baseline", "Year 5"], unit=Cell("HD", "Baseline")).to_dict()
    bars = spec["layer"][2]["encoding"]["strokeDash"]["scale"]
    assert bars["domain"] == list(RESTS.values())
    assert bars["range"][0] == [1, 0]
    assert spec["layer"][0]["encoding"]["opacity"]["value"]["expr"].startswith("course_single ?")
    assert {each["name"] for each in spec["params"]} == {"course_scale", "course_single"}
    assert spec["layer"][1]["encoding"]["y"]["title"] == "Times HD's mean at baseline"


def test_a_box_shows_single_cohorts_and_a_radio_chooses_the_scale(course: Explorer) -> None:
    inputs = {each["name"]: each["bind"] for each in course.static().to_dict()["params"]}
    assert inputs["course_single"] == {"input": "checkbox", "name": "Show single cohorts "}
    assert inputs["course_scale"]["options"] == ["linear", "log"]


def test_a_marker_without_a_prior_is_refused_by_name() -> None:
    other = data.Study.read("data/examples/rebamipide_2016")
    with pytest.raises(ValueError, match=r"has no prior of CRYER"):
        figures.trajectories(other, ["CRYER"], {"all": Reading()}, size=10, seed=1)
