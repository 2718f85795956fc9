"""What the design decides: a control, other studies, what is known of age."""

import pytest

from analysis import claims
from tests.claims.made_up import CLAIMS, FRAIL, STUDY, judge, put

pytestmark = pytest.mark.slow

DATED = "y5-registration-date p1-published p1-follow-up"


def test_divided_sources_are_called_so() -> None:
    """Of men one source says that testosterone falls and one that it does not; the third is on women."""
    found = judge("agrees_with_aging", "y5-testosterone", {"expects": "falls"})
    assert found.verdict == "cannot be tested"
    assert "the 2 cited sources are divided" in found.reason
    assert set(found.references) == {"feldman2002", "kelsey2014"}


def test_a_first_tells_both_dates_and_whom_this_trial_treated() -> None:
    own = judge("first_of_its_kind", "y5-registration-date", FRAIL)
    assert "published 2024" in own.reason
    assert "this trial's paper is of 2025" in own.reason
    assert (
        "Begun before: not told; the start told is June 2020, and this trial carries the date 2016"
        in own.reason
    )
    assert "nobody in it is said to have aging frailty" in own.reason
    assert own.references == ("zhu2024",)
    sooner = STUDY.table("studies").assign(BEGUN="2010")
    found = judge("first_of_its_kind", "y5-registration-date", FRAIL, studies=sooner)
    assert found.verdict == "inconsistent"
    unread = STUDY.table("studies").assign(BEGUN="")
    open_still = judge("first_of_its_kind", "y5-registration-date", FRAIL, studies=unread)
    assert "no start was read" in open_still.reason
    others = STUDY.table("studies").query("PEOPLE != 'aging frailty'")
    none = judge("first_of_its_kind", "y5-registration-date", FRAIL, studies=others)
    assert "a list cannot prove a first" in none.reason
    later = STUDY.table("studies").replace({"PUBLISHED": {"2024": "2026"}})
    after = judge("first_of_its_kind", "y5-registration-date", FRAIL, studies=later)
    assert "a list cannot prove a first" in after.reason, "published after this trial's paper"


def test_a_dated_report_bounds_who_came_first() -> None:
    """Six months before September 2020 is March, and the other trial's start is told as June."""
    bounded = judge("first_of_its_kind", DATED, FRAIL)
    assert "over by about March 2020 and very probably came first." in bounded.reason
    assert "That, not the dates, leaves the claim open" in bounded.reason
    late = judge("first_of_its_kind", DATED, FRAIL, findings=put("p1-published", VALUE="2021-02-01"))
    assert "over by about August 2020." in late.reason
    assert "came first" not in late.reason
    year_alone = STUDY.table("studies").replace({"BEGUN": {"2020-06": "2020"}})
    assert "came first" not in judge("first_of_its_kind", DATED, FRAIL, studies=year_alone).reason
    # A date of this trial after the other's start refutes nothing once its infusions are known to be earlier.
    dated = put("y5-registration-date", VALUE="2022-01-01")
    assert judge("first_of_its_kind", DATED, FRAIL, findings=dated).verdict == "cannot be tested"


def test_a_first_of_one_product_is_asked_of_that_product() -> None:
    given = {"product": "CLV-100", "years": 5, "shows": "safety"}
    found = judge("first_of_its_kind", "y5-follow-up", given)
    assert found.reason.startswith(
        "Only this cohort is known to us to have had CLV-100 and been followed for 5"
    )
    assert "whether safety is shown is judged under safety" in found.reason
    assert not found.references
    earlier = STUDY.table("studies")
    earlier.loc[earlier["REFID"] == "lupus-six-years", "TRIAL"] = "CLV-100"
    same = judge("first_of_its_kind", "y5-registration-date", given, studies=earlier)
    assert same.verdict == "inconsistent"


def test_a_study_of_several_tissues_has_each_of_them() -> None:
    found = judge("safe_before", "y5-follow-up", {"cells": "umbilical cord", "people": ["lupus"], "years": 5})
    assert "81 people, 5 years, published 2018, cells from bone marrow or umbilical cord" in found.reason
    marrow = judge("safe_before", "y5-follow-up", {"cells": "bone marrow", "people": ["lupus"], "years": 5})
    assert "81 people" in marrow.reason
    assert "9 people" not in marrow.reason


def test_studies_that_do_not_call_the_cells_safe_are_no_example() -> None:
    harmed = STUDY.table("studies").assign(SAFE="")
    found = judge("safe_before", "y5-follow-up", {"people": ["lupus"], "years": 5}, studies=harmed)
    assert found.verdict == "cannot be tested"
    assert "Cited without such words: lupus (9 people, 6 years, published 2017)" in found.reason
    told = judge("safe_before", "y5-follow-up", {"cells": "umbilical cord", "years": 5})
    assert told.reason.endswith("Told of among their people: deaths in 2 of 4 and cancers in 1 of 4.")
    calm = judge("safe_before", "y5-follow-up", {"people": ["lupus"], "years": 6})
    assert "Told of among" not in calm.reason
    both = judge("safe_before", "y5-follow-up", {"people": ["severe COVID-19", "diabetes"]})
    assert "of severe COVID-19 and diabetes" in both.reason


@pytest.mark.parametrize("by", ["first_of_its_kind", "safe_before", "fills_gap"])
def test_verdicts_on_earlier_studies_read_no_other_table(by: str) -> None:
    """Of the study they are judged alike when every table is empty but that of studies and their findings."""
    rows = CLAIMS[CLAIMS["VERDICT_BY"] == by]
    others = ("medical_history", "aging", "priors", "reporting", "summary_of_findings", "safety", "rates")
    emptied = STUDY.with_tables(**{name: STUDY.table(name).iloc[:0] for name in others})
    found = [verdict.reason for verdict in claims.judge(emptied, rows)]
    assert found == [verdict.reason for verdict in claims.judge(STUDY, rows)]
