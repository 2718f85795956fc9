"""What every explorer of this room keeps: one traced table, and two lives that show the same rows."""

from typing import Any

import pytest

from analysis import data, figures, reported
from analysis.figures import Explorer
from analysis.figures.base.publish import LONGEST_TITLE
from analysis.publication import vega
from analysis.reconstruction import printed_ages
from tests.figures.lives import Choice, assert_alike, ends

pytestmark = pytest.mark.slow

STUDY = data.Study.read()
SIZES = STUDY.sizes
AGES = printed_ages(STUDY, older=1, limit=60, seed=1, proposals=2**14)
PVALUES = reported.printed_pvalues(STUDY)
CLAIMS = {
    "all": reported.Family((*[11] * 26, *[7] * 4, *[4] * 2), 7, "findings:y5-hgb"),
    "some": reported.Family((11,) * 24, 3, "findings:y5-hgb"),
}
EXPLORERS: dict[str, Explorer] = {
    "adjusted_floors": figures.adjusted_floors({"11 pairs": 11, "7 pairs": 7, "5 pairs": 5}),
    "adjusted_pvalues": figures.adjusted_pvalues(STUDY, ["p1-il1ra-p-m6", "p1-il10-p-m6"]),
    "arm_sizes": figures.arm_sizes(),
    "attainable_pvalues": figures.attainable_pvalues(SIZES),
    "attained_levels": figures.attained_levels(SIZES),
    "background_risk": figures.background_risk(STUDY, AGES, men=4),
    "cells_per_kilogram": figures.cells_per_kilogram(STUDY),
    "detection": figures.detection(STUDY),
    "equivalence": figures.equivalence(figures.designs(SIZES)),
    "false_positives": figures.false_positives(STUDY, CLAIMS),
    "no_control": figures.no_control(STUDY.arms),
    "printed_pvalues": figures.printed_pvalues(STUDY, PVALUES),
    "pvalue_decoding": figures.pvalue_decoding(),
    "relabelings": figures.relabelings(
        {"none": ((2, 4, 6), (1, 3, 5)), "all": ((1, 2, 3), (4, 5, 6))}, shown="all"
    ),
    "split_differences": figures.split_differences(SIZES, age=60, most=5),
    "split_floors": figures.split_floors(SIZES, age=60, most=5),
    "split_powers": figures.split_powers(SIZES),
    "upper_limits": figures.upper_limits(SIZES),
}


@pytest.fixture(scope="module")
def pages() -> dict[str, dict[str, Any]]:
    return {name: explorer.static().to_dict() for name, explorer in EXPLORERS.items()}


@pytest.mark.parametrize(("name", "choice"), ends(EXPLORERS))
def test_the_page_s_rows_are_those_of_a_kernel(
    name: str, choice: Choice, pages: dict[str, dict[str, Any]]
) -> None:
    assert_alike(EXPLORERS[name], pages[name], choice)


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_page_is_one_traced_described_table_small_enough_for_it(
    name: str, pages: dict[str, dict[str, Any]]
) -> None:
    explorer, page = EXPLORERS[name], pages[name]
    (rows,) = page["datasets"].values()
    assert 0 < len(rows) < 1500
    assert all(row["trace"] for row in rows)
    assert all(value == value for row in rows for value in row.values())  # NaN differs from itself
    assert page["usermeta"]["title"] == explorer.title
    assert len(page["usermeta"]["description"].split()) > 20
    bound = [parameter for parameter in page["params"] if "bind" in parameter]
    assert [parameter["name"] for parameter in bound] == [control.name for control in explorer.controls]
    assert vega.svg(page).startswith("<svg")
    for view in page.get("vconcat", [page]):
        assert (view if "width" in view else view["layer"][0])["width"] == "container"


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_choice_has_a_title_that_fits_and_the_subtitle_a_measure(
    name: str, pages: dict[str, dict[str, Any]]
) -> None:
    meta = pages[name]["usermeta"]
    assert all(len(title.split()) >= 4 and len(title) <= LONGEST_TITLE for title in meta["titles"]["texts"])
    assert not any(title.endswith((".", "?")) for title in meta["titles"]["texts"])
    assert 0 < len(meta["subtitle"]) <= 110
