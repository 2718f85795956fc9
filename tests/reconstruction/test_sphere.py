"""Groups with a printed mean and spread: exact, uniform, and above the minimum."""

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import beta, kstest

from analysis.reconstruction import group, on_log_sphere, on_sphere
from analysis.reported import Printed


def normals(n: int, size: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((n, size))


@pytest.mark.parametrize("n", [2, 3, 6, 11, 40])
def test_mean_and_sd_are_exact(n: int) -> None:
    rng = np.random.default_rng(n)
    mean, sd = rng.uniform(-50, 900, 500), rng.uniform(0.1, 300, 500)
    values = on_sphere(normals(n, 500), mean, sd)
    np.testing.assert_allclose(values.mean(axis=0), mean, rtol=0, atol=1e-9)
    np.testing.assert_allclose(values.std(axis=0, ddof=1), sd, rtol=0, atol=1e-9)


@pytest.mark.parametrize("n", [2, 3, 6, 11])
def test_mean_and_sd_are_exact_on_the_log_scale_and_values_are_positive(n: int) -> None:
    rng = np.random.default_rng(n)
    mean = rng.uniform(1, 10, 500)
    sd = mean * rng.uniform(0.01, 0.95 * math.sqrt(n), 500)
    values = on_log_sphere(normals(n, 500), mean, sd)
    assert values.min() >= 0
    np.testing.assert_allclose(values.mean(axis=0), mean, rtol=0, atol=1e-9)
    np.testing.assert_allclose(values.std(axis=0, ddof=1), sd, rtol=0, atol=1e-9)


def test_log_scale_keeps_the_direction_of_the_logarithms() -> None:
    drawn = normals(6, 200)
    logs = np.log(on_log_sphere(drawn, np.full(200, 5.0), np.full(200, 3.0)))
    unit = [columns - columns.mean(axis=0) for columns in (drawn, logs)]
    unit = [columns / np.sqrt(np.square(columns).sum(axis=0)) for columns in unit]
    np.testing.assert_allclose(unit[0], unit[1], atol=1e-8)


@pytest.mark.parametrize(("n", "spread_is"), [(5, "sd"), (6, "sem"), (9, "sd")])
def test_every_value_has_the_marginal_distribution_of_a_uniform_sphere(n: int, spread_is: str) -> None:
    """One coordinate of a uniform point on a sphere in n - 1 dimensions: its square is Beta(1/2, n/2 - 1)."""
    values = group("0.0", "1.0", n, spread_is=spread_is, size=20_000, seed=3, minimum=-math.inf)
    centered = values - values.mean(axis=1, keepdims=True)
    share = np.square(centered) / (np.square(centered).sum(axis=1, keepdims=True) * (n - 1) / n)
    for column in range(n):
        assert kstest(share[:, column], beta(0.5, n / 2 - 1).cdf).pvalue > 1e-3
        assert abs(np.mean(centered[:, column] > 0) - 0.5) < 0.02


def test_three_values_lie_uniformly_on_a_circle() -> None:
    values = group("10.0", "2.0", 3, spread_is="sd", size=20_000, seed=5, minimum=-math.inf)
    across = (values[:, 0] - values[:, 1]) / math.sqrt(2)
    along = (values[:, 0] + values[:, 1] - 2 * values[:, 2]) / math.sqrt(6)
    assert kstest(np.arctan2(across, along), "uniform", args=(-math.pi, 2 * math.pi)).pvalue > 1e-3


@pytest.mark.parametrize(("spread_is", "factor"), [("sd", 1.0), ("sem", math.sqrt(6))])
def test_groups_print_as_given_and_fill_the_printed_intervals(spread_is: str, factor: float) -> None:
    values = group("705", "160", 6, spread_is=spread_is, size=5_000, seed=1)
    means, spreads = values.mean(axis=1), values.std(axis=1, ddof=1) / factor
    assert np.all((means > 704.5 - 1e-9) & (means < 705.5 + 1e-9))
    assert np.all((spreads > 159.5 - 1e-9) & (spreads < 160.5 + 1e-9))
    assert all(Printed("705").holds(round(mean, 9)) for mean in means[:100])
    assert np.ptp(means) > 0.99
    assert np.ptp(spreads) > 0.99


def test_more_decimals_leave_less_room() -> None:
    assert np.ptp(group("0.02", "0.01", 4, spread_is="sd", size=2_000, seed=1).mean(axis=1)) > 0.005
    assert np.ptp(group("0.020", "0.010", 4, spread_is="sd", size=2_000, seed=1).mean(axis=1)) < 0.0011


def test_minimum_is_respected_and_only_drops_groups() -> None:
    """Groups above a minimum are exactly those of the unrestricted draw that happen to be above it."""
    free = group("74", "23", 6, spread_is="sem", size=40_000, seed=2, minimum=-math.inf)
    kept = group("74", "23", 6, spread_is="sem", size=5_000, seed=2)
    assert free.min() < 0 < kept.min()
    np.testing.assert_array_equal(kept, free[free.min(axis=1) >= 0][:5_000])


def test_same_seed_same_groups_and_a_longer_run_starts_with_the_shorter() -> None:
    short = group("306", "36", 5, spread_is="sem", size=10, seed=4)
    np.testing.assert_array_equal(short, group("306", "36", 5, spread_is="sem", size=30_000, seed=4)[:10])
    assert not np.array_equal(short, group("306", "36", 5, spread_is="sem", size=10, seed=5))


def test_two_groups_under_one_seed_are_independent() -> None:
    first = group("705", "160", 6, spread_is="sd", size=5_000, seed=1)
    second = group("306", "36", 6, spread_is="sd", size=5_000, seed=1)
    for column in range(6):
        assert abs(np.corrcoef(first[:, column], second[:, column])[0, 1]) < 0.06


def test_no_groups_have_the_right_shape() -> None:
    assert group("1", "1", 5, spread_is="sd", size=0, seed=0).shape == (0, 5)


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (("705", "160", 1), {}, "whole number from 2 up"),
        (("seven", "160", 6), {}, "not a printed number"),
        (("705", "160", 6), {"spread_is": "se"}, "spread_is is 'se'"),
        (("705", "160", 6), {"size": -1}, "size is -1"),
        (("705", "160", 6), {"seed": -3}, "seed is -3"),
        (("74", "100", 6), {"spread_is": "sem"}, "needs an SD of at least 243.7"),
        (("5", "1", 6), {"minimum": 6.0}, "Allow a lower minimum"),
    ],
)
def test_bad_input_is_refused_in_words(arguments: tuple, options: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        group(*arguments, **{"spread_is": "sd", "size": 1, "seed": 1} | options)


def test_the_largest_possible_spread_is_the_limit_of_one_value_far_out() -> None:
    """All values at the minimum but one: SD = sqrt(n) times the mean; just below it groups exist."""
    with pytest.raises(ValueError, match="have an SD below"):
        group("10.000", "24.600", 6, spread_is="sd", size=1, seed=1)
    values = group("10.0", "20.0", 6, spread_is="sd", size=50, seed=1)
    assert values.min() >= 0
    assert values.max(axis=1).min() > 40


def test_spheres_grow_with_the_spread() -> None:
    radii = [
        np.abs(group("500", str(spread), 6, spread_is="sd", size=500, seed=1) - 500).max()
        for spread in (10, 40, 160)
    ]
    assert all(small < large for small, large in pairwise(radii))
