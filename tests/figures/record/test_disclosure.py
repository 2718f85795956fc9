"""What one more sentence would be worth."""

import pandas as pd
import pytest

from analysis.data import Study
from analysis.figures.record import disclosure

NONE = float("nan")


@pytest.mark.parametrize(
    ("expected", "title"),
    [
        ([0.0444, 0.296, NONE], "Levels would narrow the simulated range most, by 30%"),
        ([0.0444, 0.03, NONE], "Sex by arm would narrow the simulated range most, by 4.4%"),
        ([-0.01, 0.0, NONE], "No one answer would narrow the simulated range"),
        ([NONE, NONE, NONE], "No one answer would narrow the simulated range"),
    ],
)
def test_the_title_names_what_narrows_most(expected: list[float], title: str) -> None:
    rows = pd.DataFrame({"item": ["sex by arm", "levels", "limits"], "expected": expected})
    assert disclosure.finding(rows) == title


def test_every_item_has_a_row_and_one_stands_out() -> None:
    table = disclosure.disclosure_rows(Study.read())
    spec = disclosure.draw(table).to_dict()
    (rows,) = spec["datasets"].values()
    assert len(rows) == len(table) == table["item"].nunique()
    assert list(table.loc[table["first"], "key"]) == ["levels"]
