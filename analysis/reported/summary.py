"""Mean ± spread of n subjects, when the source does not say what ± is."""

from dataclasses import dataclass
from math import sqrt
from typing import Literal, get_args

from analysis.inference.checks import count, one_of
from analysis.inference.wording import number
from analysis.reported.printed import Printed

SpreadIs = Literal["sd", "sem"]
READINGS: tuple[SpreadIs, ...] = get_args(SpreadIs)


@dataclass(frozen=True, slots=True)
class Summary:
    """A mean and a spread as printed, and the number of subjects behind them.

    The standard deviation (SD, divisor n - 1) describes how far subjects lie from one another; the standard
    error of the mean (SEM = SD / sqrt(n)) how well their mean is known.

    Attributes:
        mean: the mean, as printed.
        spread: the number after ±, as printed; not negative.
        n: subjects, at least 2.

    Raises:
        ValueError: a mean or spread that is not a printed number, a negative spread, or an n that is not a
            whole number from 2 up.

    Examples:
        >>> high = Summary("705", "160", 6)
        >>> high.sd(spread_is="sd"), round(high.sd(spread_is="sem"), 1)
        (160.0, 391.9)
        >>> print(high.sentence())
        705 ± 160 (n = 6): if ± is an SD, the SEM is 65.32; if ± is an SEM, the SD is 391.9.
    """

    mean: str
    spread: str
    n: int

    def __post_init__(self) -> None:
        Printed(self.mean)
        if Printed(self.spread).value.is_signed():
            raise ValueError(f"spread is {self.spread!r}. A spread is not negative.")
        object.__setattr__(self, "n", count(self.n, "n", least=2))

    @property
    def printed(self) -> str:
        """Mean and spread as one text."""
        return f"{self.mean} ± {self.spread}"

    def sd(self, *, spread_is: SpreadIs) -> float:
        """The standard deviation between subjects under one reading of ±, in the unit of the mean.

        Raises:
            ValueError: a reading other than "sd" or "sem".
        """
        one_of(spread_is, "spread_is", READINGS)
        spread = float(Printed(self.spread).value)
        return spread if spread_is == "sd" else spread * sqrt(self.n)

    def sem(self, *, spread_is: SpreadIs) -> float:
        """The standard error of the mean under one reading of ±, in the unit of the mean.

        Raises:
            ValueError: a reading other than "sd" or "sem".
        """
        one_of(spread_is, "spread_is", READINGS)
        spread = float(Printed(self.spread).value)
        return spread if spread_is == "sem" else spread / sqrt(self.n)

    def bounds(self, *, spread_is: SpreadIs) -> tuple[float, float]:
        """The smallest and the largest value that a single subject can have, in the unit of the mean.

        No value of n lies farther from their mean than SD (n - 1) / sqrt(n) (Samuelson 1968, How Deviant Can
        You Be?). The outermost mean and SD that print so are taken, so rounding cannot break the bounds.

        Raises:
            ValueError: a reading other than "sd" or "sem".
        """
        one_of(spread_is, "spread_is", READINGS)
        mean, spread = Printed(self.mean), float(Printed(self.spread).high)
        sd = spread if spread_is == "sd" else spread * sqrt(self.n)
        reach = sd * (self.n - 1) / sqrt(self.n)
        return float(mean.low) - reach, float(mean.high) + reach

    def sentence(self) -> str:
        """Say what each reading of ± implies for the other quantity."""
        return (
            f"{self.printed} (n = {self.n}): if ± is an SD, the SEM is {number(self.sem(spread_is='sd'))}; "
            f"if ± is an SEM, the SD is {number(self.sd(spread_is='sem'))}."
        )
