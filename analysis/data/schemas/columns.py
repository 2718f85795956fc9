"""The parts that the schemas are written with: columns, rules across columns, keys, and tables."""

import json
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

NUMBER = r"[-−]?[0-9]+(\.[0-9]+)?"
_DIGIT = r"\d"
DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_UNSEEN = r"\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"


def one_of(*words: str) -> pa.Check:
    """A closed vocabulary."""
    return pa.Check.isin(list(words), error="one of: " + ", ".join(words))


def like(pattern: str, means: str) -> pa.Check:
    """A text that matches the whole of ``pattern``; ``means`` says it in words.

    A digit is one of 0 to 9, not one of another script, and a line end behind the text is part of it.
    """
    return _matching(f"^(?:{pattern.replace(_DIGIT, '[0-9]')})$", means)


def plain_name() -> pa.Check:
    """A text that stands in a label or a sentence as it is seen: one line, no character without a shape."""
    return like(rf"(?!\s)[^{_UNSEEN}]+(?<!\s)", "a name in one line, every character of which can be seen")


def required(title: str, description: str, *checks: pa.Check, unit: str = "", source: str = "") -> pa.Column:
    """A text column in which every row says something."""
    filled = pa.Check.str_length(min_value=1, error="a text, not an empty cell")
    return pa.Column(
        str, [filled, *checks], title=title, description=description, metadata=_metadata(unit, source)
    )


def optional(
    title: str, description: str, check: pa.Check | None = None, *, unit: str = "", source: str = ""
) -> pa.Column:
    """A text column that may be empty in a row; where it is not, ``check`` holds."""
    checks = [] if check is None else [_or_empty(check)]
    return pa.Column(str, checks, title=title, description=description, metadata=_metadata(unit, source))


def row_rule(column: str, when: str, words: tuple[str, ...], pattern: str, means: str) -> pa.Check:
    """A rule across two columns: where ``when`` holds one of ``words``, ``column`` matches ``pattern``.

    The rule carries the name of the column that it judges, so that an error can point there.
    """

    def holds(frame: pd.DataFrame) -> pd.Series:
        return ~frame[when].isin(words) | frame[column].str.fullmatch(pattern)

    return pa.Check(holds, name=column, error=f"{means} where {when} is {' or '.join(words) or 'empty'}")


def json_rule(column: str) -> pa.Check:
    """A rule on a column whose cells, where they are not empty, are JSON objects."""

    def holds(frame: pd.DataFrame) -> pd.Series:
        return frame[column].map(lambda cell: not cell or _is_object(cell))

    return pa.Check(holds, name=column, error='a JSON object such as {"visit": "Month 6"}')


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Every value of ``column``, where it is not empty, stands in ``table``'s primary key.

    Attributes:
        column: the column that names rows of another table.
        table: that table.
        several: whether a cell may name several, divided by blanks.
    """

    column: str
    table: str
    several: bool = False

    @property
    def evident(self) -> bool:
        """Whether what it names is evidence, and not the thing that the row is about."""
        return self.table in ("findings", "claims", "trials")

    def named(self, cell: str) -> list[str]:
        """The rows that a cell names.

        Examples:
            >>> ForeignKey("FINDINGS", "findings", several=True).named("p1-n-ld p1-n-hd")
            ['p1-n-ld', 'p1-n-hd']
        """
        return cell.split() if self.several else [cell] * bool(cell)


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One published table: where it lives, what its columns mean, and what it refers to.

    Attributes:
        name: the name used in code and in the data package.
        path: the file, from the data folder.
        title: a short title.
        description: what a row is.
        schema: the columns, in order, with their checks.
        primary_key: the columns that name a row.
        foreign_keys: the columns that name a row of another table.
        needed: whether every study has it; a study without another one has no rows in it.
    """

    name: str
    path: str
    title: str
    description: str
    schema: pa.DataFrameSchema
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    needed: bool = False


def table(
    path: str,
    title: str,
    description: str,
    columns: dict[str, pa.Column],
    *,
    primary_key: tuple[str, ...],
    foreign_keys: tuple[ForeignKey, ...] = (),
    rules: tuple[pa.Check, ...] = (),
    needed: bool = False,
) -> TableSchema:
    """A table whose schema is strict: these columns, in this order, as text."""
    name = path.rpartition("/")[2].removesuffix(".csv")
    schema = pa.DataFrameSchema(
        columns,
        checks=list(rules),
        unique=list(primary_key),
        strict=True,
        ordered=True,
        name=path,
        title=title,
        description=description,
    )
    return TableSchema(name, path, title, description, schema, primary_key, foreign_keys, needed)


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except json.JSONDecodeError:
        return False


def _metadata(unit: str, source: str) -> dict[str, str]:
    return {"unit": unit, "source": source}


def _or_empty(check: pa.Check) -> pa.Check:
    statistics = check.statistics or {}
    if "allowed_values" in statistics:
        return pa.Check.isin(["", *statistics["allowed_values"]], error=f"{check.error}, or empty")
    return _matching(f"^$|{statistics['pattern']}", f"{check.error}, or empty")


def _matching(whole: str, means: str) -> pa.Check:
    return pa.Check(lambda cells: cells.str.fullmatch(whole), error=means, statistics={"pattern": whole})
