"""The causal diagram: every arrow and box of the table, in its place."""

import pytest

from analysis import data, figures
from analysis.figures.design.causes import BETWEEN, DROPS, PLACES, finding

STUDY = data.Study.read()
ARROWS = STUDY.table("causes")
SPEC = figures.causes(STUDY).to_dict()
(ROWS,) = SPEC["datasets"].values()


def test_every_node_has_one_place_and_every_place_a_node() -> None:
    assert set(PLACES) == set(ARROWS["CAUSE"]) | set(ARROWS["EFFECT"])
    assert len(set(PLACES.values())) == len(PLACES)


def test_every_word_of_the_table_has_a_line() -> None:
    assert set(ARROWS["BETWEEN"]) == set(BETWEEN)


def test_every_arrow_is_traced_and_described() -> None:
    assert SPEC["usermeta"]["traces"] == sorted("causes:" + ARROWS["ARROWID"])
    assert "Calendar time to allocation: not stated." in SPEC["usermeta"]["description"]
    drawn = {row["ARROWID"]: row for row in ROWS if row["ARROWID"]}
    assert set(drawn) == set(ARROWS["ARROWID"])
    assert all(row["x"] < row["x2"] or row["x"] == row["x2"] for row in drawn.values())
    assert drawn["time-allocation"]["head"] == "triangle-up"
    assert drawn["level-change"]["head"] == "triangle-down"


def test_the_title_counts_the_arrows_that_drop_out() -> None:
    assert SPEC["usermeta"]["title"] == "Comparing the arms drops 6 of 15 arrows, if both arms share them"
    left = ARROWS[ARROWS["BETWEEN"] != DROPS]
    one = ARROWS[ARROWS["BETWEEN"] == DROPS].iloc[:1]
    assert finding(left) == "Comparing the arms drops none of 9 arrows"
    assert finding(one) == "Comparing the arms drops 1 of 1 arrow, if both arms share it"


def test_boxes_do_not_overlap_and_their_words_fit() -> None:
    boxes = [row for row in ROWS if row["words"]]
    assert len(boxes) == len(PLACES)
    assert max(len(line) for box in boxes for line in box["words"].split("\n")) <= 13
    for one in boxes:
        for other in boxes:
            apart = one["right"] < other["left"] or one["bottom"] < other["top"]
            assert one is other or apart or other["right"] < one["left"] or other["bottom"] < one["top"]


def test_a_study_without_the_table_is_named() -> None:
    with pytest.raises(data.MissingFindingError, match="the MPC trial has no cause of a change"):
        figures.causes(data.Study.read("data/examples/mpc_2017"))
