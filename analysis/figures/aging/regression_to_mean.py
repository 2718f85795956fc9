"""Regression to the mean: what a second measurement is expected to show without any treatment."""

from collections.abc import Sequence
from functools import partial
from math import exp, log, nan

import altair as alt
import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, LOOK, MUTED, PAPER
from analysis.physiology import LuckyStart, expected_regression, lucky_start
from analysis.physiology.lucky_starts import lucky_starts
from analysis.physiology.regression_to_mean import LEVEL
from analysis.reconstruction import Prior, read_priors

ENDS = (1.0, 3.0)
"""First means drawn, in multiples of the healthy mean."""
OWN = "prior"
"""Where a reliability comes from, if it follows from the priors."""
FORMULA = "formula:physiology.expected_regression"
_TICKS = [1, 1.5, 2, 2.5, 3]
_VARYING = ["within-subject CV", "between-subject CV", "analytical CV"]


def regression_to_mean(study: Study, markers: Sequence[str], *, arm: str, level: float = LEVEL) -> Explorer:
    """The mean expected at a second measurement, by the first mean and the reliability of one measurement.

    The point that is written out is the highest first mean that luck alone gives the arm.

    Args:
        study: with priors of the markers.
        markers: codes of the markers; the first is drawn, and its reliability, rounded to whole percent,
            shown first.
        arm: code of the arm, whose size bounds what luck does.
        level: probability that luck does not lift the mean of such a group farther.

    Raises:
        MissingFindingError: a marker without a prior.
    """
    people = study.arm(arm).size
    bounds = [
        lucky_start(people, prior.sd, prior.correlation, level=level)
        for prior in priors_of(study, markers).values()
    ]
    names = [study.short(code) for code in markers]
    told = "; ".join(f"{name}: {bound.sentence()}" for name, bound in zip(names, bounds, strict=True))
    return Explorer(
        finding=finding,
        subtitle=(
            f"The highest mean that luck gives {people} people in {level:.1%} of groups, {names[0]}; "
            "times the healthy mean"
        ),
        basis="reference",
        study=study,
        controls=(
            Control(
                "repeats",
                "Reliability of one measurement, percent",
                "range",
                choices=tuple(range(101)),
                default=round(100 * bounds[0].reliability),
            ),
        ),
        compute=partial(_rows, bounds[0], _varying(study, markers)),
        draw=draw,
        describe=partial(_describe, told),
    )


def regression_bounds(
    study: Study, markers: Sequence[str], *, people: Sequence[int], level: float = LEVEL
) -> pd.DataFrame:
    """How far luck lifts the mean of a group, and the fall that it then explains, by source of reliability.

    The spread of single values is the prior's in every row; only the share between people differs.

    Args:
        study: with priors of the markers and a table of published reliabilities.
        markers: codes of the markers.
        people: sizes of the groups.
        level: probability that luck does not reach farther; for the highest of k markers its k-th root.

    Returns:
        For each marker the prior's own reliability, then the published ones: `parameter`, `marker`, `rests`
        ("prior", or the REFID), `sd`, `reliability`, `low` (the lower end of its interval; NaN where none is
        printed), `trace`, and for each size n `start_n`, `fall_n` (to expect after that start) and `change_n`
        (by luck alone, at the level) in percent.

    Raises:
        MissingFindingError: a marker without a prior.
    """
    repeats = study.table("repeats")
    rows = []
    for code, prior in priors_of(study, markers).items():
        own = repeats[repeats["PARAMCD"] == code]
        common = (code, study.short(code), prior.sd, f"{_varying(study, [code])} {FORMULA}")
        rows.append((*common, OWN, prior.correlation, nan, ""))
        for known in own.to_dict("records"):
            low = float(known["LOW"] or nan)
            rows.append((*common, known["REFID"], float(known["VALUE"]), low, f" repeats:{known['REFID']}"))
    columns = ["parameter", "marker", "sd", "trace", "rests", "reliability", "low", "repeats"]
    table = pd.DataFrame(rows, columns=columns)
    table["trace"] += table.pop("repeats")
    return lucky_starts(table, people, level=level)


def priors_of(study: Study, markers: Sequence[str]) -> dict[str, Prior]:
    """The priors of some markers, by code.

    Raises:
        MissingFindingError: a marker without a prior.
    """
    study.need_reference("priors", f"prior of {', '.join(map(study.short, markers))}", PARAMCD=markers)
    known = read_priors(study)
    unknown = [study.short(code) for code in markers if code not in known]
    if unknown:
        raise MissingFindingError(f"{study.name} has no prior of {', '.join(unknown)}: add its variation.")
    return {code: known[code] for code in markers}


