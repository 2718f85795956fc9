"""Audit, decoder and cohorts, tried on comparisons whose single values are public.

The values are known, so every answer can be held against the truth. An audit may say "possible", with any
data: they need not be the true ones. It may leave a question open. It may never call impossible what is
there; that is a false accusation. A printed p is decoded from the sizes, as a reader would, and the statistic
of the values looked for among the answers. Cohorts are drawn from a mean ± SD alone, and the true smallest,
middle and largest value looked for in the range of 95 % of the draws.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import inf
from typing import Literal, get_args

import numpy as np

from analysis.audit.grim import grim, grimmer
from analysis.audit.known_values import (
    Floats,
    Kind,
    KnownComparison,
    KnownGroup,
    distinct_groups,
    distinct_pairs_of_groups,
    would_be_pvalue,
)
from analysis.audit.two_samples.two_groups import two_groups
from analysis.audit.verdicts import ConditionalAnswer, ReadingVerdict
from analysis.inference.pvalues import METHODS, Method
from analysis.inference.wording import counted, number
from analysis.reconstruction import group as draw_group
from analysis.reported import Printed, PrintedPvalue, Resolution, Summary, decode
from analysis.reported.conventions import CONVENTIONS
from analysis.reported.summary import SpreadIs

Source = Literal["printed", "would-be"]
SOURCES: tuple[Source, ...] = get_args(Source)
AuditOutcome = Literal["found", "left open", "falsely accused", "rightly refused"]
DecoderOutcome = Literal["found alone", "found among others", "close", "missed", "follows from none"]
DECODER_OUTCOMES: tuple[DecoderOutcome, ...] = get_args(DecoderOutcome)

CLOSE = 1.0
"""A statistic no farther than this from the true one is close: ties move it by halves."""

PROPOSED = 2**15
KEPT = 1000
LEAST_KEPT = 100
"""Groups proposed for each summary, of those above the lowest value how many are kept, and how few are too
few to give a range."""

RANGE = (0.025, 0.975)
SLACK = 1e-9  # of floats, where a range ends at the true value

TOLD = tuple(
    each.name for each in CONVENTIONS if each.ties != "none" and each.distribution in ("normal", "normal-cc")
)
"""The conventions to ask for when values are known to tie and p to be a normal approximation."""

_CONVENTIONS = {
    "exact": ("exact", "exact-ties"),
    "normal": ("normal", "normal-ties"),
    "normal-cc": ("normal-cc", "normal-cc-ties"),
}


@dataclass(frozen=True, slots=True)
class AuditTried:
    """One reading of two summaries and a p, audited with the grid of the values and without.

    Attributes:
        comparison: whose values are known.
        source: whether the summaries and the p are printed or what would have been printed.
        summaries: mean, spread and n of both sides.
        spread_is: what ± is.
        pvalue: as printed, or as it would have been.
        method: how p is read.
        true: whether the values give these summaries and, by this method, this p.
        with_grid: the verdict where step and ends of the scale are told.
        without: the verdict where they are not.
    """

    comparison: KnownComparison
    source: Source
    summaries: tuple[Summary, Summary]
    spread_is: SpreadIs
    pvalue: str
    method: Method
    true: bool
    with_grid: ReadingVerdict
    without: ReadingVerdict

    @property
    def trace(self) -> str:
        """The row that leads to the paper."""
        return f"{self.comparison.trace} formula:audit.two_groups"

    @property
    def outcomes(self) -> tuple[AuditOutcome, AuditOutcome]:
        """What became of it with the grid and without."""
        return outcome(self.with_grid.verdict, self.true), outcome(self.without.verdict, self.true)

    @property
    def same_data(self) -> bool:
        """Whether the data that were found on the grid are the true ones."""
        found = self.with_grid.witness
        own = tuple(tuple(sorted(group.numbers.tolist())) for group in self.comparison.groups)
        return found is not None and (tuple(sorted(found.first)), tuple(sorted(found.second))) == own

    def sentence(self) -> str:
        """Say the reading and both verdicts."""
        first, second = (summary.printed for summary in self.summaries)
        return (
            f"{self.comparison.label}, {counted(self.comparison.sizes)}: {first} and {second} with "
            f"{PrintedPvalue(self.pvalue).words} ({self.source}, {self.method}) are "
            f"{self.with_grid.verdict} on {self.comparison.first.grid.words}, and "
            f"{self.without.verdict} where the grid is not told."
        )


def outcome(verdict: str, true: bool) -> AuditOutcome:
    """What a verdict is worth.

    Args:
        verdict: of an audit.
        true: whether the values that are known print so under this reading.

    Examples:
        >>> [outcome(each, True) for each in ("possible with ties", "impossible without ties", "impossible")]
        ['found', 'left open', 'falsely accused']
    """
    if verdict == "impossible":
        return "falsely accused" if true else "rightly refused"
    return "found" if verdict.startswith(("possible", "only if")) else "left open"


@cache
def audits_tried(comparisons: tuple[KnownComparison, ...]) -> tuple[AuditTried, ...]:
    """Audit every comparison of two groups: would-be summaries under each method, then what is printed.

    Args:
        comparisons: some of `known_comparisons`; those in pairs are passed over.
    """
    groups = distinct_pairs_of_groups(comparisons)
    would = [_audited(each, "would-be", method) for each in groups for method in METHODS]
    printed = [each for each in groups if each.pvalue and all(spread for _, spread in each.printed)]
    return (*would, *(_audited(each, "printed", method) for each in printed for method in METHODS))


def _audited(comparison: KnownComparison, source: Source, method: Method) -> AuditTried:
    spread_is = comparison.spread_is or "sd" if source == "printed" else "sd"
    own = comparison.rank_test(method).pvalue
    if source == "printed":
        first, second = (
            Summary(mean, spread, n)
            for (mean, spread), n in zip(comparison.printed, comparison.sizes, strict=True)
        )
        pvalue = comparison.pvalue
    else:
        first, second = (group.would_be() for group in comparison.groups)
        pvalue = would_be_pvalue(own)
    sides = zip(comparison.groups, (first, second), strict=True)
    prints = all(group.prints(each.mean, each.spread, spread_is=spread_is) for group, each in sides)

    def verdict(resolution: Resolution | None) -> ReadingVerdict:
        audit = two_groups(
            first,
            second,
            pvalue,
            sizes=[comparison.sizes],
            spreads=[spread_is],
            methods=[method],
            resolution=resolution,
        )
        return audit.readings[0]

    return AuditTried(
        comparison,
        source,
        (first, second),
        spread_is,
        pvalue,
        method,
        bool(prints and PrintedPvalue(pvalue).fits(own)),
        verdict(comparison.first.grid),
        verdict(None),
    )


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


@dataclass(frozen=True, slots=True)
class Offered:
    """What the decoder offers for a p, beside the true statistic.

    Attributes:
        fits: how many pairs of a statistic and a convention.
        statistics: how many different statistics.
        place: the place of the true one with a true convention, from 1; 0 where it is not offered.
        convention: the convention of the true one; empty where it is not offered.
        nearest: how far the nearest statistic is from the true one; inf without any.
    """

    fits: int
    statistics: int
    place: int
    convention: str
    nearest: float


@dataclass(frozen=True, slots=True)
class Decoded:
    """A printed p of a rank test, decoded from the sizes, beside the statistic of the values.

    Attributes:
        comparison: whose values are known.
        values: how many values the scale has, where a reader is told; None else.
        statistic: U or W+ of the values, the smaller of the two mirror images.
        offered: by sizes, and the values of a scale of few, alone.
        told: when the decoder is told too that values tie and p is a normal approximation; None where that
            is not needed or not so.
    """

    comparison: KnownComparison
    values: int | None
    statistic: float
    offered: Offered
    told: Offered | None

    @property
    def outcome(self) -> DecoderOutcome:
        """Whether the decoder finds the true statistic and convention from what a reader knows."""
        if not true_conventions(self.comparison):
            return "follows from none"
        if self.offered.place:
            return "found alone" if self.offered.statistics == 1 else "found among others"
        return "close" if self.offered.nearest <= CLOSE else "missed"

    @property
    def trace(self) -> str:
        """The row that leads to the paper."""
        return f"{self.comparison.trace} formula:reported.decode"

    def sentence(self) -> str:
        """Say what the decoder made of the p."""
        letter, offered = "W+" if self.comparison.paired else "U", self.offered
        start = (
            f"{self.comparison.label}, {PrintedPvalue(self.comparison.pvalue).words}: "
            f"{letter} of the values is {number(self.statistic)}"
        )
        told = ""
        if self.told and self.told.place:
            told = f" Told of ties and a normal p, it has it as number {self.told.place} of {self.told.fits}."
        match self.outcome:
            case "found alone":
                return f"{start}, and the decoder offers no other ({offered.convention})."
            case "found among others":
                return f"{start}, and the decoder has it as number {offered.place} of {offered.fits}."
            case "follows from none":
                return f"{start}, and the p follows from it by none of the computations tried."
            case "close":
                away = number(offered.nearest)
                return f"{start}; the nearest that the decoder offers is {away} away.{told}"
        return f"{start}; what the decoder offers is far from it.{told}"


@cache
def decodings_tried(comparisons: tuple[KnownComparison, ...]) -> tuple[Decoded, ...]:
    """Decode every printed p of a rank test that is a number and no bound.

    A reader knows the sizes, and of a scale of few values how many it has. That values tie, and that p is a
    normal approximation, is told only where they do and the decoder, which tries ties when nothing without
    them fits, has not found the truth.

    Args:
        comparisons: some of `known_comparisons`.
    """
    return tuple(
        _decoded(each)
        for each in comparisons
        if each.ranked and each.pvalue and not PrintedPvalue(each.pvalue).sign
    )


def _decoded(comparison: KnownComparison) -> Decoded:
    observed = comparison.rank_test().statistic
    values = scale_values(comparison.first.grid)
    offered = _offered(comparison, values, None)
    asks = comparison.tied and true_conventions(comparison) and not offered.place
    told = _offered(comparison, values, TOLD) if asks else None
    return Decoded(comparison, values, min(observed, _mirror(comparison, observed)), offered, told)


def _offered(comparison: KnownComparison, values: int | None, conventions: Sequence[str] | None) -> Offered:
    size = len(comparison.first.values) if comparison.paired else comparison.sizes
    fits = decode(comparison.pvalue, sizes=[size], values=values, conventions=conventions).fits
    observed = comparison.rank_test().statistic
    own, wanted = min(observed, _mirror(comparison, observed)), true_conventions(comparison)
    dropped = comparison.changes.count(Decimal(0)) if comparison.paired else 0
    places = [
        place
        for place, fit in enumerate(fits, start=1)
        if (fit.statistic, fit.zeros) == (own, dropped) and fit.convention in wanted
    ]
    return Offered(
        fits=len(fits),
        statistics=len({fit.statistic for fit in fits}),
        place=places[0] if places else 0,
        convention=fits[places[0] - 1].convention if places else "",
        nearest=min((abs(fit.statistic - own) for fit in fits), default=inf),
    )


def scale_values(grid: Resolution) -> int | None:
    """How many values a scale has, where it has two ends and few values.

    Examples:
        >>> scale_values(Resolution("1", lowest="0", highest="5")), scale_values(Resolution("0.1"))
        (6, None)
    """
    if grid.lowest is None or grid.highest is None:
        return None
    values = int(grid.steps(grid.highest) - grid.steps(grid.lowest)) + 1
    return values if values <= 12 else None


def true_conventions(comparison: KnownComparison) -> set[str]:
    """The decoder's names of the computations that give the printed p from the values; none where none does.

    A computation that ignores ties gives what one without ties does, so either name is right for it.
    """
    found: set[str] = set()
    for way in comparison.pvalue_by:
        distribution, _, ignoring = way.partition(", ")
        if distribution in _CONVENTIONS:
            plain, tied = _CONVENTIONS[distribution]
            ignored = {plain, f"{plain}-ties-ignored"}
            found |= ignored if ignoring else {tied} if comparison.tied else {plain}
    return found


def _mirror(comparison: KnownComparison, statistic: float) -> float:
    """The statistic with the two sides exchanged; pairs that did not change are dropped."""
    if comparison.paired:
        used = sum(change != 0 for change in comparison.changes)
        return used * (used + 1) / 2 - statistic
    n1, n2 = comparison.sizes
    return n1 * n2 - statistic


@dataclass(frozen=True, slots=True)
class GroupDrawn:
    """Whether draws from a would-be mean ± SD hold the true values of a group.

    Attributes:
        group: whose values are known.
        kept: draws without a value below the scale, `KEPT` at most; with fewer than `LEAST_KEPT` the group
            cannot be drawn.
        inside: whether the true smallest, middle and largest value lie in the range of 95 % of the draws;
            empty where the group cannot be drawn.
        trace: the row that leads to the paper.
    """

    group: KnownGroup
    kept: int
    inside: tuple[bool, ...]
    trace: str

    @property
    def drawn(self) -> bool:
        """Whether enough draws stay within the scale."""
        return bool(self.inside)

    @property
    def kind(self) -> Kind:
        """The kind of the values."""
        return self.group.kind


@dataclass(frozen=True, slots=True)
class ComparisonDrawn:
    """Whether independent draws of two groups hold the true U.

    Attributes:
        comparison: whose values are known.
        kind: that of its values: the kind of the side that is farther down the list of kinds.
        inside: whether U lies in the range of 95 % of the draws; None where a side cannot be drawn.
    """

    comparison: KnownComparison
    kind: Kind
    inside: bool | None


@cache
def groups_tried(comparisons: tuple[KnownComparison, ...], *, seed: int) -> tuple[GroupDrawn, ...]:
    """Draw every group from its would-be mean ± SD and n alone, and look for its true values.

    Args:
        comparisons: some of `known_comparisons`.
        seed: a whole number from 0 up.
    """
    return tuple(_group_drawn(group, trace, seed) for group, trace in distinct_groups(comparisons))


@cache
def statistics_tried(comparisons: tuple[KnownComparison, ...], *, seed: int) -> tuple[ComparisonDrawn, ...]:
    """Draw both groups of every comparison of two, and look for the true U.

    Args:
        comparisons: some of `known_comparisons`.
        seed: a whole number from 0 up; the second side is drawn with the next one.
    """
    return tuple(_statistic_drawn(each, seed) for each in distinct_pairs_of_groups(comparisons))


def _draws(group: KnownGroup, seed: int) -> Floats:
    """Draws with the would-be mean ± SD, without those that have a value below the scale."""
    summary = group.would_be()
    proposed = draw_group(
        summary.mean, summary.spread, summary.n, spread_is="sd", size=PROPOSED, seed=seed, minimum=-inf
    )
    kept: Floats = proposed[proposed.min(axis=1) >= group.lowest][:KEPT]
    return kept


def _group_drawn(group: KnownGroup, trace: str, seed: int) -> GroupDrawn:
    draws = _draws(group, seed)
    inside = (
        tuple(within(of(group.numbers), of(draws, axis=1)) for of in (np.min, np.median, np.max))
        if len(draws) >= LEAST_KEPT
        else ()
    )
    return GroupDrawn(group, len(draws), inside, f"{trace} formula:reconstruction.group seed:{seed}")


def _statistic_drawn(comparison: KnownComparison, seed: int) -> ComparisonDrawn:
    kinds: tuple[Kind, ...] = get_args(Kind)
    kind = max((group.kind for group in comparison.groups), key=kinds.index)
    first, second = _draws(comparison.first, seed), _draws(comparison.second, seed + 1)
    size = min(len(first), len(second))
    if size < LEAST_KEPT:
        return ComparisonDrawn(comparison, kind, None)
    drawn = u_statistics(first[:size], second[:size])
    (own,) = u_statistics(comparison.first.numbers[np.newaxis], comparison.second.numbers[np.newaxis])
    return ComparisonDrawn(comparison, kind, within(float(own), drawn))


def u_statistics(first: Floats, second: Floats) -> Floats:
    """U of the first group of every row.

    Args:
        first: shape (k, n1).
        second: shape (k, n2).

    Examples:
        >>> u_statistics(np.array([[1.0, 3.0]]), np.array([[2.0, 3.0]])).tolist()
        [1.5]
    """
    apart = first[:, :, np.newaxis] - second[:, np.newaxis, :]
    above: Floats = np.sum(0.5 + 0.5 * np.sign(apart), axis=(1, 2))
    return above


def within(value: float, draws: Floats) -> bool:
    """Whether a value lies in the range of 95 % of the draws.

    Examples:
        >>> within(3, np.arange(100.0)), within(1, np.arange(100.0))
        (True, False)
    """
    low, high = np.quantile(draws, RANGE)
    slack = SLACK * max(abs(low), abs(high))
    return bool(low - slack <= value <= high + slack)
