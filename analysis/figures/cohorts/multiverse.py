"""Every combination of defensible choices, and what each says of the dose: a multiverse (Steegen 2016).

Steegen, Tuerlinckx, Gelman and Vanpaemel, Perspectives on Psychological Science 11:702-712. No individual
value is public, so each combination is asked of many cohorts that agree with what was printed under it. A
combination under which no cohorts can be drawn stays in the table and says why.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from analysis.data import Source, Study
from analysis.figures.base.control import Control, Value
from analysis.figures.base.page_choices import PageChoices
from analysis.figures.base.publish import publish
from analysis.figures.cohorts.specification_drawing import specification_curve
from analysis.inference import adjust_many, rank_sum_many
from analysis.reconstruction import (
    DEGREES,
    Cell,
    Conflict,
    ConflictError,
    Constraints,
    Ensemble,
    Marker,
    Reading,
    cohorts_by_sharing,
    constrain,
)
from analysis.reconstruction.sphere import Values
from analysis.reported import MARKERS

BASELINE, LATER = Cell("LD", "Baseline"), Cell("LD", "Month 6")
ALPHA = 0.05
QUANTILES = (0.05, 0.5, 0.95)
COLUMNS = ("low", "middle", "high")
SHARES = ("share", "least", "most")
BUILT, IMPOSSIBLE, INCOMPLETE = "built", "no cohorts", "a marker of the three has no cohorts"

DOSE_CHOICES = PageChoices(
    (
        Control(
            "p_method",
            "Method for p-values",
            "radio",
            choices=("exact", "normal", "normal-cc"),
            default="normal",
            labels=("exact", "normal", "normal, corrected"),
        ),
        Control("spread_is", "± read as", "radio", choices=("SD", "SEM"), default="SD"),
        Control("ld_samples", "LD samples at 6 months", "radio", choices=(5, 4, 3), default=3),
        Control("ld_lost", "LD baselines missing", "radio", choices=(0, 1, 2), default=2),
        Control(
            "adjusted",
            "Adjusted for three markers",
            "radio",
            choices=("none", "holm", "bh"),
            default="none",
            labels=("no", "Holm", "Benjamini-Hochberg"),
        ),
        Control(
            "change_as",
            "Changes as",
            "radio",
            choices=("difference", "ratio"),
            default="difference",
            labels=("differences", "ratios"),
        ),
    )
)
"""The default is the default reading of `reconstruction.Reading`."""


@dataclass(frozen=True, slots=True, eq=False)
class Multiverse:
    """What the contrast of the doses gives under every combination of choices.

    Attributes:
        choices: the choices.
        rows: one row per combination and marker: the choices; `marker`; `low`, `middle`, `high` (5th, 50th
            and 95th percentile of p over the cohorts); `share` (of cohorts with p at most 0.05), with `least`
            and `most` over what the arms may share of a visit's shift; `status`; `reason` (why there are no
            cohorts); `trace`.
        size: cohorts per combination and marker.
        sources: where the findings were printed.
    """

    choices: PageChoices
    rows: pd.DataFrame
    size: int
    sources: tuple[Source, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The number of combinations, and of cohorts for each."""
        return {"combinations": len(self.choices.combinations()), "cohorts": self.size}

    @property
    def spans(self) -> pd.DataFrame:
        """One row per marker: under how many combinations there is a result (`built`) or none (`empty`).

        `lowest` and `highest` are the ends of the share over the combinations without adjustment, whatever
        the arms share; `widest` is how far that moves it at most in one combination, in points of percent.
        """
        built = self.rows["status"] == BUILT
        ends = self.rows[["least", "most"]].where(self.rows["adjusted"] == "none")
        told = self.rows.assign(built=built, empty=~built, lowest=ends["least"], highest=ends["most"])
        told["widest"] = (100 * (ends["most"] - ends["least"])).round(1)
        by_marker = told.groupby("marker")
        return by_marker.agg(
            {"built": "sum", "empty": "sum", "lowest": "min", "highest": "max", "widest": "max"}
        )

    def sentences(self) -> pd.DataFrame:
        """One row per combination: the choices, and `sentence` with a line for each marker."""
        names = list(self.choices.names)
        told = self.rows[names].assign(sentence=[_sentence(row) for row in self.rows.to_dict("records")])
        return told.groupby(names, sort=False, as_index=False).agg({"sentence": "\n".join})

    def chart(self) -> alt.VConcatChart:
        """The specification curve, published; a click on it sets the page's choices."""
        counts = self.counts
        built = "; ".join(f"{row.Index}: {row.built}" for row in self.spans.itertuples())
        chart = publish(
            specification_curve(self.rows, self.choices.default, _words(self.choices)),
            title="Dose by time at 6 months under every combination of choices",
            basis="reconstructed",
            sources=self.sources,
            description="A specification curve: each column is one of "
            f"{counts['combinations']} combinations of choices, sorted by the median p of {self.size} "
            "cohorts, with the 5th to the 95th percentile. "
            f"Combinations with cohorts, {built}. The others are drawn as empty squares. Dots below show the "
            "choices of each column. Combinations are not votes: how many lie below 0.05 says nothing.",
        )
        chart.usermeta["choices"] = list(self.choices.names)
        return chart


