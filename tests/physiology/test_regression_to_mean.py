"""Regression to the mean of a group, and as far as luck alone can make it."""

from math import exp, log, log1p, sqrt

import numpy as np
import pytest

from analysis.physiology import change_by_luck, expected_regression, lucky_start


def test_the_whole_distance_falls_back_where_nothing_lies_between_people() -> None:
    assert expected_regression(436, 244, 0) == 244 - 436
    assert expected_regression(436, 244, 1) == 0
    assert expected_regression(200, 244, 0.5) == 22


def test_arrays_broadcast() -> None:
    grid = np.asarray(expected_regression([[300], [436]], 244, [0, 0.5, 1]))
    assert grid.tolist() == [[-56, -28, 0], [-192, -96, 0]]


def test_simulated_selection() -> None:
    generator = np.random.default_rng(20261122)
    people = generator.normal(244, 60 * np.sqrt(0.7), 400_000)
    first, second = people + generator.normal(0, 60 * np.sqrt(0.3), (2, 400_000))
    taken = first > 300
    expected = expected_regression(first[taken].mean(), 244, 0.7)
    assert (second - first)[taken].mean() == pytest.approx(expected, abs=0.4)


@pytest.mark.parametrize(("people", "log_sd", "rho"), [(6, 0.45, 0.65), (11, 0.4, 0.82), (3, 0.8, 0.3)])
def test_the_bound_on_luck_is_that_of_simulated_groups(people: int, log_sd: float, rho: float) -> None:
    """Brute force: of 200,000 groups, nobody selected, those near the bound are measured again."""
    generator = np.random.default_rng(20261127)
    between, within = log_sd * sqrt(rho), log_sd * sqrt(1 - rho)
    own = generator.normal(0, between, (200_000, people))
    first, second = (
        np.exp(np.log(np.exp(own + generator.normal(0, within, own.shape))).mean(axis=1)) for _ in range(2)
    )
    bound = lucky_start(people, log_sd, rho)
    assert np.mean(first > bound.start) == pytest.approx(0.025, abs=0.0015)
    near = np.abs(np.log(first / bound.start)) < 0.05 * log_sd
    assert np.count_nonzero(near) > 1000
    fell = np.exp(np.log(second[near]).mean())
    assert fell == pytest.approx(bound.again, rel=0.02)


def test_the_bound_holds_for_arithmetic_means_as_well() -> None:
    """Printed means may be arithmetic: with the variation of IL-6 the bound is nearly the same."""
    generator = np.random.default_rng(3)
    between, within = sqrt(log1p(0.375**2)), sqrt(log1p(0.27**2))
    log_sd, rho = sqrt(between**2 + within**2), between**2 / (between**2 + within**2)
    own = generator.normal(0, between, (200_000, 6))
    first, second = (np.exp(own + generator.normal(0, within, own.shape)).mean(axis=1) for _ in range(2))
    first, second = (means / exp(log_sd**2 / 2) for means in (first, second))
    bound = lucky_start(6, log_sd, rho)
    top = np.quantile(first, 0.975)
    assert top == pytest.approx(bound.start, rel=0.04)
    near = np.abs(first / top - 1) < 0.02
    assert second[near].mean() / first[near].mean() == pytest.approx(bound.again / bound.start, abs=0.02)


@pytest.mark.parametrize(("people", "log_sd", "rho"), [(6, 0.45, 0.65), (11, 0.4, 0.82), (3, 0.8, 0.3)])
def test_the_largest_fall_by_luck_is_that_of_simulated_groups(people: int, log_sd: float, rho: float) -> None:
    """Brute force: of 400,000 groups to which nothing happens, so many fall by more."""
    generator = np.random.default_rng(20261128)
    own = generator.normal(0, log_sd * sqrt(rho), (400_000, people))
    first, second = (
        (own + generator.normal(0, log_sd * sqrt(1 - rho), own.shape)).mean(axis=1) for _ in range(2)
    )
    fell = 100 * (np.exp(second - first) - 1)
    assert np.mean(fell < change_by_luck(people, log_sd, rho)) == pytest.approx(0.025, abs=0.001)
    assert np.mean(fell < change_by_luck(people, log_sd, rho, level=0.9)) == pytest.approx(0.1, abs=0.002)


def test_the_largest_fall_is_farther_than_the_one_expected_after_a_lucky_start() -> None:
    for rho in (0.1, 0.5, 0.9):
        assert change_by_luck(6, 0.45, rho) < lucky_start(6, 0.45, rho).fall_percent
    assert change_by_luck(6, 0.45, 1) == 0
    with pytest.raises(ValueError, match="the group has 0 people"):
        change_by_luck(0, 0.45, 0.5)


@pytest.mark.parametrize(
    ("cvs", "people", "rise", "fall"),
    [
        ((37.5, 39, 19.5), 11, 39, -17),
        ((37.5, 39, 19.5), 6, 56, -23),
        ((37.5, 15.5, 7.75), 11, 27, -4),
        ((37.5, 15.5, 7.75), 6, 38, -6),
    ],
)
def test_the_bound_by_hand(cvs: tuple[float, ...], people: int, rise: int, fall: int) -> None:
    """Worked on paper from three coefficients of variation: exp(1.96 σ/√n), and its power 1 - ρ."""
    between, *rest = (log1p((cv / 100) ** 2) for cv in cvs)
    variance = between + sum(rest)
    bound = lucky_start(people, sqrt(variance), between / variance)
    assert (round(bound.start_percent), round(bound.fall_percent)) == (rise, fall)


def test_luck_explains_nothing_where_nothing_is_noise_and_all_where_everything_is() -> None:
    assert lucky_start(6, 0.45, 1).fall_percent == 0
    assert lucky_start(6, 0.45, 0).again == pytest.approx(1)
    assert lucky_start(6, 0.45, 0.65, level=0.5).start == 1
    assert log(lucky_start(24, 0.45, 0.65).start) == pytest.approx(log(lucky_start(6, 0.45, 0.65).start) / 2)


def test_the_highest_of_several_markers_lies_higher() -> None:
    """Brute force: the highest mean of seven markers passes the bound at the seventh root in 2.5 %."""
    generator = np.random.default_rng(7)
    means = np.exp(generator.normal(0, 0.45 / sqrt(6), (200_000, 7))).max(axis=1)
    assert np.mean(means > lucky_start(6, 0.45, 0.65, level=0.975 ** (1 / 7)).start) == pytest.approx(
        0.025, abs=0.0015
    )


def test_a_bound_that_cannot_be_said_is_refused() -> None:
    with pytest.raises(ValueError, match="the group has 0 people"):
        lucky_start(0, 0.4, 0.5)
    with pytest.raises(ValueError, match="logarithms is -1"):
        lucky_start(6, -1, 0.5)
    with pytest.raises(ValueError, match=r"the level is 0.2"):
        lucky_start(6, 0.4, 0.5, level=0.2)
    with pytest.raises(ValueError, match=r"the reliability is 1.2"):
        lucky_start(6, 0.4, 1.2)


def test_errors_say_what_was_found() -> None:
    with pytest.raises(ValueError, match=r"the reliability is 1.2; it is a share, 0 to 1"):
        expected_regression(1, 0, 1.2)
    with pytest.raises(ValueError, match=r"the reliability is -0.1"):
        expected_regression(1, 0, [0.5, -0.1])
