"""The map of what is printed."""

from analysis.data import Study
from analysis.figures.record import coverage
from analysis.reported import KINDS
from analysis.reported import coverage as cells


def test_cells_stand_in_the_order_of_arms_markers_and_visits() -> None:
    study = Study.read()
    boxes, words = coverage.draw(cells(study)).to_dict()["layer"]
    assert boxes["encoding"]["x"]["sort"] == [visit.name for visit in study.visits]
    assert boxes["encoding"]["fill"]["scale"]["domain"] == list(KINDS)
    assert words["encoding"]["text"]["field"] == "text"
    (rows,) = coverage.draw(cells(study)).to_dict()["datasets"].values()
    assert rows[0]["row"] == "HD  IL-1Ra"
    assert rows[-1]["row"] == "LD  TGF-β"


def test_the_words_count_what_is_drawn() -> None:
    words = coverage.coverage(Study.read()).to_dict()["description"]
    assert "Of 56 cells, 8 hold a level, none of them at five years; 32 have no level" in words
