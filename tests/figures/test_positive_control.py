"""FEV1 as a positive control: its noise, its expected fall, and the tests beside it."""

from math import log, log1p, sqrt

import numpy as np
import pandas as pd
import pytest

from analysis import data
from analysis.figures.aging.minimal_detectable_change import unchanged, with_variation
from analysis.figures.aging.positive_control import LIMITS, beside, change_sd, expected_ratio
from analysis.inference import signed_rank
from analysis.physiology import spirometry
from analysis.reported import laboratory_statements

TESTS = with_variation(unchanged(laboratory_statements(data.Study.read())), data.variation())
RATIO = expected_ratio({"men": 4, "women": 7})


def test_the_limit_is_what_95_of_100_changes_stay_within() -> None:
    rng = np.random.default_rng(3)
    changes = change_sd(12) * rng.standard_normal(200_000)
    assert np.mean(np.abs(changes) < 0.12) == pytest.approx(0.95, abs=0.003)


def test_the_expected_fall_is_that_of_the_equations() -> None:
    # GLI Global at 51 and 56 years: men of 168 cm lose 4.4 %, women of 156 cm 4.9 % (a separate computation).
    men, women = (
        spirometry("FEV1", 56, height, sex).predicted / spirometry("FEV1", 51, height, sex).predicted  # type: ignore[arg-type]
        for height, sex in ((168, "men"), (156, "women"))
    )
    assert (100 * (1 - men), 100 * (1 - women)) == (
        pytest.approx(4.4, abs=0.05),
        pytest.approx(4.9, abs=0.05),
    )
    assert pytest.approx((men**4 * women**7) ** (1 / 11)) == RATIO


def test_the_chance_to_see_the_fall_by_testing_one_by_one() -> None:
    rows = beside(TESTS, ratio=RATIO, pairs=11).set_index("Test")
    rng = np.random.default_rng(8)
    sd = rows.loc["FEV1, week to week", "sd"]
    hits = [signed_rank(log(RATIO) + sd * rng.standard_normal(11)).pvalue <= 0.05 for _ in range(1500)]
    assert np.mean(hits) == pytest.approx(rows.loc["FEV1, week to week", "seen"], abs=0.05)


def test_people_who_change_by_different_amounts_hide_the_fall() -> None:
    """HbA1c and protein: simulated people whose own true log change varies by 5 %."""
    rows = beside(TESTS, ratio=RATIO, pairs=11).set_index("Test")
    assert (rows["seen_apart"] < rows["seen"]).all()
    rng = np.random.default_rng(12)
    for test in ("HbA1c", "Total protein"):
        sd, hits = rows.loc[test, "sd"], 0
        for _ in range(1500):
            own = log(RATIO) + sqrt(log1p(0.05**2)) * rng.standard_normal(11)
            hits += signed_rank(own + sd * rng.standard_normal(11)).pvalue <= 0.05
        assert hits / 1500 == pytest.approx(rows.loc[test, "seen_apart"], abs=0.05)


def test_tests_are_ranked_by_noise_and_placed_beside_fev1() -> None:
    rows = beside(TESTS, ratio=RATIO, pairs=11)
    assert rows["Test"].tolist()[:2] == [f"FEV1, {words}" for words in LIMITS]
    others = rows.iloc[2:]
    assert others["sd"].is_monotonic_increasing
    assert others["seen"].is_monotonic_decreasing
    assert set(others["Test"]) == set(TESTS["Test"])
    own = others.set_index("Test")
    cholesterol = sqrt(2 * (log1p(0.0518**2) + log1p(0.0098**2)))
    assert own.loc["Total cholesterol", "sd"] == pytest.approx(cholesterol)
    assert own.loc["Total cholesterol", "place"] == "in between"  # 0.061 < 0.074 < 0.077
    assert own.loc["Total protein", "place"] == "quieter"
    assert own.loc["Triglycerides", "place"] == "noisier"


def test_every_row_is_traced() -> None:
    rows = beside(TESTS, ratio=RATIO, pairs=11)
    assert isinstance(rows, pd.DataFrame)
    assert rows["trace"].str.contains("variation:|sources:pellegrino2005").all()
