"""Dose by time under every combination of choices, a row for each option of each choice.

A specification curve (Simonsohn, Simmons and Nelson 2020, Nature Human Behaviour 4:1208-1214) needs a column
for each combination, which a phone has no room for; its columns stand here as ticks on one axis.
"""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.page_choices import PageChoices
from analysis.figures.base.publish import publish, titles
from analysis.figures.base.theme import INK, LOOK
from analysis.inference.pvalues import METHOD_WORDS
from analysis.inference.wording import in_words, two_digits
from analysis.reconstruction import Cell, Multiverse, Reading
from analysis.reconstruction.multiverse import ADJUSTED, CHANGE_AS, LOST, P_METHOD, SAMPLES, SPREAD_IS
from analysis.reconstruction.reading import LEVEL

TICKS = (0.001, 0.01, 0.05, 0.2, 1)
STEP = 24
"""Height of an option's row in px."""


def dose_choices(
    study: Study, *, arm: str, visit: str, samples: Sequence[int], lost: Sequence[int], markers: int
) -> PageChoices:
    """The choices that a contrast of the doses hangs on; the default is the study's own reading.

    Args:
        study: whose words name the choices.
        arm: code of the arm that may have lost samples.
        visit: the later visit of the changes.
        samples: samples of the arm at the visit, to choose from.
        lost: missing samples of the arm at baseline, to choose from.
        markers: how many markers one family of tests is made of.
    """
    own, size = Reading.of(study), study.arm(arm).size
    return PageChoices(
        (
            Control(
                P_METHOD,
                "Method for p-values",
                "radio",
                choices=("exact", "normal", "normal-cc"),
                default=own.method,
                labels=("exact", "normal", "normal, corrected"),
            ),
            Control(SPREAD_IS, "± read as", "radio", choices=("SD", "SEM"), default=own.spread_is.upper()),
            Control(
                SAMPLES,
                f"{arm} samples at {study.visit(visit).label}",
                "radio",
                choices=tuple(samples),
                default=own.samples.get(Cell(arm, visit), size),
            ),
            Control(
                LOST,
                f"{arm} baselines missing",
                "radio",
                choices=tuple(lost),
                default=size - own.samples.get(Cell(arm, study.baseline.name), size),
            ),
            Control(
                ADJUSTED,
                f"Adjusted for {in_words(markers)} markers",
                "radio",
                choices=("none", "holm", "bh"),
                default="none",
                labels=("no", "Holm", "Benjamini-Hochberg"),
            ),
            Control(
                CHANGE_AS,
                "Changes as",
                "radio",
                choices=("difference", "ratio"),
                default="difference",
                labels=("differences", "ratios"),
            ),
        )
    )


def multiverse(every: Multiverse, choices: PageChoices) -> alt.LayerChart:
    """All combinations; a click on one sets the page's choices.

    Args:
        every: what the contrast gives under every combination.
        choices: the choices that it was computed for, as a page offers them.
    """
    study, visit = every.study, every.study.visit(every.visit)
    counts = every.counts
    built = "; ".join(f"{row.Index}: {row.built}" for row in every.spans.itertuples())
    by_marker = {str(marker): finding(own) for marker, own in every.rows.groupby("marker", sort=False)}
    chart = publish(
        draw(every.rows, choices.default, _words(choices, visit.label)),
        title=next(iter(by_marker.values())),
        subtitle=f"In computed cohorts: p for a difference between doses in the change to {visit.label}, "
        "by the option chosen",
        basis="reconstructed",
        study=study,
        description=f"A row for each option of each of {in_words(len(choices.names))} choices. Ticks are the "
        f"{counts['combinations']} combinations of choices at the median p of {every.size} cohorts. "
        f"Combinations with a result, {built}; the others have no tick. "
        "Combinations are not votes: how many lie below 0.05 says nothing.",
    )
    chart.usermeta["titles"] = titles(
        ("curve_marker",), {f"curve_marker={name}": t for name, t in by_marker.items()}
    )
    chart.usermeta["choices"] = list(choices.names)
    return chart


def _words(choices: PageChoices, visit: str) -> dict[str, dict[str, str]]:
    """Name of a choice to its short words by value, for the axis."""
    labels = {control.name: control.label for control in choices.controls}
    heads = {
        P_METHOD: "p",
        SPREAD_IS: "±",
        SAMPLES: labels[SAMPLES].replace(" samples", "").replace(visit, _short(visit)),
        LOST: "baselines lost",
        ADJUSTED: "adjust",
        CHANGE_AS: "change",
    }
    short = {**METHOD_WORDS, "bh": "BH", "holm": "Holm"}
    return {
        control.name: {
            str(value): f"{heads[control.name]}: {short.get(str(value), value)}"
            for value in control.page_choices
        }
        for control in choices.controls
    }


