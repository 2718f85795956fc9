"""Explorer of the direct test of dose by time: its p over ensembles, under each assumption."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import product
from textwrap import wrap

import numpy as np
import pandas as pd

from analysis.data import Source, Study
from analysis.figures.base.control import Control, Value
from analysis.figures.base.explorer import Explorer
from analysis.figures.cohorts.contrasts_drawing import IN_WORDS, contrasts
from analysis.reconstruction import (
    DEGREES,
    LEVEL,
    Cell,
    DoseByTime,
    Reading,
    dose_by_time_under_assumptions,
    without_significance,
)
from analysis.reconstruction.contrasts import ChangeScale
from analysis.reconstruction.shares import ends
from analysis.reported import MARKERS

LINE = 52
"""Characters to a line of a sentence."""
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
ENDS = ("low", "q1", "middle", "q3", "high")
CONSTRAINTS = ("all findings used", "without significance")
CHANGES: dict[ChangeScale, str] = {"difference": "differences", "ratio": "ratios"}
SHARED_PERCENT = tuple(round(100 * degree) for degree in DEGREES)
SHARED = "arms_share"
"""The control for what the arms share of a visit's shift; it changes the bars and no sentence."""

Drawn = Callable[[str, int], Mapping[str, DoseByTime]]
"""Marker and lost baselines to constraint and what cohorts under it say."""


