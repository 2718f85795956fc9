"""Every combination of defensible choices, and what each says of the dose: a multiverse (Steegen 2016).

Steegen, Tuerlinckx, Gelman and Vanpaemel, Perspectives on Psychological Science 11:702-712. No individual
value is public, so each combination is asked of many cohorts that agree with what was printed under it. A
combination under which no cohorts can be drawn stays in the table and says why.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from analysis.data import Study
from analysis.inference import rank_sum_many
from analysis.inference.multiplicity import adjust_many
from analysis.inference.wording import in_words
from analysis.reconstruction.assumptions import DEGREES
from analysis.reconstruction.conflicts import Conflict, ConflictError
from analysis.reconstruction.constrain import constrain
from analysis.reconstruction.constraints import Constraints, Marker
from analysis.reconstruction.ensemble import Ensemble, cohorts_by_sharing
from analysis.reconstruction.evidence import drawn_under, told
from analysis.reconstruction.reading import LEVEL, Cell, Reading
from analysis.reconstruction.sphere import Values

P_METHOD, SPREAD_IS, SAMPLES, LOST = "p_method", "spread_is", "samples", "lost"
"""How p was calculated; what ± stands for ("SD" or "SEM"); samples of the arm at the later visit; those
missing at baseline. The cohorts hang on these."""
ADJUSTED, CHANGE_AS = "adjusted", "change_as"
"""How p is adjusted for the markers ("none", "holm", "bh"); what a change is. The test hangs on these."""
NAMES = (P_METHOD, SPREAD_IS, SAMPLES, LOST, ADJUSTED, CHANGE_AS)

QUANTILES = (0.05, 0.5, 0.95)
COLUMNS = ("low", "middle", "high")
SHARES = ("share", "least", "most")
BUILT, IMPOSSIBLE = "built", "no cohorts"

Choice = Mapping[str, int | str]


@dataclass(frozen=True, slots=True, eq=False)
class Multiverse:
    """What the contrast of the doses gives under every combination of choices.

    Attributes:
        study: whose findings the cohorts agree with.
        visit: the later visit of the changes.
        rows: one row per combination and marker: the choices (`NAMES`); `marker`; `low`, `middle`, `high`
            (5th, 50th and 95th percentile of p over the cohorts); `share` (of cohorts with p at most 0.05),
            with `least` and `most` over what the arms may share of a visit's shift; `status`; `reason` (why
            there are no cohorts); `trace`.
        size: cohorts per combination and marker.
    """

    study: Study
    visit: str
    rows: pd.DataFrame
    size: int

    @property
    def counts(self) -> dict[str, int]:
        """The number of combinations, and of cohorts for each."""
        return {"combinations": len(self.rows[list(NAMES)].drop_duplicates()), "cohorts": self.size}

    @property
    def spans(self) -> pd.DataFrame:
        """One row per marker: under how many combinations there is a result (`built`) or none (`empty`).

        `lowest` and `highest` are the ends of the share over the combinations without adjustment, whatever
        the arms share; `widest` is how far that moves it at most in one combination, in points of percent.
        """
        built = self.rows["status"] == BUILT
        ends = self.rows[["least", "most"]].where(self.rows[ADJUSTED] == "none")
        rows = self.rows.assign(built=built, empty=~built, lowest=ends["least"], highest=ends["most"])
        rows["widest"] = (100 * (ends["most"] - ends["least"])).round(1)
        by_marker = rows.groupby("marker")
        return by_marker.agg(
            {"built": "sum", "empty": "sum", "lowest": "min", "highest": "max", "widest": "max"}
        )

    def sentences(self) -> pd.DataFrame:
        """One row per combination: the choices, and `sentence` with a line for each marker."""
        said = self.rows[list(NAMES)].assign(
            sentence=[_sentence(row, self.rows["marker"].nunique()) for row in self.rows.to_dict("records")]
        )
        return said.groupby(list(NAMES), sort=False, as_index=False).agg({"sentence": "\n".join})


def multiverse(
    study: Study,
    markers: Sequence[str],
    choices: Mapping[str, Sequence[int | str]],
    *,
    arm: str,
    visit: str,
    size: int,
    seed: int,
) -> Multiverse:
    """Draw cohorts under every combination of choices and test dose by time in each.

    Under each combination the arms share none to all of a visit's shift (`DEGREES`); the quantiles are for
    none, and the share has its range.

    The contrast is the rank-sum test between the arms of the changes from baseline to the visit, of the
    subjects with both samples, by the method that the printed p-values are read with. A change is a
    difference, or a ratio (the logarithm of it). Samples are missing from the same subjects at both visits.

    Args:
        study: whose findings the cohorts agree with.
        markers: PARAMCDs of the markers that one family of tests is made of.
        choices: each of `NAMES` to what is tried, in order.
        arm: code of the arm that may have lost samples.
        visit: the later visit.
        size: cohorts per combination and marker.
        seed: a whole number from 0 up.

    Raises:
        ValueError: choices by other names than `NAMES`, more samples than subjects, or what `constrain`
            refuses.
    """
    if tuple(choices) != NAMES:
        raise ValueError(f"choices are {', '.join(choices)}. Give {', '.join(NAMES)}, in this order.")
    known = {code: _Known(size, seed) for code in markers}
    rows: list[dict[str, object]] = []
    for choice in _combinations(choices, P_METHOD, SPREAD_IS, SAMPLES, LOST):
        asked = constrain(study, markers, reading=_reading(study, arm, visit, choice))
        outcomes = {code: known[code].outcome(asked.only([code])) for code in markers}
        traces = {marker.code: _trace(study, marker, seed) for marker in asked.markers}
        for rest in _combinations(choices, ADJUSTED, CHANGE_AS):
            rows += _rows(visit, asked, outcomes, {**choice, **rest}, traces)
    columns = [*NAMES, "marker", *COLUMNS, *SHARES, "status", "reason", "trace"]
    return Multiverse(study, visit, pd.DataFrame(rows, columns=columns), size)


def _combinations(choices: Mapping[str, Sequence[int | str]], *names: str) -> Iterator[dict[str, int | str]]:
    """Every combination of some of the choices, the last varying fastest."""
    for values in product(*(choices[name] for name in names)):
        yield dict(zip(names, values, strict=True))


Outcome = Mapping[float, Ensemble] | Conflict
"""Cohorts by what the arms share of a visit's shift, or findings in conflict."""


