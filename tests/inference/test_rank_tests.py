"""Signed-rank and rank-sum tests against R, published values, brute force and their own symmetries."""

from itertools import combinations, product
from math import comb, isnan
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu, rankdata

from analysis.inference import attainable, rank_sum, rank_sum_many, signed_rank, signed_rank_many

ORACLE = pd.read_csv(
    Path(__file__).parents[1] / "oracles" / "rank_tests.csv", dtype=str, keep_default_na=False
)
fixed = settings(derandomize=True, deadline=None, max_examples=120, database=None)
small = st.lists(st.integers(-4, 4), min_size=1, max_size=8)
decimals = st.lists(st.integers(-60, 60).map(lambda i: i / 10), min_size=1, max_size=12)


def numbers(text: str) -> list[float]:
    return [float(word) for word in text.split()]


def brute_signed_rank(d: list[int], zeros: str) -> float:
    """Count sign patterns of the midranks of |d|, in doubled whole numbers."""
    kept = [v for v in d if v != 0] if zeros == "wilcox" else d
    ranks = [int(r) for v, r in zip(kept, 2 * rankdata(np.abs(kept)), strict=True) if v != 0]
    signs = [v > 0 for v in kept if v != 0]
    total = sum(ranks)
    observed = abs(2 * sum(r for r, up in zip(ranks, signs, strict=True) if up) - total)
    patterns = list(product([0, 1], repeat=len(ranks)))
    far = sum(
        abs(2 * sum(r for r, up in zip(ranks, p, strict=True) if up) - total) >= observed for p in patterns
    )
    return far / len(patterns)


def brute_rank_sum(x: list[int], y: list[int]) -> float:
    """Count regroupings of the pooled midranks, in doubled whole numbers."""
    ranks = [int(r) for r in 2 * rankdata(x + y)]
    n, n1, total = len(ranks), len(x), sum(ranks)
    observed = abs(n * sum(ranks[:n1]) - n1 * total)
    groups = list(combinations(ranks, n1))
    return sum(abs(n * sum(g) - n1 * total) >= observed for g in groups) / len(groups)


@pytest.mark.parametrize(
    "row", list(ORACLE.itertuples()), ids=lambda row: f"{row.Index}-{row.test}-{row.method}"
)
def test_agrees_with_r(row):
    # Every R call stands in the `call` column; the scripts are in tests/oracles/r/rank_tests.R.
    x, y = numbers(row.x), numbers(row.y)
    if row.test == "signed-rank":
        result = signed_rank(x, method=row.method, zeros=row.zeros)
    else:
        result = rank_sum(x, y, method=row.method)
    assert result.statistic == float(row.statistic), row.call
    expected = float(row.pvalue)
    if isnan(expected):
        assert isnan(result.pvalue), row.call
    else:
        assert result.pvalue == pytest.approx(expected, rel=1e-12), row.call


def test_the_oracle_covers_what_it_should():
    exact = ORACLE[ORACLE["method"] == "exact"]
    assert len(exact) >= 90
    assert set(ORACLE["zeros"]) == {"", "wilcox", "pratt"}
    assert set(ORACLE["call"].str.split("::").str[0]) == {"stats", "coin", "exactRankTests"}


def test_rotating_rats():
    # Bergmann, Ludbrook and Spooren (2000), The American Statistician 54:72-77; data and the two p-values as
    # given on R's help page coin::rotarod: exact conditional 0.0373, asymptotic corrected for ties 0.0147.
    control = [300] * 12
    treatment = [22, 300, 75, 271, 300, 18, 300, 300, 163, 300, 300, 300]
    assert round(rank_sum(control, treatment).pvalue, 4) == 0.0373
    assert round(rank_sum(control, treatment, method="normal").pvalue, 4) == 0.0147


def test_serum_antigen():
    # Mehta and Patel (2001), StatXact-5 for Windows, Table 8.1, p. 181; two-sided p 0.0021 on p. 183, both as
    # given on R's help page exactRankTests::sal.
    pre = [149, 0, 0, 259, 106, 255, 0, 52, 340, 65, 180, 0, 84, 89, 212, 554, 500, 424, 112, 2600]
    post = [0, 51, 0, 385, 0, 235, 0, 0, 48, 65, 77, 0, 0, 0, 53, 150, 0, 165, 98, 0]
    result = signed_rank(np.subtract(pre, post))
    assert (result.statistic, result.n, result.n_total) == (124, 16, 20)
    assert round(result.pvalue, 6) == 0.002136


def test_depression_scale():
    # Hollander and Wolfe (1973), p. 29f. and 40, as in the examples of R's wilcox.test: W+ = 40 for x - y.
    x = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
    y = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
    result = signed_rank(np.subtract(x, y))
    assert (result.statistic, result.pvalue) == (40, 20 / 512)


