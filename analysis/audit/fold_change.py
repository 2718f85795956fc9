"""What "nearly threefold" can mean."""

import re
from dataclasses import asdict, dataclass
from itertools import product
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.inference.checks import finite
from analysis.inference.wording import number
from analysis.reported import Printed

Relation = Literal["to", "by"]
Quantity = Literal["means", "medians", "individuals"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
QUANTITIES: tuple[Quantity, ...] = get_args(Quantity)
_TEXT = re.compile(r"(?P<word>nearly|about)? ?(?P<number>[0-9.]+)")
_WORDS: dict[Quantity, str] = {
    "means": "the ratio of the means",
    "medians": "the ratio of the medians",
    "individuals": "the median of the individual ratios",
}


@dataclass(frozen=True, slots=True)
class FoldChangeReading:
    """One meaning of a printed multiple.

    Attributes:
        relation: "to" so many times baseline, or "by" so many times baseline (one more than that).
        quantity: what is divided: "means", "medians", or the subjects' own ratios ("individuals").
        low: the smallest ratio of follow-up to baseline.
        high: the largest.
    """

    relation: Relation
    quantity: Quantity
    low: float
    high: float

    @property
    def kind(self) -> str:
        """What a follow-up of so many times baseline is: "a rise", "a fall", or "a change" where both are."""
        if self.high <= 1:
            return "a fall"
        return "a rise" if self.low >= 1 else "a change"

    def sentence(self) -> str:
        """Say the meaning with its range."""
        return (
            f"Read as {self.kind} {self.relation} that multiple of baseline, {_WORDS[self.quantity]} is "
            f"{number(self.low)} to {number(self.high)}."
        )


@dataclass(frozen=True, slots=True)
class FoldChange:
    """A printed multiple of baseline and everything it can mean.

    Attributes:
        printed: the multiple as printed.
        readings: its meanings, "to" before "by".
    """

    printed: str
    readings: tuple[FoldChangeReading, ...]

    def holding(self, baseline: ArrayLike, followup: ArrayLike) -> tuple[FoldChangeReading, ...]:
        """The readings that given data satisfy.

        Args:
            baseline: positive values, one a subject, shape (n,).
            followup: the same subjects later, shape (n,).

        Raises:
            ValueError: unequal shapes, NaN or infinities, or a baseline that is not positive.
        """
        before, after = finite(baseline, "baseline"), finite(followup, "followup")
        if before.shape != after.shape or before.min() <= 0:
            raise ValueError(
                f"baseline holds {before.size} values from {before.min():g} up, followup {after.size}. Pass "
                "one positive baseline and one follow-up per subject."
            )
        ratios: dict[Quantity, float] = {
            "means": float(after.mean() / before.mean()),
            "medians": float(np.median(after) / np.median(before)),
            "individuals": float(np.median(after / before)),
        }
        return tuple(r for r in self.readings if r.low <= ratios[r.quantity] <= r.high)

    def levels(self, baseline: str) -> pd.DataFrame:
        """The follow-up level that each meaning implies for the group, given a printed baseline.

        Args:
            baseline: the group's baseline level, as printed.

        Returns:
            One row per relation: `relation`, `low`, `high`, in the unit of the baseline. They hold only if
            the multiple refers to the same statistic as the baseline.

        Raises:
            ValueError: a baseline that is not a printed number above 0.
        """
        level = Printed(baseline)
        if level.value <= 0:
            raise ValueError(f"baseline is {baseline!r}. A multiple needs a level above 0.")
        ranges = dict.fromkeys((r.relation, r.low, r.high) for r in self.readings)
        rows = [
            {"relation": relation, "low": low * float(level.low), "high": high * float(level.high)}
            for relation, low, high in ranges
        ]
        return pd.DataFrame(rows)

    def table(self) -> pd.DataFrame:
        """One row per meaning: its fields and its sentence."""
        return pd.DataFrame(
            [{**asdict(reading), "sentence": reading.sentence()} for reading in self.readings]
        )

    def sentence(self) -> str:
        """Say both ranges, whether they rise or fall, and what they may refer to."""
        to, by = ({r.relation: r for r in self.readings}[relation] for relation in RELATIONS)
        again = "" if by.kind == to.kind else f"{by.kind} "
        return (
            f"“{self.printed}” times can mean {to.kind} to {number(to.low)} to {number(to.high)} times "
            f"baseline, or {again}by that much, to {number(by.low)} to {number(by.high)} times; of means, of "
            "medians or of single subjects is a further choice."
        )


def fold_change(multiple: str) -> FoldChange:
    """List what a printed multiple of baseline can mean.

    "nearly 3" stands for 2.5 to 3.0: the half unit of the last digit below it. "about 3" and a bare "3" stand
    for the half unit on either side. A rise *by* a multiple ends one baseline higher than a rise *to* it. A
    multiple below 1 is a fall when read as "to".

    Args:
        multiple: digits, alone or behind "nearly" or "about".

    Raises:
        ValueError: another text.

    Examples:
        >>> print(fold_change("nearly 3").sentence())
        “nearly 3” times can mean a rise to 2.5 to 3 times baseline, or by that much, to 3.5 to 4 times; of \
means, of medians or of single subjects is a further choice.
        >>> fold_change("nearly 3").levels("436").round(0)["low"].tolist()
        [1089.0, 1524.0]
        >>> print(fold_change("0.5").sentence())
        “0.5” times can mean a fall to 0.45 to 0.55 times baseline, or a rise by that much, to 1.45 to 1.55 \
times; of means, of medians or of single subjects is a further choice.
    """
    parts = _TEXT.fullmatch(multiple) if isinstance(multiple, str) else None
    if parts is None:
        raise ValueError(
            f"{multiple!r} is not a printed multiple. Give digits as text, alone or behind 'nearly' or "
            "'about', such as '3' or 'nearly 3'."
        )
    value = Printed(parts["number"])
    low, high = max(float(value.low), 0.0), float(value.value if parts["word"] == "nearly" else value.high)
    readings = [
        FoldChangeReading(relation, quantity, low + more, high + more)
        for (relation, more), quantity in product(zip(RELATIONS, (0, 1), strict=True), QUANTITIES)
    ]
    return FoldChange(multiple, tuple(readings))
