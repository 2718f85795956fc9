"""Whether statements agree: with each other, with an abstract, with a range."""

import pytest

from tests.claims.made_up import STAYED, judge

pytestmark = pytest.mark.slow


def test_a_sentence_with_two_readings_names_both() -> None:
    found = judge("both_hold", "y5-esr y5-esr-stable", {"or_as": "a low level"})
    assert "One is a change and the other none." in found.reason
    assert "read as a low level, it lets both stand" in found.reason
    assert found.judgment


def test_what_the_abstract_says_in_part_is_told() -> None:
    found = judge(
        "told_by_both",
        "y5-function a5-healthy",
        {"part": "that all are well", "silent": "work", "needs": "a look"},
    )
    assert found.reason == (
        "The authors' abstract says that all are well; of work it says nothing, and to check it would take a "
        "look."
    )


def test_what_came_into_its_range_outweighs_one_exception() -> None:
    found = judge("stayed_in_range", f"{STAYED} y5-high-cholesterol", {"entered": ["IGF1"]})
    assert "IGF-1 (lower, called significant) is told to have come into its range of 95-168" in found.reason
    weaker = judge("stayed_in_range", f"{STAYED} y5-high-cholesterol")
    assert "high cholesterol: 1. The second is an exception to the first." in weaker.reason


def test_a_part_that_the_authors_tell_too_is_named() -> None:
    part = judge("told_by_both", "y5-cancer-exam y5-tumor-markers a5-tumor-markers")
    assert part.verdict == "cannot be tested"
    assert "tell a part of it (tumor markers: within range)" in part.reason
