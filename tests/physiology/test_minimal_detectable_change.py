"""One person's noise, the change with age, and the shift that is seen."""

import math

import numpy as np
import pandas as pd
import pytest

from analysis import data
from analysis.inference import detectable
from analysis.physiology import change_by_luck, log_change_sd, lucky_start
from analysis.physiology.lucky_starts import lucky_starts
from analysis.physiology.minimal_detectable_change import (
    change_sd,
    mean_aged_ratio,
    relative_changes,
    smallest_shift,
    with_variation,
)

STUDY = data.Study.read()


def test_the_least_variation_is_taken_so_that_bands_are_lower_bounds() -> None:
    rows = [
        ("A", "wide", "9", ""),
        ("A", "narrow", "5", "1"),
        ("A", "unknown", "", ""),
        ("B", "only", "3", ""),
    ]
    table = pd.DataFrame(rows, columns=["PARAMCD", "REFID", "CVI", "CVA"])
    tests = pd.DataFrame({"PARAMCD": ["A", "B"], "trace": "findings:x"})
    known = with_variation(tests, table).set_index("PARAMCD")
    assert known[["cvi", "cva"]].to_numpy().tolist() == [[5, 1], [3, 0]]  # nothing is assumed for B
    assert known["trace"].tolist() == ["findings:x variation:narrow", "findings:x variation:only"]


def test_the_smallest_shift_is_detectable_times_noise() -> None:
    shift = detectable(11).shift
    noise = float(log_change_sd(5.0, 1.0))
    assert smallest_shift(5.0, 1.0, shift=shift, slopes=0, shared=0) == pytest.approx(shift * noise)
    wider = smallest_shift(5.0, 1.0, shift=shift, slopes=20, shared=0)
    assert wider == pytest.approx(shift * math.sqrt(noise**2 + math.log(1.04)))
    assert smallest_shift(5.0, 1.0, shift=shift, slopes=20, shared=5) - wider == pytest.approx(math.log(1.05))


def test_changes_with_age_are_ratios_with_their_evidence() -> None:
    changes = relative_changes(STUDY.table("aging"), start=51, years=5)
    assert changes.loc["TESTOS", "age_low"] == pytest.approx(0.984**5)
    assert changes.loc["DHEAS", "age_low"] == pytest.approx((670 / 3470) ** 0.1)
    assert changes["age_trace"].str.contains("aging:|formula:").all()


def test_the_limit_is_what_95_of_100_changes_stay_within() -> None:
    rng = np.random.default_rng(3)
    changes = change_sd(12) * rng.standard_normal(200_000)
    assert np.mean(np.abs(changes) < 0.12) == pytest.approx(0.95, abs=0.003)


def test_changes_over_other_spans_compound() -> None:
    five, ten = (relative_changes(STUDY.table("aging"), start=51, years=years) for years in (5, 10))
    for code in ("TESTOS", "DHEAS"):
        assert ten.loc[code, "age_low"] == pytest.approx(five.loc[code, "age_low"] ** 2)


def test_of_one_sex_the_mean_is_its_own() -> None:
    alone = [mean_aged_ratio("FEV1", {sex: 3}, start=51, years=5) for sex in ("men", "women")]  # type: ignore[dict-item]
    both = mean_aged_ratio("FEV1", {"men": 1, "women": 1}, start=51, years=5)
    assert both == pytest.approx(math.sqrt(alone[0] * alone[1]))


def test_every_row_and_size_has_its_bound() -> None:
    shares = pd.DataFrame({"sd": [0.4, 0.5], "reliability": [0.6, 0.9], "name": ["a", "b"]})
    rows = lucky_starts(shares, (6, 11))
    bound = lucky_start(11, 0.5, 0.9)
    assert (rows.loc[1, "start_11"], rows.loc[1, "fall_11"]) == (bound.start_percent, bound.fall_percent)
    assert rows.loc[1, "change_11"] == change_by_luck(11, 0.5, 0.9)
    of_six, of_eleven = ([f"{what}_{n}" for what in ("start", "fall", "change")] for n in (6, 11))
    assert list(rows) == [*shares, *of_six, *of_eleven]
