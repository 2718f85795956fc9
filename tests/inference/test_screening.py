"""The fast path gives the sums of the exact ranking, or leaves the row to it."""

import numpy as np

from analysis.inference import rank_sum_many, rank_tests, screening, signed_rank_many
from analysis.inference.ranks import group_scores, signed_scores
from analysis.inference.screening import screen_groups, screen_signed


def test_many_does_not_depend_on_the_block_size(monkeypatch):
    rng = np.random.default_rng(3)
    x, y = np.round(rng.normal(size=(500, 5)), 1), rng.normal(size=(500, 6))
    whole, pairs = rank_sum_many(x, y), signed_rank_many(x)
    monkeypatch.setattr(rank_tests, "_BLOCK", 64)
    monkeypatch.setattr(screening, "_BLOCK", 200)
    np.testing.assert_array_equal(whole, rank_sum_many(x, y))
    np.testing.assert_array_equal(pairs, signed_rank_many(x))


def test_nearly_tied_rows_are_ranked_and_not_guessed():
    # Gaps of 1e-7 of the scale lie below the clearance of the fast path but far above the decimal step.
    x, y = np.array([[1.0, 2.0], [1.0, 2.0]]), np.array([[1.0000001, 3.0], [0.9999999, 3.0]])
    np.testing.assert_array_equal(rank_sum_many(x, y).statistic, [1, 2])
    np.testing.assert_array_equal(signed_rank_many([[1.0, -1.0000001], [1.0000001, -1.0]]).statistic, [1, 2])


def test_no_data_sets_give_no_results():
    assert rank_sum_many(np.empty((0, 5)), np.empty((0, 6))).pvalue.shape == (0,)
    assert signed_rank_many(np.empty((0, 5))).statistic.shape == (0,)


def test_clear_rows_have_the_sums_of_the_exact_ranking():
    rng = np.random.default_rng(4)
    x, y = rng.normal(size=(300, 5)), rng.normal(size=(300, 6))
    y[:20, 0] = x[:20, 0]
    (groups,), (signed,) = screen_groups(x, y), screen_signed(y)
    assert groups.clear[:20].sum() == 0 < groups.clear[20:].sum()
    np.testing.assert_array_equal(groups.sums[groups.clear], group_scores(x, y)[1][groups.clear])
    np.testing.assert_array_equal(signed.sums[signed.clear], signed_scores(y, "wilcox")[1][signed.clear])


def test_values_beyond_single_precision_are_left_to_the_exact_ranking():
    (block,) = screen_signed(np.array([[1e200, -2e200]]))
    assert not block.clear.any()
