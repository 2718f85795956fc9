"""Splits of a small group by age: floors, detectable differences and power."""

from math import isinf

import pytest

from analysis import figures
from analysis.figures.design.splits import (
    DRAWS,
    MEASURES,
    differences_finding,
    floors_finding,
    powers_finding,
    split_floors_rows,
    split_groups,
    split_pairs,
)
from analysis.inference import detectable, floors, power
from analysis.inference.pvalues import METHODS

SIZES = {"LD": 5, "HD": 6}
PAIRS = split_pairs(SIZES)
FLOORS = figures.split_floors(SIZES, age=60, most=5)
DIFFERENCES = figures.split_differences(SIZES, age=60, most=5)
POWERS = figures.split_powers(SIZES)


def test_the_axis_fits_all_floors_and_the_controls_offer_all_groups_and_methods() -> None:
    drawn = FLOORS.static().to_dict()
    table = split_floors_rows(SIZES, most=5)
    low, high = drawn["layer"][2]["encoding"]["y"]["scale"]["domain"]
    assert low < table["floor"].min()
    assert table["floor"].max() <= high
    options = [parameter["bind"]["options"] for parameter in drawn["params"]]
    assert options == [list(split_groups(SIZES)), list(METHODS)]
    assert set(METHODS) == set(table["method"])


def test_all_groups_are_drawn_and_the_chosen_one_is_written_out() -> None:
    rows = FLOORS.rows({"split_group": "HD, 6 people", "split_method": "normal"})
    assert set(rows["group"]) == set(split_groups(SIZES))
    assert set(rows.loc[rows["chosen"], "group"]) == {"HD, 6 people"}
    by_hand = floors([(k, 6 - k) for k in range(1, 6)], methods=["normal"])["floor"]
    assert rows.loc[rows["chosen"], "floor"].tolist() == by_hand.tolist()


def test_the_words_tell_the_exact_floors() -> None:
    words = FLOORS.describe(FLOORS.grid())
    assert "Among all 11 they fall from 0.182 for one older person to 0.0043 for 5" in words
    assert "among HD they never go below 0.1; among LD they never go below 0.2" in words


def test_splits_never_detect_where_the_floor_lies_above_the_level() -> None:
    explorer = DIFFERENCES
    for among, total in (("All 11", 11), ("HD, 6 people", 6), ("LD, 5 people", 5)):
        rows = explorer.rows({"among": among, "wanted": 80, "alpha": 5}).set_index(["older", "measure"])
        for older in range(1, min(6, total)):
            floor = floors([(older, total - older)], methods=["exact"])["floor"].item()
            found = rows.loc[(older, MEASURES[0])]
            assert (found["words"] == "never") == (floor > 0.05)


def test_a_split_shows_the_detectable_difference() -> None:
    rows = DIFFERENCES.rows({"among": "All 11", "wanted": 80, "alpha": 5})
    shift = detectable((3, 8), draws=10_000).shift
    assert not isinf(shift)
    row = rows[(rows["older"] == 3) & (rows["measure"] == MEASURES[0])]
    assert row["difference"].item() == pytest.approx(shift, abs=0.006)


def test_splits_offered_add_up_to_the_cohort_or_an_arm() -> None:
    assert {older + younger for older, younger in PAIRS} == {11, 6, 5}
    assert len(set(PAIRS)) == len(PAIRS)


def test_power_curves_rise_from_the_level() -> None:
    explorer = POWERS
    for split in ("2 v 9", "5 v 6"):
        curve = explorer.rows({"split": split, "curve_alpha": 5})["power"]
        assert curve.is_monotonic_increasing
        assert curve.iloc[0] < 6
    assert (explorer.rows({"split": "3 v 3", "curve_alpha": 5})["power"] == 0).all()


def test_the_words_of_a_curve_are_rounded_once() -> None:
    rows = POWERS.rows({"split": "2 v 9", "curve_alpha": 5})
    said = rows.loc[rows["words"] != "", "words"].item()
    assert said == f"1 SD: {100 * power((2, 9), 1.0, draws=DRAWS).power:.0f}%" == "1 SD: 15%"


def test_the_words_are_exact_whichever_method_is_drawn() -> None:
    choice = {"split_group": "LD, 5 people", "split_method": "normal-cc"}
    assert FLOORS.describe(FLOORS.rows(choice)) == FLOORS.describe(FLOORS.grid())


def test_a_split_says_among_whom() -> None:
    split, _ = POWERS.controls
    assert split.labels[:2] == ("1 v 10 (all 11)", "2 v 9 (all 11)")
    assert split.labels[-2:] == ("1 v 4 (LD)", "2 v 3 (LD)")
    assert split.default == "2 v 9"


@pytest.mark.parametrize(
    ("group", "method", "title"),
    [
        ("All 11", "exact", "Among all 11, p ≤ 0.05 takes two or more older people"),
        ("HD, 6 people", "exact", "Among the 6 of HD, no split by age can give p ≤ 0.05"),
        ("HD, 6 people", "normal", "Among the 6 of HD, p ≤ 0.05 takes three older people"),
    ],
)
def test_the_finding_of_floors_follows_the_choice(group: str, method: str, title: str) -> None:
    rows = FLOORS.rows({"split_group": group, "split_method": method})
    assert floors_finding(rows) == title
    among = title.partition(",")[0]
    assert floors_finding(rows.assign(floor=0.01)) == f"{among}, every split by age can give p ≤ 0.05"
    scattered = rows.assign(floor=rows["floor"].mask(rows["n1"].isin([2, 4]), 0.04).where(rows["n1"] < 5, 1))
    apart = scattered.assign(floor=scattered["floor"].mask(rows["n1"].isin([1, 3, 5]), 1))
    assert floors_finding(apart).endswith("takes two or four older people")
    assert floors_finding(rows.assign(floor=rows["n1"].ne(1))).endswith("takes one older person")


def test_the_finding_of_differences_follows_the_choice() -> None:
    rows = DIFFERENCES.rows({"among": "All 11", "wanted": 80, "alpha": 5})
    smallest = rows.loc[rows["measure"] == MEASURES[0], "difference"].min()
    assert differences_finding(rows) == (
        f"Among all 11, 80% power needs a difference of {smallest:.2g} SDs at best"
    )
    never = DIFFERENCES.rows({"among": "HD, 6 people", "wanted": 90, "alpha": 5})
    assert differences_finding(never) == (
        "Among the 6 of HD, no difference by age, however large, has 90% power"
    )


def test_the_finding_of_power_follows_the_choice() -> None:
    rows = POWERS.rows({"split": "2 v 9", "curve_alpha": 5})
    assert powers_finding(rows) == "Split 2 v 9, a difference of one SD is found in 15% of studies"
    rows = POWERS.rows({"split": "3 v 3", "curve_alpha": 5})
    assert powers_finding(rows) == "Split 3 v 3, a difference of one SD is found in no study"
