"""Components of a change: each alone, and all of them in a simulated group."""

from math import exp, log

import numpy as np
import pytest

from analysis.physiology import (
    lucky_start,
    million_cells_per_kg,
    regression_factor,
    shift_factor,
    storage_factor,
    storage_loss,
    storage_loss_for,
)


def test_nothing_falls_back_where_the_assay_reads_high_for_everybody() -> None:
    assert regression_factor(1, 0.1) == 0
    assert regression_factor(0.4, 1) == 0


def test_a_value_without_reliability_falls_back_all_the_way() -> None:
    assert exp(regression_factor(0.4, 0)) == pytest.approx(0.4)
    assert exp(regression_factor(0.64, 0.5)) == pytest.approx(0.8)


def test_a_group_at_the_bound_of_luck_regresses_as_the_bound_says() -> None:
    bound = lucky_start(6, 0.45, 0.65)
    assert 100 * (exp(regression_factor(1 / bound.start, 0.65)) - 1) == pytest.approx(bound.fall_percent)


def test_a_simulated_group_moves_by_the_product_of_its_components() -> None:
    """Values regress by half, a kit reads a fifth higher, and old tubes lost 5 % a year for five years."""
    rng = np.random.default_rng(5)
    own, noise = rng.normal(0, 0.3, 2_000_000), rng.normal(0, 0.3, (2, 2_000_000))
    first, second = own + noise
    chosen = np.abs(first - log(1 / 0.7)) < 0.02
    at_baseline = np.exp(first[chosen].mean()) * 0.95**5
    later = np.exp(second[chosen].mean()) * 1.2
    expected = regression_factor(0.7, 0.5) + shift_factor(20) + storage_factor(5, 5)
    assert log(later / at_baseline) == pytest.approx(expected, abs=0.01)


def test_loss_in_old_tubes_looks_like_a_rise() -> None:
    assert exp(storage_factor(20, 5)) == pytest.approx(1 / 0.8**5)
    assert storage_factor(0, 5) == storage_factor(10, 0) == 0


@pytest.mark.parametrize("ratio", [1, 1.5, 3, 4])
def test_the_loss_for_a_ratio_gives_the_ratio_back(ratio: float) -> None:
    found = storage_loss_for(ratio, years=5)
    assert found.times == ratio
    assert storage_loss(found.percent_per_year, years=5).times == pytest.approx(ratio)


def test_what_three_years_leave_is_what_the_new_tubes_are_divided_by() -> None:
    assert storage_loss(20, years=3).times == pytest.approx(1 / (0.8 * 0.8 * 0.8))


def test_shifts_multiply() -> None:
    assert shift_factor(25) == pytest.approx(-shift_factor(-20))


def test_twice_the_cells_in_twice_the_weight_are_the_same_dose() -> None:
    assert million_cells_per_kg(130, 100) == million_cells_per_kg(65, 50) == 1.3


def test_impossible_values_are_refused() -> None:
    with pytest.raises(ValueError, match="mean of healthy people is 0"):
        regression_factor(0, 0.5)
    with pytest.raises(ValueError, match="reliability"):
        regression_factor(0.5, 1.5)
    with pytest.raises(ValueError, match="what the shift leaves"):
        shift_factor(-100)
    with pytest.raises(ValueError, match="loss is 100"):
        storage_factor(100, 5)
    with pytest.raises(ValueError, match="over -1 years"):
        storage_factor(5, -1)
    with pytest.raises(ValueError, match=r"ratio is 0\.5"):
        storage_loss_for(0.5, years=5)
    with pytest.raises(ValueError, match="the weight is 0"):
        million_cells_per_kg(65, 0)
