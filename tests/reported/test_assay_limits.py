"""Printed levels as multiples of limits."""

import pandas as pd
import pytest

from analysis.data import MissingFindingError, Study
from analysis.reported import against_limits

STUDY = Study.read()


def test_levels_are_multiples_of_limits_in_the_same_unit() -> None:
    limits = pd.DataFrame(
        {
            "REFID": ["tnfa-a", "tnfa-b", "il6-a"],
            "PARAMCD": ["TNFA", "TNFA", "IL6"],
            "HIGH": ["10", "2", "4"],
            "AVALU": ["pg/mL", "ng/mL", "pg/mL"],
            "POPULATION": "people",
            "SOURCEID": "chin2020",
        }
    )
    table = against_limits(STUDY.with_tables(intervals=limits), limits=["chin2020"])
    assert table[["arm", "times"]].to_dict("records") == [
        {"arm": "HD", "times": 7.4},
        {"arm": "LD", "times": 11.5},
    ]
    assert table["trace"].tolist()[0] == "findings:p1-tnfa-hd-m6 intervals:tnfa-a"


def test_a_limit_that_is_not_known_is_missed() -> None:
    with pytest.raises(MissingFindingError, match="no upper limit from poster"):
        against_limits(STUDY, limits=["poster"])
