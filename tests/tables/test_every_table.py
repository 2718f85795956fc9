"""Every table on three studies: shown with all that a reader is owed, or told what is missing."""

import csv
import html
import inspect
from pathlib import Path

import pytest

from analysis import tables
from analysis.data import BASES
from analysis.tables import Table
from tests.figures.calls import STUDIES
from tests.tables.calls import CALLS, SHOWN, SIZES_ALONE, outcome

pytestmark = pytest.mark.slow

with (Path(__file__).parent / "shown.csv").open(encoding="utf-8", newline="") as file:
    OUTCOMES = {(row["TABLE"], row["STUDY"]): row["OUTCOME"] for row in csv.DictReader(file)}
NOT_TABLES = {"typeset"}


def test_every_public_table_is_asked() -> None:
    public = {name for name in tables.__all__ if inspect.isfunction(getattr(tables, name))}
    assert set(CALLS) | set(SIZES_ALONE) | NOT_TABLES == public
    assert set(OUTCOMES) == {(table, study) for table in CALLS for study in STUDIES}


def test_the_book_shows_all_but_what_its_trial_does_not_print() -> None:
    """It says of no ± what it is, and prints no p between two counts."""
    lacking = {table for (table, study), outcome in OUTCOMES.items() if study == "book" and outcome != SHOWN}
    assert lacking == {"compared_counts", "compared_means"}


def test_each_is_shown_of_some_study() -> None:
    assert {table for (table, _), outcome in OUTCOMES.items() if outcome == SHOWN} == set(CALLS)


@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize("table", CALLS)
def test_a_table_is_shown_or_says_what_is_missing(table: str, study: str) -> None:
    assert outcome(table, study) == OUTCOMES[table, study]
    if OUTCOMES[table, study] == SHOWN:
        owed(CALLS[table](STUDIES[study]))


@pytest.mark.parametrize("table", SIZES_ALONE)
def test_a_table_of_sizes_alone_is_shown(table: str) -> None:
    owed(SIZES_ALONE[table]())


def owed(table: Table) -> None:
    """What every table owes its reader."""
    assert len(table.frame)
    assert table.title.strip()
    shown = table._repr_html_()
    word, _, meaning = BASES[table.basis].badge.partition(": ")
    assert f'title="{html.escape(meaning)}">{word}</span>' in shown
    assert "nan" not in repr(table).lower().split()
    assert table.every_source or table.basis in ("design", "observed")
