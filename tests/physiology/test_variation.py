"""The table of variation as numbers."""

from dataclasses import replace

import numpy as np
import pytest

from analysis import data
from analysis.physiology import log_change_sd, reference_change, variations, without_variation


def test_every_row_becomes_numbers_with_a_trace() -> None:
    rows = variations()
    assert [row.trace for row in rows] == ["variation:" + name for name in data.variation()["REFID"]]
    assert all(0 < row.cvi_percent < 100 for row in rows)


def test_a_missing_analytical_figure_counts_as_none_and_is_said() -> None:
    glucose = {row.refid: row for row in variations("GLUC")}
    read, blank, within = (glucose[name] for name in ("gluc-eubivas", "gluc-meta", "gluc-aric"))
    assert (read.cva_percent, read.cva_known) == (0.58, True)
    assert (blank.cva_percent, blank.cva_known) == (0, False)
    assert (within.cva_percent, within.cva_known) == (0, True)


def test_a_missing_analytical_figure_makes_lower_bounds_and_an_upper_reliability() -> None:
    blank = next(row for row in variations("GLUC") if row.refid == "gluc-meta")
    assumed = replace(blank, cva_percent=blank.cvi_percent / 2)
    assert blank.log_change_sd() < assumed.log_change_sd()
    assert np.all(blank.reference_change().high_percent < assumed.reference_change().high_percent)
    assert blank.reliability is not None
    assert assumed.reliability is not None
    assert blank.reliability > assumed.reliability


def test_a_row_judges_and_plans_by_its_own_figures() -> None:
    row = variations("HSCRP")[0]
    assert row.reference_change() == reference_change(29.4, 11.1)
    assert row.reference_change(0.8).level == 0.8
    assert row.log_change_sd() == log_change_sd(29.4, 11.1)


def test_reliability_is_a_share_and_needs_people() -> None:
    shares = [row.reliability for row in variations() if row.reliability is not None]
    assert len(shares) >= 10
    assert all(0 < share < 1 for share in shares)
    assert variations("MCV")[0].reliability is None


def test_what_is_missing_is_told() -> None:
    missing = without_variation()
    assert {"IL1RA", "IL10", "TNFA", "TGFB", "HGF", "VEGF", "FEV1", "ESR", "TESTOS"} <= set(missing)
    assert not set(missing) & set(data.variation()["PARAMCD"])
    assert "AGE" not in missing
    with pytest.raises(ValueError, match=r"no variation was read for 'IL1RA'; the table has HGB, HCT"):
        variations("IL1RA")
