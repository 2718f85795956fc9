"""Equivalence against R and, for the margins of two groups, against statsmodels as the oracle."""

from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.weightstats import ttost_ind

from analysis.inference import Margin, equivalence, smallest_margin

ORACLES = Path(__file__).parents[1] / "oracles"
ORACLE = pd.read_csv(ORACLES / "models.csv", dtype=str, keep_default_na=False)
MARGINS = pd.read_csv(ORACLES / "two_arms.csv").query("formula == 'smallest_margin'")
RESULTS = {
    "equivalence_pairs": lambda x, y: equivalence(x, bounds=(-1.5, 1.5)),
    "equivalence": lambda x, y: equivalence(x, y, bounds=(-2, 2)),
}


def numbers(text: str) -> list[float]:
    return [float(word) for word in text.split()]


@pytest.mark.parametrize("case", RESULTS)
def test_results_agree_with_r(case):
    # The R call stands in the `call` column; the script is tests/oracles/r/models.R.
    rows = ORACLE[ORACLE["case"] == case]
    assert len(rows) >= 3
    for row in rows.itertuples():
        result = RESULTS[case](*(numbers(column) for column in (row.x, row.y)))
        assert getattr(result, row.quantity) == pytest.approx(float(row.value), rel=1e-7, abs=1e-9), row.call


def test_margins_of_two_groups_agree_with_r():
    # The R call stands in the `call` column; the script is tests/oracles/r/two_arms.R.
    assert len(MARGINS) >= 10
    found = [smallest_margin((int(row.a), int(row.b)), alpha=row.c).margin for row in MARGINS.itertuples()]
    np.testing.assert_allclose(found, MARGINS["result"], rtol=1e-8)


def test_equivalence_is_the_90_percent_interval_within_the_bounds():
    rng = np.random.default_rng(4)
    seen = set()
    for n, spread in product([5, 8], [0.3, 1.0]):
        for _ in range(20):
            for result in (
                equivalence(rng.normal(0, spread, n), bounds=(-0.6, 0.6)),
                equivalence(rng.normal(0, spread, n), rng.normal(0, 1, 6), bounds=(-0.9, 0.9)),
            ):
                inside = result.bounds[0] < result.low and result.high < result.bounds[1]
                assert (result.pvalue < 0.05) == inside
                seen.add(inside)
    assert seen == {True, False}


def test_equivalence_sentence():
    sentence = equivalence([1, 2, 3], [1, 2, 4.5], bounds=(-3, 3)).sentence()
    assert "Welch t; 3 v 3 subjects" in sentence
    assert sentence.endswith("(no smallest p: a t-test assumes normal data).")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: equivalence([5.3 - 4.1, 1.2], bounds=(-1, 1)), "do not vary"),
        (lambda: equivalence([1, 2], bounds=(1, -1)), "out of order"),
        (lambda: equivalence([1, 1], bounds=(-1, 1)), "do not vary"),
        (lambda: equivalence([1, 2], [3, np.nan], bounds=(-1, 1)), "y holds NaN"),
    ],
)
def test_errors_say_what_to_do(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize(("n", "estimate"), [(5, 0.0), (6, 0.3), (11, -0.2)])
def test_the_smallest_margin_is_where_the_paired_test_just_succeeds(n, estimate):
    margin = smallest_margin(n, estimate).margin
    values = np.arange(n, dtype=float)
    data = (values - values.mean()) / values.std(ddof=1) + estimate
    assert equivalence(data, bounds=(-margin, margin)).pvalue == pytest.approx(0.05)


@pytest.mark.parametrize("sizes", [(5, 6), (2, 9), (1, 10), (3, 3)])
def test_the_smallest_margin_of_two_groups_is_where_the_pooled_tests_just_succeed(sizes):
    """Oracle: the two one-sided tests of statsmodels, on groups whose pooled SD is 1."""
    margin = smallest_margin(sizes, 0.25).margin
    x, y = (np.arange(float(n)) - (n - 1) / 2 for n in sizes)
    pooled = np.sqrt((x @ x + y @ y) / (sum(sizes) - 2))
    pvalue, _, _ = ttost_ind(x / pooled + 0.25, y / pooled, -margin, margin, usevar="pooled")
    assert pvalue == pytest.approx(0.05)


@pytest.mark.parametrize("sizes", [(5, 6), (2, 9), (3, 8)])
def test_the_smallest_margin_takes_equal_spread_and_unequal_spread_asks_for_more(sizes):
    """Two groups of SD 1 each: Welch's test of the data does not yet succeed at the planned margin."""
    margin = smallest_margin(sizes).margin
    x, y = (np.arange(float(n)) for n in sizes)
    x, y = ((v - v.mean()) / v.std(ddof=1) for v in (x, y))
    assert equivalence(x, y, bounds=(-margin, margin)).pvalue > 0.05
    assert "equal spread in both groups" in smallest_margin(sizes).sentence()
    assert "equal spread" not in smallest_margin(sizes[0]).sentence()


@pytest.mark.parametrize("sizes", [(5, 6), (2, 9)])
def test_luck_alone_goes_beyond_the_smallest_margin_in_twice_the_level(sizes):
    """Brute force: two groups that do not differ stand farther apart than the margin in 10 % of samples."""
    rng = np.random.default_rng(11)
    x, y = (rng.normal(size=(200_000, n)) for n in sizes)
    pooled = np.sqrt((x.var(axis=1) * sizes[0] + y.var(axis=1) * sizes[1]) / (sum(sizes) - 2))
    away = np.abs(x.mean(axis=1) - y.mean(axis=1)) / pooled
    assert np.mean(away > smallest_margin(sizes).margin) == pytest.approx(0.10, abs=0.003)


def test_margins_by_the_table_of_t():
    found = [smallest_margin(design).margin for design in (5, 6, 11, (5, 6))]
    # From R: qt(.95, 4) / sqrt(5) and so on; for the arms qt(.95, 9) * sqrt(1 / 5 + 1 / 6).
    assert found == pytest.approx([0.9533909, 0.8226401, 0.5464776, 1.1100050], rel=1e-6)
    assert [smallest_margin(design).df for design in (11, (5, 6))] == [10, 9]
    assert smallest_margin(6, 0.5).margin == pytest.approx(0.5 + smallest_margin(6).margin)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: smallest_margin(1), "1 pair: a t-test needs"),
        (lambda: smallest_margin((1, 1)), "more than it has groups"),
        (lambda: smallest_margin((0, 5)), "not usable"),
        (lambda: smallest_margin(5, float("nan")), "finite"),
        (lambda: smallest_margin(5, alpha=0.5), "below 0.5"),
    ],
)
def test_unusable_designs_are_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_margin_says_what_cannot_be_supported():
    result = smallest_margin(5)
    assert isinstance(result, Margin)
    assert "no margin below 0.9534 SD" in result.sentence()
