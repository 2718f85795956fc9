"""Numbers in prose: every field of the object that a figure was drawn from, formatted once and glued."""

import dataclasses
import math
import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

PVALUE_FIELDS = frozenset({"pvalue", "floor", "p"})
"""Fields that hold a p-value."""


def state(result: object, *, name: str) -> None:
    """Glue every value of ``result`` under ``name`` for this page's prose.

    Args:
        result: a result dataclass, a mapping of names to values, or a table whose index names its rows.
        name: first part of every key. The key of a dataclass field or a mapping's item is ``name.field``,
            that of a table's cell ``name.row.column``, that of a result's sentence ``name.sentence``.
            A number between 0 and 1 is also glued as ``….percent``.

    Raises:
        TypeError: when ``result`` is none of these, or holds a value that is neither text nor a number.
        ValueError: when a table's index does not name each row once.
    """
    from myst_nb import glue

    for key, text in stated(result, name=name).items():
        glue(key, text, display=False)


def stated(result: object, *, name: str) -> dict[str, str]:
    """The keys and texts that ``state`` glues.

    >>> stated({"n": 11, "floor": 0.03125, "high": 0.2849}, name="zero")
    {'zero.n': '11', 'zero.floor': '0.0313', 'zero.high': '0.285', 'zero.high.percent': '28.5%'}
    """
    texts: dict[str, str] = {}
    for key, value in _fields(result):
        field = key.rpartition(".")[2]
        texts[f"{name}.{key}"] = format_value(value, field)
        if _is_share(value, field):
            texts[f"{name}.{key}.percent"] = format_percent(float(value))
    return texts


def format_value(value: Any, field: str = "") -> str:
    """A value as prose prints it.

    Text stays as it is (reported numbers are text). Whole numbers have no decimals. A p-value has two to four
    decimals, five below 0.001, and is never rounded to zero. Any other number has three significant digits
    and no exponent. Halves are rounded up, as a reader would.

    >>> [format_value(p, "pvalue") for p in (0.03125, 0.125, 0.5, 2 / 2**11, 0.00002)]
    ['0.0313', '0.125', '0.50', '0.00098', '< 0.0001']
    >>> format_value(1234), format_value(-3.14159), format_value(float("inf"))
    ('1,234', '−3.14', 'no finite value')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return "not stated"
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if value is pd.NA or value is pd.NaT:
        return "not defined"
    if not isinstance(value, Real):
        raise TypeError(
            f"{field or 'value'} is {value!r}, which is neither text nor a number. State it as text."
        )
    number = float(value)
    if math.isnan(number):
        return "not defined"
    if math.isinf(number):
        return "no finite value"
    if number == int(number):
        return f"{int(number):,}".replace("-", "−")
    if field in PVALUE_FIELDS:
        if number < 0.0001:
            return "< 0.0001"
        return _rounded(number, 5 if number < 0.001 else 4, at_least=2)
    return _rounded(number, max(0, 2 - math.floor(math.log10(abs(number)))))


def typeset(text: str) -> str:
    """A reported number or range in the typography of the book: a minus sign, and a dash between numbers.

    >>> typeset("-0.217"), typeset("10-20"), typeset("after-effect")
    ('−0.217', '10–20', 'after-effect')
    """
    return re.sub(r"(?<=\d)-(?=\d)", "–", re.sub(r"(?<!\w)-(?=\d)", "−", text))


def format_percent(share: float) -> str:
    """A share as a percentage with one decimal, and none when it is whole.

    >>> format_percent(0.2849), format_percent(0.5)
    ('28.5%', '50%')
    """
    return _rounded(100 * share, 1, at_least=0) + "%"


def _rounded(number: float, decimals: int, at_least: int | None = None) -> str:
    """``number`` with ``decimals``, or fewer where they end in zeros and ``at_least`` remain."""
    exact = Decimal(repr(number)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{exact:,f}".replace("-", "−")
    while at_least is not None and text.endswith("0") and len(text.partition(".")[2]) > at_least:
        text = text[:-1]
    return text.rstrip(".")


def _is_share(value: object, field: str) -> bool:
    return isinstance(value, float) and field not in PVALUE_FIELDS and 0 <= value <= 1


def _fields(result: object) -> Iterator[tuple[str, Any]]:
    if isinstance(result, pd.DataFrame):
        if not result.index.is_unique:
            raise ValueError("the table's index repeats a name: set an index that names each row once")
        for row, values in zip(result.index, result.to_dict("records"), strict=True):
            yield from ((f"{row}.{column}", value) for column, value in values.items())
    elif isinstance(result, Mapping):
        yield from result.items()
    elif dataclasses.is_dataclass(result) and not isinstance(result, type):
        for field in dataclasses.fields(result):
            value = getattr(result, field.name)
            if isinstance(value, (str, Real)) or value is None:
                yield field.name, value
        if callable(sentence := getattr(result, "sentence", None)):
            yield "sentence", sentence()
    else:
        raise TypeError(f"cannot state a {type(result).__name__}: pass a dataclass, a mapping or a table")