def _varying(study: Study, markers: Sequence[str]) -> str:
    """The rows of the priors of some markers that say how they vary, as a trace."""
    used = study.priors
    used = used[used["PARAMCD"].isin(markers) & used["QUANTITY"].isin(_VARYING)]
    return " ".join("priors:" + used["PRIORID"])


def finding(rows: pd.DataFrame) -> str:
    """Where a mean that luck lifted is expected at the second measurement.

    Args:
        rows: of one choice of the explorer.
    """
    (shown,) = rows[rows["kind"] == "shown"].to_dict("records")
    first, second = (f"{mean:.2f}" for mean in (shown["first"], shown["second"]))
    whither = "stay" if first == second else f"fall to {second}"
    return f"At {shown['repeats']}% reliability a lucky mean of {first} is expected to {whither}"


def _rows(bound: LuckyStart, trace: str, *, repeats: int) -> pd.DataFrame:
    first = (*ENDS, bound.start)
    second = [exp(log(mean) + float(expected_regression(log(mean), 0.0, repeats / 100))) for mean in first]
    words = f"{bound.start:.2f} times falls to {second[-1]:.2f} times"
    return pd.DataFrame(
        {
            "first": [round(mean, 6) for mean in first],
            "second": [round(mean, 6) for mean in second],
            "kind": ["end", "end", "shown"],
            "words": ["", "", words],
            "trace": [FORMULA, FORMULA, f"{FORMULA} formula:physiology.lucky_start {trace}"],
        }
    )


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """First mean across, expected second mean up, both relative to the population's mean on the same assay.

    Args:
        rows: `kind` ("end", or "shown" for the farthest first mean that luck gives), `first`, `second`,
            `words` and `trace`.
    """
    scale = alt.Scale(type="log", domain=[float(rows["first"].min()), float(rows["first"].max())], nice=False)
    axis = alt.Axis(values=_TICKS, format="~g")
    x = alt.X("first:Q", scale=scale, title="First mean, times the healthy mean", axis=axis)
    y = alt.Y("second:Q", scale=scale, title=["Expected second mean,", "times the healthy mean"], axis=axis)
    base = alt.Chart(rows, width="container", height=280).encode(x=x)
    ends = base.transform_filter(alt.datum.kind == "end")
    shown = base.transform_filter(alt.datum.kind == "shown")
    before = alt.Y("first:Q", scale=scale)
    layers = [
        ends.mark_line(strokeDash=[5, 4], color=INK).encode(y=before),
        ends.mark_line(strokeWidth=3, color=INK).encode(y=y),
        shown.mark_rule(strokeWidth=1, strokeDash=[2, 3], color=MUTED),
        shown.mark_rule(strokeWidth=3, color=LOOK).encode(y=before, y2="second:Q"),
        shown.mark_point(size=70, opacity=1, fill=PAPER, stroke=INK, strokeWidth=2).encode(y=before),
        shown.mark_point(size=70, opacity=1, color=INK).encode(y=y),
        shown.mark_text(align="right", dx=-9, dy=-5, color=INK).encode(
            y=before, text=alt.Text("first:Q", format=".2f")
        ),
        shown.mark_text(align="left", dx=9, dy=12, color=INK).encode(
            y=y, text=alt.Text("second:Q", format=".2f")
        ),
        shown.mark_text(align="left", dx=6, color=INK, text="luck ends here").encode(y=alt.value(12)),
        ends.transform_filter("datum.first > 1")
        .mark_text(align="right", dx=-18, dy=5, color=INK, text="no change")
        .encode(y=before),
    ]
    return alt.LayerChart(layer=layers)


def _describe(told: str, rows: pd.DataFrame) -> str:
    shown = rows[rows["kind"] == "shown"]
    ends = "; ".join(
        f"{r.repeats} percent: {r.words}" for r in shown[shown["repeats"].isin([0, 50, 100])].itertuples()
    )
    return (
        "Across, the first mean of a group, up, the mean expected at a second measurement, both in multiples "
        "of the mean of the population on the same assay, on logarithmic axes. A dashed line marks no "
        f"change; the lower the reliability, the flatter the solid line. {ends}. Luck alone does not reach "
        f"beyond the vertical line. {told}"
    )
