"""Many tests at once: a distribution of chance results, and floors that only some families survive."""

import pandas as pd
import pytest

from analysis import data, figures
from analysis.figures.design.many_tests import LOOKS, draw_floors
from analysis.inference import significant_by_chance, true_level
from analysis.reported import Family

CHANCE = figures.false_positives(
    data.Study.read(),
    {
        "all": Family((*[11] * 26, *[7] * 4, *[4] * 2), 7, "findings:y5-hgb"),
        "some": Family((11,) * 24, 3, "findings:y5-hgb"),
    },
)
PAIRS = {"11 pairs": 11, "7 pairs (women)": 7, "6 pairs (HD)": 6, "5 pairs (LD)": 5, "4 pairs (men)": 4}
FLOORS = figures.adjusted_floors(PAIRS)


def test_the_chance_columns_are_a_distribution() -> None:
    grid = CHANCE.grid()
    counts = grid[grid["kind"] == "count"]
    totals = counts.groupby(["chance_tests", "chance_pairs", "chance_correlation"])["probability"].sum()
    assert totals.to_numpy() == pytest.approx(1, abs=1e-3)
    expected = grid[(grid["kind"] == "expected") & (grid["chance_pairs"] == 3)]
    both = 3 * (26 * 86 / 2048 + 4 * 6 / 128)  # tests of four pairs have a level of 0
    assert set(expected["tests"].round(6)) == {round(both, 6), round(72 * 86 / 2048, 6)}


def test_the_chance_of_as_many_as_are_claimed_is_the_tail_of_the_distribution() -> None:
    rows = CHANCE.rows({"chance_tests": "some", "chance_pairs": 1, "chance_correlation": 30})
    tail = significant_by_chance([true_level(11)] * 24, correlation=0.3)[3:].sum()
    assert rows.loc[rows["kind"] == "claimed", "probability"].item() == pytest.approx(tail, rel=1e-3)


def test_a_test_of_one_sex_survives_in_a_smaller_family_or_never() -> None:
    grid = FLOORS.grid()
    one = grid[(grid["family_method"] == "holm") & (grid["tests"] == 1)].groupby("group")["adjusted"].max()
    assert one["7 pairs (women)"] == pytest.approx(2 / 2**7, rel=1e-3)
    assert one["4 pairs (men)"] == 0.125
    assert set(grid["group"]) - {""} == set(PAIRS)


def test_the_claims_bring_their_source() -> None:
    meta = CHANCE.static().to_dict()["usermeta"]
    assert meta["findings"] == ["y5-hgb"]
    assert meta["sources"] == ["summary2025"]


def test_a_family_beyond_the_columns_keeps_its_lines_on_the_axis() -> None:
    large = figures.false_positives(data.Study.read(), {"many": Family((11,) * 200, 30, "findings:y5-hgb")})
    rows = large.rows({"chance_tests": "many", "chance_pairs": 3, "chance_correlation": 0})
    x = large.draw(rows).to_dict()["layer"][1]["encoding"]["x"]
    assert rows["tests"].max() < x["scale"]["domain"][1]


def test_groups_are_told_apart_by_color_and_shape() -> None:
    points = draw_floors(FLOORS.grid()).to_dict()["layer"][3]["encoding"]
    for channel, looks in zip(("color", "shape"), zip(*LOOKS, strict=True), strict=True):
        scale = points[channel]["scale"]
        assert dict(zip(scale["domain"], scale["range"], strict=True)) == dict(zip(PAIRS, looks, strict=True))


def test_more_groups_than_looks_are_refused() -> None:
    with pytest.raises(ValueError, match="6 groups"):
        figures.adjusted_floors({f"{n} pairs": n for n in range(3, 9)})


def test_the_axis_reaches_the_floor_of_a_large_group() -> None:
    rows: pd.DataFrame = figures.adjusted_floors({"20 pairs": 20}).grid()
    low, _ = draw_floors(rows).to_dict()["layer"][2]["encoding"]["y"]["scale"]["domain"]
    assert low < rows["adjusted"].min() < 1e-5
