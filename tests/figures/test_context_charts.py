"""Charts of background and methods, by structure: marks, scales, links, and every row traced."""

from typing import Any

import altair as alt
import pandas as pd
import pytest

from analysis import data, reported
from analysis.figures import publish
from analysis.figures.cohorts import bands_drawing as bands
from analysis.figures.record import exposure_drawing as exposure
from analysis.figures.record import roles_drawing as roles

TRIALS = reported.exposure(data.studies(), data.findings())
LINES = reported.equal_exposure((10, 50, 250), years=exposure.YEARS, people=exposure.PEOPLE)
ROLES = reported.roles(data.read("mechanisms"), data.findings())
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
        exposure.people_and_years(TRIALS, LINES),
        roles.roles(ROLES),
        bands.bands(BANDS, title="x", marked=0),
    ],
    ids=["exposure", "roles", "bands"],
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


def test_every_trial_lies_inside_the_box() -> None:
    assert TRIALS["years"].between(*exposure.YEARS).all()
    assert TRIALS["people"].between(*exposure.PEOPLE).all()
    assert set(TRIALS["arm"]) <= set(exposure.ARMS)


def test_this_trial_is_filled_and_the_others_are_open() -> None:
    _, _, others, this, names = layers(exposure.people_and_years(TRIALS, LINES))
    assert others["mark"]["filled"] is False
    assert "this trial" in this["transform"][0]["filter"]
    assert this["mark"]["filled"] is True
    assert names["mark"]["type"] == "text"


def test_the_names_of_neighbors_stand_apart() -> None:
    placed = exposure._placed(TRIALS).set_index("trial")["below"]
    assert not placed["CLV-100"]
    assert placed["SLE 2017"]
    assert not placed["MS/NMO"]


def test_trials_at_one_place_share_a_name() -> None:
    """Two placebo trials of 30 frail people for half a year: one name, once, that tells of both."""
    names = exposure._placed(TRIALS).set_index("trial")["name"]
    assert names["Frailty 2"] == "Frailty 2, Frailty cord"
    assert names["Frailty cord"] == ""
    alone = names.drop(["Frailty 2", "Frailty cord"])
    assert alone.tolist() == alone.index.tolist()


def test_each_role_links_to_its_section() -> None:
    symbols, labels = layers(roles.roles(ROLES))
    for layer in (symbols, labels):
        assert layer["encoding"]["href"] == {"field": "link", "type": "nominal"}
        assert layer["mark"]["cursor"] == "pointer"
    scale = symbols["encoding"]["shape"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        "higher": "triangle-up",
        "lower": "triangle-down",
        "not stated": "stroke",
    }
    assert symbols["encoding"]["x"]["scale"]["domain"] == list(reported.SIDES.values())


def test_bands_keep_the_order_of_places_and_cases() -> None:
    line, bars, points = layers(bands.bands(BANDS, title="Mean", marked=1))
    assert line["encoding"]["x"] == {"datum": 1}
    assert bars["encoding"]["y"]["sort"] == ["first", "second"]
    assert bars["encoding"]["x2"]["field"] == "high"
    assert points["encoding"]["shape"]["scale"]["domain"] == ["a", "b"]


def test_more_cases_than_symbols_are_refused() -> None:
    with pytest.raises(ValueError, match="4 cases"):
        bands.bands(pd.concat([BANDS.assign(case=name) for name in "abcd"]), title="x", marked=0)
