"""Least and largest squared deviations under caps: against random values that respect them."""

import numpy as np
import pytest

from analysis.audit.two_samples.moments import Moments
from analysis.reported import Summary


def squares(values):
    return np.square(values - values.mean(axis=-1, keepdims=True)).sum(axis=-1)


@pytest.mark.parametrize("seed", range(12))
def test_no_values_under_the_caps_go_beyond_and_some_come_close(seed):
    rng = np.random.default_rng(seed)
    caps = rng.uniform(1, 10, 3)
    moments = Moments(3, (1.5, 2.0), (0.0, 1.0), (0.0, 20.0))
    if caps.sum() < 4.5:
        caps += 1
    values = rng.random((400_000, 3)) * caps
    kept = values[(values.mean(axis=1) >= 1.5) & (values.mean(axis=1) <= 2.0)]
    least, largest = (bound[0] for bound in moments.squares_under(caps[np.newaxis]))
    reached = squares(kept)
    assert least <= reached.min() + 1e-9
    assert largest >= reached.max() - 1e-9
    assert reached.max() > 0.9 * largest
    assert reached.min() < least + 0.05 * largest


@pytest.mark.parametrize("minimum", [None, 0.0])
def test_the_truth_is_allowed_and_an_example_has_the_printed_moments(minimum):
    rng = np.random.default_rng(5)
    for _ in range(300):
        values = 100 * rng.lognormal(0, 1, rng.integers(3, 7))
        summary = Summary(f"{values.mean():.1f}", f"{values.std(ddof=1):.1f}", len(values))
        moments = Moments.printed(summary, spread_is="sd", minimum=minimum)
        caps = values + np.where(rng.random(len(values)) < 0.5, rng.exponential(20, len(values)), 0)
        assert moments.allows(caps[np.newaxis])[0]
        example = moments.example(caps)
        assert moments.mean[0] - 1e-9 <= example.mean() <= moments.mean[1] + 1e-9
        assert moments.squares[0] * (1 - 1e-9) <= squares(example) <= moments.squares[1] * (1 + 1e-9)
        assert np.all(np.sort(example) <= np.sort(caps) + 1e-9)
        assert minimum is None or example.min() >= minimum - 1e-9


def test_caps_that_no_values_meet_are_refused():
    moments = Moments.printed(Summary("10", "2", 4), spread_is="sd")
    assert not moments.allows(np.full((1, 4), 9.0))[0]
    assert moments.example(np.full(4, 9.0)) is None


def test_an_sem_is_scaled():
    moments = Moments.printed(Summary("10", "2", 4), spread_is="sem")
    assert moments.squares == pytest.approx((3 * 3.0**2, 3 * 5.0**2))
