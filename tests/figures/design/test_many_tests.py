"""Many tests at once: a distribution of chance results, and floors that only some families survive."""

import pytest

from analysis import data, figures
from analysis.figures.design.designs import LEVEL
from analysis.figures.design.many_tests import SURVIVES, draw_floors
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
    assert set(grid["group"]) == set(PAIRS)


def test_the_claims_bring_their_source() -> None:
    meta = CHANCE.static().to_dict()["usermeta"]
    assert meta["findings"] == ["y5-hgb"]
    assert meta["sources"] == ["summary2025"]


def test_a_family_beyond_the_columns_keeps_its_lines_on_the_axis() -> None:
    large = figures.false_positives(data.Study.read(), {"many": Family((11,) * 200, 30, "findings:y5-hgb")})
    rows = large.rows({"chance_tests": "many", "chance_pairs": 3, "chance_correlation": 0})
    x = large.draw(rows).to_dict()["layer"][1]["encoding"]["x"]
    assert rows["tests"].max() < x["scale"]["domain"][1]


def test_a_mark_is_solid_where_a_test_can_survive() -> None:
    grid = FLOORS.grid()
    assert (grid["survives"] == SURVIVES[0]).tolist() == (grid["adjusted"] <= LEVEL).tolist()
    hollow, solid = draw_floors(grid).to_dict()["layer"]
    assert not hollow["mark"]["filled"]
    assert solid["mark"]["filled"]
    assert solid["encoding"]["y"]["sort"] == list(PAIRS)


@pytest.mark.parametrize(
    ("pairs", "method", "share", "title"),
    [
        (PAIRS, "holm", "half", "Holm: 11 pairs can survive among 51 tests, 2 groups never"),
        (PAIRS, "bh", "all", "Benjamini-Hochberg: 3 of 5 groups can survive among 100 tests, 2 never"),
        ({"6 pairs (HD)": 6}, "holm", "half", "Holm: 6 pairs can survive as the only test"),
        ({"5 pairs": 5}, "holm", "half", "Holm: no group can survive, even as the only test"),
    ],
)
def test_the_title_names_the_largest_family(
    pairs: dict[str, int], method: str, share: str, title: str
) -> None:
    explorer = figures.adjusted_floors(pairs)
    assert explorer.finding(explorer.rows({"family_method": method, "family_share": share})) == title


@pytest.mark.parametrize(("claimed", "words"), [(0, "none is"), (1, "1 is"), (3, "3 are")])
def test_the_title_sets_chance_beside_the_claims(claimed: int, words: str) -> None:
    explorer = figures.false_positives(
        data.Study.read(), {"it": Family((11,) * 24, claimed, "findings:y5-hgb")}
    )
    choice = {"chance_tests": "it", "chance_pairs": 2, "chance_correlation": 0}
    title = explorer.finding(explorer.rows(choice))
    assert title == f"By chance 2 of 48 tests would reach 0.05; {words} called significant"


def test_a_line_far_to_the_right_has_its_words_to_the_left() -> None:
    words = CHANCE.static().to_dict()["layer"][2]["mark"]
    assert "'right' : 'left'" in words["align"]["expr"]
