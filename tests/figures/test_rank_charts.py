"""Structure of the charts that the explorers draw."""

import pandas as pd
import pytest

from analysis.figures.design.attainable_drawing import attainable_pvalues
from analysis.figures.design.intervals_drawing import REACHED, attained_levels
from analysis.figures.design.relabelings_drawing import KINDS, relabeling_marks


@pytest.fixture
def pvalues() -> pd.DataFrame:
    return pd.DataFrame(
        {"statistic": [0, 1, 2], "pvalue": [0.03125, 0.0625, 0.15625], "trace": "formula:x.y"}
    )


def test_attainable_marks_the_level_by_color_and_shape(pvalues: pd.DataFrame) -> None:
    line, points, floor = attainable_pvalues(pvalues).to_dict()["layer"]
    assert line["mark"]["type"] == "rule"
    assert line["encoding"]["y"] == {"datum": 0.05}
    for channel in ("color", "shape"):
        assert "datum.pvalue <= 0.05" in str(points["encoding"][channel]["condition"])
    assert "datum.statistic === 0" in floor["transform"][0]["filter"]


@pytest.mark.parametrize(("smallest", "low"), [(0.03125, 0.015625), (0.5, 0.025)])
def test_attainable_axis_reaches_below_the_floor_and_the_level(
    pvalues: pd.DataFrame, smallest: float, low: float
) -> None:
    rows = pvalues.assign(pvalue=[smallest, 0.7, 1.0])
    scale = attainable_pvalues(rows).to_dict()["layer"][1]["encoding"]["y"]["scale"]
    assert scale["domain"] == [low, 1]


def test_levels_line_is_the_level_asked_for() -> None:
    rows = pd.DataFrame(
        {"design": ["5 pairs", "6 pairs"], "asked": 95, "attained": [93.75, 96.875], "reached": REACHED[::-1]}
    )
    line, points, values = attained_levels(rows.assign(trace="formula:x.y")).to_dict()["layer"]
    assert (line["encoding"]["x"]["aggregate"], line["encoding"]["x"]["field"]) == ("max", "asked")
    assert line["encoding"]["x"]["scale"] == points["encoding"]["x"]["scale"]
    assert points["encoding"]["shape"]["scale"]["domain"] == REACHED
    assert values["mark"]["type"] == "text"


def test_permutation_draws_the_observed_one_above_the_others() -> None:
    rows = pd.DataFrame(
        {
            "difference": [1.0, 0.0, -1.0],
            "place": 1,
            "kind": KINDS,
            "members": "1 2",
            "result": ["1 of 3", "", ""],
            "trace": "formula:x.y",
        }
    )
    layers = relabeling_marks(rows).to_dict()["layer"]
    assert [layer["mark"]["type"] for layer in layers] == ["point", "rule", "point", "text"]
    assert layers[0]["transform"][0]["filter"].startswith("(!")
    assert "observed" in layers[2]["transform"][0]["filter"]
    assert layers[0]["mark"]["size"] < layers[2]["mark"]["size"]
    for channel in ("color", "shape"):
        assert layers[0]["encoding"][channel]["scale"]["domain"] == KINDS
