"""Many tests at once: against R, statsmodels and SciPy as oracles, simulation and other routes."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom, false_discovery_control, multivariate_normal, norm
from statsmodels.stats.multitest import multipletests

from analysis.inference import (
    adjust,
    adjust_many,
    in_family,
    significant_by_chance,
    smallest_adjusted,
    true_level,
)

pytestmark = pytest.mark.slow

ORACLES = Path(__file__).parents[1] / "oracles"
ADJUSTED = pd.read_csv(ORACLES / "models.csv", dtype=str, keep_default_na=False).query("case == 'adjust'")
ORACLE = pd.read_csv(ORACLES / "chance.csv").set_index("kind")
FAMILIES = [[0.01, 0.04, 0.03], [0.5, 0.5, 0.5], [1.0, 0.0, 0.02], [0.9, 0.02, 0.02], [0.3, 0.2, 0.1]]


def numbers(text: str) -> list[float]:
    return [float(word) for word in text.split()]


@pytest.mark.parametrize("method", ["holm", "bh"])
def test_adjustment_agrees_with_r(method):
    # p.adjust
    row = ADJUSTED[ADJUSTED["quantity"] == method].iloc[0]
    np.testing.assert_allclose(adjust(numbers(row["x"]), method), numbers(row["y"]), rtol=1e-12)


@pytest.mark.parametrize(("method", "oracle"), [("holm", "holm"), ("bh", "fdr_bh")])
def test_adjustment_agrees_with_statsmodels_and_scipy(method, oracle):
    """Oracles: multipletests of statsmodels; SciPy's false_discovery_control. Some p-values tie."""
    values = np.random.default_rng(12).uniform(size=(25, 7)).round(2)
    found = adjust_many(values, method)
    expected = [multipletests(family, method=oracle)[1] for family in values]
    np.testing.assert_allclose(found, expected, rtol=1e-12)
    if method == "bh":
        np.testing.assert_allclose(found, false_discovery_control(values, axis=1), rtol=1e-12)


@pytest.mark.parametrize("method", ["holm", "bh"])
def test_each_row_is_adjusted_alone(method: str) -> None:
    together = adjust_many(FAMILIES, method)
    for row, family in zip(together, FAMILIES, strict=True):
        np.testing.assert_allclose(row, adjust(family, method), atol=1e-12)


def test_what_is_no_pvalue_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        adjust_many([[0.2, 1.5]], "holm")
    with pytest.raises(ValueError, match="method"):
        adjust_many([[0.2, 0.5]], "by")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: adjust([0.1, 1.2], "holm"), "pvalues holds 1.2"),
        (lambda: adjust([0.1, np.nan], "holm"), "pvalues holds NaN"),
        (lambda: adjust([], "holm"), "holds 0 value"),
        (lambda: adjust([0.1], "sidak"), "method is 'sidak'"),
    ],
)
def test_errors_say_what_to_do(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("method", ["holm", "bh"])
def test_a_family_of_its_own_size_is_the_plain_adjustment(method):
    values = [0.02, 0.04, 0.02]
    np.testing.assert_allclose(in_family(values, 3, method), adjust(values, method), rtol=1e-14)


def test_holm_multiplies_by_the_whole_family():
    assert in_family([0.004], 10, "holm").tolist() == pytest.approx([0.04])
    assert in_family([0.02, 0.02, 0.04], 21, "holm").tolist() == pytest.approx([0.42, 0.42, 0.76])


def test_a_smaller_unknown_p_only_lowers_the_rate_of_benjamini_and_hochberg():
    cautious = in_family([0.02, 0.02, 0.04], 4, "bh")
    for other in (0.001, 0.03, 0.5):
        assert (adjust([0.02, 0.02, 0.04, other], "bh")[:3] <= cautious + 1e-15).all()


def test_a_family_smaller_than_its_members_is_refused():
    with pytest.raises(ValueError, match="size is 2, but 3"):
        in_family([0.1, 0.2, 0.3], 2, "bh")


def test_r_integrates_to_the_same_chances() -> None:
    # The script is tests/oracles/r/chance.R.
    for row in ORACLE.loc["at least k of m"].to_dict("records"):
        shares = significant_by_chance([row["level"]] * row["m"], correlation=row["correlation"])
        assert shares[row["k"] :].sum() == pytest.approx(row["value"], rel=1e-7)


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
