"""The values a design can give: against R, published tables of critical values and random data."""

from itertools import product
from math import comb
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.inference import attainable, detectable, floors, rank_sum, signed_rank, true_level

ORACLE = pd.read_csv(Path(__file__).parents[1] / "oracles" / "distributions.csv")

# Largest U with two-sided P <= 5%, n2 = 3 ... 20 down the rows from n1 = 5 to 8 (table of numeracy-bank.net).
CRITICAL_U = {
    5: [0, 1, 2, 3, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 17, 18, 19, 20],
    6: [1, 2, 3, 5, 6, 8, 10, 11, 13, 14, 16, 17, 19, 21, 22, 24, 25, 27],
    7: [1, 3, 5, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34],
    8: [2, 4, 6, 8, 10, 13, 15, 17, 19, 22, 24, 26, 29, 31, 34, 36, 38, 41],
}


@pytest.mark.parametrize(
    "design", list(dict.fromkeys(zip(ORACLE["n1"], ORACLE["n2"].fillna(0), strict=True)))
)
def test_distribution_agrees_with_r(design):
    # R: psignrank(s, n), dsignrank(s, n), pwilcox(s, n1, n2), dwilcox(s, n1, n2)
    n1, n2 = int(design[0]), int(design[1]) or None
    rows = ORACLE[(ORACLE["n1"] == n1) & (ORACLE["n2"].fillna(0) == (n2 or 0))]
    table = attainable(n1, n2).set_index("statistic")
    total = 2**n1 if n2 is None else comb(n1 + n2, n1)
    at = table.loc[rows["statistic"], "ways"].to_numpy() / total
    below = table["ways"].cumsum().loc[rows["statistic"]].to_numpy() / total
    np.testing.assert_allclose(at, rows["at"], rtol=1e-12)
    np.testing.assert_allclose(below, rows["below"], rtol=1e-12)


@pytest.mark.parametrize("n1", CRITICAL_U)
def test_published_critical_values_of_the_rank_sum(n1):
    found = []
    for n2 in range(3, 21):
        table = attainable(n1, n2)
        lower = table[table["statistic"] < n1 * n2 / 2]
        found.append(int(lower.loc[lower["pvalue"] <= 0.05, "statistic"].max()))
    assert found == CRITICAL_U[n1]


@pytest.mark.parametrize("method", ["exact", "normal", "normal-cc"])
def test_random_data_give_the_attainable_values_and_no_others(method):
    rng = np.random.default_rng(8)
    pairs, groups = (attainable(*n, method=method).set_index("statistic")["pvalue"] for n in [(4,), (3, 4)])
    seen_pairs, seen_groups = {}, {}
    for _ in range(400):
        d, x, y = rng.normal(size=4), rng.normal(size=3), rng.normal(size=4)
        r = signed_rank(d, method=method)
        seen_pairs[r.statistic] = r.pvalue
        r = rank_sum(x, y, method=method)
        seen_groups[r.statistic] = r.pvalue
    assert seen_pairs == pairs.to_dict()
    assert seen_groups == groups.to_dict()


@pytest.mark.parametrize("design", [(1,), (5,), (12,), (62,), (1, 1), (5, 6), (6, 5), (33, 33)])
def test_ways_add_up_exactly(design):
    table = attainable(*design)
    ways = [int(w) for w in table["ways"]]
    assert sum(ways) == (2 ** design[0] if len(design) == 1 else comb(sum(design), design[0]))
    assert ways == ways[::-1]
    assert table["statistic"].is_monotonic_increasing
    assert table["pvalue"].max() == 1


def test_floors_of_the_trial():
    # Minimum exact p as GraphPad's FAQ lists it (2 pairs .5, 3 .25, 4 .125, 5 .0625, 6 .03125).
    table = floors([2, 3, 4, 5, 6, (5, 6)])
    assert list(table.columns) == ["test", "n1", "n2", "method", "floor", "alpha_reachable"]
    assert len(table) == 18
    exact = table[table["method"] == "exact"]
    assert exact["floor"].tolist() == [0.5, 0.25, 0.125, 0.0625, 0.03125, 2 / 462]
    assert exact["alpha_reachable"].tolist() == [False, False, False, False, True, True]
    normal = table[(table["method"] == "normal") & (table["n1"] == 5)]
    assert normal["floor"].round(4).tolist() == [0.0431, 0.0062]
    assert table.loc[table["test"] == "signed-rank", "n2"].isna().all()


@pytest.mark.parametrize("method", ["exact", "normal", "normal-cc"])
@pytest.mark.parametrize("design", [(1,), (4,), (9,), (1, 1), (1, 3), (5, 6), (8, 3)])
def test_the_floor_is_the_smallest_attainable_value(design, method):
    value = floors([design[0] if len(design) == 1 else design], methods=[method])["floor"].item()
    assert value == pytest.approx(attainable(*design, method=method)["pvalue"].min(), rel=1e-13)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: attainable(0), "design 0"),
        (lambda: attainable(5, 0), "whole numbers from 1 up"),
        (lambda: attainable(2.5), "whole numbers from 1 up"),
        (lambda: attainable(63), "2\\*\\*63 arrangements"),
        (lambda: attainable(5, method="t"), "method is 't'"),
        (lambda: floors([(5, 6, 7)]), "design"),
        (lambda: floors([5], methods=["t"]), "methods is 't'"),
    ],
)
def test_errors_say_what_to_do(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("pairs", [4, 5, 6, 7, 11])
def test_the_true_level_by_counting_signs(pairs: int) -> None:
    # Every one of the 2^n signs: the share whose two-sided p is at most 0.05.
    total = pairs * (pairs + 1) // 2
    sums = [sum(rank for rank, up in enumerate(signs, 1) if up) for signs in product((0, 1), repeat=pairs)]
    tail = [sum(other <= min(value, total - value) for other in sums) for value in sums]
    assert true_level(pairs) == sum(2 * t <= 0.05 * 2**pairs for t in tail) / 2**pairs


def test_the_attained_level_of_eleven_pairs() -> None:
    assert detectable(11).attained == true_level(11) == 86 / 2048


def test_the_true_level_of_two_groups_is_the_largest_attainable_p_below() -> None:
    assert true_level((5, 6)) == attainable(5, 6)["pvalue"].iloc[3]
    assert attainable(5, 6)["pvalue"].iloc[4] > 0.05
    with pytest.raises(ValueError, match="nominal is 5"):
        true_level(11, 5)
