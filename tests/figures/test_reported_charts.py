"""The chart of printed p-values on the rungs of their likely tests."""

from collections.abc import Iterator
from typing import Any

import altair as alt
import pytest

from analysis import reported
from analysis.data import Study, cite
from analysis.figures import publish
from analysis.figures.design import ladders_drawing as ladders


@pytest.fixture(scope="module")
def built() -> dict[str, alt.LayerChart]:
    printed = reported.printed_pvalues(Study.read())
    return {"ladders": ladders.ladders(printed, reported.rungs(printed))}


def views(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every single view of a specification."""
    parts = [*spec.get("vconcat", []), *spec.get("layer", [])]
    if not parts:
        yield spec
    for part in parts:
        yield from views(part)


def encodings(spec: dict[str, Any], channel: str) -> list[dict[str, Any]]:
    return [view["encoding"][channel] for view in views(spec) if channel in view.get("encoding", {})]


@pytest.mark.parametrize("name", ["ladders"])
def test_it_can_be_published_and_fills_its_column(built: dict[str, alt.LayerChart], name: str) -> None:
    spec = publish(
        built[name],
        title="A title",
        basis="published",
        sources=cite("summary2025"),
        description="What is printed, drawn as it is printed.",
    ).to_dict()
    assert spec["usermeta"]["findings"]
    assert spec["width"] == "container"
    assert spec["height"] > 80
    (method,) = spec["params"]
    assert (method["name"], method["bind"]["options"]) == ("p_method", ["exact", "normal", "normal-cc"])


def test_ladder_bands_are_drawn_once_a_row(built: dict[str, alt.LayerChart]) -> None:
    spec = built["ladders"].to_dict()
    (band,) = [view for view in views(spec) if view["mark"]["type"] == "bar"]
    assert len(spec["datasets"][band["data"]["name"]]) == 5
    assert encodings(spec, "x")[0]["scale"]["type"] == "log"
