"""The lines of printed p-values: one table, every part placed at any width."""

from typing import Any

import pandas as pd
import pytest

from analysis.figures.design.decoding_drawing import COLUMNS, HEADINGS, printed_pvalues
from analysis.figures.design.floors import LEVEL

ROWS = pd.DataFrame(
    {
        "statistic": [0, 1],
        "statistics": ["0 or 6", "1 or 5"],
        "pvalue": [0.02, 0.2],
        "p": ["0.02", "0.2"],
        "two": ["0.02", "0.20"],
        "three": ["0.020", "0.200"],
        "design": "3 pairs",
        "trace": "formula:inference.attainable",
    }
)


@pytest.fixture
def spec() -> dict[str, Any]:
    return printed_pvalues(ROWS).to_dict()


def shown(spec: dict[str, Any]) -> dict[str, Any]:
    """The text of each layer that has one, to its place across."""
    encodings = [layer["encoding"] for layer in spec["layer"] if "text" in layer["encoding"]]
    return {e["text"].get("field", e["text"].get("value")): e["x"]["value"] for e in encodings}


def test_all_layers_draw_the_one_traced_table(spec: dict[str, Any]) -> None:
    (rows,) = spec["datasets"].values()
    assert [row["trace"] for row in rows] == list(ROWS["trace"])
    assert not any("data" in layer for layer in spec["layer"])


def test_a_column_stands_below_its_heading_at_any_width(spec: dict[str, Any]) -> None:
    places = shown(spec)
    for column, share in COLUMNS.items():
        assert places[column] == places[HEADINGS[column]] == {"expr": f"width * {share}"}
    assert places["statistic"] < 0


def test_the_axis_is_logarithmic_and_the_level_is_drawn(spec: dict[str, Any]) -> None:
    (points,) = (layer for layer in spec["layer"] if layer["mark"]["type"] == "point")
    scale = points["encoding"]["x"]["scale"]
    assert scale["type"] == "log"
    assert scale["domain"][0] < ROWS["pvalue"].min()
    (rule,) = (layer for layer in spec["layer"] if layer["mark"]["type"] == "rule")
    assert rule["encoding"]["x"]["datum"] == LEVEL


def test_the_smallest_p_comes_first(spec: dict[str, Any]) -> None:
    (points,) = (layer for layer in spec["layer"] if layer["mark"]["type"] == "point")
    assert points["encoding"]["y"]["sort"] == {"field": "statistic", "op": "min"}
