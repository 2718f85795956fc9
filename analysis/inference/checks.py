"""Input checks shared by the statistics: one error that says what was found and what to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from numbers import Integral, Real
from unicodedata import category, normalize

import numpy as np
from numpy.typing import ArrayLike, NDArray

Design = int | tuple[int, int]
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}  # Unicode's controls, formats, separators of lines


def finite(values: ArrayLike, name: str, *, ndim: int = 1, least: int = 1) -> NDArray[np.float64]:
    """Return `values` as floats after checking shape, size and finiteness.

    Args:
        values: numbers.
        name: what the caller calls them, for the error.
        ndim: the number of dimensions they must have.
        least: the smallest length the last axis may have.

    Raises:
        ValueError: what is no number (dates included), wrong dimensions, too few values, NaN or an infinity.

    Examples:
        >>> finite([1, 2.5], "x")
        array([1. , 2.5])
        >>> finite([1, float("nan")], "x")
        Traceback (most recent call last):
        ...
        ValueError: x holds NaN or an infinity at index 1 (1 in all). Remove or resolve missing values first.
    """
    try:
        given = np.asarray(values)
        if given.dtype.kind in "cMm":
            raise TypeError(f"{given.dtype} values")  # NumPy would turn dates and complex numbers into floats
        array = given.astype(np.float64, copy=False)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} holds what is no number ({error}). Pass a list of numbers.") from None
    if array.ndim != ndim:
        raise ValueError(f"{name} has {array.ndim} dimension(s), shape {array.shape}. Pass {ndim}.")
    if array.shape[-1] < least:
        raise ValueError(f"{name} holds {array.shape[-1]} value(s). Pass at least {least}.")
    usable = np.isfinite(array)
    if not usable.all():
        bad = np.argwhere(~usable)
        where = ", ".join(str(i) for i in bad[0])
        raise ValueError(
            f"{name} holds NaN or an infinity at index {where} ({len(bad)} in all). "
            "Remove or resolve missing values first."
        )
    return array


def one_of(value: str, name: str, allowed: Collection[str]) -> None:
    """Raise a `ValueError` unless `value` is among `allowed`.

    Examples:
        >>> one_of("exakt", "method", ("exact", "normal"))
        Traceback (most recent call last):
        ...
        ValueError: method is 'exakt'. Use one of exact, normal.
    """
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}. Use one of {', '.join(allowed)}.")


def some_of(values: Collection[str], name: str, allowed: Collection[str]) -> None:
    """Raise a `ValueError` unless there are values and all of them are among `allowed`.

    Examples:
        >>> some_of((), "methods", ("exact", "normal"))
        Traceback (most recent call last):
        ...
        ValueError: methods hold none. Use one or more of exact, normal.
    """
    if not values:
        raise ValueError(f"{name} hold none. Use one or more of {', '.join(allowed)}.")
    for value in values:
        one_of(value, name, allowed)


def count(value: int, name: str, *, least: int = 1) -> int:
    """Return `value` as a plain whole number after checking that it can count something.

    Args:
        value: a whole number, also one of NumPy; no truth value, no decimal, no text.
        name: what the caller calls it, for the error.
        least: the smallest number allowed.

    Raises:
        ValueError: anything else, or a number below `least`.

    Examples:
        >>> count(np.int64(6), "n")
        6
        >>> count(6.0, "n")
        Traceback (most recent call last):
        ...
        ValueError: n is 6.0. Pass a whole number from 1 up.
    """
    if isinstance(value, bool) or not isinstance(value, Integral) or value < least:
        raise ValueError(f"{name} is {value!r}. Pass a whole number from {least} up.")
    return int(value)


def plain(text: str, name: str) -> str:
    """Return a name after checking that it can stand in a sentence as it is seen.

    Line ends, tabs, marks that turn the direction of what follows and other characters without a shape of
    their own are refused.

    Args:
        text: the name, such as that of a group.
        name: what the caller calls it, for the error.

    Raises:
        ValueError: no text, nothing but blanks, blanks at an end, or a character that cannot be seen.

    Examples:
        >>> plain("High dose", "the name")
        'High dose'
        >>> plain("LD" + chr(0x200B), "the name")
        Traceback (most recent call last):
        ...
        ValueError: the name holds U+200B, a character that cannot be seen. Type it anew.
    """
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{name} is {text!r}. Pass a text that can be seen.")
    for character in text:
        if category(character) in _UNSEEN:
            raise ValueError(
                f"{name} holds U+{ord(character):04X}, a character that cannot be seen. Type it anew."
            )
    if text != text.strip():
        raise ValueError(f"{name} is {text!r}. Remove the blanks at its ends.")
    return text


def distinct(names: Sequence[str], name: str, *, size: int) -> tuple[str, ...]:
    """Return names after checking that each is `plain` and that no two look the same.

    Args:
        names: the names.
        name: what the caller calls them, for the error.
        size: how many there must be.

    Raises:
        ValueError: more or fewer, a name that is not plain, or two that a reader cannot tell apart.

    Examples:
        >>> distinct(("HD", "LD"), "names", size=2)
        ('HD', 'LD')
        >>> distinct(("A", "A"), "names", size=2)
        Traceback (most recent call last):
        ...
        ValueError: names are 'A', 'A': two of them look the same. Give each a name of its own.
    """
    if isinstance(names, str) or len(names) != size:
        raise ValueError(f"{name} are {names!r}. Pass {size} texts.")
    checked = tuple(plain(each, f"one of {name}") for each in names)
    if len({normalize("NFKC", each) for each in checked}) < len(checked):
        shown = ", ".join(map(repr, checked))
        raise ValueError(f"{name} are {shown}: two of them look the same. Give each a name of its own.")
    return checked


def open_unit(value: float, name: str) -> None:
    """Raise a `ValueError` unless 0 < `value` < 1.

    Examples:
        >>> open_unit(95, "confidence")
        Traceback (most recent call last):
        ...
        ValueError: confidence is 95. Pass a number between 0 and 1.
    """
    if isinstance(value, bool) or not isinstance(value, Real) or not 0 < value < 1:
        raise ValueError(f"{name} is {value}. Pass a number between 0 and 1.")


def at_most_half(value: float, name: str) -> None:
    """Raise a `ValueError` unless 0 < `value` <= 0.5.

    Examples:
        >>> at_most_half(0.95, "level")
        Traceback (most recent call last):
        ...
        ValueError: level is 0.95. Pass a number above 0, at most 0.5.
    """
    if isinstance(value, bool) or not isinstance(value, Real) or not 0 < value <= 0.5:
        raise ValueError(f"{name} is {value}. Pass a number above 0, at most 0.5.")


def design_sizes(design: Design) -> tuple[int, ...]:
    """Return the sizes of a design: (n,) for n pairs, (n1, n2) for two groups.

    Raises:
        ValueError: anything but one or two whole numbers from 1 up.

    Examples:
        >>> design_sizes(5), design_sizes((5, 6))
        ((5,), (5, 6))
        >>> design_sizes((5, 0))
        Traceback (most recent call last):
        ...
        ValueError: design (5, 0) is not usable. Pass n pairs or (n1, n2) subjects, whole numbers from 1 up.
    """
    array = np.atleast_1d(design)
    if array.dtype.kind not in "iu" or array.shape not in ((1,), (2,)) or array.min() < 1:
        raise ValueError(
            f"design {design!r} is not usable. Pass n pairs or (n1, n2) subjects, whole numbers from 1 up."
        )
    return tuple(array.tolist())
