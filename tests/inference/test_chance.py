"""Many tests at once, rare events: against simulation, definitions and other routes to the same number."""

from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom, multivariate_normal, norm

from analysis.inference import adjust, detectable
from analysis.inference.chance import significant_by_chance, smallest_adjusted, true_level
from analysis.inference.rare import chance_of_none, chance_of_one, people_to_see_one

ORACLE = pd.read_csv(Path(__file__).parents[1] / "oracles" / "chance.csv").set_index("kind")


def test_r_integrates_to_the_same_chances() -> None:
    # The script is tests/oracles/r/chance.R.
    for row in ORACLE.loc["at least k of m"].to_dict("records"):
        shares = significant_by_chance([row["level"]] * row["m"], correlation=row["correlation"])
        assert shares[row["k"] :].sum() == pytest.approx(row["value"], rel=1e-7)


def test_r_gives_the_same_rare_events() -> None:
    for row in ORACLE.loc["seen once"].to_dict("records"):
        assert chance_of_one(row["level"], row["m"]) == pytest.approx(row["value"], rel=1e-12)
    for row in ORACLE.loc["none"].to_dict("records"):
        assert chance_of_none(row["level"]) == pytest.approx(row["value"], rel=1e-12)


def test_independent_tests_are_binomial() -> None:
    shares = significant_by_chance([0.042] * 32)
    np.testing.assert_allclose(shares, binom.pmf(np.arange(33), 32, 0.042), atol=1e-12)


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.7, 0.95])
def test_the_expected_count_does_not_depend_on_the_correlation(correlation: float) -> None:
    shares = significant_by_chance([0.042] * 32, correlation=correlation)
    assert shares.sum() == pytest.approx(1)
    assert shares @ np.arange(33) == pytest.approx(32 * 0.042, rel=1e-6)


def test_two_correlated_tests_agree_with_the_bivariate_normal() -> None:
    cut = norm.isf(0.025)
    both = multivariate_normal([0, 0], [[1, 0.8], [0.8, 1]])
    joint = 2 * (both.cdf([-cut, -cut]) + norm.cdf(-cut) - both.cdf([-cut, cut]))
    assert significant_by_chance([0.05] * 2, correlation=0.8)[2] == pytest.approx(joint, rel=1e-5)


def test_correlation_spreads_the_count() -> None:
    independent, together = (significant_by_chance([0.042] * 32, correlation=rho) for rho in (0, 0.7))
    assert together[0] > independent[0]
    assert together[7:].sum() > 20 * independent[7:].sum()


def test_simulation_agrees() -> None:
    rng = np.random.default_rng(7)
    shared, own = rng.standard_normal((50_000, 1)), rng.standard_normal((50_000, 10))
    counts = (np.abs(np.sqrt(0.3) * shared + np.sqrt(0.7) * own) > norm.isf(0.025)).sum(axis=1)
    simulated = np.bincount(counts, minlength=11) / 50_000
    np.testing.assert_allclose(significant_by_chance([0.05] * 10, correlation=0.3), simulated, atol=0.007)


@pytest.mark.parametrize("correlation", [0.0, 0.3])
def test_levels_may_differ_from_test_to_test(correlation: float) -> None:
    # Simulated one by one; the test of four pairs has level 0 and never falls below.
    levels = [true_level(11)] * 6 + [true_level(7)] * 3 + [true_level(4)] * 2
    rng = np.random.default_rng(11)
    shared, own = rng.standard_normal((100_000, 1)), rng.standard_normal((100_000, 11))
    statistics = np.abs(np.sqrt(correlation) * shared + np.sqrt(1 - correlation) * own)
    counts = (statistics > norm.isf(np.array(levels) / 2)).sum(axis=1)
    shares = significant_by_chance(levels, correlation=correlation)
    np.testing.assert_allclose(shares, np.bincount(counts, minlength=12) / 100_000, atol=0.006)
    assert shares @ np.arange(12) == pytest.approx(sum(levels), rel=1e-6)
    assert shares[10:].tolist() == [0, 0]


