"""The bounds for ordered values: never violated, and attained by values on two levels."""

import numpy as np
import pytest

from analysis.audit.two_samples.bounds import forced_pairs, highest_threshold, lowest_threshold
from analysis.audit.two_samples.moments import Moments
from analysis.reported import Summary


def exactly(values):
    """The moments of values, without rounding."""
    q = float(np.square(values - values.mean()).sum())
    return Moments(len(values), (values.mean(), values.mean()), (q, q), (-1e6, 1e6))


@pytest.mark.parametrize("n", [3, 4, 6, 9])
def test_no_data_go_beyond_the_bounds(n):
    rng = np.random.default_rng(n)
    for _ in range(300):
        values = np.sort(rng.standard_t(2, n))
        for k in range(n):
            assert values[k] <= highest_threshold(exactly(values), k) + 1e-9
            assert values[n - 1 - k] >= lowest_threshold(exactly(values), k) - 1e-9


@pytest.mark.parametrize("n", [3, 5, 8])
def test_two_levels_attain_each_bound(n):
    for k in range(1, n):
        values = np.array([0.0] * k + [1.0] * (n - k))
        assert highest_threshold(exactly(values), k) == pytest.approx(1.0)
    values = np.array([0.0] * (n - 1) + [1.0])
    assert highest_threshold(exactly(values), 0) == pytest.approx(0.0)


def test_samuelson_at_month_6():
    # Worked by hand: 705 - 160 x 5 / sqrt(6) = 378.4 and 306 + 36 x 4 / sqrt(5) = 370.4 before rounding.
    q = [5 * 160.0**2, 4 * 36.0**2]
    high = Moments(6, (705.0, 705.0), (q[0], q[0]), (0.0, 2000.0))
    low = Moments(5, (306.0, 306.0), (q[1], q[1]), (0.0, 2000.0))
    assert lowest_threshold(high, 5) == pytest.approx(378.4, abs=0.05)
    assert highest_threshold(low, 4) == pytest.approx(370.4, abs=0.05)


def test_forced_pairs_hold_in_all_data():
    rng = np.random.default_rng(3)
    forced = 0
    for _ in range(500):
        x, y = np.sort(rng.normal(0, 1, 4)), np.sort(rng.normal(3, 1, 5))
        rows = forced_pairs(exactly(x), exactly(y))
        higher = (x[:, np.newaxis] < y).sum(axis=1)
        assert np.all(rows <= higher)
        assert np.all(np.diff(rows) <= 0)
        forced += rows.sum()
    assert forced > 500


def test_separated_groups_force_every_pair():
    high = Moments.printed(Summary("705", "160", 6), spread_is="sd")
    low = Moments.printed(Summary("306", "36", 5), spread_is="sd")
    assert forced_pairs(low, high).tolist() == [6] * 5
    assert forced_pairs(high, low).tolist() == [0] * 6