def dose_by_time_shares(
    study: Study,
    markers: Sequence[str],
    *,
    visit: str,
    lost: tuple[int, ...],
    size: int,
    seed: int,
    sources: tuple[Source, ...],
) -> Explorer:
    """The p of dose by time over many cohorts, under several assumptions, with and without significance.

    What the arms share of a visit's shift is a control here; every sentence tells the range over all of it.

    Args:
        study: whose findings are used.
        markers: PARAMCDs to choose from; the first one is shown first.
        visit: the later visit of the contrast.
        lost: numbers of missing low-dose baselines to choose from; the first one is shown first.
        size: cohorts to draw of each ensemble.
        seed: a whole number from 0 up.
        sources: where the findings were printed.
    """
    told = dict(zip(CONSTRAINTS, (study, without_significance(study)), strict=True))
    drawn: Drawn = cache(partial(_drawn, told, visit, size, seed))
    return Explorer(
        title="The direct test of dose by time, over reconstructed cohorts",
        basis="reconstructed",
        sources=sources,
        controls=(
            Control(
                "contrast_marker",
                "Marker",
                "select",
                choices=tuple(markers),
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
            Control(
                SHARED,
                "Shift of a visit shared by the arms",
                "radio",
                choices=SHARED_PERCENT,
                default=SHARED_PERCENT[0],
                labels=("0, each its own", *(f"{degree:g}" for degree in DEGREES[1:-1]), "1, one for both"),
            ),
        ),
        compute=partial(_rows, drawn, study.findings, visit, seed),
        draw=contrasts,
        describe=_describe,
    )


def dose_by_time_sentences(explorer: Explorer) -> pd.DataFrame:
    """What the explorer says under every choice of its controls; each sentence tells its scale and range.

    Args:
        explorer: from `dose_by_time_shares`.

    Returns:
        One row per choice: a column per control but the shared shift (`contrast_marker`, `ld_lost`,
        `change_as`), `with` and `without` (the findings on significance), and `sentence`, a line for each of
        the two.
    """
    controls = [control for control in explorer.controls if control.name != SHARED]
    rows = []
    for values in product(*(control.page_choices for control in controls)):
        choice = {control.name: value for control, value in zip(controls, values, strict=True)}
        told = _said(explorer.rows(choice | {SHARED: SHARED_PERCENT[0]}))
        marker = MARKERS[str(values[0])]
        lines = (f"{marker}, {constraint}: {sentence}" for constraint, sentence in told.items())
        rows.append((*values, *told.values(), "\n".join(lines)))
    columns = [*(control.name for control in controls), "with", "without", "sentence"]
    return pd.DataFrame(rows, columns=columns)


def dose_by_time_under(
    explorer: Explorer,
    marker: str,
    assumptions: Sequence[str],
    *,
    lost: int,
    change_as: ChangeScale = "difference",
) -> dict[str, str]:
    """Shares under named assumptions, each arm drifting by itself; never without the range over all of them.

    Args:
        explorer: from `dose_by_time_shares`.
        marker: one of its markers.
        assumptions: names from the list; without any, the range alone is told.
        lost: missing low-dose baselines.
        change_as: what a change is.

    Returns:
        `with` and `without` the findings on significance, each "24 % under “no shift” (8 to 36 % over all
        assumptions)".
    """
    choice: dict[str, Value] = {"contrast_marker": marker, "ld_lost": lost, "change_as": change_as}
    rows: pd.DataFrame = pd.concat([explorer.rows(choice | {SHARED: percent}) for percent in SHARED_PERCENT])
    told = {}
    for constraint, short in zip(CONSTRAINTS, ("with", "without"), strict=True):
        own = rows[rows["constraint"] == constraint]
        alone = own[own[SHARED] == SHARED_PERCENT[0]].set_index("prior")["words"]
        span = ends(own["share"].min(), own["share"].max())
        named = ", ".join(f"{alone[name]} under “{name}”" for name in assumptions)
        told[short] = f"{named} ({span})" if named else span
    return told


def _drawn(
    told: Mapping[str, Study],
    visit: str,
    size: int,
    seed: int,
    marker: str,
    lost: int,
) -> dict[str, DoseByTime]:
    """What cohorts say under each constraint."""
    study = told[CONSTRAINTS[0]]
    start, central = Cell(study.arms[0].code, study.baseline.name), Reading.of(study)
    reading = replace(central, samples={**central.samples, start: study.sizes[start.arm] - lost})
    return {
        constraint: dose_by_time_under_assumptions(
            each,
            marker,
            visit=visit,
            reading=reading,
            size=size,
            seed=seed,
        )
        for constraint, each in told.items()
    }


def _rows(
    drawn: Drawn,
    findings: pd.DataFrame,
    visit: str,
    seed: int,
    *,
    contrast_marker: str,
    ld_lost: int,
    change_as: ChangeScale,
    arms_share: int,
) -> pd.DataFrame:
    chosen = arms_share / 100
    rows: list[dict[str, object]] = []
    lines: list[str] = []
    for constraint, tested in drawn(contrast_marker, ld_lost).items():
        lines.append("|".join(wrap(f"{constraint}: {tested.share(change_as).sentence()}", LINE)))
        for (prior, degree), pvalues in tested.pvalues.items():
            if degree != (chosen if (prior, chosen) in tested.pvalues else DEGREES[0]):
                continue
            row: dict[str, object] = {"constraint": constraint, "prior": prior}
            if pvalues is None:
                rows.append(row | {"kind": "refused", "words": "refused"})
                continue
            share = float(np.mean(pvalues[change_as] <= LEVEL))
            at = np.quantile(pvalues[change_as], QUANTILES)
            rounded = {name: float(f"{end:.3g}") for name, end in zip(ENDS, at, strict=True)}
            rows.append(row | rounded | {"kind": "spread", "share": share, "words": f"{100 * share:.0f} %"})
    rows.append({"prior": IN_WORDS, "kind": "sentence", "words": "||".join(lines)})
    told = findings[(findings["PARAMCD"] == contrast_marker) & (findings["AVISIT"] == visit)]
    named = " ".join(
        f"findings:{finding}" for finding in told.loc[told["TRT01A"].ne("not stated"), "FINDINGID"]
    )
    made = f"{named} formula:reconstruction.dose_by_time seed:{seed}"
    columns = ["constraint", "prior", "kind", *ENDS, "share", "words"]
    return pd.DataFrame(rows, columns=columns).assign(trace=made)


def _said(rows: pd.DataFrame) -> dict[str, str]:
    """The sentences of one choice by constraint, as one line each."""
    (words,) = rows.loc[rows["kind"] == "sentence", "words"]
    told = (part.replace("|", " ").partition(": ") for part in str(words).split("||"))
    return {constraint: sentence for constraint, _, sentence in told}


def _describe(rows: pd.DataFrame) -> str:
    first = ["contrast_marker", "ld_lost", "change_as", SHARED]
    chosen = rows[(rows[first] == rows[first].iloc[0]).all(axis=1)]
    said = " ".join(f"{constraint}: {sentence}" for constraint, sentence in _said(chosen).items())
    return (
        "Reconstructed, not patients' data. For each assumption two bars on an axis of p, one for cohorts "
        "that agree with all findings used, one without the findings on significance: from the 5th to the "
        "95th percentile over the cohorts, thick over the middle half, with a mark at the median and the "
        f"share at or below {LEVEL:g} in percent. As first shown: {said}"
    )
