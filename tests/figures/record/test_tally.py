"""The map of how many findings there are."""

import pandas as pd
import pytest

from analysis.data import Study
from analysis.figures.record import tally


def test_a_choice_of_source_moves_no_row_and_no_column() -> None:
    explorer = tally.tally(Study.read(), seen="Said.")
    every, one = (
        explorer.chart({"tally_source": source}).to_dict() for source in ("all four", "Chinese summary")
    )
    boxes = every["layer"][0]["encoding"]
    assert boxes["x"]["scale"]["domain"] == ["Baseline", "Day 2", "Month 6", "Year 5"]
    own = one["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert own == [system for system in boxes["y"]["scale"]["domain"] if system in own]
    assert every["description"].endswith("Said.")
    assert explorer.static().to_dict()["layer"][2]["encoding"]["text"]["field"] == "words"


@pytest.mark.parametrize(
    ("findings", "numbers", "title"),
    [
        ([3, 5], [0, 1], "One of eight findings on day 7 prints a value"),
        ([3, 5], [2, 1], "Three of eight findings on day 7 print a value"),
        ([3, 5], [3, 5], "All eight findings on day 7 print a value"),
        ([3], [0], "None of the three findings on day 7 print a value"),
        ([1], [1], "The one finding on day 7 prints a value"),
        ([1], [0], "The one finding on day 7 prints no value"),
    ],
)
def test_the_finding_counts_values_at_the_last_visit(
    findings: list[int], numbers: list[int], title: str
) -> None:
    counted = pd.DataFrame({"findings": findings, "numbers": numbers, "visit": "Day 7"})
    assert tally.finding(counted, last="Day 7") == title
    assert tally.finding(counted, last="Year 1") == "This source says nothing on year 1"
