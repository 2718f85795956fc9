"""The estimation plot of the illustrative cohort: every value, and the exact interval."""

import pytest

from analysis import data
from analysis.inference import hodges_lehmann
from analysis.reconstruction import constrain, estimation

STUDY = data.Study.read()
MARKERS = STUDY.markers


def test_the_lesson_shows_every_value_and_the_exact_interval() -> None:
    lesson = estimation(STUDY, MARKERS, visit="Year 5")
    high = lesson.changes.query("marker == 'IL6' and arm == 'HD'")["change"]
    found = lesson.estimates.query("marker == 'IL6' and arm == 'HD'").iloc[0]
    expected = hodges_lehmann(high)
    assert (found["estimate"], found["low"], found["high"]) == pytest.approx(
        (expected.estimate, expected.low, expected.high)
    )
    low = lesson.estimates.query("marker == 'IL6' and arm == 'LD'").iloc[0]
    assert (low["pairs"], low["attained"]) == (3, 0.75)
    assert low["words"] == "3 pairs: the exact interval attains 75%"
    values = lesson.points.query("marker == 'IL6'")
    assert len(values) == 6 * 2 + 5 + 3
    assert set(lesson.points["visit"]) == {"Baseline", "Year 5"}


def test_the_rows_lead_to_the_person_and_to_what_the_cohort_was_drawn_under() -> None:
    lesson = estimation(STUDY, ["IL6"], visit="Year 5")
    (marker,) = constrain(STUDY, ["IL6"]).markers
    made = {"formula:reconstruction.adlb", "seed:2025"}
    priors = {trace for trace in marker.trace.split() if trace.startswith("priors:")}
    for subject, trace in zip(lesson.points["subject"], lesson.points["trace"], strict=True):
        assert {f"adsl:{subject}", *priors, *made} <= set(trace.split())
    keys = {source.key for source in STUDY.sources_of(lesson.points["trace"].iloc[0].split())}
    assert {"chin2020", "summary2025", "knudsen2008"} <= keys


def test_a_study_without_people_at_both_visits_is_told_so() -> None:
    other = data.Study.read(data.find() / "examples" / "rebamipide_2016")
    with pytest.raises(
        data.MissingFindingError, match="values of single people of PGE2 at Baseline or Day 7"
    ):
        estimation(other, ["PGE2"], visit="Day 7")
