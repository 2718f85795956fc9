"""Columns that a table shows and no file holds: put together from a row and the words of its study."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.data import Study, heading
from analysis.reported import follow_up
from analysis.tables.numbers import typeset

Compose = Callable[[Study, pd.DataFrame], pd.Series]
NOTHING = "–"
"""What an empty cell shows."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A column that is put together.

    Attributes:
        heading: what a reader sees above it.
        needs: the columns of the file that it is made of.
        compose: a study and some rows to the cells.
    """

    heading: str
    needs: tuple[str, ...]
    compose: Compose


def parameter(study: Study, rows: pd.DataFrame) -> pd.Series:
    """The full name of what a row is about."""
    return rows["PARAMCD"].map(lambda code: study.full(code) if code else "")


def marker(study: Study, rows: pd.DataFrame) -> pd.Series:
    """Its short name."""
    return rows["PARAMCD"].map(lambda code: study.short(code) if code else "")


def system(study: Study, rows: pd.DataFrame) -> pd.Series:
    """The system of what a row is about."""
    return rows["PARAMCD"].map(study.parameters.set_index("PARAMCD")["SYSTEM"])


def source(study: Study, rows: pd.DataFrame) -> pd.Series:
    """The label of its source, and how it was read where the file says so."""
    labels = rows["SOURCEID"].map(study.source_labels).fillna("")
    return labels + _after(" (", rows["STANDING"], ")") if "STANDING" in rows else labels


def printed(study: Study, rows: pd.DataFrame) -> pd.Series:
    """A value with its ±, as printed."""
    return rows["VALUE"] + _after(" ± ", rows["SPREAD"])


def found(study: Study, rows: pd.DataFrame) -> pd.Series:
    """A quantity with its value, unit and period, and the note."""
    value = rows["VALUE"]
    if "AVALU" in rows:
        value = value + _after(" ", rows["AVALU"])
    if "PER" in rows:
        value = value + _after(" per ", rows["PER"])
    return rows["QUANTITY"] + _after(": ", value.where(rows["VALUE"] != "", "")) + _after(". ", rows["NOTE"])


def medicine(study: Study, rows: pd.DataFrame) -> pd.Series:
    """A medicine with its dose, as printed."""
    return rows["CMTRT"] + _after(" ", rows["CMDOSE"]) + _after(" ", rows["CMDOSU"])


def asked(study: Study, rows: pd.DataFrame) -> pd.Series:
    """The label of the source that asks for an item."""
    return rows["ASKEDBY"].map(study.source_labels)


def followed(study: Study, rows: pd.DataFrame) -> pd.Series:
    """How many people were followed for how long."""
    return rows["N"] + " for " + rows["YEARS"].map(follow_up)


def told(study: Study, rows: pd.DataFrame) -> pd.Series:
    """A result and the note on it."""
    return rows["RESULT"] + _after(" ", rows["NOTE"])


def part(study: Study, rows: pd.DataFrame) -> pd.Series:
    """An attribute of an estimand, and what it is about."""
    return rows["ATTRIBUTE"] + _after(": ", rows["ABOUT"].str.lower())


def arrow(study: Study, rows: pd.DataFrame) -> pd.Series:
    """A cause and its effect."""
    return rows["CAUSE"] + " → " + rows["EFFECT"]


def trial(study: Study, rows: pd.DataFrame) -> pd.Series:
    """The name of a trial, and the source of its cells."""
    trials = study.table("studies").set_index("REFID")
    return rows["STUDYID"].map(trials["TRIAL"]) + ", " + rows["STUDYID"].map(trials["CELLS"])


def dose(study: Study, rows: pd.DataFrame) -> pd.Series:
    """Million cells, or whom a result is of."""
    return rows["DOSE"].replace({"0": "placebo", "all": "all arms"})


def outcome(study: Study, rows: pd.DataFrame) -> pd.Series:
    """What became of an endpoint, with its size and its p where they are printed."""
    size = (rows["VALUE"].map(typeset) + " " + rows["AVALU"]).where(rows["VALUE"] != "", "")
    p = (", p = " + rows["PVALUE"]).str.replace("= <", "< ").where(rows["PVALUE"] != "", "")
    return rows["OUTCOME"] + _after(": ", size) + p


def _after(opening: str, words: pd.Series, closing: str = "") -> pd.Series:
    """Words between two others, and nothing where there are none."""
    return (opening + words + closing).where(words != "", "")


COMPOSED: Mapping[str, Composed] = {
    "parameter": Composed("About", ("PARAMCD",), parameter),
    "marker": Composed("Marker", ("PARAMCD",), marker),
    "system": Composed("System", ("PARAMCD",), system),
    "source": Composed("Source", ("SOURCEID",), source),
    "printed": Composed("Printed", ("VALUE", "SPREAD"), printed),
    "found": Composed("Found, with notes", ("QUANTITY", "VALUE", "NOTE"), found),
    "trial": Composed("Trial", ("STUDYID",), trial),
    "dose": Composed("Million cells", ("DOSE", "STUDYID"), dose),
    "outcome": Composed("Found", ("OUTCOME", "VALUE", "AVALU", "PVALUE"), outcome),
    "medicine": Composed("Medicine", ("CMTRT", "CMDOSE", "CMDOSU"), medicine),
    "asked": Composed("Asked for by", ("ASKEDBY",), asked),
    "followed": Composed("People followed", ("N", "YEARS"), followed),
    "told": Composed("What is told, and what limits it", ("RESULT", "NOTE"), told),
    "part": Composed("Part", ("ATTRIBUTE", "ABOUT"), part),
    "arrow": Composed("Arrow", ("CAUSE", "EFFECT"), arrow),
}
"""Name to column; those of the files are in capitals."""


def shown(study: Study, rows: pd.DataFrame, columns: list[str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """The columns asked for, put together where no file holds them, and their headings.

    Args:
        study: whose words they are.
        rows: of one of its tables.
        columns: names in the file, or of `COMPOSED`.

    Raises:
        ValueError: a column that the rows do not have, or cannot be put together from them.
    """
    able = [name for name, column in COMPOSED.items() if set(column.needs) <= set(rows)]
    if unknown := [name for name in columns if name not in rows and name not in able]:
        raise ValueError(f"no column {unknown} here. Choose from {', '.join([*rows, *able])}.")
    cells = {name: rows[name] if name in rows else COMPOSED[name].compose(study, rows) for name in columns}
    words = {name: heading(name) if name in rows else COMPOSED[name].heading for name in columns}
    return pd.DataFrame(cells).replace("", NOTHING).fillna(NOTHING), words
