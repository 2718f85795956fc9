"""Which unprinted baseline would erase a difference in changes."""

from dataclasses import dataclass

from analysis.inference.wording import number
from analysis.reported.printed import Printed


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """Two arms, four means, one of them not printed: where the changes of both arms would be equal.

    Attributes:
        before: mean of the first arm at the earlier visit.
        after: mean of the first arm at the later visit.
        other_after: mean of the second arm at the later visit.
        difference: the second arm's earlier mean that makes the changes equal as differences.
        ratio: the one that makes them equal as ratios.
    """

    before: float
    after: float
    other_after: float
    difference: float
    ratio: float

    def change_in_differences(self, other_before: float) -> float:
        """The first arm's change minus the second's: 0 at `difference`."""
        return (self.after - self.before) - (self.other_after - other_before)

    def ratio_of_ratios(self, other_before: float) -> float:
        """The first arm's ratio of later to earlier mean over the second's: 1 at `ratio`."""
        return (self.after / self.before) / (self.other_after / other_before)

    def sentence(self) -> str:
        """Say both tipping points."""
        return (
            f"The changes of the two arms are equal as ratios if the second arm began at "
            f"{number(self.ratio)}, and equal as differences if it began at {number(self.difference)}."
        )


def tipping_point(*, before: str, after: str, other_after: str) -> TippingPoint:
    """Find the unprinted earlier mean of the second arm that makes both arms' changes equal.

    difference: other_after - (after - before). ratio: other_after * before / after.

    Args:
        before: mean of the first arm at the earlier visit, as printed.
        after: mean of the first arm at the later visit, as printed.
        other_after: mean of the second arm at the later visit, as printed.

    Raises:
        ValueError: a mean that is not a printed number above 0.

    Examples:
        >>> point = tipping_point(before="436", after="705", other_after="306")
        >>> point.difference, round(point.ratio, 1)
        (37.0, 189.2)
    """
    first, later, other = (float(Printed(text).value) for text in (before, after, other_after))
    if min(first, later, other) <= 0:
        raise ValueError(f"the means are {before}, {after} and {other_after}. A ratio needs means above 0.")
    return TippingPoint(first, later, other, other - (later - first), other * first / later)
