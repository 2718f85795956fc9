"""Planning two groups: the formula against the exact test, published sizes, and what a verdict weighs."""

from collections.abc import Callable
from math import inf, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from analysis.inference import floors, power, smallest_margin
from analysis.inference.two_arms import noether_per_arm, noether_power, weight_of_no_difference

ORACLE = pd.read_csv(Path(__file__).parents[1] / "oracles" / "two_arms.csv")
COMPUTE: dict[str, Callable[[Any], float]] = {
    "noether_power": lambda row: float(noether_power(row.a, row.b, alpha=row.c)[0]),
    "noether_per_arm": lambda row: noether_per_arm(row.a, row.b, alpha=row.c),
    "smallest_margin": lambda row: smallest_margin((int(row.a), int(row.b)), alpha=row.c).margin,
}


@pytest.mark.parametrize("formula", sorted(COMPUTE))
def test_planning_agrees_with_r(formula: str) -> None:
    # The R call stands in the `call` column; the script is tests/oracles/r/two_arms.R.
    rows = ORACLE[ORACLE["formula"] == formula]
    assert len(rows) >= 10
    computed = [COMPUTE[formula](row) for row in rows.itertuples()]
    np.testing.assert_allclose(computed, rows["result"], rtol=1e-8)


def test_every_formula_of_the_r_script_is_compared() -> None:
    assert set(ORACLE["formula"]) == set(COMPUTE)


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
