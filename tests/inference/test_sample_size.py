"""Power and sample sizes: closed forms of small designs, R, published sizes, and what a verdict weighs."""

from collections.abc import Callable
from math import inf, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from analysis.inference import (
    attainable,
    detectable,
    floors,
    noether_per_arm,
    noether_power,
    power,
    weight_of_no_difference,
)

ORACLE = pd.read_csv(Path(__file__).parents[1] / "oracles" / "two_arms.csv")
COMPUTE: dict[str, Callable[[Any], float]] = {
    "noether_power": lambda row: float(noether_power(row.a, row.b, alpha=row.c)[0]),
    "noether_per_arm": lambda row: noether_per_arm(row.a, row.b, alpha=row.c),
}


@pytest.mark.parametrize("shift", [0.0, 0.7, 1.5, 2.5])
def test_six_pairs_reject_only_when_all_agree(shift):
    # At alpha 0.05 six pairs reject only if all signs agree: power = Phi(shift)^6 + Phi(-shift)^6.
    result = power(6, shift)
    truth = norm.cdf(shift) ** 6 + norm.cdf(-shift) ** 6
    assert result.attained == 0.03125
    assert abs(result.power - truth) < 4.5 * np.sqrt(truth * (1 - truth) / result.draws)
    assert result.error == pytest.approx(np.sqrt(result.power * (1 - result.power) / result.draws))


def test_two_groups_of_four_at_their_floor():
    # At alpha 0.03 only complete separation rejects (2/70); P(min x > max y) by numerical integration.
    shift, grid = 1.8, np.linspace(-9, 12, 20001)
    density = 4 * norm.pdf(grid - shift) * norm.sf(grid - shift) ** 3
    above = np.trapezoid(density * norm.cdf(grid) ** 4, grid)
    mirrored = 4 * norm.pdf(grid) * norm.sf(grid) ** 3
    truth = above + np.trapezoid(mirrored * norm.cdf(grid - shift) ** 4, grid)
    result = power((4, 4), shift, alpha=0.03)
    assert result.attained == pytest.approx(2 / 70)
    assert abs(result.power - truth) < 4.5 * result.error


@pytest.mark.parametrize("design", [7, (5, 6), (3, 7)])
def test_power_without_a_shift_is_the_attained_level(design):
    result = power(design, 0.0, draws=40_000)
    levels = attainable(*np.atleast_1d(design).tolist())["pvalue"]
    assert result.attained == levels[levels <= 0.05].max()
    assert abs(result.power - result.attained) < 4.5 * np.sqrt(0.05 * 0.95 / 40_000)


def test_detectable_of_six_pairs():
    result = detectable(6, 0.8)
    truth = norm.ppf(0.8 ** (1 / 6))  # the mirrored tail is below 1e-6 there
    assert result.low < truth < result.high
    assert result.low < result.shift < result.high
    assert power(6, result.shift).power >= 0.8 > power(6, result.shift - 0.001).power


def test_common_random_numbers_make_power_monotone():
    curve = [power((5, 6), shift, draws=2000).power for shift in np.arange(0.4, 4.0, 0.05)]
    assert curve == sorted(curve)


def test_five_pairs_detect_nothing():
    result = detectable(5)
    assert (result.shift, result.low, result.high, result.attained) == (inf, inf, inf, 0)
    assert power(5, 50.0).power == 0
    assert result.sentence().startswith("No shift, however large, gives a power of 80%")
    assert detectable(5, alpha=0.1).shift < inf


def test_few_draws_and_a_high_power_still_end():
    assert 1 < detectable(6, 0.999, draws=20).high < inf


def test_seeds():
    assert power(8, 1.0, draws=500) == power(8, 1.0, draws=500)
    assert power(8, 1.0, draws=500).power != power(8, 1.0, draws=500, seed=2).power


