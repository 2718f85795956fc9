"""The words of a study's tables are its own: what its arms, visits, groups and reports lack is refused."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis import data
from analysis.data import Problem, Study
from analysis.data.vocabulary import problems

BOOK = Study.read()
MPC = Study.read(data.find() / "examples" / "mpc_2017")
REBAMIPIDE = Study.read(data.find() / "examples" / "rebamipide_2016")


def told(study: Study, name: str, row: int, **cells: str) -> list[Problem]:
    """What is wrong once cells of one row, as a spreadsheet numbers it, are changed."""
    frame = study.table(name)
    for column, text in cells.items():
        frame.loc[row - 2, column] = text
    return list(problems(study.with_tables(**{name: frame}).tables))


def places(found: list[Problem]) -> list[tuple[str, int | None, str]]:
    return [(problem.file, problem.row, problem.column) for problem in found]


@pytest.mark.parametrize("study", [BOOK, MPC, REBAMIPIDE], ids=lambda study: study.id)
def test_the_words_of_each_study_are_its_own(study: Study) -> None:
    assert list(problems(study.tables)) == []


def test_the_size_of_an_arm_is_a_number_of_its_subjects() -> None:
    for finding, words in (("p1-dose-ld", "a dose of LD"), ("p1-n-hd", "a n of HD")):
        (problem,) = told(BOOK, "arms", 2, SIZE=finding)
        assert (problem.file, problem.row, problem.column) == ("published/arms.csv", 2, "SIZE")
        assert words in problem.found
        assert problem.expected == "a finding with STAT n and TRT01A LD"
    (problem,) = told(BOOK, "arms", 3, DOSE="p1-n-hd")
    assert problem.expected == "a finding with STAT dose and TRT01A HD"


@pytest.mark.parametrize(
    ("study", "name", "row", "cells", "words"),
    [
        (BOOK, "findings", 3, {"TRT01A": "MD"}, "one of: LD, HD, ALL, HD v LD, not stated"),
        (MPC, "findings", 3, {"TRT01A": "HD"}, "one of: HA, MPC, ALL, MPC v HA"),
        (REBAMIPIDE, "adsl", 3, {"TRT01A": "HD"}, "one of: PLA, REB"),
        (BOOK, "findings", 3, {"COMPARISON": "LD v HD"}, "the later v earlier"),
        (BOOK, "findings", 3, {"COMPARISON": "Baseline v Year 5"}, "the later v earlier"),
        (BOOK, "findings", 3, {"COMPARISON": "HD v nobody"}, "groups of the table of groups"),
        (BOOK, "findings", 3, {"ATTRIBUTED": "authors' poster"}, "authors' abstract or both"),
        (BOOK, "medical_history", 3, {"MHCAT": "Later"}, "one of: Prior, Six-month follow-up"),
        (BOOK, "visits", 4, {"AVISITN": "1"}, "a number of its own, in the order of the times"),
        (BOOK, "visits", 4, {"MONTHS": "0.01"}, "a number of its own, in the order of the times"),
        (BOOK, "parameters", 4, {"PARAMN": "2"}, "a number above the 2 of the row before"),
        (MPC, "parameters", 4, {"PARAMN": "1.5"}, "a number above the 2 of the row before"),
    ],
)
def test_a_word_that_the_study_does_not_know_is_refused_where_it_stands(
    study: Study, name: str, row: int, cells: dict[str, str], words: str
) -> None:
    found = told(study, name, row, **cells)
    first = [problem for problem in found if words.removeprefix("the ") in problem.expected]
    assert first, found
    assert first[0].file == data.TABLES[name].path
    assert first[0].row is not None
    assert first[0].remedy


def test_a_parameter_is_put_between_two_without_numbering_the_others_again() -> None:
    assert told(BOOK, "parameters", 4, PARAMN="2.5") == []


def test_a_finding_has_the_name_source_voice_and_number_that_the_tables_give_it() -> None:
    assert places(told(BOOK, "findings", 30, FINDINGID="po-n-ld")) == [
        ("published/findings.csv", 30, "FINDINGID")
    ]
    assert places(told(BOOK, "findings", 30, SOURCEID="dominici2006")) == [
        ("published/findings.csv", 30, "SOURCEID")
    ]
    number = str(int(BOOK.findings.loc[28, "AVISITN"] or 0) + 7)
    assert places(told(BOOK, "findings", 30, AVISITN=number)) == [("published/findings.csv", 30, "AVISITN")]


def test_a_history_of_more_subjects_than_took_part_is_refused() -> None:
    history = BOOK.medical_history
    more = pd.concat([history, history.iloc[:1].assign(SUBJID="12")], ignore_index=True)
    (problem,) = problems(BOOK.with_tables(medical_history=more).tables)
    assert problem.found == "12 different subjects"
    assert problem.expected == "the 11 of the arms"


def test_reading_a_folder_asks_for_its_words(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(data.find() / "examples" / "mpc_2017", tmp_path / "mine"))
    spoil(folder / "findings.csv", lambda rows: rows[29].__setitem__(rows[0].index("TRT01A"), "LD"))
    spoil(folder / "arms.csv", lambda rows: rows[2].__setitem__(rows[0].index("SIZE"), "mp-n-ha"))
    with pytest.raises(data.DataError) as caught:
        Study.read(folder)
    assert set(places(list(caught.value.problems))) == {
        ("published/findings.csv", 30, "TRT01A"),
        ("published/arms.csv", 3, "SIZE"),
    }
    assert str(caught.value).startswith("2 problems in the data:\n")


def spoil(path: Path, change: Callable[[list[list[str]]], None]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
