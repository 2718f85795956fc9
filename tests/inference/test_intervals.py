"""Hodges-Lehmann intervals: against R, and their coverage by complete enumeration."""

from itertools import combinations, product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.inference import hodges_lehmann, signed_rank

ORACLE = pd.read_csv(
    Path(__file__).parents[1] / "oracles" / "intervals.csv", dtype=str, keep_default_na=False
)


def numbers(text: str) -> list[float]:
    return [float(word) for word in text.split()]


@pytest.mark.parametrize("row", list(ORACLE.itertuples()), ids=lambda row: str(row.Index))
def test_agrees_with_r(row):
    # The R call stands in the `call` column; the script is tests/oracles/r/intervals.R.
    y = numbers(row.y) or None
    result = hodges_lehmann(numbers(row.x), y, confidence=float(row.confidence))
    expected = [float(row.estimate), float(row.low), float(row.high)]
    np.testing.assert_allclose([result.estimate, result.low, result.high], expected, rtol=1e-9, atol=1e-12)


def test_equality_counts_where_r_goes_wider():
    # 2 P(W+ <= 1) = 4/64 = 1 - 0.9375 for 6 pairs: equality, so the second Walsh average is the limit. R asks
    # for the smallest q with P(W+ <= q) >= (1 - level) / 2 and takes the q-th: the first, one step wider.
    # wilcox.test(c(1, 2, 4, 8, 16, 32), conf.int = TRUE, conf.level = 0.9375) gives 1 to 32.
    d = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0]
    equal = hodges_lehmann(d, confidence=0.9375)
    assert (equal.low, equal.high, equal.attained) == (1.5, 24.0, 0.9375)
    widest = hodges_lehmann(d, confidence=0.96875)
    assert (widest.low, widest.high, widest.attained) == (1.0, 32.0, 0.96875)


def test_the_limits_step_where_the_level_does():
    # 4 v 4: 2 P(U <= 1) = 4/70, so the level changes between 94.2% and 94.3%.
    inner = hodges_lehmann([1, 2, 4, 8], [0.1, 0.3, 0.7, 1.5], confidence=0.942)
    outer = hodges_lehmann([1, 2, 4, 8], [0.1, 0.3, 0.7, 1.5], confidence=0.943)
    assert inner.attained == pytest.approx(1 - 4 / 70)
    assert outer.attained == pytest.approx(1 - 2 / 70)
    assert outer.low < inner.low < inner.high < outer.high


def test_a_decimal_confidence_means_that_decimal():
    # 3 v 3: 2 P(U <= 0) = 1/10. In binary 1 - 0.9 < 0.1, yet 0.9 is attained.
    result = hodges_lehmann([1, 2, 3], [4, 5, 7], confidence=0.9)
    assert result.attained == 0.9
    assert "90% asked for" in result.sentence()


@pytest.mark.parametrize("confidence", [0.3, 0.5, 0.75, 0.8, 0.9, 0.95, 0.99])
@pytest.mark.parametrize("n", [1, 2, 3, 5, 6, 8])
def test_coverage_of_pairs_is_the_attained_level(n, confidence):
    magnitudes = np.sqrt([2, 3, 5, 7, 11, 13, 17, 19])[:n]  # no two Walsh averages agree in size
    covered = []
    for signs in product([-1, 1], repeat=n):
        result = hodges_lehmann(magnitudes * signs, confidence=confidence)
        covered.append(result.low <= 0 <= result.high)
    assert np.mean(covered) == pytest.approx(result.attained)
    assert result.attained >= confidence or result.attained == 1 - 2 / 2**n


@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.9, 0.95, 0.99])
@pytest.mark.parametrize("sizes", [(1, 1), (1, 4), (2, 3), (3, 3), (5, 4), (3, 6)])
def test_coverage_of_groups_is_the_attained_level(sizes, confidence):
    pooled = np.sqrt([2, 3, 5, 7, 11, 13, 17, 19, 23])[: sum(sizes)]
    covered = []
    for members in combinations(range(len(pooled)), sizes[0]):
        result = hodges_lehmann(pooled[list(members)], np.delete(pooled, members), confidence=confidence)
        covered.append(result.low <= 0 <= result.high)
    assert np.mean(covered) == pytest.approx(result.attained)
    assert result.attained >= confidence or result.attained == pytest.approx(1 - 2 / len(covered))


