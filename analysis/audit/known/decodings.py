"""The decoder, tried on printed p-values of rank tests whose values are known.

A p is decoded from the sizes, as a reader would, and the statistic of the values is looked for among the
answers, with a computation that gives the printed p.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import inf
from typing import Literal

from analysis.audit.known.values import MOST_SCORES, KnownComparison
from analysis.inference.wording import number
from analysis.reported import PrintedPvalue, Resolution, decode
from analysis.reported.conventions import CONVENTIONS

DecoderOutcome = Literal["found alone", "found among others", "close", "missed", "follows from none"]

CLOSE = 1.0
"""A statistic no farther than this from the true one is close: ties move it by halves."""

TOLD = tuple(
    each.name for each in CONVENTIONS if each.ties != "none" and each.distribution in ("normal", "normal-cc")
)
"""The conventions to ask for when values are known to tie and p to be a normal approximation."""

_CONVENTIONS = {
    "exact": ("exact", "exact-ties"),
    "normal": ("normal", "normal-ties"),
    "normal-cc": ("normal-cc", "normal-cc-ties"),
}
"""What the table calls a computation, to the decoder's names of it without ties and with them counted."""


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
    return values if values <= MOST_SCORES else None


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