def test_values_of_the_trial():
    # The 5 v 6 grid and the floors that the book's argument rests on, exact and normal.
    table = attainable(5, 6)
    assert [round(p, 4) for p in table["pvalue"][:6]] == [0.0043, 0.0087, 0.0173, 0.0303, 0.0519, 0.0823]
    normal = attainable(5, 6, method="normal")["pvalue"]
    assert [round(p, 4) for p in normal[:6]] == [0.0062, 0.0106, 0.0176, 0.0285, 0.0446, 0.0679]
    assert signed_rank([1, 2, 3, 4, 5, 6]).pvalue == 0.03125
    assert round(signed_rank([1, 2, 3, 4, 5, 6], method="normal").pvalue, 4) == 0.0277
    assert round(signed_rank([1, 2, 3, 4, 5, 6], method="normal-cc").pvalue, 4) == 0.0360


@fixed
@given(small, st.sampled_from(["wilcox", "pratt"]))
def test_signed_rank_is_the_brute_force_count(d, zeros):
    assert signed_rank(d, zeros=zeros).pvalue == pytest.approx(brute_signed_rank(d, zeros), rel=1e-15)


@fixed
@given(st.lists(st.integers(0, 4), min_size=2, max_size=8), st.data())
def test_rank_sum_is_the_brute_force_count(pooled, data):
    n1 = data.draw(st.integers(1, len(pooled) - 1))
    result = rank_sum(pooled[:n1], pooled[n1:])
    assert result.pvalue == pytest.approx(brute_rank_sum(pooled[:n1], pooled[n1:]), rel=1e-15)
    pairs = [(a > b) + (a == b) / 2 for a in pooled[:n1] for b in pooled[n1:]]
    assert result.statistic == sum(pairs)


@fixed
@given(decimals, st.sampled_from(["exact", "normal", "normal-cc"]), st.sampled_from(["wilcox", "pratt"]))
def test_signed_rank_is_symmetric(d, method, zeros):
    up = signed_rank(d, method=method, zeros=zeros)
    down = signed_rank([-v for v in d], method=method, zeros=zeros)
    np.testing.assert_equal(up.pvalue, down.pvalue)
    np.testing.assert_allclose(up.effect, -down.effect, atol=1e-15)


@fixed
@given(decimals, decimals, st.sampled_from(["exact", "normal", "normal-cc"]))
def test_rank_sum_is_symmetric(x, y, method):
    forth, back = rank_sum(x, y, method=method), rank_sum(y, x, method=method)
    np.testing.assert_allclose(forth.pvalue, back.pvalue, rtol=1e-13)
    assert forth.statistic == len(x) * len(y) - back.statistic


@fixed
@given(decimals, decimals)
def test_rank_sum_ignores_increasing_transforms(x, y):
    plain, moved = rank_sum(x, y), rank_sum(np.exp(x), np.exp(y))
    assert (plain.statistic, plain.pvalue) == (moved.statistic, moved.pvalue)


@fixed
@given(decimals, st.sampled_from(["wilcox", "pratt"]))
def test_signed_rank_ignores_odd_increasing_transforms(d, zeros):
    plain, moved = signed_rank(d, zeros=zeros), signed_rank(np.sinh(d), zeros=zeros)
    assert (plain.statistic, plain.pvalue) == (moved.statistic, moved.pvalue)


@fixed
@given(
    st.data(), st.sampled_from(["exact", "normal", "normal-cc"]), st.sampled_from([1.0, 0.1, 1e-200, 1e200])
)
def test_many_are_the_single_calls(data, method, unit):
    n1, n2, k = (data.draw(st.integers(1, high)) for high in (6, 6, 8))
    cells = st.integers(-30, 30) | st.floats(-30, 30).map(lambda v: round(v, 3))
    rows = st.lists(st.lists(cells, min_size=n1 + n2, max_size=n1 + n2), min_size=k, max_size=k)
    values = np.array(data.draw(rows), dtype=float) * unit
    x, y = values[:, :n1], values[:, n1:]
    many = rank_sum_many(x, y, method=method)
    single = [rank_sum(a, b, method=method) for a, b in zip(x, y, strict=True)]
    np.testing.assert_array_equal(many.statistic, [r.statistic for r in single])
    np.testing.assert_array_equal(many.pvalue, [r.pvalue for r in single])
    for zeros in ("wilcox", "pratt"):
        many = signed_rank_many(values, method=method, zeros=zeros)
        single = [signed_rank(row, method=method, zeros=zeros) for row in values]
        np.testing.assert_array_equal(many.statistic, [r.statistic for r in single])
        np.testing.assert_array_equal(many.pvalue, [r.pvalue for r in single])


