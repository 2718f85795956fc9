"""Who took part: what ± can be, and how old the oldest must be."""

from functools import partial

import pandas as pd
import pytest

from analysis.data import MissingFindingError, Study
from analysis.figures.record import people

STUDY = Study.read()


def test_a_missing_age_is_said_and_not_drawn() -> None:
    needed = pd.DataFrame(
        {"older": [0, 1], "oldest": [None, 93.0], "words": ["impossible", "93"], "trace": "x:y"}
    )
    drawn = people.draw_oldest_ages(needed, limit=60, when="five years").to_dict()
    assert [layer["transform"][0]["filter"] for layer in drawn["layer"]] == [
        *["datum.oldest > 0"] * 3,
        "!(datum.oldest > 0)",
    ]


def test_ages_follow_from_the_first_printed_center_with_a_spread() -> None:
    needed = people.oldest_ages_rows(STUDY).set_index("older")
    assert list(needed["words"]) == ["not possible", "93", "80", "75", "71", "70"]
    (trace,) = needed["trace"].unique()
    assert trace.split()[:2] == ["findings:p1-age", "findings:y5-age"]


def test_spreads_are_offered_by_a_readers_name() -> None:
    printed = people.spreads_of(STUDY, first="Phase 1")
    assert list(printed) == [
        "Age, Phase 1",
        "Age, five years",
        "Body mass index, read as a median",
        "Body mass index, read as a mean",
    ]
    assert all(sum(block.count for block in each.blocks) == 11 for each in printed.values())
    assert printed["Age, five years"].trace == "findings:y5-age findings:y5-age-over-60"


def test_a_center_without_a_spread_is_missed() -> None:
    bare = STUDY.findings
    bare.loc[bare["FINDINGID"] == "p1-age", "SPREAD"] = ""
    with pytest.raises(MissingFindingError, match="no AGE of all subjects at Baseline with ±"):
        people.spreads(STUDY.with_tables(findings=bare))


def test_an_even_number_of_subjects_has_no_middle_one() -> None:
    findings = STUDY.findings
    findings.loc[findings["FINDINGID"] == "p1-n-ld", "VALUE"] = "6"
    with pytest.raises(ValueError, match="12 subjects: a median of an even number"):
        people.spreads(STUDY.with_tables(findings=findings))


def test_no_standard_error_fits_and_some_other_reading_does() -> None:
    grid = people.spreads(STUDY, first="Phase 1").grid()
    assert (grid.loc[grid["reading"] == "SEM", "verdict"] == "impossible").all()
    assert (grid.loc[grid["reading"] == "SD", "verdict"] == "possible").all()
    assert grid.groupby("printed_spread").size().to_dict() == {
        "Age, Phase 1": 2,
        "Age, five years": 4,
        "Body mass index, read as a mean": 2,
        "Body mass index, read as a median": 4,
    }


def test_the_finding_of_a_spread_says_what_it_cannot_be() -> None:
    explorer = people.spreads(STUDY, first="Phase 1")
    titles = [people.spreads_finding(own) for _, own in explorer.grid().groupby("printed_spread", sort=False)]
    assert titles[0] == "Age, Phase 1: ± 13 cannot be an SEM"
    assert all(title.endswith(" cannot be an SEM") for title in titles)
    rows = explorer.rows({"printed_spread": "Age, five years"})
    title = people.spreads_finding
    assert title(rows.assign(verdict="possible")).endswith(" can be an SD, SEM or IQR")
    assert title(rows.assign(verdict="impossible")).endswith(" cannot be an SD, SEM or IQR")
    one_rule = rows.assign(verdict=["possible"] * 3 + ["impossible"])
    assert title(one_rule).endswith(" cannot be an IQR (R, Excel)")


def test_the_finding_of_the_oldest_starts_with_the_fewest_that_are_possible() -> None:
    needed = people.oldest_ages_rows(STUDY)
    title = partial(people.oldest_finding, limit=60)
    assert title(needed) == "If only one person is 60 or over, that one is at least 93"
    assert title(needed[2:]) == "If only two people are 60 or over, one is at least 80"
    assert title(needed[:1]) == "No number of people of 60 or over is possible"
    assert title(needed.assign(oldest=59)) == "If nobody is 60 or over, the oldest is at least 59"