@dataclass(slots=True)
class _Known:
    """Cohorts of one marker, drawn once for all readings that ask the same of it."""

    size: int
    seed: int
    found: list[tuple[Marker, Outcome]] = field(default_factory=list)

    def outcome(self, constraints: Constraints) -> Outcome:
        """The cohorts, or the findings in conflict."""
        (marker,) = constraints.markers
        for other, outcome in self.found:
            names = set(outcome.findings) if isinstance(outcome, Conflict) else None
            if _problem(marker, names) == _problem(other, names):
                return outcome
        drawn = cohorts_by_sharing(constraints, DEGREES, size=self.size, seed=self.seed)
        conflicts = [each.conflicts[0] for each in drawn.values() if isinstance(each, ConflictError)]
        built = {degree: each for degree, each in drawn.items() if isinstance(each, Ensemble)}
        self.found.append((marker, conflicts[0] if conflicts else built))
        return self.found[-1][1]


def _problem(marker: Marker, names: set[str] | None) -> Marker:
    """What decides a marker's cohorts: all that is told; or, of a conflict, the findings in it.

    Samples of a cell that nothing is told of come from the prior alone, so that the cohorts with fewer of
    them are those with more, less the last subjects. Readings with the most samples are asked first.
    """
    kept = tuple(each for each in marker.comparisons if names is None or each.finding in names)
    spoken = {cell for each in kept for cell in each.cells} | set(marker.levels) | set(marker.folds)
    samples = {cell: count for cell, count in marker.samples.items() if cell in spoken}
    return replace(marker, comparisons=kept, samples=samples)


def _reading(study: Study, arm: str, visit: str, choice: Choice) -> Reading:
    samples = {
        Cell(arm, study.baseline.name): study.arm(arm).size - int(choice[LOST]),
        Cell(arm, visit): int(choice[SAMPLES]),
    }
    return Reading(spread_is=str(choice[SPREAD_IS]).lower(), method=choice[P_METHOD], samples=samples)  # type: ignore[arg-type]


def _trace(study: Study, marker: Marker, seed: int) -> str:
    """What the cohorts of a marker were drawn under."""
    behind = drawn_under(study, marker, told(marker, *marker.samples))
    return f"{behind} formula:reconstruction.multiverse seed:{seed}"