def multiverse(
    study: Study,
    markers: Sequence[str],
    *,
    size: int,
    seed: int,
    sources: tuple[Source, ...],
) -> Multiverse:
    """Draw cohorts under every combination of `DOSE_CHOICES` and test dose by time in each.

    Under each combination the arms share none to all of a visit's shift (`DEGREES`); the quantiles are for
    none, and the share has its range.

    The contrast is the rank-sum test between the arms of the changes from baseline to month 6, of the
    subjects with both samples, by the method that the printed p-values are read with. A change is a
    difference, or a ratio (the logarithm of it). Samples are missing from the same subjects at both visits.

    Args:
        study: whose findings are used.
        markers: PARAMCDs of the three markers that one family of tests is made of.
        size: cohorts per combination and marker.
        seed: a whole number from 0 up.
        sources: where the findings were printed.
    """
    known = {code: _Known(size, seed) for code in markers}
    rows: list[dict[str, object]] = []
    for choice in DOSE_CHOICES.only("p_method", "spread_is", "ld_samples", "ld_lost").combinations():
        asked = constrain(study, markers, reading=_reading(choice))
        outcomes = {code: known[code].outcome(asked.only([code])) for code in markers}
        for rest in DOSE_CHOICES.only("adjusted", "change_as").combinations():
            rows += _rows(asked, outcomes, {**choice, **rest}, seed)
    columns = [*DOSE_CHOICES.names, "marker", *COLUMNS, *SHARES, "status", "reason", "trace"]
    return Multiverse(DOSE_CHOICES, pd.DataFrame(rows, columns=columns), size, sources)


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
    told = {cell for each in kept for cell in each.cells} | set(marker.levels) | set(marker.folds)
    samples = {cell: count for cell, count in marker.samples.items() if cell in told}
    return replace(marker, comparisons=kept, samples=samples)


def _reading(choice: Mapping[str, Value]) -> Reading:
    samples = {BASELINE: 5 - int(choice["ld_lost"]), LATER: int(choice["ld_samples"])}
    return Reading(spread_is=str(choice["spread_is"]).lower(), method=choice["p_method"], samples=samples)  # type: ignore[arg-type]


