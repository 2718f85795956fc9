"""GRIM and GRIMMER, tried on values that are known and whole numbers of steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.audit.grim import grim, grimmer
from analysis.audit.known.audits import AuditOutcome, outcome
from analysis.audit.known.values import KnownComparison, KnownGroup, Source, distinct_groups
from analysis.audit.verdicts import ConditionalAnswer
from analysis.reported import Printed, Summary
from analysis.reported.summary import SpreadIs


@dataclass(frozen=True, slots=True)
class WholeTried:
    """A mean, or a mean and a spread, of values in known steps, asked whether such values can print so.

    Attributes:
        group: whose values are known.
        source: whether the numbers are printed or would be.
        test: "GRIM" (the mean) or "GRIMMER" (both).
        mean: as printed.
        spread: as printed.
        spread_is: what ± is.
        answer: what the test says.
        true: whether the numbers come from the values, decimals rounded or cut off.
        words: what the test says, in a sentence that counts in steps.
        trace: the row that leads to the paper.
    """

    group: KnownGroup
    source: Source
    test: str
    mean: str
    spread: str
    spread_is: SpreadIs
    answer: ConditionalAnswer
    true: bool
    words: str
    trace: str

    @property
    def outcome(self) -> AuditOutcome:
        """What the answer is worth."""
        return outcome(self.answer, self.true)

    def sentence(self) -> str:
        """Say the numbers and the answer."""
        return f"{self.group.parameter}, {self.group.arm}, {self.group.visit}: {self.words}"


@cache
def whole_numbers_tried(comparisons: tuple[KnownComparison, ...]) -> tuple[WholeTried, ...]:
    """Ask GRIM and GRIMMER of every group: what is printed of it, and the would-be mean ± SD and ± SEM.

    GRIM is asked where the mean has the decimals of the step at least, and GRIMMER where both numbers do and
    the step is 1, a tenth or a hundredth, so that the values are whole numbers of steps.

    Args:
        comparisons: some of `known_comparisons`.
    """
    asked: dict[tuple[KnownGroup, Source, str, str, SpreadIs], str] = {}
    for group, trace in distinct_groups(comparisons):
        for spread_is in ("sd", "sem"):
            would = group.would_be(spread_is=spread_is)
            asked[group, "would-be", would.mean, would.spread, spread_is] = trace
    for each in comparisons:
        for group, (mean, spread) in zip(each.groups, each.printed, strict=True):
            if mean:
                asked.setdefault((group, "printed", mean, spread, each.spread_is or "sd"), each.trace)
    found = [tried for key, trace in asked.items() for tried in _whole(*key, trace=trace)]
    return tuple({(each.group, each.source, each.test, each.words): each for each in found}.values())


def _whole(
    group: KnownGroup, source: Source, mean: str, spread: str, spread_is: SpreadIs, *, trace: str
) -> Iterator[WholeTried]:
    step, n = Printed(group.grid.step), len(group.values)
    if Printed(mean).decimals < step.decimals:
        return
    alone = grim(mean, n, items=int(1 / step.value))
    true = group.prints(mean, "", spread_is=spread_is)
    yield WholeTried(group, source, "GRIM", mean, "", spread_is, alone.answer, true, alone.sentence(), trace)
    in_steps = step.value == step.half_unit * 2
    if spread and in_steps and Printed(spread).decimals >= step.decimals:
        summary = Summary(_shifted(mean, step.decimals), _shifted(spread, step.decimals), n)
        both = grimmer(summary, spread_is=spread_is)
        true = group.prints(mean, spread, spread_is=spread_is)
        yield WholeTried(
            group, source, "GRIMMER", mean, spread, spread_is, both.answer, true, both.sentence(), trace
        )


def _shifted(text: str, places: int) -> str:
    """A printed number in steps of a tenth, a hundredth, ...: its point moved, no digit lost."""
    kept = Printed(text).decimals - places
    return f"{Printed(text).value.scaleb(places):.{kept}f}"
