"""Two arms whose values also move together, for a reason that is not the treatment."""

from dataclasses import dataclass

from analysis.inference.wording import number


@dataclass(frozen=True, slots=True)
class Changes:
    """Mean changes that a trial with two doses and no control arm sees.

    Attributes:
        low: change of the low-dose arm from its baseline.
        high: change of the high-dose arm from its baseline.
        between: high minus low.
    """

    low: float
    high: float
    between: float

    def sentence(self) -> str:
        """Say what is seen of each arm and between them."""
        return (
            f"Seen: low dose {number(self.low)}, high dose {number(self.high)}, difference "
            f"{number(self.between)}; what both arms share is part of the first two."
        )


def without_control(low: float, high: float, shared: float) -> Changes:
    """Add what both arms share (time, assay, season) to what each dose does.

    The three unknowns give two observed changes, so the changes from baseline cannot tell them apart. The
    difference between the arms is free of the shared part, and says nothing of the effect of either dose.

    Args:
        low: what the low dose does to the mean.
        high: what the high dose does.
        shared: how both arms would have moved without cells.

    Examples:
        >>> without_control(0, 1, 1) == without_control(1, 2, 0)
        True
    """
    return Changes(low=low + shared, high=high + shared, between=high - low)
