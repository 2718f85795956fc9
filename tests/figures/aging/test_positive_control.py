"""FEV1 as a positive control: its noise, its expected fall, and the tests beside it."""

from math import log, log1p, sqrt

import numpy as np
import pandas as pd
import pytest

from analysis import figures
from analysis.data import Study
from analysis.figures.aging.minimal_detectable_change import unchanged_with_variation
from analysis.figures.aging.positive_control import HEADINGS, LIMITS, PLACES, beside
from analysis.inference import signed_rank
from analysis.physiology import spirometry
from analysis.physiology.minimal_detectable_change import mean_aged_ratio

STUDY = Study.read()
TESTS = unchanged_with_variation(STUDY)
RATIO = mean_aged_ratio("FEV1", {"men": 4, "women": 7}, start=51, years=5)


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
    assert rows["trace"].str.contains("variation:|change_sd").all()


def test_the_study_s_own_control_is_that_of_its_people() -> None:
    made = figures.positive_control(STUDY)
    assert made.fall == pytest.approx(1 - RATIO)
    own = beside(TESTS[TESTS["Sex"] == ""], ratio=RATIO, pairs=11)
    pd.testing.assert_frame_equal(made.rows, own)
    words = made.words()
    assert list(words) == [*HEADINGS, "trace"]
    assert words["Place"].tolist()[:3] == ["the control", "the control", "quieter"]
    assert words["seen"].tolist() == [f"{share:.0%}" for share in own["seen"]]
    assert sum(len(made.tests(place)) for place in PLACES) == len(own) - 2
