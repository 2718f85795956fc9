"""Reference change values of one person."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.physiology import ReferenceChange, log_change_sd, reference_change

ORACLE = pd.read_csv(Path(__file__).parents[1] / "oracles" / "physiology.csv")


def test_limits_agree_with_r() -> None:
    # The R call stands in the `call` column; the script is tests/oracles/r/physiology.R.
    rows = ORACLE[ORACLE["formula"] == "reference_change"]
    assert len(rows) >= 36
    for row in rows.itertuples():
        change = reference_change(row.a, row.b, level=row.c)
        found = change.low_percent if row.d < 0.5 else change.high_percent
        assert found == pytest.approx(row.result, rel=1e-9, abs=1e-9)


def test_the_spread_agrees_with_r() -> None:
    rows = ORACLE[ORACLE["formula"] == "log_change_sd"]
    assert len(rows) >= 9
    np.testing.assert_allclose(log_change_sd(rows["a"], rows["b"]), rows["result"], rtol=1e-9)


def test_small_variation_by_the_classic_rule() -> None:
    """Fraser and Harris (1989): 1.96 √2 √(CVA² + CVI²), for errors that are small against the result."""
    assert reference_change(0.5, 0.2).high_percent == pytest.approx(1.96 * np.sqrt(2 * 0.29), rel=0.02)


def test_a_rise_and_the_fall_back_are_equally_likely() -> None:
    change = reference_change([2.74, 20, 57], [1.5, 10, 28])
    ratios = (1 + np.asarray(change.low_percent) / 100) * (1 + np.asarray(change.high_percent) / 100)
    np.testing.assert_allclose(ratios, 1)


def test_the_log_normal_fall_never_reaches_everything() -> None:
    assert np.asarray(reference_change(200, 100).low_percent) > -100


def test_level_is_the_share_of_simulated_changes_inside() -> None:
    generator = np.random.default_rng(20261122)
    noise = generator.normal(size=(2, 200_000)) * log_change_sd(20, 10) / np.sqrt(2)
    changes = 100 * np.expm1(noise[1] - noise[0])
    limits = reference_change(20, 10, level=0.9)
    inside = (changes > limits.low_percent) & (changes < limits.high_percent)
    assert inside.mean() == pytest.approx(0.9, abs=0.003)


def test_planning_and_judging_use_the_same_spread() -> None:
    assert reference_change(20, 10).high_percent == pytest.approx(
        100 * np.expm1(1.959963984540054 * np.asarray(log_change_sd(20, 10)))
    )


def test_no_variation_no_change() -> None:
    assert reference_change(0, 0) == ReferenceChange(0, 0, 0.95)
    assert log_change_sd(0, 0) == 0


def test_sentence() -> None:
    assert reference_change(20, 10).sentence() == (
        "Without any cause, 95% of changes in one person lie between -45.9% and +84.9%."
    )
    with pytest.raises(TypeError, match="the limits are arrays"):
        reference_change([1, 2], 1).sentence()


def test_errors_say_what_was_found() -> None:
    for form in (reference_change, log_change_sd):
        with pytest.raises(ValueError, match=r"is -1 %; it must be 0 or more"):
            form(-1, 2)
        with pytest.raises(ValueError, match=r"is nan %"):
            form([2, float("nan")], 2)
    with pytest.raises(ValueError, match="the level is 95; it must lie between 0 and 1"):
        reference_change(5, 2, level=95)
