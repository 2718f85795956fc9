"""The roles of markers and the classical data sets, as tables."""

import re
from pathlib import Path

import pytest

from analysis import data

STUDY = data.Study.read()

CHAPTERS = Path(__file__).parents[2] / "chapters"


@pytest.mark.parametrize("name", ["mechanisms", "classics"])
def test_every_row_names_a_source_that_exists(name: str) -> None:
    table = data.read(name)
    assert set(table["SOURCEID"]) <= set(STUDY.sources["SOURCEID"])
    assert (table["STANDING"] != "").all()


def test_every_marker_has_one_role() -> None:
    assert STUDY.table("mechanisms")["PARAMCD"].tolist() == list(STUDY.markers)


@pytest.mark.parametrize("place", sorted(set(STUDY.table("mechanisms")["SECTION"])))
def test_every_section_is_a_figure_or_table_of_its_chapter(place: str) -> None:
    """The map's symbols and the page's links lead to a name that the chapter gives."""
    chapter, _, name = place.partition("#")
    text = (CHAPTERS / f"{chapter}.md").read_text("utf8")
    assert re.search(rf"name: {name}$", text, flags=re.M), place
    beside = (CHAPTERS / "background.md").read_text("utf8")
    assert f"{{numref}}`{name}`" in beside, "no plain link beside the map"


def test_darwin_and_student_have_their_data() -> None:
    classics = data.read("classics").set_index("CASEID")
    assert len(classics.loc["maize", "X"].split()) == 15
    assert sum(map(int, classics.loc["maize", "X"].split())) == 314
    assert len(classics.loc["sleep-mean", "X"].split()) == 10
