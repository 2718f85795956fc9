"""How a number is written: one rule for prose and for tables."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd

PVALUE_FIELDS = frozenset(
    [
        *("pvalue", "floor", "p", "p_low", "p_high", "adjusted"),
        *("exact", "normal", "normal-cc", "corrected", "holm", "bh"),
    ]
)
"""Fields that hold a p-value: by what it is, or by the method that gives it."""

_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")


def format_value(value: Any, field: str = "") -> str:
    """A value as prose prints it.

    Text stays as it is (reported numbers are text). Whole numbers have no decimals. A p-value has two to four
    decimals, five below 0.001, and is never rounded to zero. Any other number has three significant digits
    and no exponent. Halves are rounded up, as a reader would.

    >>> [format_value(p, "pvalue") for p in (0.03125, 0.125, 0.5, 2 / 2**11, 0.00002)]
    ['0.0313', '0.125', '0.50', '0.00098', '< 0.0001']
    >>> format_value(2**53 + 1), format_value(-3.14159), format_value(float("inf"))
    ('9,007,199,254,740,993', '−3.14', 'no finite value')
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
    if isinstance(value, Integral):  # a float would lose the last digits of a large one
        return f"{int(value):,}".replace("-", "−")
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

    A date stays, and so does a word with letters in it, such as the number of a registration.

    >>> typeset("-0.217"), typeset("10-20"), typeset("after-effect"), typeset("2018-06-28")
    ('−0.217', '10–20', 'after-effect', '2018-06-28')
    >>> typeset("-2 to 1"), typeset("NMRR-13-1152-17400")
    ('−2 to 1', 'NMRR-13-1152-17400')
    """
    return re.sub(r"\S+", lambda word: _typeset_word(word[0]), text)


def _typeset_word(word: str) -> str:
    if _DATE.fullmatch(word) or any(map(str.isalpha, word)):
        return word
    return re.sub(r"(?<=\d)-(?=\d)", "–", re.sub(r"(?<!\w)-(?=\d)", "−", word))


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
