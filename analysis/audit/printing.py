"""How a paper comes from values to printed decimals: as papers usually do, and otherwise."""

from dataclasses import dataclass, fields
from fractions import Fraction
from itertools import product
from typing import Literal, get_args

from analysis.reported import Printed
from analysis.reported.printed import Interval
from analysis.reported.summary import SpreadIs

Ending = Literal["rounded", "cut off"]
Divisor = Literal["n - 1", "n"]
ENDINGS: tuple[Ending, ...] = get_args(Ending)
DIVISORS: tuple[Divisor, ...] = get_args(Divisor)


@dataclass(frozen=True, slots=True)
class Printing:
    """How a paper comes from values to a printed mean and spread; by default as papers usually do.

    Attributes:
        mean: how the decimals of the mean end.
        spread: how those of the spread end.
        divisor: what divides the sum of squared deviations.
    """

    mean: Ending = "rounded"
    spread: Ending = "rounded"
    divisor: Divisor = "n - 1"

    @property
    def unusual(self) -> frozenset[str]:
        """The names of the attributes that are not as usual."""
        return frozenset(field.name for field in fields(self) if getattr(self, field.name) != field.default)

    def words(self, spread_is: SpreadIs) -> str:
        """Say what is unusual."""
        spread = spread_is.upper()
        cut = [name for name, end in (("mean", self.mean), (spread, self.spread)) if end == "cut off"]
        said = [f"decimals of the {' and the '.join(cut)} were cut off, not rounded"] if cut else []
        if self.divisor == "n":
            said.append(f"the {spread} was computed with n, not n - 1")
        return ", and ".join(said)

    def mean_of(self, text: str) -> Interval:
        """The means that print as a text."""
        return _ends(text, self.mean)

    def spread_of(self, text: str) -> Interval:
        """The spreads that print as a text."""
        return _ends(text, self.spread).not_negative

    def scale(self, n: int, spread_is: SpreadIs) -> int:
        """What the square of a spread is multiplied by to give the squared deviations of n values."""
        return (n - 1 if self.divisor == "n - 1" else n) * (1 if spread_is == "sd" else n)


USUAL = Printing()
MEANS_CUT_OFF = (Printing(mean="cut off"),)
"""The unusual conventions of a mean alone."""
UNUSUAL = tuple(
    Printing(mean, spread, divisor)
    for divisor, spread, mean in product(DIVISORS, ENDINGS, ENDINGS)
    if Printing(mean, spread, divisor) != USUAL
)
"""Those of a mean and a spread; each stands behind all that ask for less."""


def whole(low: Fraction, high: Fraction, ends: Interval) -> range:
    """The whole numbers from low to high; an end counts where that of the interval does."""
    first = -(-low // 1) if ends.has_low else low // 1 + 1
    last = high // 1 if ends.has_high else -(-high // 1) - 1
    return range(first, last + 1)


def _ends(text: str, ending: Ending) -> Interval:
    """What prints as a text."""
    return Printed(text).rounded if ending == "rounded" else Printed(text).cut_off
