"""Charts of what is printed, by structure: marks, scales, controls, and every row traced."""

from collections.abc import Iterator
from typing import Any

import altair as alt
import pytest

from analysis import reported
from analysis.data import Study, findings, medical_history, parameters, sources
from analysis.figures import publish
from analysis.figures.record import (
    directions_drawing as directions,
)
from analysis.figures.record import (
    flow,
)
from analysis.figures.record import (
    levels as summaries,
)
from analysis.figures.record import (
    markers as maps,
)
from analysis.figures.record import (
    timeline_drawing as timeline,
)

Built = dict[str, alt.Chart | alt.LayerChart | alt.VConcatChart]


@pytest.fixture(scope="module")
def built() -> Built:
    study, told = Study.read(), findings()
    table = reported.readings(study)
    counts = reported.tally(told, parameters(), sources())
    return {
        "coverage": maps.coverage(
            reported.coverage(told), kinds=list(reported.KINDS), visits=list(reported.VISITS)
        ),
        "tally": maps.tally(counts, systems=list(counts["system"].unique()), visits=list(reported.VISITS)),
        "flow": flow.flow(reported.flow(told)),
        "timeline": timeline.timeline(
            reported.calendar(told, medical_history(), sources()), reported.study_clock(told)
        ),
        "readings": summaries.readings(reported.bars(table[table["visit"] == "Month 6"])),
        "levels": summaries.levels(
            reported.levels(study, marker="IL1RA"), reported.threshold(study, finding="y5-il1ra-threshold")
        ),
        "directions": directions.directions(
            reported.directions(told), columns=list(reported.COLUMNS), parts=["all", "results", "discussion"]
        ),
    }


def views(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every single view of a specification."""
    parts = [*spec.get("vconcat", []), *spec.get("layer", [])]
    if not parts:
        yield spec
    for part in parts:
        yield from views(part)


def encodings(spec: dict[str, Any], channel: str) -> list[dict[str, Any]]:
    return [view["encoding"][channel] for view in views(spec) if channel in view.get("encoding", {})]


NAMES = ["coverage", "tally", "flow", "timeline", "readings", "levels", "directions"]


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_traced_and_the_chart_can_be_published(built: Built, name: str) -> None:
    spec = publish(
        built[name],
        title="A title",
        basis="published",
        study=Study.read(),
        description="What is printed, drawn as it is printed.",
    ).to_dict()
    assert spec["usermeta"]["findings"]


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_fills_its_column_with_a_fixed_height(built: Built, name: str) -> None:
    spec = built[name].to_dict()
    for view in spec.get("vconcat", [spec]):
        assert view["width"] == "container"
        assert view["height"] > 80


@pytest.mark.parametrize(
    ("name", "control", "choices"),
    [
        ("readings", "spread_is", ["SD", "SEM"]),
        ("directions", "told_in", ["all", "results", "discussion"]),
        (
            "tally",
            "tally_source",
            [
                "all four",
                "Chin 2020, abstract",
                "Chin, poster page",
                "Chin 2025, abstract",
                "Chinese summary",
            ],
        ),
    ],
)
def test_controls_are_named_and_bound(built: Built, name: str, control: str, choices: list[str]) -> None:
    params = {param["name"]: param for param in built[name].to_dict()["params"]}
    assert params[control]["bind"]["options"] == choices
    assert params[control]["value"] in choices


@pytest.mark.parametrize("name", ["readings", "levels"])
def test_arms_differ_by_color_and_shape(built: Built, name: str) -> None:
    shapes = encodings(built[name].to_dict(), "shape")
    assert {tuple(shape["scale"]["range"]) for shape in shapes} == {("circle", "diamond")}


def test_level_axes_start_at_zero(built: Built) -> None:
    for name in ("readings", "levels"):
        scales = [x["scale"] for x in encodings(built[name].to_dict(), "x") if "scale" in x]
        assert scales
        assert all(scale["domain"][0] == 0 for scale in scales)


def test_directions_have_color_and_shape_and_fill_for_significance(built: Built) -> None:
    (view,) = views(built["directions"].to_dict())
    assert view["encoding"]["stroke"]["field"] == view["encoding"]["shape"]["field"] == "direction"
    assert "significant" in str(view["encoding"]["fillOpacity"]["condition"]["test"])
    assert view["encoding"]["stroke"]["scale"]["domain"] == ["higher", "no difference", "lower"]


def test_flow_draws_each_box_once_and_dashes_what_is_not_stated(built: Built) -> None:
    rects = [view for view in views(built["flow"].to_dict()) if view["mark"]["type"] == "rect"]
    dashed = [view for view in rects if "strokeDash" in view["mark"]]
    assert len(rects) == 2
    assert "!" in dashed[0]["transform"][0]["filter"]


def test_flow_arrows_enter_from_the_row_above(built: Built) -> None:
    spec = built["flow"].to_dict()
    (rules,) = [view for view in views(spec) if view["mark"]["type"] == "rule"]
    arrows = spec["datasets"][rules["data"]["name"]]
    assert all(arrow["row"] - 1 < arrow["start"] < arrow["row"] for arrow in arrows)
    assert sorted(arrow["at"] for arrow in arrows if arrow["box"] == "end") == [0.24, 0.76]
    assert not [arrow for arrow in arrows if arrow["box"] == "assessed"]
