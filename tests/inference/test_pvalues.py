"""Null distributions and p-values of sums of scores: published tables, whole numbers and SciPy."""

from math import comb

import numpy as np
import pytest
from scipy.stats import mannwhitneyu, rankdata, wilcoxon

from analysis.inference.pvalues import METHODS, floor, null_distribution, pvalues, two_sided

# Largest W+ with one-sided P <= 2.5%, n = 6, 7 ...: OEIS A226330 (after Mitic, The Mathematica Journal 6(3)).
CRITICAL_W = [0, 2, 3, 5, 8, 10, 13, 17, 21, 25, 29, 34, 40, 46, 52, 58, 65, 73, 81, 89, 98, 107, 116]
CRITICAL_W += [126, 137, 147, 159, 170, 182, 195, 208, 221, 235, 249, 264, 279, 294, 310, 327, 343]
CRITICAL_W += [361, 378, 396, 415, 434, 453, 473, 494, 514, 536, 557, 579, 602, 625, 648, 672, 697]


def test_published_critical_values_of_the_signed_rank():
    found = []
    for n in range(6, 6 + len(CRITICAL_W)):
        null = null_distribution(tuple(range(2, 2 * n + 1, 2)), None)
        found.append(int(np.flatnonzero(null.pvalues[: len(null.ways) // 2] <= 0.05)[-1]))
    assert found == CRITICAL_W


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


@pytest.mark.parametrize("corrected", [False, True])
def test_the_normal_method_is_that_of_scipy(corrected):
    """With ties, in both designs; SciPy corrects by the same half."""
    rng = np.random.default_rng(6)
    method = "normal-cc" if corrected else "normal"
    for _ in range(20):
        pooled = rng.integers(0, 6, 11).astype(float)
        pooled[:2] = 0, 5
        doubled = (2 * rankdata(pooled)).astype(int)
        scores = np.sort(doubled)[np.newaxis]
        found = pvalues(scores, np.array([doubled[:5].sum()]), 5, method)
        oracle = mannwhitneyu(pooled[:5], pooled[5:], method="asymptotic", use_continuity=corrected).pvalue
        assert found == pytest.approx(oracle, rel=1e-12)
        d = rng.choice([-4, -3, -2, -1, 1, 2, 3, 4, 5], 9)
        doubled = (2 * rankdata(np.abs(d))).astype(int)
        found = pvalues(np.sort(doubled)[np.newaxis], np.array([doubled[d > 0].sum()]), None, method)
        oracle = wilcoxon(d, method="asymptotic", correction=corrected).pvalue
        assert found == pytest.approx(oracle, rel=1e-12)


def test_rows_with_their_own_ties_get_their_own_distribution():
    scores = np.array([[2, 4, 6, 8], [3, 3, 6, 8], [2, 4, 6, 8]])
    observed = np.array([14, 14, 6])
    one_by_one = [
        pvalues(s[np.newaxis], o[np.newaxis], 2, "exact")[0] for s, o in zip(scores, observed, strict=True)
    ]
    np.testing.assert_array_equal(pvalues(scores, observed, 2, "exact"), one_by_one)


@pytest.mark.parametrize("method", METHODS)
def test_nothing_is_smaller_than_the_floor(method):
    assert floor(0, None, method) == 1
    assert floor(11, 5, "exact") == 2 / comb(11, 5)
    ranks = np.arange(2, 13, 2)[np.newaxis]
    sums = np.arange(0, 43, 2)
    assert pvalues(ranks, sums, None, method).min() == pytest.approx(floor(6, None, method), rel=1e-12)
