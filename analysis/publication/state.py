"""Numbers in prose: every field of the object that a figure was drawn from, formatted once and glued."""

import dataclasses
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from analysis.publication.renderer import is_static_build
from analysis.tables.numbers import PVALUE_FIELDS, format_percent, format_value
from analysis.tables.table import Table

STATED: dict[str, str] = {}
"""Key to text of everything that this kernel has stated."""

RECORD = "application/papermill.record/"
"""Beginning of the type of an output that a notebook keeps and shows nowhere."""


def state(result: object, *, name: str, by: str | Sequence[str] = (), style: str = "") -> None:
    """Let this page's prose quote every value of ``result`` under ``name``.

    Args:
        result: a result dataclass, a mapping of names to values or to results, or a table.
        name: first part of every key. The key of a dataclass field or a mapping's item is ``name.field``,
            that of a table's cell ``name.row.column``, that of a result's sentence ``name.sentence``.
            A number between 0 and 1 can also be quoted as ``….percent``.
        by: the column or columns whose words name a table's rows, in place of its index. Blanks, brackets and
            the like in them become ``-``: a row of "5 pairs (LD)" and "exact" is ``5-pairs-LD.exact``.
        style: how a number is written (a format specification such as ``.5f`` or ``.0%``); without it as
            ``format_value`` says.

    Raises:
        TypeError: when ``result`` is none of these, or a mapping holds what is neither text nor a number.
        ValueError: when the rows of a table are not named once each; while the book is built, when a key is
            stated twice.
    """
    from IPython.display import display

    texts = stated(result, name=name, by=by, style=style)
    if is_static_build():
        if repeated := sorted(STATED.keys() & texts):
            raise ValueError(
                f"{', '.join(repeated)} is stated a second time on this page: choose another name"
            )
        kept = {"scrapbook": {"name": next(iter(texts), name), "mime_prefix": RECORD}}
        bundle = {f"{RECORD}text/plain": json.dumps(texts, ensure_ascii=False)}
        display(bundle, raw=True, metadata=kept)  # type: ignore[no-untyped-call]
    STATED.update(texts)


def stated(result: object, *, name: str, by: str | Sequence[str] = (), style: str = "") -> dict[str, str]:
    """The keys and texts that ``state`` keeps.

    >>> stated({"n": 11, "floor": 0.03125, "high": 0.2849}, name="zero")
    {'zero.n': '11', 'zero.floor': '0.0313', 'zero.high': '0.285', 'zero.high.percent': '28.5%'}
    >>> rows = pd.DataFrame({"design": ["5 pairs (LD)"], "method": ["exact"], "floor": [0.0625]})
    >>> stated(rows[["design", "method", "floor"]], name="floors", by=["design", "method"])
    {'floors.5-pairs-LD.exact.floor': '0.0625'}
    """
    texts: dict[str, str] = {}
    for key, value in _named(result, [by] if isinstance(by, str) else list(by)):
        field = key.rpartition(".")[2]
        texts[f"{name}.{key}"] = _styled(value, style) if style else format_value(value, field)
        if _is_share(value, field):
            texts[f"{name}.{key}.percent"] = format_percent(float(value))
    return texts


def _is_share(value: object, field: str) -> bool:
    return isinstance(value, float) and field not in PVALUE_FIELDS and 0 <= value <= 1


def _styled(value: object, style: str) -> str:
    """A number as asked, with a real minus sign; all else as it is."""
    if isinstance(value, Real) and not isinstance(value, bool | np.bool_) and math.isfinite(float(value)):
        return format(value, style).replace("-", "−")
    return format_value(value)


def _named(result: object, by: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Every value of a result under its name."""
    if isinstance(result, Table):
        yield from _cells(result.frame, by)
    elif isinstance(result, pd.DataFrame):
        yield from _cells(result, by)
    elif isinstance(result, pd.Series):
        yield from _named({_slug(key): value for key, value in result.items()}, by)
    elif isinstance(result, Mapping):
        for key, value in result.items():
            if isinstance(value, pd.DataFrame | pd.Series | Mapping) or _is_result(value):
                yield from ((f"{key}.{inner}", each) for inner, each in _named(value, by))
            else:
                yield str(key), value
    elif _is_result(result):
        for field in dataclasses.fields(result):  # type: ignore[arg-type]
            value = getattr(result, field.name)
            if _is_plain(value):
                yield field.name, value
        if callable(sentence := getattr(result, "sentence", None)):
            yield "sentence", sentence()
    else:
        raise TypeError(f"cannot state a {type(result).__name__}: pass a dataclass, a mapping or a table")


def _cells(table: pd.DataFrame, by: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """The cells of a table that hold text or a number, each under its row's name and its column."""
    if unknown := [column for column in by if column not in table]:
        raise ValueError(f"the table has no column {unknown}: it has {list(table.columns)}")
    names = (
        [".".join(map(_slug, words)) for words in table[list(by)].itertuples(index=False)]
        if by
        else list(table.index)
    )
    if len(set(names)) < len(names):
        twice = sorted({str(name) for name in names if names.count(name) > 1})
        raise ValueError(
            f"two rows are named {', '.join(twice)}: pass by=..., columns that name each row once"
        )
    for name, values in zip(names, table.to_dict("records"), strict=True):
        for column, value in values.items():
            if column not in by and _is_plain(value):
                yield f"{name}.{column}", value


def _slug(words: object) -> str:
    """A row's word in a key."""
    return re.sub(r"[^\w.+]+", "-", str(words)).strip("-")


def _is_result(value: object) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, type)


def _is_plain(value: object) -> bool:
    return isinstance(value, str | Real) or value is None or value is pd.NA or value is pd.NaT
