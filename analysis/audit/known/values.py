"""Comparisons whose single values are public, and what a paper prints, or would have printed, of them.

Most papers that print every value print no mean ± SD beside it. The *would-be summary* is what such a paper
would have printed: mean and SD (divisor n - 1), or SEM, computed exactly from the printed values and rounded
to their decimals, to one at least, halves up. The *would-be p* is rounded to three decimals in the same way,
and one that would print as 0.000 is "<0.001". Nothing of this stands in a paper, and it is never called so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache
from math import inf
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from analysis.data import read, sides
from analysis.inference import RankTest, rank_sum, signed_rank
from analysis.inference.pvalues import Method
from analysis.reported import Printed, Resolution, Summary
from analysis.reported.summary import SpreadIs

Source = Literal["printed", "would-be"]
Kind = Literal["fractions", "whole numbers", "scores", "piles"]
KINDS: dict[Kind, str] = {
    "fractions": "in steps smaller than 1",
    "whole numbers": "in steps of 1",
    "scores": "on a scale of at most twelve values",
    "piles": "a third or more of them at an end of their scale",
}
"""The kinds of values: the last that is true of a group."""

MOST_SCORES = 12
PILE = 1 / 3
PRECISION = 60  # decimals of a square root before it is rounded

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """The values of one arm at one visit, as printed, and the grid on which they are recorded.

    Attributes:
        trial: TRIALID.
        parameter: PARAMCD.
        visit: AVISIT.
        arm: TRT01A.
        values: as printed; of a comparison in pairs those of the subjects that have both.
        grid: the resolution of the values.
    """

    trial: str
    parameter: str
    visit: str
    arm: str
    values: tuple[str, ...]
    grid: Resolution

    @property
    def numbers(self) -> Floats:
        """The values, shape (n,)."""
        return np.array(self.values, dtype=np.float64)

    @property
    def lowest(self) -> float:
        """The lowest value that can be recorded; -inf where the scale has no end."""
        return -inf if self.grid.lowest is None else float(self.grid.lowest)

    @property
    def kind(self) -> Kind:
        """What kind of values these are.

        Examples:
            >>> score = Resolution("1", lowest="0", highest="5")
            >>> KnownGroup("made_up", "SCORE", "Day 1", "A", ("0", "1", "3", "4"), score).kind
            'scores'
            >>> KnownGroup("made_up", "SCORE", "Day 1", "A", ("0", "0", "3", "4"), score).kind
            'piles'
        """
        ends = [Decimal(end) for end in (self.grid.lowest, self.grid.highest) if end is not None]
        values = [Decimal(value) for value in self.values]
        if any(values.count(end) >= PILE * len(values) for end in ends):
            return "piles"
        if len(ends) == 2 and (ends[1] - ends[0]) / Decimal(self.grid.step) < MOST_SCORES:
            return "scores"
        return "whole numbers" if Decimal(self.grid.step) == 1 else "fractions"

    def would_be(self, *, spread_is: SpreadIs = "sd") -> Summary:
        """The would-be summary.

        Args:
            spread_is: what ± is to be.

        Examples:
            >>> KnownGroup("made_up", "X", "Day 1", "A", ("1", "2", "4"), Resolution("1")).would_be().printed
            '2.3 ± 1.5'
        """
        return would_be(self.values, step=self.grid.step, spread_is=spread_is)

    def prints(self, mean: str, spread: str, *, spread_is: SpreadIs) -> bool:
        """Whether a printed mean and spread come from the values, their decimals rounded or cut off.

        Args:
            mean: as printed.
            spread: as printed; empty where none is.
            spread_is: what ± is.
        """
        own = exact_moments(self.values, spread_is=spread_is)
        texts = (mean, spread) if spread else (mean,)
        return all(
            Printed(text).either.holds(float(number)) for text, number in zip(texts, own, strict=False)
        )


@dataclass(frozen=True, slots=True)
class KnownComparison:
    """Two sides of which every value is public, and what the paper prints of them.

    Attributes:
        name: COMPARISONID.
        label: what is compared, in words.
        design: "two groups" or "pairs".
        first: the first side.
        second: the second side.
        test: as the paper names it; empty where it prints no p.
        pvalue: as printed, or empty.
        pvalue_by: the computations from the values that give the printed p; ("none",) where none tried does.
        printed: mean and spread of both sides as printed, or empty texts.
        spread_is: what the values show ± to be; None where none is printed.
    """

    name: str
    label: str
    design: str
    first: KnownGroup
    second: KnownGroup
    test: str
    pvalue: str
    pvalue_by: tuple[str, ...]
    printed: tuple[tuple[str, str], tuple[str, str]]
    spread_is: SpreadIs | None

    @property
    def trial(self) -> str:
        """TRIALID."""
        return self.first.trial

    @property
    def groups(self) -> tuple[KnownGroup, KnownGroup]:
        """Both sides."""
        return self.first, self.second

    @property
    def paired(self) -> bool:
        """Whether the sides are two visits of the same subjects."""
        return self.design == "pairs"

    @property
    def sizes(self) -> tuple[int, int]:
        """Values on each side."""
        return len(self.first.values), len(self.second.values)

    @property
    def words(self) -> str:
        """What is compared, between whom and when.

        Examples:
            >>> known_comparisons()[0].words
            'Decrease of pain, MEL v PLA, Day 2'
        """
        one, other = self.groups
        sides = f"{one.visit} v {other.visit}" if self.paired else f"{one.arm} v {other.arm}"
        return f"{self.label}, {sides}, {one.arm if self.paired else one.visit}"

    @property
    def trace(self) -> str:
        """The row that leads to the paper."""
        return f"trial_comparisons:{self.name}"

    @property
    def ranked(self) -> bool:
        """Whether the paper prints the p of a rank test."""
        return any(word in self.test for word in ("Wilcoxon", "Mann", "rank"))

    @property
    def changes(self) -> tuple[Decimal, ...]:
        """First less second of each pair, exactly."""
        each = zip(self.first.values, self.second.values, strict=True)
        return tuple(Decimal(first) - Decimal(second) for first, second in each)

    @property
    def tied(self) -> bool:
        """Whether values of two groups are equal, or changes of pairs as large, or 0."""
        if self.paired:
            moved = [abs(change) for change in self.changes]
            return len(set(moved) - {Decimal(0)}) < len(moved)
        values = [Decimal(value) for group in self.groups for value in group.values]
        return len(set(values)) < len(values)

    def rank_test(self, method: Method = "exact") -> RankTest:
        """The rank test of its values.

        Args:
            method: how p is computed.
        """
        if self.paired:
            return signed_rank(np.array(self.changes, dtype=np.float64), method=method)
        return rank_sum(self.first.numbers, self.second.numbers, method=method)


@cache
def known_comparisons() -> tuple[KnownComparison, ...]:
    """Every comparison of the reference tables, in their order.

    Examples:
        >>> known_comparisons()[0].name, known_comparisons()[0].sizes
        ('meloxicam-percent', (6, 6))
    """
    values = read("trial_values")
    return tuple(
        _known(row, sides(row, values))
        for row in cast("list[dict[str, str]]", read("trial_comparisons").to_dict("records"))
    )


def would_be(values: Sequence[str], *, step: str, spread_is: SpreadIs = "sd") -> Summary:
    """Mean ± spread as a paper would have printed them, to the decimals of the step and to one at least.

    Args:
        values: as printed.
        step: the resolution of the values.
        spread_is: what ± is to be.

    Examples:
        >>> would_be(["4", "5"], step="0.01").printed, would_be(["4", "5"], step="1", spread_is="sem").printed
        ('4.50 ± 0.71', '4.5 ± 0.5')
    """
    places = max(1, Printed(step).decimals)
    mean, spread = exact_moments(values, spread_is=spread_is)
    return Summary(half_up(mean, places), half_up(spread, places), len(values))


def would_be_pvalue(pvalue: float) -> str:
    """A p-value as a paper would have printed it, to three decimals.

    Examples:
        >>> would_be_pvalue(0.0305), would_be_pvalue(0.0004)
        ('0.031', '<0.001')
    """
    text = half_up(Decimal(repr(min(float(pvalue), 1.0))), 3)
    return "<0.001" if Decimal(text) == 0 else text


def exact_moments(values: Sequence[str], *, spread_is: SpreadIs = "sd") -> tuple[Decimal, Decimal]:
    """Mean and SD (divisor n - 1), or SEM, of printed values, to `PRECISION` digits.

    Args:
        values: as printed.
        spread_is: which spread.

    Examples:
        >>> exact_moments(["1", "3"])[0], round(exact_moments(["1", "3"])[1], 4)
        (Decimal('2'), Decimal('1.4142'))
    """
    numbers = [Decimal(value) for value in values]
    n = len(numbers)
    with localcontext(prec=PRECISION):
        mean = sum(numbers, Decimal(0)) / n
        squares = sum((number * number for number in numbers), Decimal(0))
        variance = (n * squares - sum(numbers, Decimal(0)) ** 2) / (n * (n - 1))
        return mean, (variance / n if spread_is == "sem" else variance).sqrt()


def half_up(number: Decimal, places: int) -> str:
    """A number to so many decimals, halves up, without a minus sign before zero.

    Examples:
        >>> half_up(Decimal("2.25"), 1), half_up(Decimal("-0.04"), 1)
        ('2.3', '0.0')
    """
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{abs(rounded) if rounded == 0 else rounded:f}"


def distinct_groups(comparisons: Sequence[KnownComparison]) -> tuple[tuple[KnownGroup, str], ...]:
    """Every group once, with the trace of the first comparison that holds it.

    Args:
        comparisons: some of `known_comparisons`.
    """
    found: dict[KnownGroup, str] = {}
    for each in comparisons:
        for group in each.groups:
            found.setdefault(group, each.trace)
    return tuple(found.items())


def distinct_pairs_of_groups(comparisons: Sequence[KnownComparison]) -> tuple[KnownComparison, ...]:
    """The comparisons of two groups, each two groups once.

    Args:
        comparisons: some of `known_comparisons`.
    """
    found: dict[tuple[KnownGroup, KnownGroup], KnownComparison] = {}
    for each in comparisons:
        if not each.paired:
            found.setdefault(each.groups, each)
    return tuple(found.values())


def _known(row: Mapping[str, str], values: tuple[tuple[str, ...], tuple[str, ...]]) -> KnownComparison:
    paired = row["DESIGN"] == "pairs"
    grid = Resolution(row["STEP"], lowest=row["LOWEST"] or None, highest=row["HIGHEST"] or None)
    first, second = (
        KnownGroup(
            row["TRIALID"],
            row["PARAMCD"],
            side if paired else row["AVISIT"],
            row["TRT01A"] if paired else side,
            own,
            grid,
        )
        for side, own in zip((row["FIRST"], row["SECOND"]), values, strict=True)
    )
    return KnownComparison(
        name=row["COMPARISONID"],
        label=row["PARAM"],
        design=row["DESIGN"],
        first=first,
        second=second,
        test=row["TEST"],
        pvalue=row["PVALUE"],
        pvalue_by=tuple(filter(None, row["PVALUEBY"].split("; "))),
        printed=((row["MEAN1"], row["SPREAD1"]), (row["MEAN2"], row["SPREAD2"])),
        spread_is=cast("SpreadIs", row["SPREADKIND"]) if row["SPREADKIND"] else None,
    )
