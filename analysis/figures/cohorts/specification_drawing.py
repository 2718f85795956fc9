"""A specification curve: a result under every combination of choices, and the choices below it.

Simonsohn, Simmons and Nelson 2020, Nature Human Behaviour 4:1208-1214.
"""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from analysis.figures.base.theme import BLUE, GRAY, INK, VERMILION

LEFT: dict[str, Any] = {"minExtent": 112, "maxExtent": 112, "labelLimit": 108}
"""Room for labels, the same in all panels, so that their columns stand under each other."""


def specification_curve(
    rows: pd.DataFrame, current: Mapping[str, object], words: Mapping[str, Mapping[str, str]]
) -> alt.VConcatChart:
    """Columns of combinations: p with its range, empty squares where there is no result, and the choices.

    Args:
        rows: a column per choice; `marker`, `low`, `middle`, `high`, `share`, `status`, `reason`, `trace`.
            A row without `middle` has no result.
        current: the choice that is highlighted first; each is a parameter without an input.
        words: name of each choice to the words on the axis by value.
    """
    names = list(words)
    placed = _placed(rows, names)
    markers = list(rows["marker"].unique())
    marker = alt.param(
        name="curve_marker", value=markers[0], bind=alt.binding_radio(options=markers, name="Marker ")
    )
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
    return alt.VConcatChart(vconcat=views, spacing=6).add_params(marker, *parameters)


def _placed(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The place of each combination: with a result by its median, without one piled by what it shares."""
    ordered = rows.assign(empty=rows["middle"].isna()).sort_values(
        ["marker", "empty", "middle", "share", *names],
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
    return placed.drop(columns="empty").reset_index(drop=True)


def _curve(
    base: alt.Chart, here: alt.Chart, placed: pd.DataFrame, words: Mapping[str, Mapping[str, str]]
) -> alt.LayerChart:
    values = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]
    scale = alt.Scale(type="log", domain=[float(placed["low"].min()) * 0.9, 1.05], nice=False)
    y = alt.Y("low:Q", scale=scale, title="Two-sided p", axis=alt.Axis(values=values, format="~g", **LEFT))
    built = base.transform_filter("isValid(datum.middle)")
    level = pd.DataFrame({"level": [0.05], "trace": ["formula:inference.rank_sum_many"]})
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
