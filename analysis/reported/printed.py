"""A printed number is text: its decimals say how much was kept."""

import math
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from analysis.data.errors import comma_advice

_NUMBER = re.compile(r"[-−]?([0-9]+(\.[0-9]+)?|\.[0-9]+)")


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers between two ends.

    Attributes:
        low: its lower end.
        high: its upper end.
        has_low: whether the lower end itself belongs to it.
        has_high: whether the upper end does.
    """

    low: Decimal
    high: Decimal
    has_low: bool = True
    has_high: bool = True

    @property
    def not_negative(self) -> "Interval":
        """Its numbers from 0 up."""
        return replace(self, low=Decimal(0), has_low=True) if self.low < 0 else self

    def holds(self, number: float) -> bool:
        """Whether a computed number, taken as the shortest decimal that identifies it, is among them."""
        if not math.isfinite(number):
            return False
        exact = Decimal(str(float(number)))
        above = self.low <= exact if self.has_low else self.low < exact
        return above and (exact <= self.high if self.has_high else exact < self.high)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as a source prints it, and the values that print so.

    "0.02" and "0.020" differ: the first stands for every value from 0.015 to 0.025, the second for those from
    0.0195 to 0.0205. The interval is closed at both ends, because a half may have been rounded up or to even.
    Where further digits were cut off, not rounded, `cut_off` holds instead.

    Attributes:
        text: the number as printed, with "-" or "−" for minus; no unit, no comparison sign, no separator.

    Raises:
        ValueError: the text is not such a number.

    Examples:
        >>> p = Printed("0.020")
        >>> p.value, p.decimals, p.low, p.high
        (Decimal('0.020'), 3, Decimal('0.0195'), Decimal('0.0205'))
        >>> Printed("<0.05")
        Traceback (most recent call last):
        ...
        ValueError: '<0.05' is not a printed number. Give the digits alone as text, such as '0.020' or '−1.5'.
    """

    text: str

    def __post_init__(self) -> None:
        if not isinstance(self.text, str) or not _NUMBER.fullmatch(self.text):
            raise ValueError(
                f"{self.text!r} is not a printed number. "
                f"Give the digits alone as text, such as '0.020' or '−1.5'.{comma_advice(str(self.text))}"
            )

    @property
    def value(self) -> Decimal:
        """The number itself, exactly."""
        return Decimal(self.text.replace("−", "-"))

    @property
    def decimals(self) -> int:
        """Digits after the decimal point."""
        return len(self.text.partition(".")[2])

    @property
    def half_unit(self) -> Decimal:
        """Half a unit of the last printed digit."""
        return Decimal(5).scaleb(-self.decimals - 1)

    @property
    def low(self) -> Decimal:
        """The smallest value that prints as this text."""
        return self.value - self.half_unit

    @property
    def high(self) -> Decimal:
        """The largest value that prints as this text."""
        return self.value + self.half_unit

    @property
    def rounded(self) -> Interval:
        """The values that print so when further digits are rounded."""
        return Interval(self.low, self.high)

    @property
    def cut_off(self) -> Interval:
        """The values that print so when further digits are cut off: those up to a unit farther from 0.

        "0.0" stands for either side, as no minus is printed before it by most programs.

        Examples:
            >>> cut = Printed("1.64").cut_off
            >>> [cut.holds(sd) for sd in (1.6399, 1.64, 1.648, 1.65)]
            [False, True, True, False]
        """
        unit = 2 * self.half_unit
        if self.value.is_signed():
            return Interval(self.value - unit, self.value, has_low=False)
        if self.value == 0:
            return Interval(-unit, unit, has_low=False, has_high=False)
        return Interval(self.value, self.value + unit, has_high=False)

    @property
    def either(self) -> Interval:
        """The values that print so when further digits are rounded or cut off."""
        rounded, cut = self.rounded, self.cut_off
        return Interval(
            min(rounded.low, cut.low),
            max(rounded.high, cut.high),
            has_low=rounded.low < cut.low,
            has_high=rounded.high > cut.high,
        )

    def holds(self, number: float) -> bool:
        """Whether a computed number would print as this text; NaN and infinities never do.

        Args:
            number: the number, taken as the shortest decimal that identifies it.

        Examples:
            >>> [Printed("0.028").holds(p) for p in (0.02771, 0.02846, 0.03125)]
            [True, True, False]
        """
        return self.rounded.holds(number)
