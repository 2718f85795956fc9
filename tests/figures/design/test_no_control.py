"""Two doses without a control arm: what is seen, and settings that look alike."""

import pandas as pd

from analysis import data, figures
from analysis.figures.design.no_control import KINDS, draw

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


def test_what_is_seen_is_a_bar_and_the_truth_an_open_diamond() -> None:
    rows = pd.DataFrame({"what": ["LD"] * 2, "kind": KINDS, "value": [1, 0], "trace": "seed:1"})
    zero, bars, ends, effects = draw(rows).to_dict()["layer"]
    assert zero["encoding"]["x"] == {"datum": 0}
    assert bars["mark"]["type"] == "bar"
    assert "seen" in ends["transform"][0]["filter"]
    assert effects["mark"]["filled"] is False


def test_the_sliders_and_the_labels_are_those_of_the_arms() -> None:
    assert [control.label for control in NO_CONTROL.controls][:2] == [
        "Effect of the low dose",
        "Effect of the high dose",
    ]
    rows = NO_CONTROL.rows({"low_dose": 1, "high_dose": 2, "shift": 0})
    assert list(dict.fromkeys(rows["what"])) == ["LD, change", "HD, change", "HD minus LD"]
