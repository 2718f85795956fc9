"""Computed ages agree with what is printed of them."""

import numpy as np
import pytest

from analysis import data
from analysis.audit.quartiles import interquartile_range
from analysis.data import MissingFindingError
from analysis.reconstruction import Ages, printed_ages

STUDY = data.Study.read()
AGES = printed_ages(STUDY, older=1, limit=60, seed=2025)
SOME = AGES.sets


def test_computed_ages_print_all_that_is_printed() -> None:
    assert len(SOME) > 5000
    assert (np.abs(SOME.mean(axis=1) - 55) <= 0.5).all()
    assert (np.abs(SOME.std(axis=1, ddof=1) - 13) <= 0.5).all()
    assert (np.abs(np.median(SOME, axis=1) + 5 - 56) <= 0.5).all()
    assert SOME.min() >= 18
    assert SOME.max() <= 90
    assert (SOME.max(axis=1) + 5 >= 70).all()  # oldest_needed: somebody is at least 70 at five years


def test_computed_ages_are_the_same_for_the_same_seed_and_in_random_order() -> None:
    again = printed_ages(STUDY, older=1, limit=60, seed=2025).sets
    np.testing.assert_array_equal(again, SOME)
    column_means = SOME.mean(axis=0)
    assert np.abs(column_means - 55).max() < 5 * 13 / np.sqrt(len(SOME))


def test_more_older_subjects_can_be_asked_for_and_the_impossible_is_refused() -> None:
    five = printed_ages(STUDY, limit=60, seed=1, older=5).sets
    assert ((five + 5 >= 60).sum(axis=1) == 5).all()
    assert 0 < len(five) < len(SOME)
    with pytest.raises(ValueError, match="none of 131,072 sets of 11 ages"):
        printed_ages(STUDY, limit=60, seed=1, older=6)


def test_interquartile_ranges_are_those_of_the_two_rules() -> None:
    some = SOME[:300]
    kept = {tuple(row) for row in Ages("some", "", "at first", 5, some).with_interquartile_range("20").sets}
    for row in some:
        ranges = [interquartile_range(np.sort(row).tolist(), rule) for rule in ("SPSS", "R")]
        assert (tuple(row) in kept) == any(19.5 <= value <= 20.5 for value in ranges)
    assert 0 < len(kept) < 300


def test_the_trace_names_the_two_findings_that_were_read() -> None:
    """The median is printed twice, as 56 and as 56.0; its first place counts."""
    assert AGES.trace == ("findings:p1-age findings:y5-age formula:reconstruction.printed_ages seed:2025")


@pytest.mark.parametrize(
    ("finding", "missing"), [("p1-age", "mean age ± SD at baseline"), ("y5-", "median age")]
)
def test_what_is_not_printed_is_named(finding: str, missing: str) -> None:
    findings = STUDY.findings
    gone = (findings["PARAMCD"] == "AGE") & findings["FINDINGID"].str.startswith(finding)
    with pytest.raises(MissingFindingError, match=f"CLV-100 prints no {missing}"):
        printed_ages(STUDY.with_tables(findings=findings[~gone]), older=1, limit=60, seed=1)


def test_a_spread_that_is_said_to_be_an_sem_is_read_as_one() -> None:
    findings = STUDY.findings
    age = findings["FINDINGID"] == "p1-age"
    changed = findings.assign(
        SPREAD=findings["SPREAD"].mask(age, "4"), SPREADKIND=findings["SPREADKIND"].mask(age, "sem")
    )
    sets = printed_ages(STUDY.with_tables(findings=changed), older=1, limit=60, seed=1).sets
    sem = sets.std(axis=1, ddof=1) / np.sqrt(11)
    assert np.abs(sem - 4).max() <= 0.5 + 1e-9


def test_other_ages_are_some_of_the_sets_or_one_age_for_all() -> None:
    young = AGES.up_to(75)
    assert young.sets.max() <= 75
    assert young.count == (SOME.max(axis=1) <= 75).sum()
    assert young.trace == AGES.trace
    assert AGES.oldest == round(float(np.median(SOME.max(axis=1)) + 5))
    assert AGES.alike(50).sets.tolist() == [[50.0] * 11]
    assert AGES.alike(50).trace == ""
    with pytest.raises(ValueError, match=r"no set of ages is left .The same, nobody above 20"):
        AGES.up_to(20)
