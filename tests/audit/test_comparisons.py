"""Printed comparisons are read from the findings of any study, with the numbers of values printed there."""

import pytest

from analysis.audit import audits, comparisons, two_groups
from analysis.data import MissingFindingError, Study

STUDY = Study.read()
MPC = Study.read("data/examples/mpc_2017")


def test_comparisons_are_read_from_findings() -> None:
    found = comparisons(STUDY, visit="Month 6")
    assert [(c.marker, c.name, c.first.printed, c.second.printed, c.pvalue) for c in found] == [
        ("IL1RA", "IL-1Ra", "705 ± 160", "306 ± 36", "0.02"),
        ("IL10", "IL-10", "321 ± 27", "251 ± 28", "0.02"),
        ("TNFA", "TNF-α", "74 ± 23", "115 ± 15", "0.04"),
    ]
    assert {(c.names, c.first.n, c.second.n, c.spreads, c.ranked) for c in found} == {
        (("HD", "LD"), 6, 5, ("sd", "sem"), True)
    }
    assert found[0].findings == ("p1-il1ra-hd-m6", "p1-il1ra-ld-m6", "p1-il1ra-p-m6")
    assert comparisons(STUDY, visit="Year 5") == ()


def test_two_means_of_one_arm_are_refused() -> None:
    table = STUDY.findings
    doubled = table.loc[[*table.index, *table.index[table["FINDINGID"] == "p1-il10-hd-m6"]]]
    with pytest.raises(ValueError, match="chin2020, Month 6, IL10: 2 and 1 means"):
        comparisons(STUDY.with_tables(findings=doubled), visit="Month 6")


def test_numbers_and_the_meaning_of_a_spread_are_taken_where_they_are_printed() -> None:
    """The cell trial: 11 v 6 beside the levels at baseline; at month 24 still 6 v 4 were seen."""
    first = {c.marker: c for c in comparisons(MPC, visit="Baseline")}["KOOSPAIN"]
    last = {c.marker: c for c in comparisons(MPC, visit="Month 24")}["MTCVCHG"]
    assert (first.first.n, first.second.n, first.spreads, first.names) == (11, 6, ("sd",), ("MPC", "HA"))
    assert (last.first.n, last.second.n) == (6, 4)


def test_a_p_of_a_t_test_is_compared_and_not_audited_as_a_rank_test() -> None:
    found = comparisons(MPC, visit="Baseline")
    assert {(c.test, c.ranked) for c in found} == {("independent t", False)}
    assert audits(MPC, visit="Baseline") == {}


def test_an_audit_is_that_of_its_two_groups() -> None:
    found = audits(STUDY, visit="Month 6", minimum=0)["TNFA"]
    (one,) = (c for c in comparisons(STUDY, visit="Month 6") if c.marker == "TNFA")
    assert found == two_groups(one.first, one.second, one.pvalue, minimum=0, names=("HD", "LD"))


def test_a_study_of_one_arm_has_nothing_to_compare() -> None:
    alone = STUDY.with_tables(arms=STUDY.table("arms").head(1))
    with pytest.raises(MissingFindingError, match="has 1 arms"):
        comparisons(alone, visit="Month 6")
