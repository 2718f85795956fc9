"""The values a design can give: against R, published tables of critical values and random data."""

from math import comb
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.inference import attainable, floors, rank_sum, signed_rank
from analysis.inference.distributions import null_distribution, two_sided

ORACLE = pd.read_csv(Path(__file__).parents[1] / "oracles" / "distributions.csv")


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


# Largest W+ with one-sided P <= 2.5%, n = 6, 7 ...: OEIS A226330 (after Mitic, The Mathematica Journal 6(3)).
CRITICAL_W = [0, 2, 3, 5, 8, 10, 13, 17, 21, 25, 29, 34, 40, 46, 52, 58, 65, 73, 81, 89, 98, 107, 116]
CRITICAL_W += [126, 137, 147, 159, 170, 182, 195, 208, 221, 235, 249, 264, 279, 294, 310, 327, 343]
CRITICAL_W += [361, 378, 396, 415, 434, 453, 473, 494, 514, 536, 557, 579, 602, 625, 648, 672, 697]

# Largest U with two-sided P <= 5%, n2 = 3 ... 20 down the rows from n1 = 5 to 8 (table of numeracy-bank.net).
CRITICAL_U = {
    5: [0, 1, 2, 3, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 17, 18, 19, 20],
    6: [1, 2, 3, 5, 6, 8, 10, 11, 13, 14, 16, 17, 19, 21, 22, 24, 25, 27],
    7: [1, 3, 5, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34],
    8: [2, 4, 6, 8, 10, 13, 15, 17, 19, 22, 24, 26, 29, 31, 34, 36, 38, 41],
}


def test_published_critical_values_of_the_signed_rank():
    found = []
    for n in range(6, 6 + len(CRITICAL_W)):
        null = null_distribution(tuple(range(2, 2 * n + 1, 2)), None)
        found.append(int(np.flatnonzero(null.pvalues[: len(null.ways) // 2] <= 0.05)[-1]))
    assert found == CRITICAL_W


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


def test_floating_counts_continue_the_whole_ones():
    # 63 pairs no longer fit 64-bit integers; the same tail in Python's whole numbers is the reference.
    n = 70
    counts = [1]
    for rank in range(1, n + 1):
        counts = [a + b for a, b in zip(counts + [0] * rank, [0] * rank + counts, strict=True)]
    null = null_distribution(tuple(range(2, 2 * n + 1, 2)), None)
    for w in (0, 3, 400, 900, 1200):
        assert null.pvalues[w] == pytest.approx(2 * sum(counts[: w + 1]) / 2**n, rel=1e-12)


def test_two_sided_counts_both_tails_of_a_lopsided_distribution():
    np.testing.assert_array_equal(two_sided(np.array([1, 2, 5]), np.array([3, 1, 2])), [1 / 8, 1.0, 6 / 8])


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
