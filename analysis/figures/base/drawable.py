"""Whether a chart's data can be drawn as they are: every row traced, no name or number that Vega loses.

Vega-Lite draws what it cannot find or hold as nothing, without a word. So a chart is refused where a mark
would be missing: a picture with a badge has the marks that its data have.
"""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import altair as alt
import pandas as pd

LARGEST_WHOLE = 2**53
"""Beyond it JavaScript, which draws the charts, skips whole numbers."""

Rows: TypeAlias = list[Mapping[str, Any]]
_TRACE = re.compile(r"[^\s:]+:\S+")
_PATH = frozenset(".[]'\"\\:")  # in the name of a field a path into it, or the end of the name
_MADE = {"fold": ("key", "value"), "density": ("value", "density")}  # columns of transforms without "as"


def data_problems(chart: Any, spec: Mapping[str, Any]) -> Iterator[str]:
    """What would keep a row of the chart from being drawn, or from being traced to its evidence.

    Args:
        chart: an Altair chart; infinities are looked for in its tables, since Altair turns them into gaps.
        spec: its specification, as ``to_dict`` makes it.
    """
    datasets: Mapping[str, Rows] = spec.get("datasets", {})
    if not datasets or any(_foreign(spec)):
        yield "the chart draws no table: give it a DataFrame with a column 'trace'"
    elif not any(datasets.values()):
        yield "the chart draws no row: give it data, or say in words that there are none"
    for name, rows in datasets.items():
        yield from _untraced(name, rows)
        yield from _unnamed(name, rows)
        yield from _uncountable(name, rows)
    for frame in _frames(chart):
        yield from _infinite(frame)
    yield from _missing(spec, datasets)


def _untraced(name: str, rows: Rows) -> Iterator[str]:
    untraced = [number for number, row in enumerate(rows, start=1) if not is_traced(row.get("trace"))]
    if untraced:
        columns = ", ".join(rows[0])
        yield (
            f"{len(untraced)} of {len(rows)} rows of dataset {name} have no 'trace' of the form kind:key "
            f"(first: row {untraced[0]}; columns: {columns}): say where each row comes from"
        )


def is_traced(trace: object) -> bool:
    """Whether a cell says where its row comes from: one or more kind:key, divided by blanks."""
    words = trace.split() if isinstance(trace, str) else []
    return bool(words) and all(_TRACE.fullmatch(word) for word in words)


def _unnamed(name: str, rows: Rows) -> Iterator[str]:
    for column in dict.fromkeys(column for row in rows for column in row):
        if _PATH & {*column} or not column.strip():
            yield (
                f"column {column!r} of dataset {name} is empty or holds one of . [ ] ' \" \\ :, which Vega "
                "reads as a path, so that it would draw nothing: rename the column"
            )


def _uncountable(name: str, rows: Rows) -> Iterator[str]:
    for number, row in enumerate(rows, start=1):
        for column, value in row.items():
            if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
                yield (
                    f"row {number}, column {column!r} of dataset {name} is {value}: beyond 2**53 the last "
                    "digits are lost; give it as text or in a larger unit"
                )


def _infinite(frame: pd.DataFrame) -> Iterator[str]:
    for column, cells in frame.items():
        for number, value in enumerate(cells, start=1):
            if isinstance(value, float) and math.isinf(value):
                yield (
                    f"row {number}, column {column!r} is {value}: it has no place on an axis and its mark "
                    "would vanish; leave the row out or say it in words"
                )


def _missing(spec: Mapping[str, Any], datasets: Mapping[str, Rows]) -> Iterator[str]:
    """Fields that are drawn and that neither a table nor a transform of the chart has."""
    known = {column for rows in datasets.values() for row in rows for column in row}
    known.update(made for node in _nodes(spec) for made in _made(node))
    drawn = dict.fromkeys(
        inner["field"]
        for node in _nodes(spec)
        for inner in _nodes(node.get("encoding", {}))
        if isinstance(inner.get("field"), str)
    )
    for field in drawn:
        if field not in known and not _PATH & {*field} and any(datasets.values()):
            yield f"field {field!r} is drawn, but no column has that name: correct it"


def _made(node: Mapping[str, Any]) -> Iterator[str]:
    """The columns that a transform makes."""
    named = node.get("as", [name for kind, names in _MADE.items() if kind in node for name in names])
    yield from [named] if isinstance(named, str) else named


def _foreign(spec: Mapping[str, Any]) -> Iterator[bool]:
    """Whether some data are not one of the datasets: an address, or values without a table."""
    for node in _nodes(spec):
        data = node.get("data")
        if isinstance(data, Mapping):
            yield "name" not in data


def _nodes(part: object) -> Iterator[Mapping[str, Any]]:
    """Every mapping within a specification, the rows of its datasets left out."""
    if isinstance(part, Mapping):
        yield part
        for key, inner in part.items():
            if key != "datasets":
                yield from _nodes(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _nodes(inner)


def _frames(chart: Any) -> Iterator[pd.DataFrame]:
    """The tables of a chart and of its layers and views, each once."""
    if isinstance(chart.data, pd.DataFrame):
        yield chart.data
    for kind in ("layer", "vconcat", "hconcat", "concat"):
        parts = getattr(chart, kind, alt.Undefined)
        if isinstance(parts, list):
            for part in parts:
                yield from _frames(part)
