"""Every figure on three studies: drawn with all that a reader is owed, or told which finding is missing."""

import csv
import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest

from analysis import figures
from analysis.data import BASES, MissingFindingError
from analysis.figures import traces
from analysis.figures.base.publish import FEWEST_WORDS, LONGEST_TITLE, NOTE_WIDTH
from analysis.figures.base.tokens import COLORS
from analysis.publication import vega
from tests.figures.calls import CALLS, DRAWN, NEEDS_LITTLE, NOT_FIGURES, STUDIES, drawn, said

pytestmark = pytest.mark.slow

with (Path(__file__).parent / "drawn.csv").open(encoding="utf-8", newline="") as file:
    OUTCOMES = {(row["FIGURE"], row["STUDY"]): row["OUTCOME"] for row in csv.DictReader(file)}
ALONE = {"coverage", "directions", "evidence", "exposure", "flow", "laboratory", "tally", "timeline"}
"""Figures that show a study's own record and rest on nothing else."""
UNSOURCED = {"design", "observed"}
TOO_LARGE = (
    "12 v 12 subjects can be relabeled in 2,704,156 ways, more than the 200,000 that are listed one by one"
)
BOOK = STUDIES["book"]
OF_THE_BOOK = {
    *(arm.code for arm in BOOK.arms),
    *(visit.name for visit in BOOK.visits[1:]),
    BOOK.between,
}


def kinds() -> list[str]:
    return [name for names in NOT_FIGURES.values() for name in names]


def test_every_public_figure_is_asked() -> None:
    public = {name for name in figures.__all__ if inspect.isfunction(getattr(figures, name))}
    assert set(CALLS) | set(kinds()) == public
    assert not set(CALLS) & set(kinds())
    assert set(OUTCOMES) == {(figure, study) for figure in CALLS for study in STUDIES}


def test_the_book_draws_all_and_little_suffices_for_most() -> None:
    assert {outcome for (_, study), outcome in OUTCOMES.items() if study == "book"} == {DRAWN}
    assert {OUTCOMES[figure, study] for figure in NEEDS_LITTLE for study in STUDIES} == {DRAWN}


@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize("figure", CALLS)
def test_a_figure_is_drawn_or_says_what_is_missing(figure: str, study: str) -> None:
    outcome, known = OUTCOMES[figure, study], STUDIES[study]
    if outcome == DRAWN:
        owed(drawn(figure, known), figure, study)
        return
    with pytest.raises((MissingFindingError, ValueError)) as raised:
        drawn(figure, known)
    assert said(raised.value) == outcome
    if not isinstance(raised.value, MissingFindingError) and outcome != TOO_LARGE:
        assert outcome.startswith(f"{known.name} has no prior of ")
        assert "Add a row to reference/priors.csv" in str(raised.value)


def owed(spec: dict[str, Any], figure: str, study: str) -> None:
    """What every published figure owes its reader."""
    meta = spec["usermeta"]
    rows = [row for table in spec["datasets"].values() for row in table]
    assert rows
    assert all(row["trace"] for row in rows)
    assert all(value == value for row in rows for value in row.values()), "NaN differs from itself"
    assert traces(spec)
    assert meta["findings"] or meta["traces"]
    assert (spec.get("title") is None) == (meta["basis"] != "reconstructed")
    for title in meta.get("titles", {}).get("texts", [meta["title"]]):
        assert len(title.split()) >= FEWEST_WORDS, title
        assert len(title) <= LONGEST_TITLE, title
        assert not title.endswith((".", "?")), title
    assert len(meta["subtitle"]) <= NOTE_WIDTH + 10, meta["subtitle"]
    assert len(meta["description"].split()) >= 5
    assert meta["badge"] == BASES[meta["basis"]].badge
    drawn_in = json.dumps({**spec, "datasets": {}})
    for token in map(str, COLORS.values()):
        drawn_in = drawn_in.replace(token, "")
    assert not re.findall(r"#[0-9a-fA-F]{3,6}\b", drawn_in), "colors are tokens"
    assert meta["sources"] or meta["basis"] in UNSOURCED
    for view in spec.get("vconcat", [spec]):
        width = (view if "width" in view else view["layer"][0])["width"]
        assert width == "container" or width <= 360
    assert vega.svg(spec).startswith("<svg")
    if study != "book":
        own = list(STUDIES[study].table("reports")["SOURCEID"])
        assert not {*BOOK.table("reports")["SOURCEID"]} & {*meta["sources"]}
        assert meta["sources"] == own or figure not in ALONE
        words = OF_THE_BOOK - {visit.name for visit in STUDIES[study].visits}
        assert not [word for word in words if f"'{word}'" in str(spec)], "words of another study"
