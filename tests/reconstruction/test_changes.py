"""Ordered changes over an ensemble."""

import numpy as np
import pytest

from analysis import data, reconstruction


@pytest.fixture(scope="module")
def asked():
    return reconstruction.constrain(data.Study.read(), ["IL1RA"])


def test_bands_are_those_of_the_sorted_changes(asked):
    ensemble = reconstruction.cohorts(asked, size=60, seed=3)
    table = reconstruction.ordered_changes(ensemble, "IL1RA", "HD", before="Baseline", after="Day 2")
    change = ensemble.values("IL1RA", "HD", "Day 2") - ensemble.values("IL1RA", "HD", "Baseline")
    assert table["median"].to_list() == pytest.approx(np.median(np.sort(change, axis=1), axis=0).tolist())
    assert list(table["rank"]) == [1, 2, 3, 4, 5, 6]
    assert (table["low"] <= table["median"]).all()
    assert (table["median"] <= table["high"]).all()
    assert table["median"].is_monotonic_increasing
    assert table["trace"].str.contains("findings:po-il1ra-p-d2").all()
    assert table["trace"].str.endswith("seed:3").all()


def test_a_p_that_says_all_rose_leaves_no_fall(asked):
    kept = reconstruction.cohorts(asked, size=60, seed=3)
    loose = reconstruction.cohorts(asked.without("po-il1ra-p-d2"), size=400, seed=3)
    visits = {"before": "Baseline", "after": "Day 2", "coverage": 0.998}
    assert reconstruction.ordered_changes(kept, "IL1RA", "HD", **visits)["low"].iloc[0] > 0
    assert reconstruction.ordered_changes(loose, "IL1RA", "HD", **visits)["low"].iloc[0] < 0


def test_missing_samples_leave_the_pairs_that_are_there(asked):
    ensemble = reconstruction.cohorts(asked, size=20, seed=3)
    table = reconstruction.ordered_changes(ensemble, "IL1RA", "LD", before="Baseline", after="Month 6")
    assert len(table) == 3


def test_a_coverage_outside_0_and_1_is_refused(asked):
    ensemble = reconstruction.cohorts(asked, size=5, seed=3)
    with pytest.raises(ValueError, match="coverage is 1"):
        reconstruction.ordered_changes(ensemble, "IL1RA", "HD", before="Baseline", after="Day 2", coverage=1)
