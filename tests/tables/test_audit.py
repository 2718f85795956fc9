"""Readings in tables: counted again by hand from the audit itself."""

import pytest

from analysis import audit, tables
from analysis.data import MissingFindingError, Study
from analysis.tables.numbers import format_value

pytestmark = pytest.mark.slow

STUDY = Study.read()
AUDITS = audit.audits(STUDY, visit="Month 6", minimum=0)


def test_crossed_readings_are_counted_by_hand() -> None:
    rows = tables.crossed_readings(STUDY, visit="Month 6", minimum=0).frame.set_index("marker")
    assert rows.index.tolist() == ["IL-1Ra", "IL-10", "TNF-α"]
    for marker, found in AUDITS.items():
        own = [r for r in found.readings if r.sizes != (6, 5) and r.spread_is == "sd"]
        able = [r for r in own if r.answer == "possible"]
        ties = sum(r.verdict == "possible with ties" for r in able)
        told = f"{len(able)} of {len(own)}" + (f", {ties} by ties" if ties else "")
        assert rows.loc[STUDY.short(marker), "fewer_sd"] == told
    assert rows.loc["IL-1Ra", "all_sd"] == "0 of 3"


def test_each_reading_at_the_numbers_enrolled_has_its_reason() -> None:
    rows = tables.audited_readings(STUDY, visit="Month 6", minimum=0).frame
    assert len(rows) == 3 * 2 * 3
    for row in rows.to_dict("records"):
        possible = row["verdict"].startswith("possible")
        assert (row["reason"] == "Values were found that print so.") == possible
    assert set(rows.query("marker == 'IL-1Ra' and spread == 'SD'")["verdict"]) == {"impossible"}


def test_t_tests_at_the_numbers_enrolled_are_those_of_the_audits() -> None:
    rows = audit.enrolled_t_tests(AUDITS)
    assert rows["marker"].value_counts().to_dict() == dict.fromkeys(AUDITS, 4)
    assert set(rows["sizes"]) == {(6, 5)}
    kept = [test for found in AUDITS.values() for test in found.t_tests if test.sizes == (6, 5)]
    assert rows["pvalue"].tolist() == [test.pvalue for test in kept]
    assert rows["agrees"].tolist() == [test.agrees for test in kept]


def test_readings_with_weight_and_those_with_none_lost_are_shown() -> None:
    ranking = audit.joint(audit.comparisons(STUDY, visit="Month 6"), size=5_000)
    table = tables.ranked_readings(STUDY, ranking, least=0.2)
    rows, every = table.frame, ranking.table
    assert len(rows) == ((every["share"] >= 0.2) | (every["sizes"] == "6 v 5")).sum()
    assert rows["sizes"].tolist().count("6 v 5") == 2 * 2 * 3
    first = every.iloc[0]
    assert rows.loc[0, "IL-1Ra"] == format_value(first["IL-1Ra"], "p")
    assert set(rows["measure"]) == {"every point alike", "log-normal"}
    assert {source.key for source in table.every_source} == {"chin2020"}


def test_a_study_without_such_levels_has_no_readings() -> None:
    mpc = Study.read("data/examples/mpc_2017")
    with pytest.raises(MissingFindingError, match="no two means with ±"):
        tables.crossed_readings(mpc, visit="Baseline")
