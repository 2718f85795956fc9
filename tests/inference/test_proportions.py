"""Proportions and rare events, against R and known values."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from analysis.inference import chance_of_one, people_to_see_one, proportion

ORACLES = Path(__file__).parents[1] / "oracles"
ORACLE = pd.read_csv(ORACLES / "proportions.csv")
RARE = pd.read_csv(ORACLES / "chance.csv").query("kind == 'seen once'")


@pytest.mark.parametrize("method", ["clopper-pearson", "wilson", "jeffreys"])
@pytest.mark.parametrize("upper", [False, True])
def test_agrees_with_r(method, upper):
    # The R call stands in the `call` column; the script is tests/oracles/r/proportions.R.
    rows = ORACLE[(ORACLE["method"] == method) & (ORACLE["upper"] == upper)]
    assert len(rows) >= 70
    for row in rows.itertuples():
        result = proportion(row.events, row.n, confidence=row.confidence, method=method, upper=upper)
        np.testing.assert_allclose([result.low, result.high], [row.low, row.high], rtol=1e-9, atol=1e-12)
        assert 0 <= result.low <= result.estimate <= result.high <= 1


def test_no_events():
    # Closed form: the limits solve (1 - p)**n = tail; Hanley and Lippman-Hand (1983) approximate by 3/n.
    for n in (5, 6, 11):
        assert proportion(0, n).high == pytest.approx(1 - 0.025 ** (1 / n))
        assert proportion(0, n, upper=True).high == pytest.approx(1 - 0.05 ** (1 / n))
    assert [round(100 * proportion(0, n).high, 1) for n in (11, 5, 6)] == [28.5, 52.2, 45.9]
    assert [round(100 * proportion(0, n, upper=True).high, 1) for n in (11, 5, 6)] == [23.8, 45.1, 39.3]


@pytest.mark.parametrize("method", ["clopper-pearson", "wilson", "jeffreys"])
def test_ends_are_exact(method):
    for upper in (False, True):
        assert proportion(0, 11, method=method, upper=upper).low == 0
        assert proportion(11, 11, method=method, upper=upper).high == 1


@pytest.mark.parametrize("confidence", [0.8, 0.95])
def test_clopper_pearson_covers_at_least_its_level(confidence):
    n = 11
    limits = [proportion(k, n, confidence=confidence) for k in range(n + 1)]
    for p in np.linspace(0.001, 0.999, 499):
        covered = [k for k, limit in enumerate(limits) if limit.low <= p <= limit.high]
        assert binom.pmf(covered, n, p).sum() >= confidence


def test_sentences():
    assert proportion(2, 11, method="wilson").sentence() == (
        "2 of 11 subjects, 18.18% (95% Wilson interval 5.137% to 47.7%)."
    )
    assert (
        proportion(0, 5, method="jeffreys", upper=True, confidence=0.9)
        .sentence()
        .startswith("0 of 5 subjects, 0% (one-sided 90% Jeffreys upper limit ")
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: proportion(12, 11), "12 events in 11 subjects"),
        (lambda: proportion(-1, 11), "-1 events"),
        (lambda: proportion(0, 0), "0 events in 0 subjects"),
        (lambda: proportion(1.5, 11), "whole"),
        (lambda: proportion(0, 11, confidence=95), "confidence is 95"),
        (lambda: proportion(0, 11, method="wald"), "method is 'wald'"),
    ],
)
def test_errors_say_what_to_do(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_r_gives_the_same_rare_events() -> None:
    # The script is tests/oracles/r/chance.R.
    assert len(RARE) >= 12
    for row in RARE.to_dict("records"):
        assert chance_of_one(row["level"], row["m"]) == pytest.approx(row["value"], rel=1e-12)


@pytest.mark.parametrize("risk", [0.25, 0.1, 0.01, 0.001])
def test_the_people_it_takes_are_the_fewest(risk: float) -> None:
    n = people_to_see_one(risk)
    assert chance_of_one(risk, n) >= 0.95 > chance_of_one(risk, n - 1)
    assert n == pytest.approx(3 / risk, rel=0.1)  # the rule of three, turned around


def test_none_and_one_are_two_sides() -> None:
    assert chance_of_one(0.1, 11) == pytest.approx(1 - 0.9**11)
    assert chance_of_one(1e-4, 11) == pytest.approx(1 - np.exp(-11 * 1e-4), rel=1e-4)  # Poisson


def test_impossible_risks_are_refused() -> None:
    with pytest.raises(ValueError, match="risk"):
        chance_of_one(1.0, 5)
    with pytest.raises(ValueError, match="people"):
        chance_of_one(0.5, 0)
    with pytest.raises(ValueError, match="chance"):
        people_to_see_one(0.5, chance=1)
