"""A specification curve: dose by time under every combination of choices, and the choices below it.

Simonsohn, Simmons and Nelson 2020, Nature Human Behaviour 4:1208-1214.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.page_choices import PageChoices
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import BLUE, GRAY, INK, VERMILION
from analysis.inference.wording import in_words
from analysis.reconstruction import Cell, Multiverse, Reading
from analysis.reconstruction.multiverse import ADJUSTED, CHANGE_AS, LOST, P_METHOD, SAMPLES, SPREAD_IS
from analysis.reconstruction.reading import LEVEL

LEFT: dict[str, Any] = {"minExtent": 112, "maxExtent": 112, "labelLimit": 108}
"""Room for labels, the same in all panels, so that their columns stand under each other."""


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


def multiverse(every: Multiverse, choices: PageChoices) -> alt.VConcatChart:
    """The specification curve; a click on it sets the page's choices.

    Args:
        every: what the contrast gives under every combination.
        choices: the choices that it was computed for, as a page offers them.
    """
    study, visit = every.study, every.study.visit(every.visit)
    counts = every.counts
    built = "; ".join(f"{row.Index}: {row.built}" for row in every.spans.itertuples())
    words = _words(choices, visit.label)
    chart = publish(
        draw(_placed(every.rows, list(words)), choices.default, words),
        title=f"Dose by time at {visit.label} under every combination of choices",
        basis="reconstructed",
        study=study,
        description="A specification curve: each column is one of "
        f"{counts['combinations']} combinations of choices, sorted by the median p of {every.size} "
        "cohorts, with the 5th to the 95th percentile. "
        f"Combinations with cohorts, {built}. The others are drawn as empty squares. Dots below show the "
        "choices of each column. Combinations are not votes: how many lie below 0.05 says nothing.",
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
    short = {"normal-cc": "corrected", "bh": "BH", "holm": "Holm"}
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


def _placed(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The place of each combination: with a result by its median, without one piled by what it shares."""
    order = {marker: place for place, marker in enumerate(rows["marker"].unique())}
    ordered = rows.assign(empty=rows["middle"].isna(), order=rows["marker"].map(order)).sort_values(
        ["order", "empty", "middle", "share", *names],
        ascending=[True, True, True, False, *[True] * len(names)],
    )
    alike = ordered.groupby(["marker", "status", *names[:4]], sort=False).ngroup()
    own = pd.Series(range(len(ordered)), index=ordered.index) + len(ordered)
    piles = own.where(~ordered["empty"], alike)
    column = piles.groupby(ordered["marker"]).transform(lambda pile: pd.factorize(pile)[0])
    columns = column.groupby(ordered["marker"]).transform("max") + 1
    placed = ordered.assign(
        start=(column / columns).round(5),
        centre=((column + 0.5) / columns).round(5),
        end=((column + 1) / columns).round(5),
        pile=piles.groupby([ordered["marker"], piles]).cumcount(),
    )
    return placed.drop(columns=["empty", "order"]).reset_index(drop=True)


def draw(
    placed: pd.DataFrame, current: Mapping[str, object], words: Mapping[str, Mapping[str, str]]
) -> alt.VConcatChart:
    """Columns of combinations: p with its range, empty squares where there is no result, and the choices.

    Args:
        placed: a column per choice; `marker`, `low`, `middle`, `high`, `share`, `status`, `reason`, `trace`,
            and the places `start`, `centre`, `end` and `pile`. A row without `middle` has no result.
        current: the choice that is highlighted first; each is a parameter without an input.
        words: name of each choice to the words on the axis by value.
    """
    names = list(words)
    markers = tuple(placed["marker"].unique())
    marker = Control("curve_marker", "Marker", "radio", markers, markers[0])
    parameters = [alt.param(name=name, value=value) for name, value in current.items()]
    is_current = " && ".join(f"datum.{name} == {name}" for name in names)
    base = (
        alt.Chart(placed, width="container")
        .transform_filter("datum.marker == curve_marker")
        .encode(x=_across("start"))
    )
    here = (
        base.transform_filter(is_current)
        .mark_rect(fillOpacity=0.18, fill=VERMILION, stroke=VERMILION, strokeOpacity=0.6)
        .encode(x2="end:Q")
    )
    views = [
        _curve(base, here, placed, words).properties(height=190),
        _empty(base, here, words).properties(height=62),
        _choices(base, here, words).properties(height=13 * (sum(map(len, words.values())) + len(words))),
    ]
    return alt.VConcatChart(vconcat=views, spacing=6).add_params(marker.parameter(), *parameters)


