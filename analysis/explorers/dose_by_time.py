"""Explorer of the direct test of dose by time: its p over ensembles, by prior and by what constrains them."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from itertools import product
from textwrap import wrap

import numpy as np
import pandas as pd

from analysis.charts.contrasts import IN_WORDS, contrasts
from analysis.data import Source
from analysis.explorers.control import Control
from analysis.explorers.explorer import Explorer
from analysis.reconstruction import Cell, ConflictError, Prior, Reading, cohorts, constrain
from analysis.reconstruction.contrasts import (
    ASSUMPTIONS,
    ChangeScale,
    Shares,
    dose_by_time,
    without_significance,
)
from analysis.reconstruction.sphere import Values
from analysis.reported import MARKERS, enrolled

LEVEL = 0.05
LINE = 46
"""Characters to a line of the sentence."""
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
CONSTRAINTS = ("all findings used", "without significance")
CHANGES: dict[ChangeScale, str] = {"difference": "differences", "ratio": "ratios"}

Pvalues = dict[tuple[str, str, str], Values | None]
"""Constraint, prior and scale of the changes to the p of each cohort; None where all cohorts are refused."""
Drawn = Callable[[str, int], Pvalues]


def dose_by_time_shares(
    findings: pd.DataFrame,
    priors: Mapping[str, Prior],
    *,
    source: str,
    visit: str,
    lost: tuple[int, ...],
    size: int,
    seed: int,
    sources: tuple[Source, ...],
) -> Explorer:
    """The p of dose by time over many cohorts, under several priors, with and without significance.

    Args:
        findings: the table of findings.
        priors: PARAMCD to central prior, of the markers to choose from; the first one is shown first.
        source: key of the source whose numbers of subjects are taken.
        visit: the later visit of the contrast.
        lost: numbers of missing low-dose baselines to choose from; the first one is shown first.
        size: cohorts to draw of each ensemble.
        seed: a whole number from 0 up.
        sources: where the findings were printed.
    """
    told = dict(zip(CONSTRAINTS, (findings, without_significance(findings)), strict=True))
    drawn: Drawn = cache(partial(_pvalues, told, priors, source, visit, size, seed))
    markers = tuple(priors)
    return Explorer(
        title="The direct test of dose by time, over reconstructed cohorts",
        basis="reconstructed",
        sources=sources,
        controls=(
            Control(
                "contrast_marker",
                "Marker",
                "select",
                choices=markers,
                default=markers[0],
                labels=tuple(MARKERS[marker] for marker in markers),
            ),
            Control("ld_lost", "LD baselines missing", "radio", choices=lost, default=lost[0]),
            Control(
                "change_as",
                "Changes as",
                "radio",
                choices=tuple(CHANGES),
                default="difference",
                labels=tuple(CHANGES.values()),
            ),
        ),
        compute=partial(_rows, drawn, findings, visit, seed),
        draw=contrasts,
        describe=_describe,
    )


def shares_by_constraint(rows: pd.DataFrame) -> dict[str, Shares]:
    """What the rows of one choice say: constraints to the shares by prior."""
    told = {}
    for constraint, own in rows[rows["kind"] != "sentence"].groupby("constraint", sort=False):
        refused = own["kind"] == "refused"
        found = dict(zip(own.loc[~refused, "prior"], own.loc[~refused, "share"], strict=True))
        told[str(constraint)] = Shares(found, tuple(own.loc[refused, "prior"]), LEVEL)
    return told


def dose_by_time_sentences(explorer: Explorer) -> pd.DataFrame:
    """What the explorer says under every choice of its controls.

    Args:
        explorer: from `dose_by_time_shares`.

    Returns:
        One row per choice: a column per control (`contrast_marker`, `ld_lost`, `change_as`), `with` and
        `without` (the findings on significance), and `sentence`, a line for each of the two.
    """
    names = [control.name for control in explorer.controls]
    rows = []
    for values in product(*(control.page_choices for control in explorer.controls)):
        told = shares_by_constraint(explorer.rows(dict(zip(names, values, strict=True))))
        with_all, without = (told[constraint].sentence() for constraint in CONSTRAINTS)
        marker = MARKERS[str(values[0])]
        lines = (f"{marker}, {constraint}: {told[constraint].sentence()}" for constraint in CONSTRAINTS)
        rows.append((*values, with_all, without, "\n".join(lines)))
    return pd.DataFrame(rows, columns=[*names, "with", "without", "sentence"])


def _pvalues(
    told: Mapping[str, pd.DataFrame],
    priors: Mapping[str, Prior],
    source: str,
    visit: str,
    size: int,
    seed: int,
    marker: str,
    lost: int,
) -> Pvalues:
    """The p-values on both scales, from one ensemble for each constraint and prior."""
    pairs = enrolled(findings=told[CONSTRAINTS[0]], source=source)["LD"] - lost
    samples = {**Reading().samples, Cell("LD", "Baseline"): pairs}
    found: Pvalues = {}
    for (constraint, findings), (name, assumption) in product(told.items(), ASSUMPTIONS.items()):
        asked = constrain(
            findings,
            {marker: assumption.prior(priors[marker])},
            source=source,
            reading=assumption.reading(Reading(samples=samples)),
        )
        try:
            ensemble = cohorts(asked, size=size, seed=seed)
        except ConflictError:
            found |= {(constraint, name, scale): None for scale in CHANGES}
            continue
        for scale in CHANGES:
            found[constraint, name, scale] = dose_by_time(ensemble, marker, visit=visit, scale=scale)
    return found


def _rows(
    drawn: Drawn,
    findings: pd.DataFrame,
    visit: str,
    seed: int,
    *,
    contrast_marker: str,
    ld_lost: int,
    change_as: str,
) -> pd.DataFrame:
    rows = []
    for (constraint, prior, scale), pvalues in drawn(contrast_marker, ld_lost).items():
        if scale != change_as:
            continue
        row: dict[str, object] = {"constraint": constraint, "prior": prior}
        if pvalues is None:
            rows.append(row | {"kind": "refused", "words": "refused"})
            continue
        share = float(np.mean(pvalues < LEVEL))
        ends = dict(zip(("low", "q1", "middle", "q3", "high"), np.quantile(pvalues, QUANTILES), strict=True))
        rounded = {name: float(f"{end:.3g}") for name, end in ends.items()}
        rows.append(row | rounded | {"kind": "spread", "share": share, "words": f"{100 * share:.0f} %"})
    columns = ["constraint", "prior", "kind", "low", "q1", "middle", "q3", "high", "share", "words"]
    frame = pd.DataFrame(rows, columns=columns)
    sentences = [f"{name}: {each.sentence()}" for name, each in shares_by_constraint(frame).items()]
    lines = [line for sentence in sentences for line in wrap(sentence, LINE)]
    said = pd.DataFrame([{"prior": IN_WORDS, "kind": "sentence", "words": "|".join(lines)}])
    told = findings[(findings["PARAMCD"] == contrast_marker) & (findings["AVISIT"] == visit)]
    named = " ".join(
        f"findings:{finding}" for finding in told.loc[told["TRT01A"].ne("not stated"), "FINDINGID"]
    )
    made = f"{named} formula:reconstruction.dose_by_time seed:{seed}"
    return pd.concat([frame, said], ignore_index=True).assign(trace=made)


def _describe(rows: pd.DataFrame) -> str:
    first = ["contrast_marker", "ld_lost", "change_as"]
    chosen = rows[(rows[first] == rows[first].iloc[0]).all(axis=1)]
    (said,) = chosen.loc[chosen["kind"] == "sentence", "words"]
    return (
        "Reconstructed, not patients' data. For each prior two bars on an axis of p, one for cohorts that "
        "agree with all findings used, one without the findings on significance: from the 5th to the 95th "
        "percentile over the cohorts, thick over the middle half, with a mark at the median and the share "
        f"below 0.05 in percent. As first shown: {said.replace('|', ' ')}"
    )
