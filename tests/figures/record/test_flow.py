"""Participant flow."""

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
    assert boxes.loc["LD infusion", "text"] == "Low dose (LD)\n65 million cells\nn = 5"
    assert boxes.loc["month 6", "text"] == "Followed for 6 months\nadverse reactions: 0"
    assert boxes.loc["HD year 5", "text"] == "Seen at 5 years\nn = 6"
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
    assert all(arrow["row"] - 1 < arrow["start"] < arrow["row"] for arrow in arrows)
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
    assert boxes.loc["assessed", "text"] == "Assessed for eligibility:\n40"
    assert boxes.loc["allocation", "text"] == "How they were allotted to a dose:\nBy chance"
    assert boxes.loc["allocation", "trace"] == "findings:new-alloc"


def test_each_visit_with_sizes_has_a_row_and_the_last_is_summed() -> None:
    boxes = flow.rows(Study.read("data/examples/mpc_2017")).set_index("box")
    assert boxes.loc["MPC month 12", "text"] == "Seen at 12 months\nn = 7"
    assert boxes.loc["end", "text"] == "10 of 17 seen"
    assert boxes.loc["HA injection", "text"] == "Hyaluronan (HA)\nn = 6"
    assert boxes.loc["allocation", "text"] == "How they were allotted to an arm:\nBy chance and double-blind"
