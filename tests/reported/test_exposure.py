"""People and years, of this trial and of others."""

from analysis.data import Study
from analysis.reported import exposure

STUDY = Study.read()


def test_exposure_counts_months_and_adds_this_trial() -> None:
    table = exposure(STUDY).set_index("trial")
    assert table.loc["Cirrhosis", "years"] == 6.25
    assert table.loc["Frailty 1", "person_years"] == 7.5
    this = table.loc["CLV-100"]
    assert (this["people"], this["years"], this["person_years"], this["what"]) == (11, 5, 55, "this trial")
    assert this["trace"] == "findings:a5-enrolled findings:y5-follow-up findings:y5-control-group"
    assert (table["what"] == "this trial").sum() == 1
    assert table["trace"].str.contains("studies:|findings:").all()


def test_a_length_that_is_not_printed_is_that_of_the_last_visit_and_a_bare_arm_is_named() -> None:
    (this,) = exposure(Study.read("data/examples/mpc_2017")).to_dict("records")
    assert (this["people"], this["years"], this["arm"]) == (17, 2, "hyaluronan")
    assert this["trace"] == "findings:mp-enrolled findings:mp-n-ha"


def test_only_papers_and_abstracts_are_drawn() -> None:
    table = exposure(STUDY)
    assert "studies:frailty-2b" not in set(table["trace"])
    assert "studies:frailty-cord" in set(table["trace"])


def test_a_study_whose_standing_falls_leaves_the_figure() -> None:
    """The trace of a wiki is enough: whatever its other cells say."""
    doubted = STUDY.with_tables(studies=STUDY.table("studies").assign(STANDING="secondary"))
    assert exposure(doubted)["what"].tolist() == ["this trial"]
