"""What is told where: every cell, box, date and count goes back to findings."""

import pandas as pd
import pytest

from analysis.data import findings, medical_history, parameters, sources
from analysis.reported import (
    COLUMNS,
    KINDS,
    calendar,
    coverage,
    directions,
    flow,
    infusion_bounds,
    study_clock,
    tally,
)
from analysis.reported.timeline import published_year


def traced_findings(frame: pd.DataFrame) -> set[str]:
    words = " ".join(frame["trace"]).split()
    return {word.removeprefix("findings:") for word in words if word.startswith("findings:")}


def test_every_trace_is_a_finding() -> None:
    known = set(findings()["FINDINGID"])
    for frame in (coverage(findings()), directions(findings()), flow(findings()), study_clock(findings())):
        assert traced_findings(frame) <= known
        assert (frame["trace"] != "").all()


def test_coverage_fills_every_cell_once() -> None:
    cells = coverage(findings())
    assert len(cells) == 7 * 2 * 4
    assert not cells.duplicated(["marker", "arm", "visit"]).any()
    assert set(cells["kind"]) == set(KINDS)
    assert cells["kind"].value_counts().to_dict() == {
        "nothing read": 32,
        "words only": 12,
        "level printed": 8,
        "arm not named": 4,
    }


def test_no_level_is_printed_at_five_years() -> None:
    cells = coverage(findings())
    assert not (cells[cells["visit"] == "Year 5"]["kind"] == "level printed").any()


@pytest.mark.parametrize(
    ("arm", "marker", "visit", "text"),
    [
        ("HD", "IL-1Ra", "Month 6", "705 ± 160"),
        ("HD", "IL-1Ra", "Year 5", "▲ nearly 3×"),
        ("HD", "HGF", "Year 5", "▼ lower"),
        ("LD", "HGF", "Year 5", "no diff."),
        ("LD", "TNF-α", "Baseline", "▲ range"),
        ("LD", "IL-1Ra", "Baseline", "–"),
        ("HD", "IL-10", "Year 5", "–"),
    ],
)
def test_coverage_says_in_short_what_is_printed(arm: str, marker: str, visit: str, text: str) -> None:
    cells = coverage(findings()).set_index(["arm", "marker", "visit"])
    assert cells.loc[(arm, marker, visit), "text"] == text


def test_statements_that_disagree_are_shown_as_such() -> None:
    told = findings()
    rise = told[told["FINDINGID"] == "y5-hgf-hd"].assign(FINDINGID="made-up", DIRECTION="higher")
    cells = coverage(pd.concat([told, rise])).set_index(["arm", "marker", "visit"])
    assert cells.loc[("HD", "HGF", "Year 5"), "text"] == "both told"


def test_directions_keep_both_statements_on_hgf() -> None:
    told = directions(findings())
    hgf = told[told["marker"] == "HGF"]
    assert set(told["concerns"]) == set(COLUMNS)
    assert set(hgf[hgf["concerns"] == "HD v baseline"]["direction"]) == {"lower"}
    assert set(hgf[hgf["concerns"] == "HD v LD"]["direction"]) == {"higher"}
    assert not told.duplicated(["marker", "concerns", "slot"]).any()


def test_low_dose_statements_all_say_no_difference() -> None:
    told = directions(findings())
    low = told[told["concerns"] == "LD v baseline"]
    assert len(low) == 6
    assert set(low["direction"]) == {"no difference"}


def test_flow_states_sizes_and_names_what_is_missing() -> None:
    boxes = flow(findings()).set_index("box")
    assert boxes.loc["LD infusion", "text"] == "Low dose (LD)\n65 million cells\nn = 5"
    assert boxes.loc["HD year 5", "text"] == "Seen at 5 years\nn = 6"
    assert boxes.loc["end", "text"] == "11 of 11 seen, 0 dropped out"
    assert list(boxes.index[~boxes["stated"]]) == ["assessed", "allocation"]


def test_calendar_spans_what_the_printed_date_leaves_open() -> None:
    events = calendar(findings(), medical_history(), sources()).set_index("event")
    assert list(events["printed"]) == ["2016-09-28", "2020-09-28", "2021-11", "2025"]
    assert events.loc["Five-year paper", ["start", "end"]].tolist() == [2025, 2026]
    registered = events.loc["Reg. number's date"]
    assert 0 < registered["end"] - registered["start"] < 0.004
    assert events.loc["Surgery, subject 7", "trace"] == "medical_history:7-6"


def test_the_infusions_are_bounded_by_what_came_after_them() -> None:
    """Six months before 28 September 2020, and five years before November 2021: counted by hand."""
    bounds = infusion_bounds(findings(), medical_history())
    assert (bounds.earliest, bounds.latest) == ("2016-11", "2020-03")
    later = findings().replace({"VALUE": {"2020-09-28": "2021-01-05"}})
    assert infusion_bounds(later, medical_history()).latest == "2020-07"


def test_year_is_read_from_the_citation() -> None:
    assert published_year(sources(), "chin2020") == "2020"
    with pytest.raises(ValueError, match="no year in the citation"):
        published_year(sources(), "poster")


def test_tally_counts_every_placed_finding_once() -> None:
    counts = tally(findings(), parameters(), sources())
    every, single = counts[counts["source"] == "all four"], counts[counts["source"] != "all four"]
    assert every["findings"].sum() == single["findings"].sum() == (findings()["AVISIT"] != "").sum()
    assert (counts["numbers"] <= counts["findings"]).all()
    assert (counts["trace"].str.split().str.len() == counts["findings"]).all()


def test_study_clock_follows_the_order_of_visits() -> None:
    assert list(study_clock(findings())["visit"]) == ["Baseline", "Day 2", "Month 6", "Year 5"]
