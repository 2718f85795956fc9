"""A printed range beside published intervals, and what a result in frailty is told as."""

from math import log

import pytest

from analysis import tables
from analysis.data import MissingFindingError, Study

STUDY = Study.read()


def test_widths_are_compared_on_a_logarithmic_scale() -> None:
    shares = tables.beside_intervals(STUDY, "y5-igf1-range").frame.set_index("REFID")["share"]
    assert shares["igf1-gasco2007"] == pytest.approx(log(168 / 95) / log(297.7 / 60.8))
    assert len(shares) == 3


def test_a_range_needs_intervals_in_its_unit() -> None:
    findings = STUDY.findings
    findings.loc[findings["FINDINGID"] == "y5-igf1-range", "AVALU"] = "nmol/L"
    with pytest.raises(MissingFindingError, match="no interval of IGF-1 in nmol/L"):
        tables.beside_intervals(STUDY.with_tables(findings=findings), "y5-igf1-range")


def test_a_level_is_no_range() -> None:
    findings = STUDY.findings
    findings.loc[findings["FINDINGID"] == "y5-igf1-range", ["STAT", "VALUE"]] = ["mean", "168"]
    with pytest.raises(ValueError, match="y5-igf1-range: 168 to 168 is no range"):
        tables.beside_intervals(STUDY.with_tables(findings=findings), "y5-igf1-range")


def test_a_result_in_frailty_has_its_trial_dose_size_and_p() -> None:
    columns = ["trial", "dose", "outcome"]
    walk = tables.listed(STUDY, "frailty_trials", columns, REFID="fc-walk4").frame.iloc[0]
    assert walk["trial"] == "NCT04314011, umbilical cord"
    assert walk["outcome"] == "no difference: −2.05 s, p = 0.21"
    timed, placebo = (
        tables.listed(STUDY, "frailty_trials", columns, REFID=row).frame.iloc[0]
        for row in ("fc-tug", "c2-walk-0")
    )
    assert timed["outcome"] == "improved, p < 0.05"
    assert placebo["dose"] == "placebo"
