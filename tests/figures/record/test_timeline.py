"""What is dated, and the visits on the study's own clock."""

import pytest

from analysis.data import Study
from analysis.figures.record import timeline

STUDY = Study.read()


def test_calendar_spans_what_the_printed_date_leaves_open() -> None:
    papers = {"chin2020": "Phase 1 paper", "chin2025": "Five-year paper"}
    events = timeline.calendar(STUDY, papers=papers).set_index("event")
    assert list(events["printed"]) == ["2016-09-28", "2020-09-28", "2021-11", "2025"]
    assert events.loc["Five-year paper", ["start", "end"]].tolist() == [2025, 2026]
    registered = events.loc["Reg. number's date"]
    assert 0 < registered["end"] - registered["start"] < 0.004
    assert events.loc["Surgery, subject 7", "trace"] == "medical_history:7-6"


def test_reports_with_a_doi_are_dated_by_themselves() -> None:
    events = timeline.calendar(STUDY)
    assert set(events["event"]) >= {"Chin 2020, abstract", "Chin 2025, abstract"}
    (paper,) = timeline.calendar(Study.read("data/examples/mpc_2017")).to_dict("records")
    assert (paper["printed"], paper["trace"]) == ("2017", "sources:wang2017b")


def test_year_is_read_from_the_citation() -> None:
    assert timeline.published_year(STUDY, "chin2020") == "2020"
    with pytest.raises(ValueError, match="no year in the citation"):
        timeline.published_year(STUDY, "poster")


def test_the_clock_follows_the_order_of_visits() -> None:
    clock = timeline.clock(STUDY)
    assert list(clock["visit"]) == ["Baseline", "Day 2", "Month 6", "Year 5"]
    assert (clock["trace"].str.split().str.len() == clock["findings"]).all()


def test_the_finding_counts_what_is_dated() -> None:
    events = timeline.calendar(STUDY)
    assert timeline.finding(events, treatment="infusion") == "Four events are dated, but not the infusion"
    assert timeline.finding(events[:1], treatment="dose") == "One event is dated, but not the dose"


def test_each_event_has_a_level_of_its_own_and_words_within_the_line() -> None:
    drawn = timeline.draw_calendar(timeline.calendar(STUDY)).to_dict()
    (rows,) = drawn["datasets"].values()
    assert sorted(row["level"] for row in rows) == list(range(1, len(rows) + 1))
    assert [row["late"] for row in sorted(rows, key=lambda row: row["start"])][0::3] == [False, True]
