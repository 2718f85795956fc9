"""The audit of two groups, tried on values that are known.

It may say "possible", with any data: they need not be the true ones. It may leave a question open. It may
never call impossible what is there; that is a false accusation.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from analysis.audit.known.values import KnownComparison, Source, distinct_pairs_of_groups, would_be_pvalue
from analysis.audit.two_samples.two_groups import two_groups
from analysis.audit.verdicts import ReadingVerdict
from analysis.inference.pvalues import METHODS, Method
from analysis.inference.wording import counted
from analysis.reported import PrintedPvalue, Resolution, Summary
from analysis.reported.summary import SpreadIs

AuditOutcome = Literal["found", "left open", "falsely accused", "rightly refused"]


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
