"""Which rows on other studies a figure may rest on."""

from analysis import data, reported


def test_only_papers_and_abstracts_are_drawn() -> None:
    studies = data.studies()
    kept = reported.from_papers(studies)
    assert set(kept["STANDING"]) <= {"primary", "abstract"}
    assert set(studies["REFID"]) - set(kept["REFID"]) == {"frailty-2b"}, "known from a release and the news"
    exposure = reported.exposure(studies, data.findings())
    assert "studies:frailty-2b" not in set(exposure["trace"])
    assert "studies:frailty-cord" in set(exposure["trace"])


def test_a_study_whose_standing_falls_leaves_the_figure() -> None:
    """The trace of a wiki is enough: whatever its other cells say."""
    doubted = data.studies().assign(STANDING="secondary")
    exposure = reported.exposure(doubted, data.findings())
    assert exposure["what"].tolist() == ["this trial"]


def test_results_carry_trial_cells_and_trace() -> None:
    table = reported.frailty_results(data.frailty_trials(), data.studies()).set_index("REFID")
    assert (table[["TRIAL", "CELLS"]] != "").all(axis=None)
    assert table.loc["fc-grip", ["TRIAL", "CELLS", "trace"]].tolist() == [
        "NCT04314011",
        "umbilical cord",
        "frailty_trials:fc-grip",
    ]
    assert table.loc["c2-walk-100", "TRIAL"] == "CRATUS phase 2"
