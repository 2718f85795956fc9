"""The grid on which values are recorded: units, tenths, a scale from 0 to 5, a pile at a limit."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from analysis.inference.checks import count
from analysis.reported.printed import Printed


@dataclass(frozen=True, slots=True)
class Resolution:
    """Every value is a whole number of steps, counted from 0, between two ends.

    Equal values are what such a grid makes. Values below a limit of detection that are recorded as the limit
    pile up at `lowest`; those at a ceiling at `highest`.

    Attributes:
        step: from one value to the next, as text: "1" for whole numbers, "0.1" for tenths.
        lowest: the lowest value that can be recorded, as text; None for no limit.
        highest: the highest; None for no limit.

    Raises:
        ValueError: a step that is not above 0, an end that is no number of steps, or ends out of order.

    Examples:
        >>> Resolution("1", lowest="0", highest="5").words
        'steps of 1 from 0 to 5'
        >>> Resolution("0.5", lowest="0.2")
        Traceback (most recent call last):
        ...
        ValueError: lowest is '0.2', which is no number of steps of 0.5. Give an end that can be recorded.
    """

    step: str
    lowest: str | None = None
    highest: str | None = None

    def __post_init__(self) -> None:
        if Printed(self.step).value <= 0:
            raise ValueError(f"step is {self.step!r}. Give a number above 0 as text, such as '0.1'.")
        for name, end in (("lowest", self.lowest), ("highest", self.highest)):
            if end is not None and self.steps(end).denominator != 1:
                raise ValueError(
                    f"{name} is {end!r}, which is no number of steps of {self.step}. "
                    "Give an end that can be recorded."
                )
        if (
            self.lowest is not None
            and self.highest is not None
            and self.steps(self.lowest) >= self.steps(self.highest)
        ):
            raise ValueError(
                f"lowest is {self.lowest!r} and highest {self.highest!r}. "
                "Give two ends that differ, in order."
            )

    @property
    def words(self) -> str:
        """The grid, for a sentence."""
        match self.lowest, self.highest:
            case None, None:
                return f"steps of {self.step}"
            case lowest, None:
                return f"steps of {self.step} from {lowest} up"
            case None, highest:
                return f"steps of {self.step} up to {highest}"
        return f"steps of {self.step} from {self.lowest} to {self.highest}"

    def steps(self, text: str) -> Fraction:
        """How many steps a printed number is."""
        return Fraction(Printed(text).value) / Fraction(Printed(self.step).value)

    def value(self, steps: int) -> float:
        """The value at a whole number of steps.

        Examples:
            >>> Resolution("0.1").value(12)
            1.2
        """
        return float(Decimal(steps) * Printed(self.step).value)


def natural(mean: str) -> tuple[Resolution, ...]:
    """The grids on which values may lie whose mean prints so, where nobody says: the coarsest first.

    A mean is seldom printed to less than the step of its values, and mostly to one or two decimals more.

    Examples:
        >>> [resolution.step for resolution in natural("45.3")]
        ['1', '0.1']
    """
    decimals = count(Printed(mean).decimals, "decimals", least=0)
    if not decimals:
        return Resolution("10"), Resolution("1")
    return tuple(
        Resolution(f"{Decimal(1).scaleb(-finer):f}") for finer in range(max(decimals - 2, 0), decimals + 1)
    )
