"""Midranks of decimals, against SciPy's ranks and by the rule itself."""

import numpy as np
import pytest
from scipy.stats import rankdata

from analysis.inference import rank_sum, signed_rank
from analysis.inference.ranks import (
    decimal_exponents,
    decimal_keys,
    decimal_values,
    group_scores,
    signed_scores,
    vary,
)


def test_decimals_tie_when_the_decimals_tie():
    assert 5.3 - 4.1 != 1.2
    assert signed_rank([5.3 - 4.1, -1.2, 3.0]).statistic == 4.5
    assert signed_rank([0.1 + 0.2 - 0.3, 1.0, 2.0]).n == 2
    assert rank_sum([5.3 - 4.1, 4.0], [1.2, 0.7]).statistic == 3.5
    # Large numbers with small differences: 140.2 - 140.1 and 0.1 are the same tenth.
    assert signed_rank([140.2 - 140.1, -0.1, 0.3 - 0.1]).statistic == 4.5


def test_no_decimals_are_lost_at_the_stated_precision():
    assert rank_sum([1.000000001], [1.0]).statistic == 1
    assert rank_sum([1.0000000001], [1.0]).statistic == 0.5


def test_scores_are_twice_the_midranks_of_scipy():
    rng = np.random.default_rng(5)
    x, y = rng.integers(-4, 5, (50, 4)) / 10, rng.integers(-4, 5, (50, 3)) / 10
    scores, sums = group_scores(x, y)
    for row, (first, second) in enumerate(zip(x, y, strict=True)):
        ranks = 2 * rankdata(np.concatenate([first, second]).round(1))
        np.testing.assert_array_equal(scores[row], np.sort(ranks))
        assert sums[row] == ranks[:4].sum()
    scores, sums = signed_scores(x, "wilcox")
    for row, d in enumerate(x):
        kept = d[d != 0].round(1)
        ranks = 2 * rankdata(np.abs(kept))
        np.testing.assert_array_equal(scores[row], np.concatenate([np.zeros(4 - len(kept)), np.sort(ranks)]))
        assert sums[row] == ranks[kept > 0].sum()


@pytest.mark.parametrize("values", [[1.2, -0.03, 7.0], [1e-12, 3e-12], [0.0, 0.0], [123456.7, 0.1]])
def test_keys_come_back_as_the_decimals(values):
    array = np.array(values)
    back = decimal_values(decimal_keys(array), int(decimal_exponents(array)[0]))
    np.testing.assert_array_equal(back, array)


def test_values_of_two_groups_share_one_step():
    assert vary(np.array([1.0, 1.5]), np.array([1.0]))
    assert not vary(np.array([1e9, 1e9]), np.array([0.01, 0.02]))  # below the step of the large values
