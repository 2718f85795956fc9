"""What audit, decoder and cohorts found, missed and could not say where the truth is known: the counts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from analysis.audit.known.audits import audits_tried
from analysis.audit.known.cohorts import groups_tried, statistics_tried
from analysis.audit.known.decodings import DecoderOutcome, decodings_tried
from analysis.audit.known.values import KnownComparison, distinct_groups, distinct_pairs_of_groups
from analysis.audit.known.whole_numbers import whole_numbers_tried
from analysis.reported import PrintedPvalue

Part = Literal["decoder", "audit, grid told", "audit, grid not told", "whole numbers", "cohorts"]
Result = Literal["found", "falsely accused", "missed or left open", "could not be tried"]
PARTS: tuple[Part, ...] = get_args(Part)
RESULTS: tuple[Result, ...] = get_args(Result)

_OF_AUDITS: dict[str, Result] = {
    "found": "found",
    "left open": "missed or left open",
    "falsely accused": "falsely accused",
}
_OF_DECODER: dict[DecoderOutcome, Result] = {
    "found alone": "found",
    "found among others": "found",
    "close": "missed or left open",
    "missed": "missed or left open",
    "follows from none": "could not be tried",
}


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """One answer that is held against the truth.

    Attributes:
        trial: TRIALID.
        part: what answered.
        result: what the answer is worth; "could not be tried" where a printed p follows from its values by no
            computation tried, or a group cannot be drawn.
        trace: the row that leads to the paper.
    """

    trial: str
    part: Part
    result: Result
    trace: str


@dataclass(frozen=True, slots=True)
class KnownTotals:
    """The counts over some comparisons.

    Attributes:
        trials: trials.
        comparisons: comparisons, in groups and in pairs.
        groups: groups of values.
        two_groups: comparisons of two groups, each once.
        audited_trials: trials that have any.
        readings: true readings that were audited, with the grid and without.
        found: of these, how many were possible, with the data.
        left_open: how many were neither.
        falsely_accused: how many were called impossible.
        would_be: readings of would-be summaries among them.
        same_data: how often the data found on the grid were the true ones.
        whole: checks of whole numbers by GRIM and GRIMMER that are true of the values.
        only_if: of these, how many needed decimals that were cut off, or n for n - 1.
        whole_accused: how many were called impossible.
        unseen: printed numbers that do not come from the values and that GRIM or GRIMMER calls possible.
        decoded: printed p-values of rank tests that were decoded.
        decoded_trials: trials that print any.
        bounds: printed bounds of rank tests, which name no statistic.
        alone: of those decoded, how many gave the true statistic and no other.
        single: how many gave one statistic alone, right or wrong.
        among: how many gave it among others.
        close: how many gave one that is at most 1 away.
        missed: how many gave none of these.
        none: how many follow from no computation tried.
        told: of close and missed, how many gave the true one when told that values tie and p is normal.
        drawn: groups drawn.
        not_drawn: groups of which hardly any draw stays within the scale.
        smallest: of the groups drawn, how many true smallest values lie in the range of 95 % of the draws.
        median: the same for the median.
        largest: the same for the largest.
        statistics: comparisons of two groups that were drawn.
        statistics_inside: of these, how many true U lie in the range.
    """

    trials: int
    comparisons: int
    groups: int
    two_groups: int
    audited_trials: int
    readings: int
    found: int
    left_open: int
    falsely_accused: int
    would_be: int
    same_data: int
    whole: int
    only_if: int
    whole_accused: int
    unseen: int
    decoded: int
    decoded_trials: int
    bounds: int
    alone: int
    single: int
    among: int
    close: int
    missed: int
    none: int
    told: int
    drawn: int
    not_drawn: int
    smallest: int
    median: int
    largest: int
    statistics: int
    statistics_inside: int

    @property
    def share_found(self) -> float:
        """The share of true readings that were found possible."""
        return self.found / self.readings

    def sentence(self) -> str:
        """Say the counts that matter most."""
        return (
            f"In {self.two_groups} comparisons of two groups of {self.audited_trials} trials whose values "
            f"are public, the audit found data for {self.found} of {self.readings} true readings, "
            f"{self.would_be} of them from summaries computed from the values; {self.left_open} it left "
            f"open, and {self.falsely_accused} it called impossible. Of {self.decoded} printed p-values of "
            f"{self.decoded_trials} trials the decoder gave the true statistic alone for {self.alone} and "
            f"among others for {self.among}; where it gave one statistic alone, that was right {self.alone} "
            f"times of {self.single}."
        )


def known_answers(comparisons: tuple[KnownComparison, ...], *, seed: int) -> Iterator[KnownAnswer]:
    """Every answer with what it is worth: true readings of an audit, decoded p-values, groups drawn.

    Args:
        comparisons: some of `known_comparisons`.
        seed: of the draws.
    """
    for each in decodings_tried(comparisons):
        yield KnownAnswer(each.comparison.trial, "decoder", _OF_DECODER[each.outcome], each.trace)
    for reading in audits_tried(comparisons):
        if reading.true:
            told, untold = (_OF_AUDITS[each] for each in reading.outcomes)
            yield KnownAnswer(reading.comparison.trial, "audit, grid told", told, reading.trace)
            yield KnownAnswer(reading.comparison.trial, "audit, grid not told", untold, reading.trace)
    for check in whole_numbers_tried(comparisons):
        if check.true:
            result = _OF_AUDITS[check.outcome]
            yield KnownAnswer(
                check.group.trial, "whole numbers", result, f"{check.trace} formula:audit.grimmer"
            )
    for group in groups_tried(comparisons, seed=seed):
        inside: Result = "found" if all(group.inside) else "missed or left open"
        yield KnownAnswer(
            group.group.trial, "cohorts", inside if group.drawn else "could not be tried", group.trace
        )


def known_totals(comparisons: tuple[KnownComparison, ...], *, seed: int) -> KnownTotals:
    """Count what was found, missed and left open.

    Args:
        comparisons: some of `known_comparisons`.
        seed: of the draws.
    """
    audits = [each for each in audits_tried(comparisons) if each.true]
    outcomes = Counter(outcome for each in audits for outcome in each.outcomes)
    whole = whole_numbers_tried(comparisons)
    checks = [each for each in whole if each.true]
    decodings = decodings_tried(comparisons)
    decoded = Counter(each.outcome for each in decodings)
    groups = groups_tried(comparisons, seed=seed)
    drawn = [each.inside for each in groups if each.drawn]
    statistics = [each.inside for each in statistics_tried(comparisons, seed=seed)]
    smallest, median, largest = (sum(each[place] for each in drawn) for place in range(3))
    return KnownTotals(
        trials=len({each.trial for each in comparisons}),
        comparisons=len(comparisons),
        groups=len(distinct_groups(comparisons)),
        two_groups=len(distinct_pairs_of_groups(comparisons)),
        audited_trials=len({each.trial for each in distinct_pairs_of_groups(comparisons)}),
        readings=outcomes.total(),
        found=outcomes["found"],
        left_open=outcomes["left open"],
        falsely_accused=outcomes["falsely accused"],
        would_be=2 * sum(each.source == "would-be" for each in audits),
        same_data=sum(each.same_data for each in audits),
        whole=len(checks),
        only_if=sum(each.answer == "only if" for each in checks),
        whole_accused=sum(each.outcome == "falsely accused" for each in checks),
        unseen=sum(not each.true and each.answer == "possible" for each in whole),
        decoded=len(decodings),
        decoded_trials=len({each.comparison.trial for each in decodings}),
        bounds=sum(each.ranked and bool(PrintedPvalue(each.pvalue).sign) for each in comparisons),
        alone=decoded["found alone"],
        single=sum(each.offered.statistics == 1 for each in decodings),
        among=decoded["found among others"],
        close=decoded["close"],
        missed=decoded["missed"],
        none=decoded["follows from none"],
        told=sum(each.told is not None and each.told.place > 0 for each in decodings),
        drawn=len(drawn),
        not_drawn=len(groups) - len(drawn),
        smallest=smallest,
        median=median,
        largest=largest,
        statistics=sum(inside is not None for inside in statistics),
        statistics_inside=sum(inside is True for inside in statistics),
    )