def _rows(
    asked: Constraints, outcomes: Mapping[str, Outcome], choice: Mapping[str, Value], seed: int
) -> Iterator[dict[str, object]]:
    """One row per marker for one combination."""
    built = {code: found for code, found in outcomes.items() if not isinstance(found, Conflict)}
    complete = len(built) == len(outcomes)
    by_degree = {
        degree: _adjusted(
            {code: _pvalues(found[degree], code, asked.reading, choice) for code, found in built.items()},
            str(choice["adjusted"]) if complete else "none",
        )
        for degree in DEGREES
    }
    for marker in asked.markers:
        outcome = outcomes[marker.code]
        row: dict[str, object] = {
            **choice,
            "marker": MARKERS[marker.code],
            "trace": f"{marker.trace} formula:figures.multiverse seed:{seed}",
            "reason": "",
        }
        if isinstance(outcome, Conflict):
            yield row | {"status": IMPOSSIBLE, "reason": _why(outcome)}
        elif choice["adjusted"] != "none" and not complete:
            absent = [MARKERS[code] for code in outcomes if code not in built]
            yield row | {"status": INCOMPLETE, "reason": f"no cohorts for {' and '.join(absent)}"}
        else:
            pvalues = {degree: found[marker.code] for degree, found in by_degree.items()}
            quantiles = np.quantile(pvalues[DEGREES[0]], QUANTILES, method="inverted_cdf").round(5)
            yield row | {"status": BUILT, **_shares(pvalues), **dict(zip(COLUMNS, quantiles, strict=True))}


def _adjusted(pvalues: Mapping[str, Values], method: str) -> dict[str, Values]:
    """The p-values of a family of markers, cohort by cohort."""
    if method == "none":
        return dict(pvalues)
    family = adjust_many(np.column_stack(list(pvalues.values())), method)  # type: ignore[arg-type]
    return dict(zip(pvalues, family.T, strict=True))


def _shares(pvalues: Mapping[float, Values]) -> dict[str, float]:
    """The share of small p where the arms share nothing, with its range over what they may share."""
    shares = {degree: round(float((each <= ALPHA).mean()), 4) for degree, each in pvalues.items()}
    return dict(zip(SHARES, (shares[DEGREES[0]], min(shares.values()), max(shares.values())), strict=True))


def _pvalues(ensemble: Ensemble, code: str, reading: Reading, choice: Mapping[str, Value]) -> Values:
    """The contrast's p of every cohort."""
    pairs = {
        "HD": ensemble.constraints.enrolled["HD"],
        "LD": min(reading.samples[BASELINE], reading.samples[LATER]),
    }
    changes = {}
    for arm, count in pairs.items():
        after, before = (ensemble.values(code, arm, visit)[:, :count] for visit in ("Month 6", "Baseline"))
        changes[arm] = after - before if choice["change_as"] == "difference" else np.log(after / before)
    return rank_sum_many(changes["HD"], changes["LD"], method=reading.method).pvalue


def _why(conflict: Conflict) -> str:
    said = "; ".join(conflict.says)
    if not conflict.proposed:
        return f"no rank statistic of these sizes and this method prints as: {said}"
    return (
        f"only {conflict.accepted:,} of {conflict.proposed:,} proposals agree with: {said}; "
        "that is too few to draw from, and no proof that there are none"
    )


def _sentence(row: Mapping[Hashable, Any]) -> str:
    marker = row["marker"]
    if row["status"] == BUILT:
        low, middle, high = (f"{row[name]:.2g}" for name in COLUMNS)
        share, least, most = (f"{100 * row[name]:.0f}" for name in SHARES)
        over = f"{least} to {most} % as the arms share none to all of a visit's drift"
        if least == most:
            over = f"{share} %, whatever they share of a visit's drift"
        return (
            f"{marker}: p is at most {ALPHA:g} in {share} % of cohorts if each arm drifts by itself (median "
            f"p {middle}; 5th to 95th percentile {low} to {high}), and in {over}."
        )
    if row["status"] == IMPOSSIBLE:
        return f"{marker}: no cohorts, because {row['reason']}."
    return f"{marker}: cannot be adjusted for three markers, because there are {row['reason']}."


def _words(choices: PageChoices) -> dict[str, dict[str, str]]:
    """Name of a choice to its short words by value, for the axis."""
    heads = {
        "p_method": "p",
        "spread_is": "±",
        "ld_samples": "LD at 6 mo",
        "ld_lost": "baselines lost",
        "adjusted": "adjust",
        "change_as": "change",
    }
    short = {"normal-cc": "corrected", "bh": "BH", "holm": "Holm"}
    return {
        control.name: {
            str(value): f"{heads[control.name]}: {short.get(str(value), value)}"
            for value in control.page_choices
        }
        for control in choices.controls
    }
