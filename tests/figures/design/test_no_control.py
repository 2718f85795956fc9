"""Two doses without a control arm: what is seen, and settings that look alike."""

import pytest

from analysis import data, figures
from analysis.figures.design.no_control import draw

NO_CONTROL = figures.no_control(data.Study.read().arms)


def test_settings_that_look_alike_without_a_control_arm() -> None:
    one = NO_CONTROL.rows({"low_dose": 0, "high_dose": 1, "shift": 1})
    two = NO_CONTROL.rows({"low_dose": 1, "high_dose": 2, "shift": 0})
    seen = [rows[rows["kind"] == "seen"]["value"].tolist() for rows in (one, two)]
    assert seen[0] == seen[1] == [1, 2, 1]
    assert one["value"].tolist() != two["value"].tolist()


def test_what_both_arms_share_drops_out_of_their_difference() -> None:
    for low, high, shift in [(0, 1, 2), (-1, 1, 1), (2, 2, -2)]:
        rows = NO_CONTROL.rows({"low_dose": low, "high_dose": high, "shift": shift})
        seen_low, seen_high, between = rows.loc[rows["kind"] == "seen", "value"]
        assert between == high - low == seen_high - seen_low
        assert seen_low - low == seen_high - high == shift


def test_the_description_counts_what_looks_alike() -> None:
    words = NO_CONTROL.static().to_dict()["usermeta"]["description"]
    assert "The 125 settings give only 61 different pairs of changes" in words


def test_the_arms_keep_their_marks_and_the_truth_is_a_stroke() -> None:
    rows = NO_CONTROL.rows({"low_dose": 0, "high_dose": 1, "shift": 1})
    layers = draw(rows).to_dict()["layer"]
    assert [layer["mark"]["type"] for layer in layers[1:6]] == ["bar", "bar", "point", "point", "tick"]
    assert layers[3]["encoding"]["shape"]["scale"]["domain"] == ["LD", "HD"]
    assert "by the cells" in layers[5]["transform"][0]["filter"]
    assert rows["words"].tolist() == ["seen +1", "by the cells 0", "seen +2", "by the cells +1", "seen +1"]


@pytest.mark.parametrize(
    ("shift", "words"),
    [(-2, "2 units less than the cells"), (1, "1 unit more than the cells"), (0, "just what the cells")],
)
def test_the_title_says_what_the_shift_adds_and_that_the_numbers_are_made_up(shift: int, words: str) -> None:
    rows = NO_CONTROL.rows({"low_dose": 0, "high_dose": 1, "shift": shift})
    assert NO_CONTROL.finding(rows) == f"Made-up numbers: both arms show {words} cause"


def test_the_sliders_and_the_labels_are_those_of_the_arms() -> None:
    assert [control.label for control in NO_CONTROL.controls][1:] == [
        "Effect of the low dose",
        "Effect of the high dose",
    ]
    rows = NO_CONTROL.rows({"low_dose": 1, "high_dose": 2, "shift": 0})
    assert list(dict.fromkeys(rows["what"])) == ["LD, change", "HD, change", "HD minus LD"]