@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.9, 0.95])
def test_ties_only_raise_the_coverage_of_groups(confidence):
    tied = [0, 0, 1, 1, 2, 3, 3]
    results = []
    for members in combinations(range(7), 3):
        result = hodges_lehmann(np.take(tied, members), np.delete(tied, members), confidence=confidence)
        results.append(result.low <= 0 <= result.high)
    assert np.mean(results) >= result.attained


@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.9])
def test_ties_only_raise_the_coverage_of_pairs(confidence):
    tied = np.array([1, 1, 2, 3, 3])
    pairs = [hodges_lehmann(tied * signs, confidence=confidence) for signs in product([-1, 1], repeat=5)]
    assert np.mean([pair.low <= 0 <= pair.high for pair in pairs]) >= pairs[0].attained


def test_zeros_are_dropped_as_the_test_drops_them():
    # wilcox.test(c(rep(0, 6), 1:6), conf.int = TRUE) drops the zeros before it computes either, and
    # wilcox.test(1:6, conf.int = TRUE) gives 3.5, 1 to 6 at 96.875%.
    d = [0.0] * 6 + [1, 2, 3, 4, 5, 6]
    result = hodges_lehmann(d)
    assert (result.estimate, result.low, result.high, result.attained) == (3.5, 1, 6, 0.96875)
    assert (result.sizes, result.dropped) == ((6,), 6)
    for sentence in (result.sentence(), signed_rank(d).sentence()):
        assert "6 pairs, 6 zero differences dropped" in sentence
    assert hodges_lehmann([0.1 + 0.2 - 0.3, 1.0, 2.0]).dropped == 1
    assert hodges_lehmann([0, 0, 1], [0, 2]).dropped == 0  # values of a group are no differences


@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.9])
@pytest.mark.parametrize("zeros", [0, 1, 4])
def test_interval_and_test_agree_on_zero(zeros, confidence):
    magnitudes = np.sqrt([2, 3, 5, 7, 11])
    for signs in product([-1, 1], repeat=5):
        d = np.concatenate([magnitudes * signs, np.zeros(zeros)])
        result = hodges_lehmann(d, confidence=confidence)
        excluded = not result.low <= 0 <= result.high
        assert excluded == (signed_rank(d).pvalue <= 1 - result.attained + 1e-12)


def test_nothing_but_zeros_bounds_nothing():
    result = hodges_lehmann([0, 0, 0])
    assert (result.estimate, result.low, result.high, result.attained) == (0, -np.inf, np.inf, 1)
    assert result.sentence() == (
        "Hodges-Lehmann pseudomedian 0: all differences are zero, so the data carry no information to bound "
        "it."
    )


def test_five_pairs_cannot_attain_95():
    result = hodges_lehmann([1.2, 0.4, 2.2, 0.9, 3.1])
    assert (result.low, result.high, result.asked, result.attained) == (0.4, 3.1, 0.95, 0.9375)
    assert result.sentence() == (
        "Hodges-Lehmann pseudomedian 1.55, exact 93.75% interval 0.4 to 3.1 (5 pairs; the widest there is: "
        "95% cannot be attained with this design)."
    )


def test_results_are_decimals():
    result = hodges_lehmann([5.3, 6.4, 7.7], [4.1, 5.3, 6.2], confidence=0.9)
    assert (result.estimate, result.low, result.high) == (1.2, -0.9, 3.6)
    assert hodges_lehmann([2e15, 3e15, 5e15], confidence=0.5).estimate == 3.25e15


def test_large_designs():
    rng = np.random.default_rng(2)
    result = hodges_lehmann(rng.normal(0.2, 1, 100), rng.normal(0, 1, 100))
    assert 0.95 <= result.attained < 0.951
    assert hodges_lehmann(rng.normal(size=70)).attained == pytest.approx(0.95, abs=1e-3)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hodges_lehmann([]), "x holds 0 value"),
        (lambda: hodges_lehmann([1.0], [np.nan]), "y holds NaN"),
        (lambda: hodges_lehmann([1.0], confidence=95), "confidence is 95"),
        (lambda: hodges_lehmann(range(1, 502)), "501 pairs"),
    ],
)
def test_errors_say_what_to_do(call, message):
    with pytest.raises(ValueError, match=message):
        call()
