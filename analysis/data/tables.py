"""Finds, reads and checks the tables. Every value stays the text that is printed in the file."""

from functools import cache
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from analysis.data.errors import DataError, Problem
from analysis.data.parsing import parse, remedy
from analysis.data.schemas import TABLES, ForeignKey, TableSchema


def find() -> Path:
    """The folder that holds the tables: the checkout's ``data``, else the copy inside the installed wheel.

    Raises:
        DataError: neither is there.
    """
    package = Path(__file__).resolve().parent
    places = [package.parents[1] / "data", package / "tables"]
    for place in places:
        if (place / TABLES["sources"].path).is_file():
            return place
    wanted = " or ".join(str(place) for place in places)
    raise DataError(
        [Problem("data", None, "", "no tables", wanted, "Install the package again, or clone it.")]
    )


def read(name: str) -> pd.DataFrame:
    """A fresh copy of one table of the book, for what belongs to a method and to no study.

    All tables are read and checked once, when the first is asked for.

    Args:
        name: a key of ``analysis.data.TABLES``, for example ``findings``.

    Raises:
        DataError: no such table, or a table is not as its schema says.
    """
    if name not in TABLES:
        known = "one of: " + ", ".join(TABLES)
        raise DataError([Problem("data", None, "", f"the table name {name!r}", known, "Correct the name.")])
    return book()[name].copy()


@cache
def book() -> dict[str, pd.DataFrame]:
    """Every table of the book by name, read once; take a copy of what you change.

    Raises:
        DataError: with every problem of every table.
    """
    return read_folder(find())


def read_folder(folder: Path) -> dict[str, pd.DataFrame]:
    """Every table of a folder laid out like ``data``, by name, checked alone and against each other.

    A table that not every study needs, and that the folder does not have, has no rows.

    Raises:
        DataError: with every problem of every table.
    """
    frames: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    whole: set[str] = set()
    for name, table in TABLES.items():
        path = _place(folder, table)
        if not path.is_file() and not table.needed:
            frames[name] = pd.DataFrame(columns=list(table.schema.columns), dtype="str")
            continue
        frames[name], found = _checked(path, table.schema)
        problems.extend(found)
        whole.update([] if found else [name])
    for name, frame in frames.items():
        for key in TABLES[name].foreign_keys:
            if key.table in whole and key.column in frame:
                problems.extend(_dangling(frame, key, frames[key.table], TABLES[name].path))
    if problems:
        raise DataError(problems)
    return frames


def _place(folder: Path, table: TableSchema) -> Path:
    """Where a table lies: at its usual path, or plainly in the folder."""
    plain = folder / Path(table.path).name
    return plain if plain.is_file() else folder / table.path


def read_table(path: Path, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """One CSV file as text, checked against a schema; empty cells stay empty strings.

    Args:
        path: a CSV file in UTF-8 with a header.
        schema: its columns, in order.

    Raises:
        DataError: with every problem of the file: its encoding, header, rows and values.
    """
    frame, problems = _checked(path, schema)
    if problems:
        raise DataError(problems)
    return frame


def _checked(path: Path, schema: pa.DataFrameSchema) -> tuple[pd.DataFrame, list[Problem]]:
    """What could be read of a file under the columns of its schema, and everything that is wrong with it.

    Rows keep their places: those that cannot be laid under the header are left out and leave a gap.
    """
    label = str(schema.name or path.name)
    rows, problems = parse(path, label, list(schema.columns))
    if not rows:
        return pd.DataFrame(), problems
    header = rows[0]
    if not header:
        problems.append(Problem(label, 1, "", "a blank line", "the header", "Remove the line."))
        return pd.DataFrame(), problems
    problems += _header_problems(header, list(schema.columns), label) + _length_problems(rows, label)
    known = [column for column in schema.columns if column in header]
    fitting = [number for number, row in enumerate(rows[1:]) if len(row) == len(header)]
    cells = [[rows[number + 1][header.index(column)] for column in known] for number in fitting]
    frame = pd.DataFrame(cells, index=pd.Index(fitting, dtype="int64"), columns=known, dtype="str")
    problems += _value_problems(frame, schema, label)
    return frame.reset_index(drop=True) if not problems else frame, sorted(problems, key=_row)


def _row(problem: Problem) -> int:
    return problem.row or 0


def _header_problems(header: list[str], columns: list[str], label: str) -> list[Problem]:
    problems = [
        Problem(label, 1, column, "no such column", "this column in the header", "Add it.")
        for column in columns
        if column not in header
    ]
    problems += [
        Problem(
            label, 1, column, "a column that is not in the schema", ", ".join(columns), "Remove or rename it."
        )
        for column in header
        if column not in columns
    ]
    if not problems and header != columns:
        order = "Put each column once, in this order."
        problems.append(Problem(label, 1, "", ", ".join(header), ", ".join(columns), order))
    return problems


def _length_problems(rows: list[list[str]], label: str) -> list[Problem]:
    width = len(rows[0])
    wanted = f"{width} cell{'' if width == 1 else 's'}"
    remedy = "Add or remove cells; quote a cell that holds a comma."
    return [
        Problem(label, number, "", f"{len(row)} cell{'' if len(row) == 1 else 's'}", wanted, remedy)
        if row
        else Problem(label, number, "", "a blank line", f"a row of {wanted}", "Remove the line.")
        for number, row in enumerate(rows[1:], start=2)
        if len(row) != width
    ]


def _value_problems(frame: pd.DataFrame, schema: pa.DataFrameSchema, label: str) -> list[Problem]:
    """Problems of the cells; rules across columns and keys are asked only where every column is there."""
    if len(frame.columns) < len(schema.columns):
        schema = pa.DataFrameSchema({column: schema.columns[column] for column in frame})
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return [problem for error in errors.schema_errors for problem in _failures(error, frame, label)]
    return []


def _failures(error: SchemaError, frame: pd.DataFrame, label: str) -> list[Problem]:
    """One problem for each row on which one check failed."""
    indexes = sorted({int(index) for index in error.failure_cases["index"]})
    if error.reason_code is SchemaErrorReason.DUPLICATES:
        keys = list(error.schema.unique)
        return [
            Problem(
                label,
                index + 2,
                ", ".join(keys),
                f"the key {', '.join(repr(frame.loc[index, key]) for key in keys)} in more than one row",
                "a key that stands once",
                "Give each row its own key.",
            )
            for index in indexes
        ]
    # A check across columns has no column of its own: it carries the name of the one that it judges.
    column = error.column_name or error.check.name
    cells = ((index + 2, str(frame.loc[index, column])) for index in indexes)
    return [Problem(label, row, column, repr(cell), error.check.error, remedy(cell)) for row, cell in cells]


def _dangling(frame: pd.DataFrame, key: ForeignKey, parent: pd.DataFrame, label: str) -> list[Problem]:
    (target,) = TABLES[key.table].primary_key
    known = {*parent[target]}
    expected = f"a {target} of {TABLES[key.table].path}"
    return [
        Problem(label, index + 2, key.column, repr(value), expected, "Correct it, or add its row there.")
        for index, cell in zip(frame.index, frame[key.column], strict=True)
        for value in key.named(cell)
        if value not in known
    ]
