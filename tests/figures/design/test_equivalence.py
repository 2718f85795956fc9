"""What small groups can call equivalent: intervals inside a margin."""

import pandas as pd
import pytest

from analysis import figures
from analysis.figures.design.equivalence import STEP, VERDICTS, draw

EQUIVALENCE = figures.equivalence({"5 pairs": 5, "6 pairs": 6, "11 pairs": 11, "5 v 6": (5, 6)})


@pytest.mark.parametrize("difference", [0, 2, 4])
@pytest.mark.parametrize("margin", [1, 4, 8])
def test_equivalent_means_that_the_interval_lies_inside(difference: int, margin: int) -> None:
    rows = EQUIVALENCE.rows({"difference": difference, "margin": margin})
    inside = (rows["low"] > -STEP * margin) & (rows["high"] < STEP * margin)
    assert list(rows["verdict"]) == [VERDICTS[int(not each)] for each in inside]


def test_five_pairs_need_a_margin_of_nearly_one_sd() -> None:
    verdicts = {
        margin: EQUIVALENCE.rows({"difference": 0, "margin": margin}).set_index("design")["verdict"]
        for margin in (3, 4)
    }
    assert verdicts[3]["5 pairs"] == "not shown"
    assert verdicts[4]["5 pairs"] == "equivalent"


def test_a_teacher_brings_other_designs() -> None:
    other = figures.equivalence({"20 pairs": 20, "12 v 12": (12, 12)})
    rows = other.rows({"difference": 0, "margin": 2})
    assert list(rows["design"]) == ["20 pairs", "12 v 12"]
    assert list(rows["verdict"]) == ["equivalent", "not shown"]
    assert "12 v 12, no margin below 0.70 SD" in other.static().to_dict()["usermeta"]["description"]


@pytest.mark.parametrize(
    ("difference", "margin", "title"),
    [
        (0, 2, "With equal means, no design shows equality within 0.5 SD"),
        (0, 3, "With equal means, 1 of 4 designs shows equality within 0.75 SD"),
        (0, 4, "With equal means, 3 of 4 designs show equality within 1 SD"),
        (1, 8, "With means 0.25 SD apart, all 4 designs show equality within 2 SD"),
    ],
)
def test_the_title_counts_what_a_margin_lets_show(difference: int, margin: int, title: str) -> None:
    assert EQUIVALENCE.finding(EQUIVALENCE.rows({"difference": difference, "margin": margin})) == title


def test_margins_stand_on_both_sides_of_zero() -> None:
    rows = pd.DataFrame(
        {
            "design": ["5 pairs"],
            "estimate": [0.0],
            "low": [-1.0],
            "high": [1.0],
            "margin_sd": [0.5],
            "verdict": ["not shown"],
            "smallest": ["1.00 SD"],
            "trace": "seed:1",
        }
    )
    left, right, bars, points, _ = draw(rows).to_dict()["layer"]
    assert left["transform"][0]["calculate"] == "(-datum.margin_sd)"
    assert right["encoding"]["x"]["field"] == "margin_sd"
    assert bars["encoding"]["x2"]["field"] == "high"
    assert points["encoding"]["shape"]["scale"]["domain"] == VERDICTS
