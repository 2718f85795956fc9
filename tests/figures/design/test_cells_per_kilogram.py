"""Cells per kilogram: the printed doses divided by the weight, and what a study without a dose hears."""

import pytest

from analysis import data, figures
from analysis.data import MissingFindingError
from analysis.figures.design.cells_per_kilogram import CHOSEN, WEIGHTS

STUDY = data.Study.read()
EXPLORER = figures.cells_per_kilogram(STUDY)


def test_the_weight_chooses_among_the_weights_drawn() -> None:
    (weight,) = EXPLORER.static().to_dict()["params"]
    assert (weight["bind"]["min"], weight["bind"]["max"]) == (WEIGHTS[0], WEIGHTS[-1])
    assert weight["value"] in WEIGHTS


def test_a_mark_is_the_printed_dose_by_the_chosen_weight() -> None:
    rows = EXPLORER.rows({"dose_weight": 65})
    chosen = rows[rows["component"] == CHOSEN].set_index("arm")["cells"]
    assert chosen.to_dict() == {"LD": 1.0, "HD": 2.0}


def test_the_last_report_counts() -> None:
    meta = EXPLORER.static().to_dict()["usermeta"]
    assert meta["findings"] == ["y5-dose-hd", "y5-dose-ld"]
    assert meta["sources"] == ["summary2025"]


def test_the_words_say_where_the_arms_meet() -> None:
    words = EXPLORER.describe(EXPLORER.grid())
    assert (
        "At 50 kg the low dose and at 100 kg the high dose are 1.30 million cells per kg, the same" in words
    )
    assert "a person of 45 kg is 2 times that of one of 90 kg" in words


def test_a_study_without_a_dose_in_cells_hears_what_is_missing() -> None:
    findings = STUDY.findings
    bare = STUDY.with_tables(findings=findings[findings["PARAMCD"] != "DOSE"])
    with pytest.raises(MissingFindingError, match="no dose in million cells"):
        figures.cells_per_kilogram(bare)


def test_the_title_names_who_get_the_same_or_what_each_arm_gets() -> None:
    def title(weight: int) -> str:
        return EXPLORER.finding(EXPLORER.rows({"dose_weight": weight}))

    assert title(45) == "LD at 45 kg and HD at 90 kg get the same: 1.4 million cells per kg"
    assert title(65) == "At 65 kg a fixed dose is 1 (LD) or 2 (HD) million cells per kg"
    alike = EXPLORER.rows({"dose_weight": 45}).query("component == 'same'")
    assert alike["cells"].nunique() == 1
    assert EXPLORER.rows({"dose_weight": 51}).query("component == 'same'").empty


def test_one_dose_has_a_sentence_of_its_own() -> None:
    made = figures.cells_per_kilogram(data.Study.read(data.find() / "examples" / "mpc_2017"))
    assert made.title == "At 50 kg the fixed dose is 1.5 million cells per kg"
