import pandas as pd
import pytest

from analysis import inference
from analysis.figures.design.floors import LEVEL, floor_chart
from analysis.inference.pvalues import METHOD_NAMES


@pytest.fixture
def table() -> pd.DataFrame:
    floors = inference.floors([5, (5, 6)])
    return floors.assign(
        design=["5 pairs"] * 3 + ["5 v 6"] * 3, trace="formula:inference.floors", method=floors["method"]
    )


def test_one_traced_row_per_design_and_method(table: pd.DataFrame) -> None:
    spec = floor_chart(table).to_dict()
    (rows,) = spec["datasets"].values()
    assert len(rows) == 6
    assert {row["method"] for row in rows} == set(METHOD_NAMES.values())
    assert all(row["trace"] for row in rows)


def test_line_points_and_numbers_on_either_side(table: pd.DataFrame) -> None:
    spec = floor_chart(table).to_dict()
    line, points, above, below = spec["layer"]
    assert line["encoding"]["x"] == {"datum": LEVEL}
    assert points["encoding"]["shape"]["scale"]["domain"] == points["encoding"]["color"]["scale"]["domain"]
    assert "> 0.05" in above["transform"][0]["filter"]
    assert "<= 0.05" in below["transform"][0]["filter"]
    assert spec["width"] == "container"


def test_logarithmic_axis_holds_every_floor(table: pd.DataFrame) -> None:
    x = floor_chart(table).to_dict()["layer"][1]["encoding"]["x"]
    low, high = x["scale"]["domain"]
    assert x["scale"]["type"] == "log"
    assert low < table["floor"].min()
    assert table["floor"].max() < high


def test_designs_keep_their_order(table: pd.DataFrame) -> None:
    y = floor_chart(table).to_dict()["layer"][1]["encoding"]["y"]
    assert y["sort"] == ["5 pairs", "5 v 6"]
