"""Regression to the mean of a group and after selection."""

import numpy as np
import pytest

from analysis.physiology import expected_regression, regression_after_selection


def test_the_whole_distance_falls_back_where_nothing_lies_between_people() -> None:
    assert expected_regression(436, 244, 0) == 244 - 436
    assert expected_regression(436, 244, 1) == 0
    assert expected_regression(200, 244, 0.5) == 22


def test_arrays_broadcast() -> None:
    grid = np.asarray(expected_regression([[300], [436]], 244, [0, 0.5, 1]))
    assert grid.tolist() == [[-56, -28, 0], [-192, -96, 0]]
    assert np.shape(regression_after_selection(0, 1, [0, 1, 2], [[0.2], [0.9]])) == (2, 3)


def test_selection_above_the_median_of_one_measurement() -> None:
    # A half-normal distribution has the mean √(2/π).
    assert regression_after_selection(0, 1, 0, 0) == pytest.approx(-np.sqrt(2 / np.pi))


def test_selection_is_the_regression_of_the_selected_mean() -> None:
    # The selected have the mean 100 + 15 · φ(1)/(1 - Φ(1)) = 122.877.
    selected = regression_after_selection(100, 15, 115, 0.6)
    assert selected == pytest.approx(expected_regression(122.877, 100, 0.6), abs=0.001)


def test_a_far_cutoff_stays_finite() -> None:
    # Far in the tail the selected all lie near the cutoff, and their distance from the mean shrinks by 1 - ρ.
    assert regression_after_selection(0, 1, 40, 0.5) == pytest.approx(-20.0125, abs=0.001)


def test_simulated_selection() -> None:
    generator = np.random.default_rng(20261122)
    people = generator.normal(244, 60 * np.sqrt(0.7), 400_000)
    first, second = people + generator.normal(0, 60 * np.sqrt(0.3), (2, 400_000))
    taken = first > 300
    assert (second - first)[taken].mean() == pytest.approx(
        regression_after_selection(244, 60, 300, 0.7), abs=0.4
    )


def test_errors_say_what_was_found() -> None:
    with pytest.raises(ValueError, match=r"the reliability is 1.2; it is a share, 0 to 1"):
        expected_regression(1, 0, 1.2)
    with pytest.raises(ValueError, match=r"the reliability is -0.1"):
        regression_after_selection(0, 1, 0, [0.5, -0.1])
    with pytest.raises(ValueError, match=r"the standard deviation is 0; it must be above 0"):
        regression_after_selection(0, 0, 0, 0.5)
