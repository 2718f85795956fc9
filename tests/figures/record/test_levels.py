"""Printed means and spreads."""

from typing import Any

import pytest

from analysis import reported
from analysis.data import Study
from analysis.figures.record import levels

STUDY = Study.read()
BUILT: dict[str, dict[str, Any]] = {
    "readings": levels.readings(STUDY, visit="Month 6").static().to_dict(),
    "printed_levels": levels.printed_levels(STUDY, marker="IL1RA", threshold="y5-il1ra-threshold").to_dict(),
}


def encodings(spec: dict[str, Any], channel: str) -> list[dict[str, Any]]:
    """The encodings of one channel in every single view of a specification."""
    parts = [*spec.get("vconcat", []), *spec.get("layer", [])]
    if parts:
        return [found for part in parts for found in encodings(part, channel)]
    return [spec["encoding"][channel]] if channel in spec.get("encoding", {}) else []


@pytest.mark.parametrize("name", BUILT)
def test_arms_differ_by_color_and_shape(name: str) -> None:
    shapes = encodings(BUILT[name], "shape")
    assert {tuple(shape["scale"]["range"]) for shape in shapes} == {("circle", "diamond")}
    assert {tuple(shape["scale"]["domain"]) for shape in shapes} == {("LD", "HD")}


@pytest.mark.parametrize("name", BUILT)
def test_axes_of_levels_start_at_zero(name: str) -> None:
    scales = [x["scale"] for x in encodings(BUILT[name], "x") if "scale" in x]
    assert scales
    assert all(scale["domain"][0] == 0 for scale in scales)


def test_axes_of_changes_reach_below_zero() -> None:
    cells = levels.readings(Study.read("data/examples/mpc_2017"), visit="Month 12").static().to_dict()
    scales = [x["scale"] for x in encodings(cells, "x") if "scale" in x]
    assert all(scale["domain"][0] < 0 for scale in scales)


def test_the_words_tell_on_which_side_of_the_line_the_means_lie() -> None:
    words = BUILT["printed_levels"]["description"]
    assert words.endswith("The means of HD lie above it at every visit, the one mean of LD below.")
    lower = STUDY.findings.replace({"VALUE": {"436": "400"}})
    drawn = levels.printed_levels(
        STUDY.with_tables(findings=lower), marker="IL1RA", threshold="y5-il1ra-threshold"
    )
    assert "The means of HD lie on both sides of it" in drawn.to_dict()["description"]


def test_the_finding_of_two_readings_counts_markers_whose_bars_meet() -> None:
    explorer = levels.readings(STUDY, visit="Month 6")
    as_sd, as_sem = (explorer.rows({"spread_is": name}) for name in ("SD", "SEM"))
    title = levels.readings_finding
    assert title(as_sd) == "If ± is an SD, ± 1 SD of the arms overlaps in none of three markers"
    assert title(as_sem) == "If ± is an SEM, ± 1 SD of the arms overlaps in all three markers"
    mixed = as_sd.assign(low=as_sd["low"].mask(as_sd["marker"] == "IL-10", 0))
    assert title(mixed).endswith("overlaps in one of three markers")
    assert title(as_sd[as_sd["marker"] == "IL-10"]).endswith("of the arms does not overlap")
    assert title(as_sd[as_sd["arm"] == "HD"]) == "If ± is an SD, no marker has the levels of two arms"


def test_the_finding_of_levels_follows_the_line() -> None:
    assert BUILT["printed_levels"]["usermeta"]["title"] == (
        "Mean IL-1Ra as printed lies above 408 pg/mL in HD, below it in LD"
    )
    bars = reported.levels(STUDY, marker="IL1RA")
    line = reported.threshold(STUDY, finding="y5-il1ra-threshold")
    low, middle = (levels.levels_finding(bars, line.assign(value=at), name="A") for at in (100, 500))
    assert low == "Mean A as printed lies above 100 pg/mL in HD and LD"
    assert middle == "Mean A as printed lies on both sides of 500 pg/mL in HD, below it in LD"
    assert levels.levels_finding(bars, None, name="A") == "Mean A: 436 to 705 in HD, 306 in LD"
