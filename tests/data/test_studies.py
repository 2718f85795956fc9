"""One table of studies of people given cells, and a kind for every source."""

import re

from analysis import data

STUDY = data.Study.read()

STUDIES = STUDY.table("studies").set_index("REFID")
KIND = STUDY.sources.set_index("SOURCEID")["KIND"]
REPORTS = {study: [row["SOURCEID"], *row["ALSO"].split()] for study, row in STUDIES.to_dict("index").items()}


def test_the_reader_reads_its_table() -> None:
    assert STUDY.table("studies").equals(STUDY.table("studies"))


def test_every_key_that_tells_of_such_a_study_has_its_row_and_no_other_does() -> None:
    reports = [key for keys in REPORTS.values() for key in keys]
    assert len(reports) == len(set(reports)), "one source, two studies"
    assert set(reports) == set(KIND.index[KIND == "study"])


def test_titles_that_speak_of_such_cells_have_a_kind_other_than_neither() -> None:
    """A guard against a new source that is put down as neither without a thought."""
    spoken = STUDY.sources.set_index("SOURCEID")["CITATION"].str.contains(
        r"mesenchymal|\bMSCs?\b|stem cell (?:infusion|therapy|transplant)", flags=re.IGNORECASE
    )
    named = set(KIND.index[spoken])
    assert len(named) >= 15
    standards = {"dominici2006", "renesme2024"}  # what the cells are, and how to report them
    assert {key for key in named if KIND[key] == "neither"} == standards


def test_reviews_of_such_studies() -> None:
    assert set(KIND.index[KIND == "review"]) >= {"lalu2012", "thompson2020", "wang2021", "barmada2023"}
    pooled = set(STUDY.table("safety")["SOURCEID"])
    assert pooled <= set(KIND.index[KIND == "review"])


def test_this_trial_is_one_row() -> None:
    own = STUDIES[STUDIES["WHOSE"] == "this trial"]
    assert own.index.tolist() == ["clv-100"]
    findings = STUDY.findings.set_index("FINDINGID")["VALUE"]
    assert own.loc["clv-100", ["N", "YEARS"]].tolist() == findings[["y5-enrolled", "y5-follow-up"]].tolist()
    assert set(REPORTS["clv-100"]) == set(STUDY.findings["SOURCEID"])


def test_rows_hold_the_numbers_that_their_abstracts_print() -> None:
    told = STUDIES["N"] + " / " + STUDIES["YEARS"]
    assert told.to_dict() == {
        "clv-100": "11 / 5",
        "lupus-six-years": "9 / 6",
        "neuro-ten-years": "10 / 10",
        "rheumatoid-three-years": "64 / 3",
        "lupus-multicenter": "40 / 1",
        "lupus-five-years": "81 / 5",
        "cirrhosis-75-months": "219 / 6.25",
        "covid-one-year": "100 / 1",
        "frailty-marrow-1": "15 / 0.5",
        "frailty-marrow-2": "30 / 0.5",
        "frailty-cord": "30 / 0.5",
        "frailty-2b": "148 / 1",
    }
    placebo = set(STUDIES.index[STUDIES["CONTROL"] == "placebo"])
    assert placebo == {"covid-one-year", "frailty-marrow-2", "frailty-cord", "frailty-2b"}


def test_years_of_publication_stand_in_the_citations() -> None:
    for row in STUDIES.to_dict("records"):
        assert row["PUBLISHED"] in STUDY.cite(row["SOURCEID"])[0].citation
        assert row["BEGUN"] <= row["PUBLISHED"]


def test_labels_tell_studies_apart() -> None:
    assert STUDIES["LABEL"].is_unique


def test_results_in_frail_people_belong_to_studies_of_frail_people() -> None:
    """And each result is read in a report of its study."""
    results = STUDY.table("frailty_trials")
    frail = STUDIES.index[STUDIES["PEOPLE"] == "aging frailty"]
    assert set(results["STUDYID"]) == set(frail)
    assert all(
        row["SOURCEID"] in REPORTS[row["STUDYID"]]
        for row in results[["SOURCEID", "STUDYID"]].to_dict("records")
    )