def test_sentences():
    sentence = power(6, 1.5, draws=1000).sentence()
    assert "exact signed-rank test, 6 pairs, nominal level 5%, attained level 3.125%" in sentence
    assert sentence.endswith("1,000 simulated normal data sets, seed 1.")
    assert "exact rank-sum test, 5 v 6 subjects" in detectable((5, 6), draws=500).sentence()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: power(0, 1.0), "design 0"),
        (lambda: power(6, inf), "shift is inf"),
        (lambda: power(6, 1.0, alpha=5), "alpha is 5"),
        (lambda: power(6, 1.0, draws=0), "draws is 0"),
        (lambda: detectable(6, 80), "power is 80"),
        (lambda: detectable((5, 6, 7)), "design"),
    ],
)
def test_errors_say_what_to_do(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("formula", sorted(COMPUTE))
def test_planning_agrees_with_r(formula: str) -> None:
    # The R call stands in the `call` column; the script is tests/oracles/r/two_arms.R.
    rows = ORACLE[ORACLE["formula"] == formula]
    assert len(rows) >= 10
    computed = [COMPUTE[formula](row) for row in rows.itertuples()]
    np.testing.assert_allclose(computed, rows["result"], rtol=1e-8)


def test_every_formula_of_the_r_script_is_compared() -> None:
    assert set(ORACLE["formula"]) == {*COMPUTE, "smallest_margin"}  # the last in test_equivalence.py


@pytest.mark.parametrize(("people", "shift"), [(20, 0.5), (20, 1.0), (30, 0.5), (30, 0.8)])
def test_the_formula_is_near_the_simulated_exact_test(people: int, shift: float) -> None:
    (formula,) = noether_power(people, shift)
    assert formula == pytest.approx(power((people, people), shift, draws=5000).power, abs=0.05)


def test_the_number_agrees_with_the_documented_one() -> None:
    """R's statpsych: size.test.mann(.05, .90, .3) returns 44 in each group."""
    shift = sqrt(2) * norm.ppf(0.7)
    assert noether_per_arm(shift, 0.9) == noether_per_arm(-shift, 0.9) == 44


@pytest.mark.parametrize("shift", [0.1, 0.3, 0.5, 0.8, 1.0, 1.5])
@pytest.mark.parametrize("alpha", [0.01, 0.05])
def test_the_number_is_the_smallest_that_reaches_the_power(shift: float, alpha: float) -> None:
    needed = noether_per_arm(shift, 0.8, alpha=alpha)
    below, at = noether_power([needed - 1, needed], shift, alpha=alpha)
    assert below < 0.8 <= at


def test_people_fall_with_the_square_of_the_difference() -> None:
    assert noether_per_arm(0.1) / noether_per_arm(0.2) == pytest.approx(4, rel=0.02)


def test_a_certain_verdict_weighs_nothing() -> None:
    assert floors([(3, 3)], methods=["exact"])["floor"].item() > 0.05
    certain = power((3, 3), 5.0, draws=200)
    assert weight_of_no_difference(certain.power, certain.attained) == 1


def test_a_verdict_of_a_strong_study_weighs_more() -> None:
    assert weight_of_no_difference(0.95, 0.05) == 19
    assert weight_of_no_difference(0.5, 0.05) < weight_of_no_difference(0.8, 0.05)


@pytest.mark.parametrize("shift", [inf, float("nan")])
def test_a_shift_must_be_finite(shift: float) -> None:
    with pytest.raises(ValueError, match="finite number of SDs"):
        noether_power(10, shift)


def test_unusable_plans_are_refused() -> None:
    with pytest.raises(ValueError, match="difference of nothing"):
        noether_per_arm(0)
    with pytest.raises(ValueError, match="at least 1 subject in each group"):
        noether_power([0, 5], 1.0)
    with pytest.raises(ValueError, match="alpha"):
        noether_power(5, 1.0, alpha=1)
    with pytest.raises(ValueError, match="power"):
        noether_per_arm(1.0, 1.0)
    with pytest.raises(ValueError, match="power is below 1"):
        weight_of_no_difference(1.0, 0.05)
    with pytest.raises(ValueError, match="Both are chances"):
        weight_of_no_difference(0.5, 1.5)
