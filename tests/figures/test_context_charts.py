"""Charts of background and methods, by structure: marks, scales, links, and every row traced."""

from typing import Any

import altair as alt
import pandas as pd
import pytest

from analysis import data
from analysis.figures import publish
from analysis.figures.cohorts import bands_drawing as bands

BANDS = pd.DataFrame(
    {
        "place": ["first", "first", "second"],
        "case": ["a", "b", "a"],
        "low": [0.1, 0.2, 0.3],
        "median": [0.2, 0.3, 0.4],
        "high": [0.5, 0.6, 0.7],
        "trace": "seed:1",
    }
)


def layers(chart: alt.LayerChart) -> list[dict[str, Any]]:
    spec: list[dict[str, Any]] = chart.to_dict()["layer"]
    return spec


@pytest.mark.parametrize(
    "chart",
    [
        bands.bands(BANDS, title="x", marked=0),
    ],
    ids=["bands"],
)
def test_charts_can_be_published_and_fill_their_column(chart: alt.LayerChart) -> None:
    spec = publish(
        chart,
        title="A title",
        basis="reference",
        sources=data.cite("wang2017"),
        description="What is drawn, and what it says of the rows.",
    ).to_dict()
    assert spec["usermeta"]["traces"]
    view = spec if "width" in spec else spec["layer"][0]
    assert view["width"] == "container"
    assert view["height"] >= 80


def test_bands_keep_the_order_of_places_and_cases() -> None:
    line, bars, points = layers(bands.bands(BANDS, title="Mean", marked=1))
    assert line["encoding"]["x"] == {"datum": 1}
    assert bars["encoding"]["y"]["sort"] == ["first", "second"]
    assert bars["encoding"]["x2"]["field"] == "high"
    assert points["encoding"]["shape"]["scale"]["domain"] == ["a", "b"]


def test_more_cases_than_symbols_are_refused() -> None:
    with pytest.raises(ValueError, match="4 cases"):
        bands.bands(pd.concat([BANDS.assign(case=name) for name in "abcd"]), title="x", marked=0)
