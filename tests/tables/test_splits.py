"""Splits of a small group: counted by brute force, and weighed by hand."""

from itertools import combinations

import pytest

from analysis import inference, tables


def test_arrangements_are_those_that_reach_the_level() -> None:
    """Every choice of ranks, each tested anew."""
    rows = tables.splits(8, age=60, most=4, level=0.1).frame.set_index("older")
    for older in range(1, 5):
        ranks = range(1, 9)
        chosen = list(combinations(ranks, older))
        pvalues = [inference.rank_sum(own, [r for r in ranks if r not in own]).pvalue for own in chosen]
        assert rows.loc[older, "ways"] == len(chosen)
        assert rows.loc[older, "reach"] == sum(p <= 0.1 for p in pvalues)
        assert rows.loc[older, "floor"] == pytest.approx(min(pvalues))


def test_somebody_is_left_to_be_younger() -> None:
    with pytest.raises(ValueError, match="6 of 6 people are older"):
        tables.splits(6, age=60, most=6)


def test_a_verdict_that_is_certain_has_no_weight() -> None:
    rows = tables.no_difference({"LD": 5, "HD": 6}, draws=500).frame
    arms = rows[rows["among"].isin(["LD", "HD"])]
    assert len(arms) == 5
    assert (arms[["weight_1", "weight_2"]] == 1).all(axis=None)


def test_the_weight_is_the_ratio_of_two_chances() -> None:
    rows = tables.no_difference({"LD": 5, "HD": 6}, shifts=[1.5], draws=500, seed=3).frame
    row = rows[rows["split"] == "5 v 6"].iloc[0]
    found = inference.power((5, 6), 1.5, draws=500, seed=3)
    assert row["power_1.5"] == found.power
    assert row["weight_1.5"] == pytest.approx((1 - found.attained) / (1 - found.power))