def _rows(
    visit: str,
    asked: Constraints,
    outcomes: Mapping[str, Outcome],
    choice: Choice,
    traces: Mapping[str, str],
) -> Iterator[dict[str, object]]:
    """One row per marker for one combination."""
    built = {code: found for code, found in outcomes.items() if not isinstance(found, Conflict)}
    complete = len(built) == len(outcomes)
    by_degree = {
        degree: _adjusted(
            {
                marker.code: _pvalues(built[marker.code][degree], marker, visit, asked.reading, choice)
                for marker in asked.markers
                if marker.code in built
            },
            str(choice[ADJUSTED]) if complete else "none",
        )
        for degree in DEGREES
    }
    for marker in asked.markers:
        outcome = outcomes[marker.code]
        row: dict[str, object] = {
            **choice,
            "marker": marker.name,
            "trace": traces[marker.code],
            "reason": "",
        }
        if isinstance(outcome, Conflict):
            yield row | {"status": IMPOSSIBLE, "reason": _why(outcome)}
        elif choice[ADJUSTED] != "none" and not complete:
            absent = [each.name for each in asked.markers if each.code not in built]
            yield row | {
                "status": incomplete(len(outcomes)),
                "reason": f"no cohorts for {' and '.join(absent)}",
            }
        else:
            pvalues = {degree: found[marker.code] for degree, found in by_degree.items()}
            quantiles = np.quantile(pvalues[DEGREES[0]], QUANTILES, method="inverted_cdf").round(5)
            yield row | {"status": BUILT, **_shares(pvalues), **dict(zip(COLUMNS, quantiles, strict=True))}


def incomplete(markers: int) -> str:
    """The status of a combination that adjusts for markers of which one has no cohorts."""
    return f"a marker of the {in_words(markers)} has no cohorts"


def _adjusted(pvalues: Mapping[str, Values], method: str) -> dict[str, Values]:
    """The p-values of a family of markers, cohort by cohort."""
    if method == "none":
        return dict(pvalues)
    family = adjust_many(np.column_stack(list(pvalues.values())), method)  # type: ignore[arg-type]
    return dict(zip(pvalues, family.T, strict=True))


def _shares(pvalues: Mapping[float, Values]) -> dict[str, float]:
    """The share of small p where the arms share nothing, with its range over what they may share."""
    shares = {degree: round(float((each <= LEVEL).mean()), 4) for degree, each in pvalues.items()}
    return dict(zip(SHARES, (shares[DEGREES[0]], min(shares.values()), max(shares.values())), strict=True))


def _pvalues(ensemble: Ensemble, marker: Marker, visit: str, reading: Reading, choice: Choice) -> Values:
    """The contrast's p of every cohort, of the subjects who have both samples of the marker."""
    changes = []
    for arm in marker.arms:
        pairs = min(marker.samples[Cell(arm, each)] for each in (marker.baseline, visit))
        after, before = (
            ensemble.values(marker.code, arm, each)[:, :pairs] for each in (visit, marker.baseline)
        )
        changes.append(after - before if choice[CHANGE_AS] == "difference" else np.log(after / before))
    earlier, later = changes
    return rank_sum_many(later, earlier, method=reading.method).pvalue


def _why(conflict: Conflict) -> str:
    says = "; ".join(conflict.says)
    if not conflict.proposed:
        return f"no rank statistic of these sizes and this method prints as: {says}"
    return (
        f"only {conflict.accepted:,} of {conflict.proposed:,} proposals agree with: {says}; "
        "that is too few to draw from, and no proof that there are none"
    )


def _sentence(row: Mapping[Hashable, Any], family: int) -> str:
    marker = row["marker"]
    if row["status"] == BUILT:
        low, middle, high = (f"{row[name]:.2g}" for name in COLUMNS)
        share, least, most = (f"{100 * row[name]:.0f}" for name in SHARES)
        over = f"{least} to {most} % as the arms share none to all of a visit's drift"
        if least == most:
            over = f"{share} %, whatever they share of a visit's drift"
        return (
            f"{marker}: p is at most {LEVEL:g} in {share} % of cohorts if each arm drifts by itself (median "
            f"p {middle}; 5th to 95th percentile {low} to {high}), and in {over}."
        )
    if row["status"] == IMPOSSIBLE:
        return f"{marker}: no cohorts, because {row['reason']}."
    return f"{marker}: cannot be adjusted for {in_words(family)} markers, because there are {row['reason']}."
