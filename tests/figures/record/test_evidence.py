"""The map of what is told: its cells, and what stands behind each."""

from typing import Any

import pandas as pd
import pytest

from analysis.data import Study
from analysis.figures.record import evidence
from analysis.reported import KINDS

STUDY = Study.read()
CELLS = evidence.rows(STUDY, second_readings={"y5-il1ra-p": "Year 5 v Baseline"})
LABELS = STUDY.sources.set_index("SOURCEID")["LABEL"].to_dict()


def test_cells_cover_markers_arms_and_visits_once() -> None:
    arms = CELLS[CELLS["arm"] != "HD v LD"]
    assert len(arms) == len(STUDY.markers) * 2 * len(STUDY.visits)
    assert CELLS["cell"].is_unique
    assert set(CELLS["kind"]) <= {evidence.KIND_OF_P, *KINDS}
    printed = CELLS.set_index("cell")
    assert printed.loc["IL-1Ra, HD, Month 6", "text"] == "705 ± 160"
    assert printed.loc["TNF-α, HD v LD, Month 6", "text"] == "p = 0.04"
    assert printed.loc["HGF, HD v LD, Year 5", "kind"] == "words only"


def test_a_cell_opens_what_stands_behind_it() -> None:
    cells = CELLS.set_index("cell")
    assert "p = 0.04, HD v LD: none exact, U = 4 normal" in cells.loc["TNF-α, HD v LD, Month 6", "findings"]
    assert LABELS["chin2020"] in cells.loc["TNF-α, HD v LD, Month 6", "findings"]
    assert cells.loc["IL-10, HD, Year 5", "findings"] == "nothing in what we read"


def test_a_p_below_a_limit_and_a_named_test_are_told_without_a_statistic() -> None:
    tablets = Study.read("data/examples/rebamipide_2016")
    with_pge2 = tablets.parameters.assign(
        MARKER=lambda table: table["PARAMCD"].eq("PGE2").map({True: "Y", False: ""})
    )
    cells = evidence.rows(tablets.with_tables(parameters=with_pge2)).set_index("cell")
    behind = cells.loc["PGE2, PLA, Day 7", "findings"]
    assert "lower, significant (Day 7 v Baseline); p <0.001. Gagliano" in behind
    assert "floor" not in behind
    assert cells.loc["PGE2, REB v PLA, Baseline", "text"] == "p = 0.975"


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    drawn: dict[str, Any] = evidence.evidence(STUDY, first="IL-1Ra, HD v LD, Year 5").static().to_dict()
    return drawn


def test_the_list_offers_every_cell_that_something_is_told_of(spec: dict[str, Any]) -> None:
    (parameter,) = spec["params"]
    assert parameter["name"] == "evidence_cell"
    assert parameter["value"] == "IL-1Ra, HD v LD, Year 5"
    assert parameter["bind"]["options"] == list(CELLS.loc[CELLS["kind"] != KINDS[-1], "cell"])


def test_every_cell_is_drawn_and_the_chosen_one_ringed(spec: dict[str, Any]) -> None:
    (rows,) = spec["datasets"].values()
    table = pd.DataFrame(rows)
    always, chosen = (table[table["component"] == component] for component in ("map", "behind"))
    assert set(always["evidence_cell"]) == {""}
    assert list(always["cell"]) == list(CELLS["cell"])
    assert (chosen["evidence_cell"] == chosen["cell"]).all()
    marks, signs, between, ring = spec["layer"]
    assert [tip["field"] for tip in marks["encoding"]["tooltip"]] == ["cell", "findings"]
    assert marks["encoding"]["xOffset"]["scale"]["domain"] == ["LD", "HD v LD", "HD"]
    assert signs["encoding"]["text"]["field"] == between["encoding"]["text"]["field"] == "sign"
    assert "behind" in str(ring["transform"])
    assert "datum.evidence_cell == evidence_cell" in spec["transform"][0]["filter"]


def test_a_cell_without_a_mark_has_a_sign() -> None:
    signs = CELLS.set_index("cell")["sign"]
    assert signs[["IL-1Ra, HD v LD, Year 5", "HGF, HD v LD, Year 5"]].tolist() == ["p", "v"]
    assert signs[["IL-6, LD, Baseline", "IL-10, HD, Year 5", "HGF, HD, Year 5"]].tolist() == ["?", "–", ""]


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("IL-1Ra, HD v LD, Year 5", "IL-1Ra, HD v LD, Year 5: p = 0.028 is printed"),
        ("TNF-α, LD, Month 6", "TNF-α, LD, Month 6: 115 ± 15 is printed"),
        ("VEGF, HD, Year 5", "VEGF, HD, Year 5: words only, no level is printed"),
        ("IL-6, HD, Baseline", "IL-6, HD, Baseline: words that name no arm"),
    ],
)
def test_the_title_says_what_the_chosen_cell_holds(cell: str, title: str) -> None:
    explorer = evidence.evidence(STUDY)
    assert explorer.finding(explorer.rows({"evidence_cell": cell})) == title
    assert "8 of 56 cells of an arm hold a level (filled), none of them at year 5" in explorer.subtitle
