"""Charts of background and methods, by structure: marks, scales, links, and every row traced."""

from typing import Any

import altair as alt
import pandas as pd
import pytest

from analysis import data
from analysis.figures import publish
from analysis.figures.cohorts import bands_drawing as bands
from analysis.figures.design import (
    equivalence_drawing as equivalence,
)
from analysis.figures.design import (
    family_drawing as family,
)
from analysis.figures.design import (
    no_control_drawing as no_control,
)

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


def test_adjusted_values_are_told_apart_by_color_and_shape() -> None:
    rows = pd.DataFrame({"marker": ["A"], "printed": 0.02, "adjusted": 0.06, "kind": family.KINDS[1]})
    rows["trace"] = "seed:1"
    line, _, ticks, points, above, below = layers(family.adjusted(rows))
    assert "> 0.05" in above["transform"][0]["filter"]
    assert "<= 0.05" in below["transform"][0]["filter"]
    assert line["encoding"]["x"] == {"datum": 0.05}
    assert ticks["mark"]["type"] == "tick"
    for channel in ("color", "shape"):
        assert points["encoding"][channel]["scale"]["domain"] == family.KINDS


def test_margins_stand_on_both_sides_of_zero() -> None:
    rows = pd.DataFrame(
        {
            "design": ["5 pairs"],
            "estimate": [0.0],
            "low": [-1.0],
            "high": [1.0],
            "margin_sd": [0.5],
            "verdict": ["not shown"],
            "smallest": ["1.00 SD"],
            "trace": "seed:1",
        }
    )
    left, right, bars, points, _ = layers(equivalence.margins(rows))
    assert left["transform"][0]["calculate"] == "(-datum.margin_sd)"
    assert right["encoding"]["x"]["field"] == "margin_sd"
    assert bars["encoding"]["x2"]["field"] == "high"
    assert points["encoding"]["shape"]["scale"]["domain"] == equivalence.VERDICTS


def test_what_is_seen_is_a_bar_and_the_truth_an_open_diamond() -> None:
    rows = pd.DataFrame({"what": ["LD"] * 2, "kind": no_control.KINDS, "value": [1, 0], "trace": "seed:1"})
    zero, bars, ends, effects = layers(no_control.seen_and_true(rows))
    assert zero["encoding"]["x"] == {"datum": 0}
    assert bars["mark"]["type"] == "bar"
    assert "seen" in ends["transform"][0]["filter"]
    assert effects["mark"]["filled"] is False
