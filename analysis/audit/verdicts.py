"""Answers with their reasons: data that agree, or a proof that none can."""

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import Literal

from analysis.audit.printing import USUAL, Printing
from analysis.inference import rank_sum
from analysis.inference.pvalues import Method
from analysis.inference.wording import number
from analysis.reported import Printed, PrintedPvalue, Resolution, Summary
from analysis.reported.summary import SpreadIs

Answer = Literal["possible", "impossible", "undecided"]
ConditionalAnswer = Literal["possible", "only if", "impossible", "undecided"]
"""Of what tries unusual ways of printing, such as decimals that were cut off, before "impossible"."""
METHOD_WORDS: dict[Method, str] = {
    "exact": "exact test",
    "normal": "normal approximation without continuity correction",
    "normal-cc": "normal approximation with continuity correction",
}
SPREAD_WORDS: dict[SpreadIs, str] = {"sd": "an SD", "sem": "an SEM"}
_TIES_OPEN = "Data with ties stay open: a search met none that agree, and that excludes none."


@dataclass(frozen=True, slots=True)
class Witness:
    """Data that round to every printed number; computed, never anyone's measurements.

    Attributes:
        first: values of the first group, rising.
        second: values of the second group, rising.
        statistic: U of the first group.
        pvalue: its two-sided p.
    """

    first: tuple[float, ...]
    second: tuple[float, ...]
    statistic: float
    pvalue: float

    @property
    def tied(self) -> bool:
        """Whether some values are equal."""
        return len({*self.first, *self.second}) < len(self.first) + len(self.second)

    def sentence(self) -> str:
        """Show the data."""
        groups = (", ".join(f"{value:.10g}" for value in group) for group in (self.first, self.second))
        return "For example {} against {} (computed, not measured): U = {}, p = {}.".format(
            *groups, number(self.statistic), number(self.pvalue)
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """Why no data can agree.

    Attributes:
        name: the inequality or argument.
        statement: the argument with its numbers.
        covers_ties: whether it also excludes data with equal values.
    """

    name: str
    statement: str
    covers_ties: bool

    def sentence(self) -> str:
        """Name the argument, show its numbers, and say whether ties are covered."""
        ties = "Ties are covered." if self.covers_ties else _TIES_OPEN
        return f"{self.name}: {self.statement} {ties}"


@dataclass(frozen=True, slots=True)
class ReadingVerdict:
    """The verdict on two printed summaries and a p under one reading of them.

    Attributes:
        sizes: values in the first and the second group.
        spread_is: what ± is taken to be.
        method: how p is taken to be computed.
        answer: "possible", "impossible" or "undecided"; on a stated grid also "only if", where data print so
            under a condition alone.
        witness: the data, when possible.
        proof: the argument, when impossible.
        grid: the grid on which values are taken to be recorded; None where they may lie anywhere.
        condition: what must hold of the printed decimals, when "only if".
    """

    sizes: tuple[int, int]
    spread_is: SpreadIs
    method: Method
    answer: ConditionalAnswer
    witness: Witness | None = None
    proof: Proof | None = None
    grid: Resolution | None = None
    condition: str = ""

    @property
    def verdict(self) -> str:
        """The answer; "with ties" where only tied data are known, "without ties" where such are left open."""
        if self.answer == "possible" and self.witness is not None and self.witness.tied:
            return "possible with ties"
        if self.proof is not None and not self.proof.covers_ties:
            return "impossible without ties"
        return self.answer

    @property
    def settled(self) -> bool:
        """Whether there are data, or a proof that covers ties."""
        return self.verdict in ("possible", "possible with ties", "impossible")

    def sentence(self) -> str:
        """Say the verdict under this reading, with the data or the proof."""
        grid = f" on {self.grid.words}" if self.grid else ""
        reading = (
            f"With {self.sizes[0]} v {self.sizes[1]} values{grid}, ± read as {SPREAD_WORDS[self.spread_is]} "
            f"and the {METHOD_WORDS[self.method]}, the printed numbers are"
        )
        if self.witness is not None:
            unusual = f"possible only if the paper did not print as usual: if {self.condition}"
            needed = unusual if self.condition else self.verdict
            return f"{reading} {needed}. {self.witness.sentence()}"
        if self.proof is not None:
            return f"{reading} {self.verdict}. {self.proof.sentence()}"
        return f"{reading} neither shown to be possible nor shown to be impossible."


def witness(
    first: tuple[Summary, list[float]],
    second: tuple[Summary, list[float]],
    pvalue: PrintedPvalue,
    *,
    spread_is: SpreadIs,
    method: Method,
    minimum: float | None,
    printing: Printing = USUAL,
    decimals: int = 0,
) -> Witness | None:
    """Check data against everything printed, written with as few decimals as the check allows.

    Args:
        first: the printed summary of the first group and its values.
        second: the same for the second group.
        pvalue: the printed p.
        spread_is: what ± is.
        method: how p is computed.
        minimum: the smallest value possible; None for no limit.
        printing: how the paper came to its decimals.
        decimals: how many the values have at least, where they lie on a grid.

    Returns:
        The data, or None when even with many decimals some printed number is not reproduced. Rounding makes
        no new ties.
    """
    groups = (first, second)
    written = max(Printed(text).decimals for summary, _ in groups for text in (summary.mean, summary.spread))
    least = max(written, decimals)
    for digits in range(least, least + 9):
        values = [sorted(round(value, digits) for value in group) for _, group in groups]
        prints = all(
            reproduces(group, summary, spread_is=spread_is, printing=printing)
            for group, (summary, _) in zip(values, groups, strict=True)
        )
        if not prints or (minimum is not None and min(map(min, values)) < minimum):
            continue
        test = rank_sum(*values, method=method)
        distinct = len({*values[0], *values[1]}) == len({*first[1], *second[1]})
        if distinct and pvalue.fits(test.pvalue):
            return Witness(tuple(values[0]), tuple(values[1]), test.statistic, test.pvalue)
    return None


def reproduces(
    values: list[float], summary: Summary, *, spread_is: SpreadIs, printing: Printing = USUAL
) -> bool:
    """Whether the mean and spread of these decimals print as the summary does.

    Examples:
        >>> reproduces([1.0, 2.0, 4.0], Summary("2.33", "1.53", 3), spread_is="sd")
        True
    """
    exact = [Decimal(str(value)) for value in values]
    mean = sum(exact, Decimal(0)) / len(exact)
    squares = sum(((value - mean) ** 2 for value in exact), Decimal(0))
    spread = sqrt(squares / printing.scale(len(exact), spread_is))
    means, spreads = printing.mean_of(summary.mean), printing.spread_of(summary.spread)
    return means.holds(float(mean)) and spreads.holds(spread)
