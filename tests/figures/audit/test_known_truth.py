"""What was found and missed where the truth is known, part by part."""

import pandas as pd
import pytest

from analysis.audit.known.results import PARTS, RESULTS
from analysis.figures.audit import known_truth

COUNTED = pd.DataFrame(
    {
        "trial": ["A 2000", "A 2000", "A 2000", "B 2001"],
        "part": ["decoder", "cohorts", "cohorts", "decoder"],
        "result": ["found", "found", "missed or left open", "falsely accused"],
        "answers": [2, 3, 4, 1],
        "trace": ["trials:a formula:x.y", "trials:a formula:x.y", "trials:a", "trials:b"],
    }
)


def test_all_parts_are_summed_and_one_stands_alone() -> None:
    every = known_truth._of(COUNTED, part=known_truth.ALL)
    assert every[["trial", "result", "answers"]].to_numpy().tolist() == [
        ["A 2000", "found", 5],
        ["A 2000", "missed or left open", 4],
        ["B 2001", "falsely accused", 1],
    ]
    assert every["trace"].iloc[0] == "trials:a formula:x.y"
    assert known_truth._of(COUNTED, part="cohorts")["answers"].tolist() == [3, 4]


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        ([3, 0, 4], "3 of 7 answers are right, none accuses falsely"),
        ([1, 1, 0], "1 of 2 answers is right, 1 accuses falsely"),
        ([0, 2, 1200], "None of 1,202 answers are right, 2 accuse falsely"),
    ],
)
def test_the_title_of_a_part_counts_what_is_right_and_what_accuses(answers: list[int], title: str) -> None:
    shown = pd.DataFrame({"part": "decoder", "result": RESULTS[:3], "answers": answers})
    assert known_truth.finding(shown, shown) == title


def test_the_title_of_all_parts_gives_their_span() -> None:
    """Of the decoder 2 of 3 are right, of the cohorts 3 of 7: no share of all."""
    every = known_truth._of(COUNTED, part=known_truth.ALL).assign(part=known_truth.ALL)
    assert known_truth.finding(COUNTED, every) == (
        "1 of 10 answers accuses falsely; by part 43% to 67% are right"
    )
    right = COUNTED[COUNTED["result"] == "found"]
    shown = right.assign(part=known_truth.ALL)
    assert known_truth.finding(right, shown) == ("None of 5 answers accuses falsely; by part 100% are right")


def test_a_result_has_its_shape_and_its_words() -> None:
    assert list(known_truth.SHAPES) == list(known_truth.WORDS) == list(RESULTS)
    assert len(set(known_truth.SHAPES.values())) == len(RESULTS)
    assert known_truth.ALL not in PARTS
