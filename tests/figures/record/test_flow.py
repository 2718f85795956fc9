"""Participant flow."""

from collections import Counter
from typing import Any

from analysis.data import Study
from analysis.figures.record import flow

STUDY = Study.read()
BOXES = flow.rows(STUDY, first="Phase 1")
SPEC: dict[str, Any] = flow.draw(BOXES, arms=list(STUDY.sizes)).to_dict()


def test_flow_states_sizes_and_names_what_is_missing() -> None:
    boxes = BOXES.set_index("box")
    assert list(boxes.index) == [
        *("assessed", "enrolled", "allocation", "LD infusion", "HD infusion"),
        *("month 6", "LD year 5", "HD year 5", "end"),
    ]
    assert boxes.loc["enrolled", "text"] == "11 healthy volunteers, Phase 1"
    assert boxes.loc["LD infusion", "text"] == "Low dose (LD)\n65 million cells, n = 5"
    assert boxes.loc["month 6", "text"] == "Followed for 6 months, adverse reactions: 0"
    assert boxes.loc["HD year 5", "text"] == "Seen at 5 years, n = 6"
    assert boxes.loc["end", "text"] == "11 of 11 seen, 0 dropped out"
    assert list(boxes.index[~boxes["stated"]]) == ["assessed", "allocation"]


def test_every_box_goes_back_to_findings() -> None:
    known = set(STUDY.findings["FINDINGID"])
    traces = BOXES["trace"].str.replace("findings:", "").str.split()
    assert all(names and set(names) <= known for names in traces)


def test_flow_draws_each_box_once_and_dashes_what_is_not_stated() -> None:
    rects = [layer for layer in SPEC["layer"] if layer["mark"]["type"] == "rect"]
    dashed = [layer for layer in rects if "strokeDash" in layer["mark"]]
    assert len(rects) == 2
    assert "!" in dashed[0]["transform"][0]["filter"]


def test_flow_arrows_enter_from_the_row_above() -> None:
    (rules,) = [layer for layer in SPEC["layer"] if layer["mark"]["type"] == "rule"]
    arrows = SPEC["datasets"][rules["data"]["name"]]
    above = {box["row"]: box["bottom"] for box in SPEC["datasets"][SPEC["layer"][2]["data"]["name"]]}
    assert all(arrow["start"] == above[arrow["row"] - 1] < arrow["top"] for arrow in arrows)
    assert sorted(arrow["at"] for arrow in arrows if arrow["box"] == "end") == [0.24, 0.76]
    assert not [arrow for arrow in arrows if arrow["box"] == "assessed"]


def test_what_is_printed_fills_the_boxes() -> None:
    size = STUDY.finding("p1-subjects")
    more = STUDY.findings
    assessed = {**size, "FINDINGID": "new-assessed", "PARAMCD": "ASSESSED", "VALUE": "40"}
    allotted = {
        **size,
        "FINDINGID": "new-alloc",
        "PARAMCD": "ALLOC",
        "STAT": "statement",
        "NOTE": "By chance.",
    }
    more.loc[len(more)], more.loc[len(more) + 1] = assessed, allotted
    boxes = flow.rows(STUDY.with_tables(findings=more)).set_index("box")
    assert boxes["stated"].all()
    assert boxes.loc["assessed", "text"] == "Assessed for eligibility: 40"
    assert boxes.loc["allocation", "text"] == "How they were allotted to a dose: By chance"
    assert boxes.loc["allocation", "trace"] == "findings:new-alloc"


def test_each_visit_with_sizes_has_a_row_and_the_last_is_summed() -> None:
    boxes = flow.rows(Study.read("data/examples/mpc_2017")).set_index("box")
    assert boxes.loc["MPC month 12", "text"] == "Seen at 12 months, n = 7"
    assert boxes.loc["end", "text"] == "10 of 17 seen"
    assert boxes.loc["HA injection", "text"] == "Hyaluronan (HA)\nn = 6"
    assert boxes.loc["allocation", "text"] == "How they were allotted to an arm: By chance and double-blind"


def test_every_person_has_a_mark_in_each_box_that_counts_people() -> None:
    hollow, by_arm = SPEC["layer"][-2:]
    marks = SPEC["datasets"][by_arm["data"]["name"]]
    count = Counter(mark["box"] for mark in marks)
    assert count == {"enrolled": 11, "LD infusion": 5, "HD infusion": 6, "LD year 5": 5, "HD year 5": 6}
    assert all(mark["left"] < mark["at"] < mark["right"] for mark in marks)
    assert by_arm["encoding"]["shape"]["scale"]["range"] == ["circle", "diamond"]
    assert hollow["mark"]["filled"] is False


def test_the_finding_follows_the_last_row_and_the_allotment() -> None:
    last = STUDY.last
    assert flow.finding(BOXES, last=last) == "All eleven were seen at 5 years; their allotment is not stated"
    stated = BOXES.assign(stated=True)
    assert flow.finding(stated, last=last) == "All eleven were seen at 5 years"
    fewer = stated.assign(seen=stated["seen"] * 10 // 11)
    assert flow.finding(fewer, last=last) == "Ten of eleven were seen at 5 years"
    assert flow.finding(stated.assign(seen=0), last=last) == "None of eleven were seen at 5 years"
    unknown = stated.assign(stated=stated["box"] != "end")
    assert flow.finding(unknown, last=last) == "How many of eleven were seen at 5 years is not stated"
