"""An estimation plot of single people, computed or observed."""

import pandas as pd
import pytest

from analysis import data, figures
from analysis.data import BASES
from analysis.figures.cohorts.estimation import draw
from analysis.inference import hodges_lehmann

STUDY = data.Study.read()
OTHER = data.Study.read("data/examples/rebamipide_2016")
SILENT = data.Study.read("data/examples/mpc_2017")


def test_an_estimation_plot_shows_pairs_changes_and_interval() -> None:
    rows = pd.DataFrame(
        {
            "kind": ["value", "change", "estimate"],
            "arm": "HD",
            "subject": ["R06", "R06", None],
            "visit": ["Baseline", None, None],
            "value": [1.0, None, None],
            "change": [None, 0.5, None],
            "estimate": [None, None, 0.5],
            "low": [None, None, 0.1],
            "high": [None, None, 0.9],
            "unit": ["Times", None, None],
            "words": [None, None, "3 pairs"],
            "trace": "formula:x.y",
        }
    )
    above, below = draw(rows, arms=["LD", "HD"], visits=["Baseline", "Year 5"]).to_dict()["vconcat"]
    assert [layer["mark"]["type"] for layer in above["layer"]] == ["line", "point"]
    assert [layer["mark"]["type"] for layer in below["layer"]] == ["rule", "point", "rule", "point", "text"]
    assert above["layer"][1]["encoding"]["shape"]["scale"]["domain"] == ["LD", "HD"]


def test_marker_and_arm_are_chosen_in_both_lives() -> None:
    explorer = figures.estimation(STUDY, ["IL6", "HGF"], visit="Year 5")
    assert explorer.basis == "reconstructed"
    assert [(control.name, control.default) for control in explorer.controls] == [
        ("lesson_marker", "IL6"),
        ("lesson_arm", "HD"),
    ]
    few = explorer.rows({"lesson_marker": "IL6", "lesson_arm": "LD"})
    assert few["kind"].value_counts().to_dict() == {"value": 8, "change": 3, "estimate": 1}
    spec = explorer.static().to_dict()
    assert [each["name"] for each in spec["params"]] == ["lesson_marker", "lesson_arm"]
    assert set(spec["usermeta"]["sources"]) >= {"chin2020", "summary2025"}
    assert "from baseline to year 5" in spec["usermeta"]["description"]


def test_observed_people_drop_into_the_same_figure() -> None:
    """The badge, the words and the estimate of people who were measured, from the same function."""
    explorer = figures.estimation(OTHER, ["CRYER", "LANZA"], visit="Day 7")
    spec = explorer.static().to_dict()
    meta = spec["usermeta"]
    assert (meta["basis"], meta["sources"]) == ("observed", ["gagliano2016"])
    assert meta["badge"] == BASES["observed"].badge
    assert "computed" not in meta["title"] + meta["subtitle"]
    assert meta["description"].startswith("Observed in single people.")
    rows = explorer.rows({"lesson_marker": "CRYER", "lesson_arm": "REB"})
    table = OTHER.table("adlb").query("PARAMCD == 'CRYER' and TRT01A == 'REB' and AVISIT == 'Day 7'")
    changes = table.loc[table["CHG"] != "", "CHG"].astype(float)
    found = hodges_lehmann(changes.to_numpy())
    (shown,) = rows[rows["kind"] == "estimate"].to_dict("records")
    assert (shown["estimate"], shown["low"], shown["high"]) == (found.estimate, found.low, found.high)
    assert explorer.finding(rows) == "Cryer score of 12 people (REB): change 3.5, interval 3 to 4"
    assert sorted(rows["change"].dropna()) == sorted(changes)


def test_arms_that_the_people_do_not_have_draw_no_empty_chart() -> None:
    """Arms "A" and "B" once drew an empty frame without a word."""
    arms = STUDY.table("arms").replace({"LD": "A", "HD": "B"})
    names = {"LD": "A", "HD": "B", "HD v LD": "B v A"}
    tables = {name: STUDY.table(name).replace(names) for name in ("adlb", "findings", "reading")}
    renamed = STUDY.with_tables(arms=arms, **tables)
    rows = figures.estimation(renamed, ["IL6"], visit="Year 5").rows(
        {"lesson_marker": "IL6", "lesson_arm": "B"}
    )
    assert (rows["kind"] == "change").sum() == 6
    with pytest.raises(data.MissingFindingError, match=r"no values of single people of arm A, B"):
        figures.estimation(STUDY.with_tables(arms=arms), ["IL6"], visit="Year 5")


def test_what_a_study_lacks_is_named() -> None:
    with pytest.raises(data.MissingFindingError, match=f"{SILENT.name} has no values of single people"):
        figures.estimation(SILENT, ["KOOSPAIN"], visit="Month 24")
    with pytest.raises(data.MissingFindingError, match="people of IL6 at Baseline or Day 7"):
        figures.estimation(OTHER, ["IL6"], visit="Day 7")
    both = OTHER.table("adlb")
    both.loc[0, "BASIS"] = BASES["reconstructed"].badge
    with pytest.raises(ValueError, match="several bases"):
        figures.estimation(OTHER.with_tables(adlb=both), ["CRYER"], visit="Day 7")
