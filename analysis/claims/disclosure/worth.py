"""What one more sentence would be worth: the claims that it could settle, and the range that it narrows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose

import pandas as pd

from analysis.claims.disclosure.draws import draws
from analysis.claims.disclosure.items import Item, ItemKey, undisclosed
from analysis.claims.disclosure.narrowing import Narrowing, contrasted, narrowing
from analysis.claims.judging import Row, judge
from analysis.claims.verdict import Verdict
from analysis.data import MissingFindingError, Study

OPEN: Verdict = "cannot be tested"
SUPPORTED: tuple[Verdict, ...] = ("adds up", "reproduced", "consistent")
STEP = 0.05
"""Narrowings nearer to each other than this are alike: so far a simulation may be off."""
NO_FORECAST = "A simulated verdict is not a forecast."
PRINTED, VALUE, NEITHER = "any value printed", "some values", "no value"

WHY: dict[str, str] = {
    "needs_control": "no group of other people was followed to compare with",
    "told_by_both": "nothing is printed to recompute it from, and only another report could tell it too",
    "first_of_its_kind": "a list of studies cannot prove a first",
    "fills_gap": "how much was missing before is a judgment on other studies",
    "safe_before": "it is about other studies",
    "excluded_by_zero_events": "too few people were followed to exclude the risk that would matter",
    "agrees_with_aging": "it rests on what age brings to other people",
    "both_hold": "two statements in words are at odds, and a sentence has two readings",
    "follows_signal": "two markers are told of in words that do not go together",
    "within_reach": "the test has too few pairs whatever was measured, or two sentences are at odds",
    "compared_directly": "it needs the p of that very comparison",
    "levels_printed": "it needs a level of what is no single measurement",
    "holds_in_cohorts": "no single item lets nearly all cohorts agree",
    "change_of": "no level can be drawn to divide by",
    "shown_by_markers": "no marker is told to have moved by a test",
    "stayed_in_range": "two statements on a range are at odds",
    "counted_in_history": "no table of history is printed",
    "adds_up": "a part or the whole is no number",
    "decodable": "too many subjects, or too few, for the test",
    "two_groups_possible": "a comparison is printed without a small p",
}
"""By rule, why no item moves a claim."""


@dataclass(frozen=True, slots=True)
class Chance:
    """What becomes of one claim when one item is told, under one assumption.

    Attributes:
        item: key of the item.
        claim: CLAIMID.
        assumed: under what the item was drawn.
        draws: how many were.
        supported: the share after which the claim adds up, is reproduced or consistent.
        against: the share after which it is contradicted or inconsistent.
    """

    item: ItemKey
    claim: str
    assumed: str
    draws: int
    supported: float
    against: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """One item in the order of what it is worth.

    Attributes:
        item: the item.
        narrowing: what it takes from the range of the dose contrast, with changes as differences; none where
            no cohort hangs on it.
        could: claims that it could settle.
        by_value: those of them that only some of its values settle.
        printed: those that any value settles, one way or the other: the rule asks that a number be printed.
    """

    item: Item
    narrowing: Narrowing | None
    could: tuple[str, ...]
    by_value: tuple[str, ...]
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Worth:
    """What each item that a study leaves untold would be worth. Simulated throughout; no forecast.

    Attributes:
        items: what is left untold.
        chances: what becomes of the claims that cannot be tested.
        narrowings: what is taken from the ranges of the contrasts.
        open: the claims that cannot be tested, with the rule of each.
    """

    items: tuple[Item, ...]
    chances: tuple[Chance, ...]
    narrowings: tuple[Narrowing, ...]
    open: Mapping[str, str]

    @property
    def ranked(self) -> tuple[Ranked, ...]:
        """The items, by the expected narrowing in steps of `STEP`, then by the claims they could settle."""
        found = [self._ranked(item) for item in self.items]

        def order(each: Ranked) -> tuple[int, int, int]:
            narrowed = each.narrowing.expected if each.narrowing else 0.0
            return -round(max(narrowed, 0.0) / STEP), -len(each.could), -len(each.by_value)

        return tuple(sorted(found, key=order))

    @property
    def movable(self) -> tuple[str, ...]:
        """The claims that some item could settle, in the order of the table of claims."""
        could = {chance.claim for chance in self.chances if chance.supported or chance.against}
        return tuple(claim for claim in self.open if claim in could)

    @property
    def unmovable(self) -> dict[str, tuple[str, ...]]:
        """By rule the claims that no item could settle, the rule with the most first."""
        stuck = [claim for claim in self.open if claim not in self.movable]
        counts = Counter(self.open[claim] for claim in stuck)
        return {
            rule: tuple(claim for claim in stuck if self.open[claim] == rule)
            for rule, _ in counts.most_common()
        }

    @property
    def counts(self) -> dict[str, int]:
        """How many claims are open, could be settled by one item, and by none; how many items there are."""
        open_, could = len(self.open), len(self.movable)
        return {"claims": open_, "could": could, "none": open_ - could, "items": len(self.items)}

    def of(self, item: ItemKey, claim: str) -> tuple[Chance, ...]:
        """What becomes of one claim by one item, under each assumption."""
        return tuple(each for each in self.chances if (each.item, each.claim) == (item, claim))

    def sentence(self) -> str:
        """Say what the first item would do, and how many claims could be settled at all."""
        first = self.ranked[0]
        narrowed = (
            f"would narrow the range of the dose contrast by about {100 * first.narrowing.expected:.0f} %"
            if first.narrowing
            else "would narrow no range"
        )
        stuck = len(self.open) - len(self.movable)
        return (
            f"Of {len(self.open)} claims that cannot be tested, {len(self.movable)} could be settled by one "
            f"of {len(self.items)} things that are not told, and {stuck} by none. Worth most would be "
            f"{first.item.says}: that {narrowed} and could settle {len(first.could)} claims, "
            f"{len(first.printed)} of them by whatever number is printed. {NO_FORECAST}"
        )

    def _ranked(self, item: Item) -> Ranked:
        own = next(
            (each for each in self.narrowings if each.item == item.key and each.scale == "difference"), None
        )
        could = tuple(
            claim
            for claim in self.movable
            if any(each.supported or each.against for each in self.of(item.key, claim))
        )
        printed = tuple(claim for claim in could if moved_by(self.of(item.key, claim)) == PRINTED)
        return Ranked(item, own, could, tuple(claim for claim in could if claim not in printed), printed)


def moved_by(chances: Sequence[Chance]) -> str:
    """Whether a claim is settled by any value that was drawn, one way or the other, by some, or by none.

    Args:
        chances: of one claim and item, under each assumption.

    Examples:
        >>> moved_by([Chance("levels", "made-up", "any", 100, 0.4, 0.6)])
        'any value printed'
        >>> moved_by([Chance("counts", "made-up", "any", 100, 0.4, 0.0)])
        'some values'
    """
    left = [each.supported + each.against for each in chances]
    if not any(left):
        return NEITHER
    return PRINTED if all(isclose(share, 1) for share in left) else VALUE


def worth_of_disclosure(study: Study, *, size: int, seed: int) -> Worth:
    """Draw every item that a study leaves untold, judge again the claims whose rule reads it, and count.

    Args:
        study: the study, with claims.
        size: draws of an item under each assumption; three tenths as many cohorts under each reading and
            assumption for the ranges.
        seed: a whole number from 0 up. The same arguments give the same answer.

    Raises:
        MissingFindingError: nothing is left untold, or no claim that cannot be tested and no contrast hangs
            on it.
    """
    items = undisclosed(study)
    verdicts = judge(study)
    untested = {verdict.claim: verdict.by for verdict in verdicts if verdict.verdict == OPEN}
    markers = contrasted(study)
    if not markers and not any(rule in item.rules for item in items for rule in untested.values()):
        said = "; ".join(item.says for item in items)
        raise MissingFindingError(
            f"{study.name} leaves untold {said}, but no claim that cannot be tested and no contrast of doses "
            "hangs on it."
        )
    rows = [row for row in study.claims.to_dict("records") if row["CLAIMID"] in untested]
    found = tuple(
        chance for item in items for row in rows for chance in chances(item, study, row, size=size, seed=seed)
    )
    ranges = tuple(
        each
        for marker in markers
        for each in narrowing(study, marker, size=max(1, 3 * size // 10), seed=seed)
    )
    return Worth(items, found, ranges, untested)


def chances(item: Item, study: Study, row: Row, *, size: int, seed: int) -> Iterator[Chance]:
    """What becomes of one claim when one item is told.

    Args:
        item: what is told.
        study: the study that does not tell it.
        row: of its table of claims.
        size: draws under each assumption.
        seed: a whole number from 0 up.

    Yields:
        One entry per assumption under which the item can be drawn for the claim.
    """
    found: dict[str, list[str]] = {}
    claim = pd.DataFrame([row])
    for assumed, told in draws(item, study, row, size=size, seed=seed):
        (verdict,) = judge(told, claim)
        found.setdefault(assumed, []).append(verdict.verdict)
    for assumed, verdicts in found.items():
        supported = sum(verdict in SUPPORTED for verdict in verdicts)
        against = len(verdicts) - supported - verdicts.count(OPEN)
        number = len(verdicts)
        yield Chance(item.key, row["CLAIMID"], assumed, number, supported / number, against / number)