@pytest.mark.parametrize("method", ["exact", "normal", "normal-cc"])
def test_data_without_information(method):
    pairs, groups = signed_rank([0, 0, 0], method=method), rank_sum([2, 2], [2, 2, 2], method=method)
    for result in (pairs, groups):
        assert result.effect == 0
        assert not result.informative
        assert "correlation is 0 by convention" in result.sentence()
        assert result.floor == 1
        assert result.pvalue == 1 if method == "exact" else isnan(result.pvalue)
        assert "no information" in result.sentence()
        assert ("p is 1." if method == "exact" else "p is not defined.") in result.sentence()
    assert (pairs.n, pairs.n_total) == (0, 3)
    expected = [1.0, 0.25] if method == "exact" else [np.nan, signed_rank([1, 2, 3], method=method).pvalue]
    np.testing.assert_array_equal(signed_rank_many([[0, 0, 0], [1, 2, 3]], method=method).pvalue, expected)


def test_zero_differences():
    d = [0, 0, 1, -2, 3, 3, 4, -1, 5]
    dropped, pratt = signed_rank(d), signed_rank(d, zeros="pratt")
    # R: coin::wilcoxsign_test(d ~ rep(0, 9), distribution = "exact"), zero.method "Wilcoxon" and "Pratt"
    assert (dropped.statistic, dropped.pvalue) == (23.5, 0.140625)
    assert (pratt.statistic, pratt.pvalue) == (33.5, 0.15625)
    assert (dropped.n, dropped.n_total, dropped.floor) == (7, 9, 2 / 2**7)
    assert "7 pairs, 2 zero differences dropped" in dropped.sentence()


def test_ties_can_reach_below_the_floor():
    result = rank_sum([1, 1, 1], [1, 1, 2])
    assert result.floor == 2 / comb(6, 3)
    tied = rank_sum([5, 5], [1, 1, 1, 1, 1])
    assert tied.pvalue == 1 / comb(7, 2) < tied.floor == 2 / comb(7, 2)
    assert "without ties" in tied.sentence()


def test_sentences_end_with_p_and_its_floor():
    assert signed_rank([1, 2, -0.5, 4, 5, 6]).sentence() == (
        "Matched-pairs rank-biserial correlation 0.9048; Wilcoxon signed-rank test (exact; 6 pairs): "
        "W+ = 20, two-sided p = 0.0625 (smallest possible without ties: 0.03125)."
    )
    assert rank_sum([7, 8, 9], [1, 2, 7.5], method="normal").sentence() == (
        "Rank-biserial correlation 0.7778; Wilcoxon rank-sum test (normal approximation without continuity "
        "correction; 3 v 3 subjects): U = 8, two-sided p = 0.1266 (smallest possible without ties: 0.04953)."
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: signed_rank([]), "holds 0 value"),
        (lambda: rank_sum([1.0], []), "y holds 0 value"),
        (lambda: signed_rank([1.0, np.nan]), "NaN or an infinity at index 1"),
        (lambda: rank_sum([np.inf], [1.0]), "x holds NaN or an infinity"),
        (lambda: signed_rank_many([[1.0, 2.0], [np.nan, 1.0]]), "at index 1, 0"),
        (lambda: signed_rank_many([1.0, 2.0]), "dimension"),
        (lambda: rank_sum_many([[1.0]], [[1.0], [2.0]]), "1 rows and y has 2"),
        (lambda: signed_rank([1.0], method="exakt"), "method is 'exakt'"),
        (lambda: signed_rank([1.0], zeros="drop"), "zeros is 'drop'"),
        (lambda: signed_rank(range(1, 502)), "501 pairs exceed the 500.*normal"),
        (lambda: rank_sum(range(101), range(100)), "201 subjects exceed the 200.*normal"),
        (lambda: rank_sum_many([range(101)], [range(100)]), "201 subjects exceed the 200.*normal"),
    ],
)
def test_errors_say_what_to_do(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_large_designs_stay_exact():
    # At the stated limits the corrected normal approximation is close, so a wrong table could not hide.
    x, y = np.arange(100) + 0.5 + 8, np.arange(100)
    assert rank_sum(x, y).pvalue == pytest.approx(rank_sum(x, y, method="normal-cc").pvalue, rel=5e-3)
    d = np.where(np.arange(1, 501) % 9 < 5, 1, -1) * np.arange(1, 501)
    assert signed_rank(d).pvalue == pytest.approx(signed_rank(d, method="normal-cc").pvalue, rel=5e-3)


def test_the_normal_method_has_no_limit():
    # Against SciPy, at a size where fourth powers of n would overflow 64-bit whole numbers.
    rng = np.random.default_rng(9)
    x, y = rng.integers(0, 5000, 60_000), rng.integers(0, 5010, 60_000)
    expected = mannwhitneyu(x, y, method="asymptotic", use_continuity=False).pvalue
    assert rank_sum(x, y, method="normal").pvalue == pytest.approx(expected, rel=1e-9)


def test_dropped_zeros_can_bring_a_row_within_the_limit():
    d = np.zeros(600)
    d[:5] = [1, 2, 3, -4, 5]
    assert signed_rank_many([d]).pvalue[0] == signed_rank(d).pvalue == signed_rank([1, 2, 3, -4, 5]).pvalue
