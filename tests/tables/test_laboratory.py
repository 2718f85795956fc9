"""Tables of laboratory tests."""

import pandas as pd
import pytest

from analysis import figures, tables
from analysis.data import MissingFindingError, Study
from analysis.physiology import expected_directions
from analysis.tables.laboratory import LIMITS, UNGATHERED

STUDY = Study.read()
IL1RA = {"arm": "HD", "before": "Baseline", "after": "Month 6", "limit": "y5-il1ra-threshold"}


def test_the_predicted_directions_are_those_of_the_sources_on_the_marker() -> None:
    shown = tables.predicted_by_age(STUDY).frame
    expected = expected_directions(STUDY.table("aging"), STUDY.parameters)
    for code, words, trace in zip(shown["PARAMCD"], shown["Age"], shown["trace"], strict=True):
        assert words == expected.get(code, UNGATHERED)
        assert ("aging:" in trace) == (code in expected)


def test_a_test_is_either_in_the_figure_of_variation_or_in_the_table_of_those_without() -> None:
    without = set(tables.unchanged_without_variation(STUDY).frame["Test"])
    steady = figures.minimal_detectable_change(STUDY)
    usual = steady.rows({"power": 80, "level": 5, "slopes": 0, "shared": 0})
    hidden = figures.hidden_changes(STUDY, usual)
    assert without.isdisjoint(usual["Test"])
    assert len(without) + hidden.known + 1 == hidden.tests  # one is the filtration rate
    assert "DHEA-S" in hidden.sentence()


def test_a_shift_table_counts_the_computed_people_of_the_arm() -> None:
    table = tables.shifts(STUDY, "IL1RA", **IL1RA)
    limit = float(STUDY.finding(IL1RA["limit"])["VALUE"].strip("<>"))
    people = STUDY.table("adlb").query("PARAMCD == 'IL1RA' and TRT01A == 'HD'")
    wide = people.pivot_table(index="USUBJID", columns="AVISIT", values="AVAL", aggfunc="first").astype(float)
    moved = ((wide["Baseline"] <= limit) & (wide["Month 6"] > limit)).sum()
    assert table.frame.loc[0, LIMITS[1]] == moved
    assert table.title.startswith("RECONSTRUCTED")
    assert {source.key for source in table.every_source} >= {"chin2020", "summary2025"}
    pd.testing.assert_index_equal(table.frame.columns[:3], pd.Index(["Baseline", *LIMITS]))


def test_a_study_without_single_people_has_no_shift_table() -> None:
    with pytest.raises(MissingFindingError, match="no values of single people"):
        tables.shifts(Study.read("data/examples/mpc_2017"), "TNFA", **IL1RA | {"limit": "p1-subjects"})
