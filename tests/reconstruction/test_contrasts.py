"""Dose by time over an ensemble: exact p against the one-cohort test, and the sentence in both branches."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import data
from analysis.inference import permutation_difference
from analysis.reconstruction import (
    Cell,
    Reading,
    cohorts,
    constrain,
    dose_by_time,
    mean_contrasts,
    without_significance,
)
from analysis.reconstruction.contrasts import permutation_pvalues

STUDY = data.Study.read()
FINDINGS = STUDY.findings
ORACLE = pd.read_csv(Path(__file__).parents[1] / "oracles" / "permutations.csv", dtype=str)


def test_rows_get_the_p_of_the_test_of_one_data_set() -> None:
    rng = np.random.default_rng(5)
    first, second = rng.integers(0, 9, (40, 6)) / 4, rng.integers(2, 11, (40, 4)) / 4
    expected = [permutation_difference(x, y).pvalue for x, y in zip(first, second, strict=True)]
    assert permutation_pvalues(first, second) == pytest.approx(expected)


@pytest.mark.parametrize(
    "row", ORACLE[ORACLE["test"] == "difference"].to_dict("records"), ids=lambda row: row["x"]
)
def test_rows_agree_with_r(row: dict[str, str]) -> None:
    """A data set and its mirror image, against the `coin` call in the table."""
    x, y = (np.array(row[name].split(), dtype=float) for name in ("x", "y"))
    expected = [float(row["pvalue"])] * 2
    assert permutation_pvalues(np.array([x, -x]), np.array([y, -y])) == pytest.approx(expected)


@pytest.mark.parametrize(("pairs", "relabelings"), [(3, 84), (5, 462)])
def test_a_cohort_gets_the_p_of_its_differences_in_differences(pairs: int, relabelings: int) -> None:
    reading = Reading(samples={**Reading.of(STUDY).samples, Cell("LD", "Baseline"): pairs})
    asked = constrain(STUDY, ["IL6"], reading=reading)
    ensemble = cohorts(asked, size=12, seed=3)
    found = dose_by_time(ensemble, "IL6", visit="Year 5", scale="difference")
    contrasts = mean_contrasts(ensemble, "IL6", visit="Year 5", scale="difference")
    values = {
        (arm, visit): ensemble.values("IL6", arm, visit).round(9)
        for arm in ("HD", "LD")
        for visit in ("Baseline", "Year 5")
    }
    for number in range(12):
        high, low = (values[arm, "Year 5"][number] - values[arm, "Baseline"][number] for arm in ("HD", "LD"))
        known = low[~np.isnan(low)]
        assert len(known) == pairs
        one = permutation_difference(high, known)
        assert len(one.distribution) == relabelings
        assert found[number] == pytest.approx(one.pvalue)
        assert contrasts[number] == pytest.approx(high.mean() - known.mean(), abs=1e-7)


def test_ratios_do_not_depend_on_the_unit_of_a_subject() -> None:
    ensemble = cohorts(constrain(STUDY, ["IL6"]), size=5, seed=3)
    before = dose_by_time(ensemble, "IL6", visit="Year 5", scale="ratio")
    ensemble.relative["IL6"][:] *= np.arange(1, 12)[None, :, None]
    assert dose_by_time(ensemble, "IL6", visit="Year 5", scale="ratio") == pytest.approx(before)
    assert dose_by_time(ensemble, "IL6", visit="Year 5", scale="difference") != pytest.approx(before)


def test_without_significance_only_directions_stay() -> None:
    without = without_significance(STUDY)
    stripped = without.findings
    assert not (stripped["STAT"] == "p").any()
    assert not stripped["SIGNIFICANCE"].str.endswith("significant").any()
    pd.testing.assert_series_equal(stripped["DIRECTION"], FINDINGS["DIRECTION"])
    asked = constrain(without, ["IL6"])
    (comparison,) = asked.markers[0].comparisons
    assert comparison.finding == "y5-il6-hd"
    assert comparison.allowed == frozenset(range(11))
