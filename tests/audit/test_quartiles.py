"""Sorted values in boxes: every spread found by drawing lies inside the ends, and the ends are reached."""

from itertools import combinations_with_replacement
from math import sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.audit.ages import oldest_needed
from analysis.audit.quartiles import Block, interquartile_range, interquartile_ranges, standard_deviations

BMI = [Block(2, 13, 18.5), Block(3, 18.5, 22.4), Block(1, 22.4, 22.4), Block(2, 22.4, 25), Block(3, 25, 40)]


def draws(blocks: list[Block], size: int = 4000) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    rng = np.random.default_rng(3)
    ends = rng.beta(0.3, 0.3, (size, sum(block.count for block in blocks)))  # many near the corners
    low = np.repeat([block.low for block in blocks], [block.count for block in blocks])
    high = np.repeat([block.high for block in blocks], [block.count for block in blocks])
    return np.sort(low + ends * (high - low), axis=1)


def test_drawn_spreads_lie_inside_the_ends() -> None:
    values = draws(BMI)
    low, high = standard_deviations(BMI) or (0, 0)
    spread = values.std(axis=1, ddof=1)
    assert low <= spread.min()
    assert spread.max() <= high
    for rule in ("SPSS", "R"):
        least, most = interquartile_ranges(BMI, rule)
        ranges = [interquartile_range(row.tolist(), rule) for row in values[:500]]
        assert least - 1e-9 <= min(ranges)
        assert max(ranges) <= most + 1e-9


def test_a_mean_narrows_the_ends_and_is_kept() -> None:
    values = draws(BMI, 60_000)
    near = values[np.abs(values.mean(axis=1) - 23) < 0.05]
    low, high = standard_deviations(BMI, mean=(22.95, 23.05)) or (0, 0)
    free = standard_deviations(BMI) or (0, 0)
    assert len(near) > 200
    spread = near.std(axis=1, ddof=1)
    assert free[0] <= low <= spread.min()
    assert spread.max() <= high <= free[1]
    assert standard_deviations(BMI, mean=(40, 41)) is None


def test_one_box_has_the_known_extreme() -> None:
    """Popoviciu for the SD: half at each end; with a mean, the two-point bound of Bhatia and Davis."""
    _, high = standard_deviations([Block(10, 0, 2)]) or (0, 0)
    assert high == pytest.approx(sqrt(10 / 9))
    low, high = standard_deviations([Block(4, 0, 4)], mean=(1, 1)) or (0, 0)
    assert low == 0
    assert high == pytest.approx(2)  # 0, 0, 0, 4


def test_quartiles_follow_the_two_rules_at_eleven_values() -> None:
    values = [float(v) for v in (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)]
    assert interquartile_range(values, "SPSS") == 256 - 4
    assert interquartile_range(values, "R") == (128 + 256) / 2 - (4 + 8) / 2
    with pytest.raises(ValueError, match="rule"):
        interquartile_range(values, "Tukey")  # type: ignore[arg-type]


def test_quartiles_are_those_of_r() -> None:
    # The script is tests/oracles/r/quartiles.R.
    oracle = pd.read_csv(Path(__file__).parents[1] / "oracles" / "quartiles.csv")
    for row in oracle.to_dict("records"):
        values = [float(text) for text in row["values"].split()]
        assert interquartile_range(values, row["rule"]) == pytest.approx(row["value"])


def test_a_block_with_limits_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="impossible"):
        Block(3, 5, 4)


def age(older: int) -> int | None:
    return oldest_needed(mean="55", spread="13", median="56", n=11, older=older, limit=60)


def test_fewer_older_subjects_need_an_older_one() -> None:
    assert [age(k) for k in range(6)] == [None, 93, 80, 75, 71, 70]


def widest_of_a_grid(older: int, oldest: float) -> float:
    """The largest SD of ages on a grid with mean and median as printed."""
    low = combinations_with_replacement((*np.linspace(23, 55.5, 14), 56.5), 5)
    below = [values for values in low if max(values) <= 56.5]
    above = list(combinations_with_replacement((56.5, 60), 5 - older))
    eldest = list(combinations_with_replacement((60, oldest), older))
    ages = np.array([(*x, 56.5, *y, *z) for x in below for y in above for z in eldest])
    fits = np.abs(ages.mean(axis=1) - 60) <= 0.5
    return float(ages[fits].std(axis=1, ddof=1).max())


@pytest.mark.parametrize(("older", "oldest"), [(2, 80), (3, 75), (4, 71)])
def test_ages_with_the_oldest_needed_exist_and_with_a_younger_one_do_not(older: int, oldest: int) -> None:
    assert widest_of_a_grid(older, oldest + 1) >= 12.5
    assert widest_of_a_grid(older, oldest - 1) < 12.5


def test_an_unusable_question_about_ages_is_refused() -> None:
    with pytest.raises(ValueError, match="odd n"):
        age(6)