def _curve(
    base: alt.Chart, here: alt.Chart, placed: pd.DataFrame, words: Mapping[str, Mapping[str, str]]
) -> alt.LayerChart:
    values = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]
    scale = alt.Scale(type="log", domain=[float(placed["low"].min()) * 0.9, 1.05], nice=False)
    y = alt.Y("low:Q", scale=scale, title="Two-sided p", axis=alt.Axis(values=values, format="~g", **LEFT))
    built = base.transform_filter("isValid(datum.middle)")
    level = pd.DataFrame({"level": [LEVEL], "trace": ["formula:inference.rank_sum_many"]})
    line = alt.Chart(level).mark_rule(strokeDash=[4, 3], color=INK).encode(y="level:Q")
    spans = built.mark_rule(color=BLUE, opacity=0.45, strokeWidth=1.5).encode(
        x=_across("centre"), y=y, y2="high:Q"
    )
    points = built.mark_point(filled=True, color=BLUE, opacity=1, size=12).encode(
        x=_across("centre"), y=alt.Y("middle:Q")
    )
    told = _tooltip(
        words,
        alt.Tooltip("middle:Q", title="Median p", format=".2r"),
        alt.Tooltip("low:Q", title="5th percentile", format=".2r"),
        alt.Tooltip("high:Q", title="95th percentile", format=".2r"),
        alt.Tooltip("share:Q", title="Cohorts with p at most 0.05", format=".0%"),
    )
    hit = built.mark_rect(fillOpacity=0, cursor="pointer").encode(x2="end:Q", tooltip=told)
    return alt.LayerChart(layer=[here, line, spans, points, hit])


def _empty(base: alt.Chart, here: alt.Chart, words: Mapping[str, Mapping[str, str]]) -> alt.LayerChart:
    squares = (
        base.transform_filter("!isValid(datum.middle)")
        .mark_point(
            shape="square",
            filled=False,
            fill="transparent",
            stroke=GRAY,
            size=10,
            strokeWidth=1,
            cursor="pointer",
        )
        .encode(
            x=_across("centre"),
            y=alt.Y(
                "pile:Q",
                title="No result",
                scale=alt.Scale(domain=[-0.7, 6]),
                axis=alt.Axis(labels=False, ticks=False, grid=False, **LEFT),
            ),
            tooltip=_tooltip(
                words, alt.Tooltip("status:N", title="No result"), alt.Tooltip("reason:N", title="Why")
            ),
        )
    )
    return alt.LayerChart(layer=[here, squares])


def _choices(base: alt.Chart, here: alt.Chart, words: Mapping[str, Mapping[str, str]]) -> alt.LayerChart:
    """One dot for each choice that a column holds."""
    labels = {f"{name}={value}": text for name, told in words.items() for value, text in told.items()}
    lines: list[str] = []
    for place, (name, told) in enumerate(words.items()):
        lines += [*(f"{name}={value}" for value in told), " " * (place + 1)]
    spoken = ", ".join(f"{key!r}: {text!r}" for key, text in labels.items())
    axis = alt.Axis(
        labelExpr=f"({{{spoken}}})[datum.label] || ''",
        ticks=False,
        domain=False,
        labelFontSize=10.5,
        labelOverlap=False,
        **LEFT,
    )
    dots = (
        base.transform_fold(list(words), as_=["choice", "value"])
        .transform_calculate(line="datum.choice + '=' + datum.value")
        .transform_aggregate(groupby=["line", "centre"])
        .mark_square(color=INK, size=9, opacity=0.7)
        .encode(x=_across("centre"), y=alt.Y("line:N", title=None, scale=alt.Scale(domain=lines), axis=axis))
    )
    return alt.LayerChart(layer=[here, dots])


def _across(field: str) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))


def _tooltip(words: Mapping[str, Mapping[str, str]], *more: alt.Tooltip) -> list[alt.Tooltip]:
    """The choices of a column under the heads of their words, and more."""
    heads = {name: next(iter(told.values())).partition(":")[0] for name, told in words.items()}
    return [*(alt.Tooltip(f"{name}:N", title=head) for name, head in heads.items()), *more]
