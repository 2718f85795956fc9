"""Reference change values of one person."""

import numpy as np
import pytest

from analysis.physiology import (
    ReferenceChange,
    log_change_sd,
    reference_change,
    reference_change_from_total_cv,
    symmetric_reference_change,
)


def test_printed_example_of_a_tumor_marker() -> None:
    # Erden and others 2008 print 64.71 % for CA 19-9 from a CVI of 27.2 %, with z 1.65 (one-sided, 5 %). The
    # analytical part is not in the abstract: the printed value lies above that of CVI alone, by a CVA of 5 %.
    alone = symmetric_reference_change(27.2, 0, level=0.90)
    assert alone.high_percent == pytest.approx(63.3, abs=0.1)
    assert np.asarray(alone.high_percent) < 64.71
    assert symmetric_reference_change(27.2, 5.4, level=0.90).high_percent == pytest.approx(64.5, abs=0.1)


def test_a_rise_and_the_fall_back_are_equally_likely() -> None:
    change = reference_change([2.74, 20, 57], [1.5, 10, 28])
    ratios = (1 + np.asarray(change.low_percent) / 100) * (1 + np.asarray(change.high_percent) / 100)
    np.testing.assert_allclose(ratios, 1)


def test_the_log_normal_fall_never_reaches_everything() -> None:
    assert np.asarray(reference_change(200, 100).low_percent) > -100
    assert np.asarray(symmetric_reference_change(57, 28).low_percent) < -100


def test_forms_agree_where_variation_is_small() -> None:
    for form in (reference_change_from_total_cv, symmetric_reference_change):
        assert form(0.5, 0.2).high_percent == pytest.approx(reference_change(0.5, 0.2).high_percent, rel=0.02)


def test_the_total_form_is_narrower_unless_one_part_is_missing() -> None:
    narrow, wide = reference_change_from_total_cv(30, 15), reference_change(30, 15)
    assert np.asarray(narrow.high_percent) < np.asarray(wide.high_percent)
    for pair in ((30, 0), (0, 30)):
        alone = reference_change_from_total_cv(*pair)
        assert alone.high_percent == pytest.approx(reference_change(*pair).high_percent)


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


@pytest.mark.parametrize(
    "form", [reference_change, reference_change_from_total_cv, symmetric_reference_change]
)
def test_errors_say_what_was_found(form: type) -> None:
    with pytest.raises(ValueError, match=r"is -1 %; it must be 0 or more"):
        form(-1, 2)
    with pytest.raises(ValueError, match=r"is nan %"):
        form([2, float("nan")], 2)
    with pytest.raises(ValueError, match="the level is 95; it must lie between 0 and 1"):
        form(5, 2, level=95)
