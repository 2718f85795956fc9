"""Explorers of the aging chapter: splits and two arms."""

from math import isinf
from typing import Any

import altair as alt
import pytest

from analysis import figures
from analysis.figures.design.splits import DRAWS, PAIRS
from analysis.figures.design.splits_drawing import MEASURES
from analysis.inference import detectable, floors, power
from analysis.inference.two_arms import noether_per_arm


def drawn(chart: alt.LayerChart) -> list[dict[str, Any]]:
    (rows,) = chart.to_dict()["datasets"].values()
    return list(rows)


def test_splits_never_detect_where_the_floor_lies_above_the_level() -> None:
    explorer = figures.split_differences()
    for among, total in (("All 11", 11), ("HD, 6 people", 6), ("LD, 5 people", 5)):
        rows = explorer.rows({"among": among, "wanted": 80, "alpha": 5}).set_index(["older", "measure"])
        for older in range(1, min(6, total)):
            floor = floors([(older, total - older)], methods=["exact"])["floor"].item()
            found = rows.loc[(older, MEASURES[0])]
            assert (found["words"] == "never") == (floor > 0.05)


def test_a_split_shows_the_detectable_difference() -> None:
    rows = figures.split_differences().rows({"among": "All 11", "wanted": 80, "alpha": 5})
    shift = detectable((3, 8), draws=10_000).shift
    assert not isinf(shift)
    row = rows[(rows["older"] == 3) & (rows["measure"] == MEASURES[0])]
    assert row["difference"].item() == pytest.approx(shift, abs=0.006)


def test_splits_offered_add_up_to_the_cohort_or_an_arm() -> None:
    assert {older + younger for older, younger in PAIRS} == {11, 6, 5}
    assert len(set(PAIRS)) == len(PAIRS)


def test_power_curves_rise_from_the_level() -> None:
    explorer = figures.split_powers()
    for split in ("2 v 9", "5 v 6"):
        curve = explorer.rows({"split": split, "curve_alpha": 5})["power"]
        assert curve.is_monotonic_increasing
        assert curve.iloc[0] < 6
    assert (explorer.rows({"split": "3 v 3", "curve_alpha": 5})["power"] == 0).all()


def test_the_words_of_a_curve_are_rounded_once() -> None:
    rows = figures.split_powers().rows({"split": "2 v 9", "curve_alpha": 5})
    said = rows.loc[rows["words"] != "", "words"].item()
    assert said == f"1 SD: {100 * power((2, 9), 1.0, draws=DRAWS).power:.0f}%" == "1 SD: 15%"


def test_the_needed_number_is_that_of_the_formula() -> None:
    rows = figures.two_arm_sizes().rows({"effect": 50, "wanted_power": 90, "arm_level": 1})
    needed = rows[rows["kind"] == "needed"]
    assert needed["people"].item() == noether_per_arm(0.5, 0.9, alpha=0.01)
    assert needed["percent"].item() >= 90
    assert rows["wanted"].eq(90).all()


@pytest.mark.parametrize(
    "explorer", [figures.split_differences(), figures.split_powers(), figures.two_arm_sizes()]
)
def test_pages_are_small_traced_and_free_of_nan(explorer: figures.Explorer) -> None:
    rows = drawn(explorer.static())
    assert 0 < len(rows) < 1000
    assert all(row["trace"] for row in rows)
    assert all(value == value for row in rows for value in row.values())  # NaN differs from itself
