"""Permutation tests of means: against R, Fisher's own example and brute force."""

from itertools import combinations, product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.inference import permutation_difference, sign_flip_mean

ORACLE = pd.read_csv(
    Path(__file__).parents[1] / "oracles" / "permutations.csv", dtype=str, keep_default_na=False
)
fixed = settings(derandomize=True, deadline=None, max_examples=80, database=None)
tenths = st.integers(-30, 30)


def numbers(text: str) -> list[float]:
    return [float(word) for word in text.split()]


@pytest.mark.parametrize("row", list(ORACLE.itertuples()), ids=lambda row: f"{row.Index}-{row.test}")
def test_agrees_with_r(row):
    # The R call stands in the `call` column; the script is tests/oracles/r/permutations.R.
    x, y = numbers(row.x), numbers(row.y)
    result = permutation_difference(x, y) if y else sign_flip_mean(x)
    assert result.pvalue == pytest.approx(float(row.pvalue), rel=1e-12)


def test_darwins_maize():
    # Fisher (1935), The Design of Experiments, section 21 (data also in R's HistData::ZeaMays): crossed minus
    # self-fertilized, in eighths of an inch. 863 of the 32,768 sign patterns sum to 314 or more; that count
    # is taken second-hand, as attributed to Fisher and to Ernst (2004), Statistical Science 19:676-685.
    eighths = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
    result = sign_flip_mean(np.array(eighths) / 8)
    assert result.pvalue == 1726 / 32768
    assert result.estimate == 314 / 8 / 15
    assert len(result.distribution) == 32768


@fixed
@given(st.lists(tenths, min_size=2, max_size=8), st.data())
def test_difference_is_the_brute_force_count(pooled, data):
    n1 = data.draw(st.integers(1, len(pooled) - 1))
    n, total = len(pooled), sum(pooled)
    scaled = [n * sum(group) - n1 * total for group in combinations(pooled, n1)]
    result = permutation_difference(np.array(pooled[:n1]) / 10, np.array(pooled[n1:]) / 10)
    assert result.pvalue == sum(abs(s) >= abs(scaled[0]) for s in scaled) / len(scaled)
    np.testing.assert_allclose(result.distribution, np.array(scaled) / (10 * n1 * (n - n1)), rtol=1e-14)


@fixed
@given(st.lists(tenths, min_size=1, max_size=8))
def test_sign_flips_are_the_brute_force_count(tens):
    sums = [
        sum(a * s for a, s in zip(tens, signs, strict=True)) for signs in product([1, -1], repeat=len(tens))
    ]
    result = sign_flip_mean(np.array(tens) / 10)
    assert result.pvalue == sum(abs(s) >= abs(sums[0]) for s in sums) / len(sums)
    assert sorted(result.distribution) == pytest.approx(sorted(np.array(sums) / 10 / len(tens)))


def test_five_against_six_has_462_relabelings():
    x, y = [705, 640, 812, 590, 760], [306, 280, 340, 299, 310, 325]
    result = permutation_difference(x, y)
    assert len(result.distribution) == 462
    assert result.distribution[0] == result.estimate == pytest.approx(np.mean(x) - np.mean(y))
    assert result.pvalue == result.floor == 1 / 462
    assert result.distribution.mean() == pytest.approx(0, abs=1e-12)
    assert result.sentence() == (
        "Difference in means, x - y, 391.4; permutation test over all 462 relabelings (5 v 6 subjects): "
        "two-sided p = 0.002165 (smallest possible without ties: 0.002165)."
    )


def test_equal_groups_have_twice_the_floor():
    result = permutation_difference([4, 5, 6.5], [1, 2, 3])
    assert result.pvalue == result.floor == 2 / 20


def test_decimals_tie_when_the_decimals_tie():
    # As floats 0.1 + 0.2 + 0.3 depends on the order; every relabeling below has the same two sums.
    result = permutation_difference([0.1, 0.2, 0.3], [0.3, 0.2, 0.1])
    assert (result.estimate, result.pvalue) == (0, 1)
    assert sign_flip_mean([0.1, 0.2, -0.3]).pvalue == 1
    assert sign_flip_mean([5.3 - 4.1, -1.2]).estimate == 0


def test_changes_of_decimals_tie():
    # Both changes are 1.2, as 5.3 - 4.1 and as 1.3 - 0.1.
    assert permutation_difference([5.3 - 4.1, 1.0], [1.3 - 0.1, 1.0]).pvalue == 1


def test_data_without_information():
    for result in (sign_flip_mean([0, 0]), permutation_difference([1, 1], [1])):
        assert (result.estimate, result.pvalue, result.floor) == (0, 1, 1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: permutation_difference(range(10), range(11)),
            "352,716 relabelings exceed the 200,000.*rank_sum",
        ),
        (lambda: sign_flip_mean(range(18)), "262,144 sign patterns exceed the 200,000"),
        (lambda: permutation_difference([], [1]), "x holds 0 value"),
        (lambda: permutation_difference([1], [np.nan]), "y holds NaN"),
        (lambda: sign_flip_mean([np.inf]), "infinity"),
    ],
)
def test_errors_say_what_to_do(call, message):
    with pytest.raises(ValueError, match=message):
        call()