def _short(visit: str) -> str:
    """A visit in few letters: the axis has room for little.

    Examples:
        >>> _short("6 months"), _short("day 7")
        ('6 mo', 'day 7')
    """
    return visit.replace(" months", " mo").replace(" years", " y")


def finding(rows: pd.DataFrame) -> str:
    """How far the choices move the median p of one marker.

    Args:
        rows: of one marker; `middle` is missing where a combination has no result.

    Examples:
        >>> finding(pd.DataFrame({"marker": ["IL-6"] * 3, "middle": [0.012, 0.5, None]}))
        'IL-6: median p runs from 0.012 to 0.5 over 2 of 3 combinations'
        >>> finding(pd.DataFrame({"marker": ["IL-6"], "middle": [None]}))
        'IL-6: no combination of choices has a result'
    """
    name, middle = rows["marker"].iloc[0], rows["middle"].dropna()
    if middle.empty:
        return f"{name}: no combination of choices has a result"
    low, high = (two_digits(value) for value in (middle.min(), middle.max()))
    reach = f"is {low} in" if low == high else f"runs from {low} to {high} over"
    return f"{name}: median p {reach} {len(middle)} of {len(rows)} combinations"


def draw(
    rows: pd.DataFrame, current: Mapping[str, object], words: Mapping[str, Mapping[str, str]]
) -> alt.LayerChart:
    """A row for each option of each choice, a tick for each combination that holds it, at its median p.

    Args:
        rows: a column per choice; `marker`, `low`, `middle`, `high`, `share`, `status`, `reason` and `trace`.
            One without `middle` has no result, and stands at the right of its rows.
        current: the choice that is highlighted first; each is a parameter without an input.
        words: name of each choice to the words on the axis by value.
    """
    names = list(words)
    markers = tuple(rows["marker"].unique())
    marker = Control("curve_marker", "Marker", "radio", markers, markers[0])
    parameters = [alt.param(name=name, value=value) for name, value in current.items()]
    is_current = " && ".join(f"datum.{name} == {name}" for name in names)
    options = [f"{name}={value}" for name, told in words.items() for value in told]
    spoken = ", ".join(
        f"'{name}={value}': {text!r}" for name, told in words.items() for value, text in told.items()
    )
    axis = alt.Axis(
        labelExpr=f"({{{spoken}}})[datum.label]",
        ticks=False,
        domain=False,
        labelOverlap=False,
        labelLimit=140,
    )
    base = (
        alt.Chart(rows)
        .transform_filter("datum.marker == curve_marker")
        .transform_fold([*names], as_=["choice", "value"])
        .transform_calculate(option="datum.choice + '=' + datum.value")
        .encode(y=alt.Y("option:N", title=None, scale=alt.Scale(domain=options), axis=axis))
    )
    lowest = float(rows["middle"].min()) if rows["middle"].notna().any() else LEVEL
    at = alt.X(
        "middle:Q",
        title="Median two-sided p (logarithmic)",
        scale=alt.Scale(type="log", domain=[lowest * 0.9, 1.05], nice=False),
        axis=alt.Axis(values=[value for value in TICKS if value >= lowest * 0.9], format="~g"),
    )
    built = base.transform_filter("isValid(datum.middle)").encode(x=at)
    told = _tooltip(
        words,
        alt.Tooltip("middle:Q", title="Median p", format=".2r"),
        alt.Tooltip("low:Q", title="5th percentile", format=".2r"),
        alt.Tooltip("high:Q", title="95th percentile", format=".2r"),
        alt.Tooltip("share:Q", title="Cohorts with p at most 0.05", format=".0%"),
    )
    ticks = built.mark_tick(color=INK, opacity=0.35, size=13, thickness=1.5, cursor="pointer").encode(
        tooltip=told
    )
    here = built.transform_filter(is_current).mark_tick(color=LOOK, opacity=1, size=19, thickness=3)
    level = pd.DataFrame({"level": [LEVEL], "trace": ["formula:inference.rank_sum_many"]})
    line = alt.Chart(level).mark_rule(strokeDash=[4, 3], color=INK).encode(x="level:Q")
    return alt.LayerChart(
        layer=[line, ticks, here], width="container", height=STEP * len(options)
    ).add_params(marker.parameter(), *parameters)


def _tooltip(words: Mapping[str, Mapping[str, str]], *more: alt.Tooltip) -> list[alt.Tooltip]:
    """The choices of a column under the heads of their words, and more."""
    heads = {name: next(iter(told.values())).partition(":")[0] for name, told in words.items()}
    return [*(alt.Tooltip(f"{name}:N", title=head) for name, head in heads.items()), *more]
