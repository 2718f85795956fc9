"""Every finding on a marker, with the statistics behind its p."""

from analysis.data import Study
from analysis.reported import evidence

STUDY = Study.read()
TOLD = evidence(STUDY, second_readings={"y5-il1ra-p": "Year 5 v Baseline"})


def test_every_finding_on_a_marker_at_a_visit_is_a_row() -> None:
    wanted = STUDY.findings[
        STUDY.findings["PARAMCD"].isin(list(STUDY.markers))
        & STUDY.findings["AVISIT"].isin([visit.name for visit in STUDY.visits])
        & STUDY.findings["STAT"].isin(["mean", "direction", "ratio", "p"])
    ]
    assert set(TOLD["trace"]) == set("findings:" + wanted["FINDINGID"])
    assert TOLD["trace"].is_unique
    assert set(TOLD["marker"]) == set(STUDY.markers.values())
    assert (TOLD[["told", "source", "place"]] != "").all(axis=None)


def test_a_printed_p_is_decoded_twice_where_its_sentence_allows_it() -> None:
    row = TOLD.set_index("trace").loc["findings:y5-il1ra-p"]
    assert row["printed"] == "0.028"
    assert row["decoded"] == (
        "HD v LD: none exact, U = 3 normal, none normal, corrected; "
        "or Year 5 v Baseline: none exact, W = 0 normal, none normal, corrected"
    )
    assert row["floor"].startswith("0.004329 exact, 0.00617 normal; or 0.03125 exact")
    without = TOLD[TOLD["printed"] == ""]
    assert (without[["decoded", "floor"]] == "").all(axis=None)


def test_a_p_of_another_test_has_no_statistic() -> None:
    told = evidence(Study.read("data/examples/mpc_2017"))
    printed = told[told["printed"] != ""]
    assert len(printed) == 15
    assert (printed[["decoded", "floor"]] == "").all(axis=None)
