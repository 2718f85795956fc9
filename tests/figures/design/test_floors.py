"""The smallest p-value that a design allows: marks, line, axis and words."""

from typing import Any

import pandas as pd
import pytest

from analysis import figures
from analysis.figures.design.designs import LEVEL, designs
from analysis.figures.design.floors import CALCULATIONS, draw, finding, floors_rows


@pytest.fixture
def table() -> pd.DataFrame:
    return floors_rows({"5 pairs": 5, "5 v 6": (5, 6)})


def test_one_traced_row_per_design_and_method(table: pd.DataFrame) -> None:
    spec = draw(table).to_dict()
    (rows,) = spec["datasets"].values()
    assert len(rows) == 6
    assert {row["calculation"] for row in rows} == set(CALCULATIONS)
    assert all(row["trace"] for row in rows)


def test_line_points_and_numbers_on_either_side(table: pd.DataFrame) -> None:
    spec = draw(table).to_dict()
    line, points, above, below = spec["layer"]
    assert line["encoding"]["x"] == {"datum": LEVEL}
    assert points["encoding"]["shape"]["scale"]["domain"] == CALCULATIONS
    assert "> 0.05" in above["transform"][0]["filter"]
    assert "<= 0.05" in below["transform"][0]["filter"]
    assert spec["width"] == "container"


def test_logarithmic_axis_holds_every_floor(table: pd.DataFrame) -> None:
    x = draw(table).to_dict()["layer"][1]["encoding"]["x"]
    low, high = x["scale"]["domain"]
    assert x["scale"]["type"] == "log"
    assert low < table["floor"].min()
    assert table["floor"].max() < high


def test_designs_keep_their_order(table: pd.DataFrame) -> None:
    y = draw(table).to_dict()["layer"][1]["encoding"]["y"]
    assert y["sort"] == ["5 pairs", "5 v 6"]


def test_the_axis_reaches_the_floor_of_a_large_arm() -> None:
    rows = floors_rows({"40 pairs": 40})
    low, _ = draw(rows).to_dict()["layer"][1]["encoding"]["x"]["scale"]["domain"]
    assert low < rows["floor"].min() < 1e-11


@pytest.mark.parametrize(
    ("sizes", "lost", "labels"),
    [
        ({"A": 5, "B": 6}, 2, ["3 pairs", "4 pairs", "5 pairs (A)", "6 pairs (B)", "11 pairs", "5 v 6"]),
        ({"A": 8, "B": 8}, 0, ["8 pairs (A, B)", "16 pairs", "8 v 8"]),
        ({"A": 7}, 0, ["7 pairs (A)"]),
        ({"A": 2, "B": 3, "C": 4}, 5, ["1 pairs", "2 pairs (A)", "3 pairs (B)", "4 pairs (C)", "9 pairs"]),
    ],
)
def test_the_designs_of_a_study(sizes: dict[str, int], lost: int, labels: list[str]) -> None:
    found = designs(sizes, lost=lost)
    assert [label for label, design in found.items()][: len(labels)] == labels
    assert sum(isinstance(design, tuple) for design in found.values()) == len(sizes) * (len(sizes) - 1) / 2


@pytest.mark.parametrize(
    ("designs", "title"),
    [
        ({"5 pairs (LD)": 5, "6 pairs": 6}, "With 5 pairs the method decides whether p can reach 0.05"),
        ({"6 pairs": 6}, "Every design here can reach p = 0.05, by every method"),
        ({"3 pairs": 3}, "By no method can p reach 0.05 in 1 of 1 design"),
        ({"3 pairs": 3, "4 pairs": 4, "6 pairs": 6}, "By no method can p reach 0.05 in 2 of 3 designs"),
        ({"A": 5, "B": 5, "C": 5, "D": 6}, "In 3 of 4 designs the method decides whether p can reach 0.05"),
    ],
)
def test_the_title_is_what_the_floors_say(designs: dict[str, int], title: str) -> None:
    assert finding(floors_rows(designs)) == title


def test_the_words_name_where_only_the_approximation_reaches_the_level() -> None:
    spec: dict[str, Any] = figures.floors(designs({"A": 5, "B": 6})).to_dict()
    words = spec["usermeta"]["description"]
    assert "5 pairs (A): 0.0625; 6 pairs (B): 0.03125" in words
    assert words.endswith(f"The normal approximation is below {LEVEL} already with 5 pairs (A).")
    alone = figures.floors({"6 pairs": 6}).to_dict()["usermeta"]["description"]
    assert "already" not in alone
