"""Explorers of background and methods: grids, verdicts and words."""

import pytest

from analysis import data, figures
from analysis.figures import Explorer
from analysis.figures.design.equivalence import STEP
from analysis.figures.design.equivalence_drawing import VERDICTS
from analysis.figures.design.family_drawing import KINDS

PRINTED = {
    "IL-1Ra": ("0.02", "p1-il1ra-p-m6"),
    "IL-10": ("0.02", "p1-il10-p-m6"),
    "TNF-α": ("0.04", "p1-tnfa-p-m6"),
}
FAMILY = figures.family(PRINTED, sources=data.cite("chin2020"))
EQUIVALENCE = figures.equivalence({"5 pairs": 5, "6 pairs": 6, "11 pairs": 11, "5 v 6": (5, 6)})
NO_CONTROL = figures.no_control()
ALL = {"family": FAMILY, "equivalence": EQUIVALENCE, "no control": NO_CONTROL}


@pytest.mark.parametrize("explorer", ALL.values(), ids=ALL)
def test_the_page_draws_one_traced_table_small_enough_for_it(explorer: Explorer) -> None:
    spec = explorer.static().to_dict()
    (rows,) = spec["datasets"].values()
    assert len(rows) <= 800
    assert all(row["trace"] for row in rows)
    assert [parameter["name"] for parameter in spec["params"]] == [each.name for each in explorer.controls]
    assert len(spec["usermeta"]["description"].split()) > 20


@pytest.mark.parametrize("explorer", ALL.values(), ids=ALL)
def test_live_and_page_agree_at_the_default(explorer: Explorer) -> None:
    choice = {control.name: control.default for control in explorer.controls}
    grid = explorer.grid()
    chosen = grid[(grid[list(choice)] == list(choice.values())).all(axis=1)].reset_index(drop=True)
    assert chosen.equals(explorer.rows(choice))


def test_three_printed_p_values_in_a_family_of_three() -> None:
    holm = FAMILY.rows({"tests": 3, "method": "holm"})
    assert list(holm["adjusted"]) == [0.06, 0.06, 0.06]
    assert set(holm["kind"]) == {KINDS[1]}
    rate = FAMILY.rows({"tests": 3, "method": "bh"})
    assert list(rate["adjusted"]) == [0.03, 0.03, 0.04]
    assert set(rate["kind"]) == {KINDS[0]}


def test_a_larger_family_never_lowers_an_adjusted_value() -> None:
    grid = FAMILY.grid().sort_values("tests")
    for _, one in grid.groupby(["marker", "method"]):
        assert one["adjusted"].is_monotonic_increasing
        assert (one["adjusted"] >= one["printed"]).all()


def test_the_family_is_traced_to_its_findings() -> None:
    traces = FAMILY.rows({"tests": 5, "method": "bh"})["trace"]
    wanted = [f"findings:{finding} formula:inference.in_family" for _, finding in PRINTED.values()]
    assert list(traces) == wanted


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
