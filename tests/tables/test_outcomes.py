"""What would happen to people anyway, as a table."""

import pytest

from analysis import figures, tables
from analysis.data import Study
from analysis.reconstruction import printed_ages

STUDY = Study.read()
AGES = printed_ages(STUDY, older=1, limit=60, seed=1, proposals=2**14)
ASSUMED = [(AGES, 1), (AGES, 0.5), (AGES, 3), (AGES.alike(50), 1)]
TABLE = tables.background_risk(STUDY, ASSUMED, men=4)


def test_each_row_says_what_it_assumes() -> None:
    assert TABLE.frame["assumed"].tolist() == [
        "Printed mean, ± and later median",
        "The same, half the rates",
        "The same, 3 times the rates",
        "One age for all, 50 at the infusion",
    ]
    assert TABLE.frame["sets"].tolist() == [AGES.count] * 3 + [1]


def test_the_ranges_are_those_of_the_figure() -> None:
    rows = figures.background_risk(STUDY, AGES, men=4).rows({"background_age": "printed"})
    usual = rows[(rows["outcome"] == "death") & (rows["times"] == 1)].iloc[0]
    words = "{:.0%} ({:.0%} to {:.0%})".format(usual["none"], usual["none_low"], usual["none_high"])
    assert TABLE.frame.loc[0, "death_none"] == words
    assert TABLE.frame.loc[0, "death"] == pytest.approx(usual["expected"], abs=5e-5)
    assert TABLE.frame.loc[1, "death"] == pytest.approx(usual["expected"] / 2, abs=5e-5)
    assert TABLE.frame.loc[3, "cancer_none"] == "80%"


def test_one_age_for_all_rests_on_no_printed_age() -> None:
    assert {source.key for source in TABLE.every_source} >= {"chin2020", "summary2025"}
    alone = tables.background_risk(STUDY, ASSUMED[-1:], men=4)
    assert {source.key for source in alone.every_source}.isdisjoint({"chin2020", "summary2025"})