@pytest.mark.parametrize("pairs", [4, 5, 6, 7, 11])
def test_the_true_level_by_counting_signs(pairs: int) -> None:
    # Every one of the 2^n signs: the share whose two-sided p is at most 0.05.
    total = pairs * (pairs + 1) // 2
    sums = [sum(rank for rank, up in enumerate(signs, 1) if up) for signs in product((0, 1), repeat=pairs)]
    tail = [sum(other <= min(value, total - value) for other in sums) for value in sums]
    assert true_level(pairs) == sum(2 * t <= 0.05 * 2**pairs for t in tail) / 2**pairs


@pytest.mark.parametrize(("levels", "correlation"), [([], 0), ([1.0], 0), ([-0.1], 0), ([0.05], 1)])
def test_impossible_families_are_refused(levels: list[float], correlation: float) -> None:
    with pytest.raises(ValueError, match="Pass 1 or more tests"):
        significant_by_chance(levels, correlation=correlation)


@pytest.mark.parametrize("method", ["holm", "bh"])
@pytest.mark.parametrize(("tests", "at_floor"), [(1, 1), (5, 1), (8, 3), (8, 8), (60, 12)])
def test_the_closed_form_is_the_adjustment(method: str, tests: int, at_floor: int) -> None:
    for floor in (2 / 2**11, 2 / 2**6, 2 / 2**5):
        known = adjust([floor] * at_floor + [1.0] * (tests - at_floor), method).min()  # type: ignore[arg-type]
        assert smallest_adjusted(floor, tests, at_floor=at_floor, method=method) == pytest.approx(known)  # type: ignore[arg-type]


def test_what_survives_at_eleven_six_and_five_pairs() -> None:
    def survives(pairs: int, tests: int, at_floor: int, method: str) -> bool:
        return smallest_adjusted(2 / 2**pairs, tests, at_floor=at_floor, method=method) <= 0.05  # type: ignore[arg-type]

    assert survives(11, 51, 1, "holm")
    assert not survives(11, 52, 1, "holm")
    assert survives(6, 1, 1, "holm")
    assert not survives(6, 2, 2, "holm")
    assert survives(6, 8, 5, "bh")
    assert not survives(6, 8, 4, "bh")
    assert not any(survives(5, m, m, "bh") for m in range(1, 100))


def test_a_floor_cannot_be_reached_by_more_tests_than_there_are() -> None:
    with pytest.raises(ValueError, match="cannot reach"):
        smallest_adjusted(0.03, 4, at_floor=5, method="holm")
    with pytest.raises(ValueError, match="method"):
        smallest_adjusted(0.03, 4, at_floor=1, method="bonferroni")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="between 0 and 1"):
        smallest_adjusted(1.5, 4, at_floor=1, method="holm")


def test_the_attained_level_of_eleven_pairs() -> None:
    assert detectable(11).attained == true_level(11) == 86 / 2048


@pytest.mark.parametrize("risk", [0.25, 0.1, 0.01, 0.001])
def test_the_people_it_takes_are_the_fewest(risk: float) -> None:
    n = people_to_see_one(risk)
    assert chance_of_one(risk, n) >= 0.95 > chance_of_one(risk, n - 1)
    assert n == pytest.approx(3 / risk, rel=0.1)  # the rule of three, turned around


def test_none_and_one_are_two_sides() -> None:
    assert chance_of_one(0.1, 11) == pytest.approx(1 - 0.9**11)
    assert chance_of_none(11 * 1e-4) == pytest.approx(1 - chance_of_one(1e-4, 11), rel=1e-4)
    assert chance_of_none(0) == 1


def test_impossible_risks_are_refused() -> None:
    with pytest.raises(ValueError, match="expected number"):
        chance_of_none(-1)
    with pytest.raises(ValueError, match="risk"):
        chance_of_one(1.0, 5)
    with pytest.raises(ValueError, match="people"):
        chance_of_one(0.5, 0)
    with pytest.raises(ValueError, match="chance"):
        people_to_see_one(0.5, chance=1)
