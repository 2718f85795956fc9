"""The bounds that dates set to what is not dated."""

import pytest

from analysis.data import MissingFindingError, Study
from analysis.reported import infusion_bounds

STUDY = Study.read()


def test_the_infusions_are_bounded_by_what_came_after_them() -> None:
    """Six months before 28 September 2020, and five years before November 2021: counted by hand."""
    bounds = infusion_bounds(STUDY)
    assert (bounds.earliest, bounds.latest) == ("2016-11", "2020-03")
    assert (bounds.event, bounds.report) == ("2021-11", "2020-09-28")
    assert bounds.in_words() == {"earliest": "November 2016", "latest": "March 2020"}
    assert bounds.in_words(years_later=10) == {"earliest": "November 2026", "latest": "March 2030"}
    later = STUDY.findings.replace({"VALUE": {"2020-09-28": "2021-01-05"}})
    assert infusion_bounds(STUDY.with_tables(findings=later)).latest == "2020-07"


def test_without_dates_nothing_is_bounded() -> None:
    undated = STUDY.medical_history.assign(MHSTDTC="")
    with pytest.raises(MissingFindingError, match="no dated event"):
        infusion_bounds(STUDY.with_tables(medical_history=undated))
    with pytest.raises(MissingFindingError, match="length of follow-up in years"):
        infusion_bounds(Study.read("data/examples/mpc_2017"))
