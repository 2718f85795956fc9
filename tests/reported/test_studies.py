"""Which rows on other studies a figure may rest on."""

from analysis import reported
from analysis.data import Study

STUDY = Study.read()


def test_only_papers_and_abstracts_are_kept() -> None:
    studies = STUDY.table("studies")
    kept = reported.from_papers(studies)
    assert set(kept["STANDING"]) <= {"primary", "abstract"}
    assert set(studies["REFID"]) - set(kept["REFID"]) == {"frailty-2b"}, "known from a release and the news"


def test_this_trial_is_none_of_the_others() -> None:
    studies = STUDY.table("studies").set_index("REFID")
    assert set(studies.index) - set(reported.other_studies(STUDY)["REFID"]) == set(
        studies.index[studies["WHOSE"] != "other"]
    )
    assert (reported.other_studies(STUDY)["WHOSE"] == "other").all()


def test_results_carry_trial_cells_and_trace() -> None:
    table = reported.frailty_results(STUDY).set_index("REFID")
    assert (table[["TRIAL", "CELLS"]] != "").all(axis=None)
    assert table.loc["fc-grip", ["TRIAL", "CELLS", "trace"]].tolist() == [
        "NCT04314011",
        "umbilical cord",
        "frailty_trials:fc-grip",
    ]
    assert table.loc["c2-walk-100", "TRIAL"] == "CRATUS phase 2"
