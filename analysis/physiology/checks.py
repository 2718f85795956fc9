"""Numbers or arrays of numbers in, the same out; errors that say what was found and what is valid."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

Sex = Literal["men", "women"]
Numbers = float | NDArray[np.float64]
"""One number, or an array of them where an argument is an array; arguments broadcast against each other."""


def within(values: ArrayLike, low: float, high: float, name: str, unit: str, why: str) -> NDArray[np.float64]:
    """The values as an array, each from `low` to `high`.

    Raises:
        ValueError: a value outside, or not a number; the first is named.
    """
    array = np.asarray(values, dtype=np.float64)
    wrong = array[~((array >= low) & (array <= high))]
    if wrong.size:
        raise ValueError(f"{name} is {_quantity(wrong[0], unit)}; {why}, {low:g} to {_quantity(high, unit)}.")
    return array


def positive(values: ArrayLike, name: str, unit: str) -> NDArray[np.float64]:
    """The values as an array, each above 0 and finite.

    Raises:
        ValueError: a value that is not; the first is named.
    """
    array = np.asarray(values, dtype=np.float64)
    wrong = array[~((array > 0) & np.isfinite(array))]
    if wrong.size:
        raise ValueError(f"{name} is {_quantity(wrong[0], unit)}; it must be above 0.")
    return array


def measured(
    values: ArrayLike, low: float, high: float, name: str, unit: str, *, other: str, per: float
) -> NDArray[np.float64]:
    """The values as an array, each plausible in its unit.

    Args:
        values: a number or an array.
        low: the least that is plausible.
        high: the most.
        name: what is measured.
        unit: its unit.
        other: another unit in use for it, whose number may have been given by mistake.
        per: how many of `other` make one of `unit`.

    Raises:
        ValueError: a value that is not above 0, or outside the limits; the first is named, and what it would
            be were it in the other unit, where that is plausible.
    """
    array = positive(values, name, unit)
    wrong = array[~((array >= low) & (array <= high))]
    if wrong.size:
        meant = wrong[0] / per
        hint = f"that is the number for {other}: {meant:.1f} {unit}; " if low <= meant <= high else ""
        raise ValueError(
            f"{name} is {_quantity(wrong[0], unit)}; "
            f"{hint}what is plausible is {low:g} to {_quantity(high, unit)}."
        )
    return array


def known_sex(sex: str) -> None:
    """Refuse another word than "men" or "women".

    Raises:
        ValueError: any other word.
    """
    if sex not in get_args(Sex):
        raise ValueError(f"sex is {sex!r}; the equation is stated for 'men' and 'women'.")


def plain(values: NDArray[np.float64]) -> Numbers:
    """A Python float where there is one number, else the array."""
    return float(values) if np.ndim(values) == 0 else values


def _quantity(value: float, unit: str) -> str:
    return f"{value:g} {unit}".rstrip()
