"""Printed means and spreads."""

from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd

from analysis import reported
from analysis.data import MissingFindingError, Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.publish import LONGEST_TITLE, publish
from analysis.figures.base.theme import INK, LOOK, arm_scales
from analysis.inference.wording import in_words

WIDTHS = {"mean ± 1 SD": 3, "mean ± 1 SEM": 11}
"""Bars, and how wide each is drawn."""


def readings(study: Study, *, visit: str) -> Explorer:
    """Each printed mean with two bars, mean ± 1 SD and mean ± 1 SEM; what ± stands for is a reader's choice.

    Args:
        study: its findings, markers and arms.
        visit: when the levels were measured.

    Raises:
        MissingFindingError: no mean of a marker with ± is printed at this visit.

    Examples:
        >>> readings(Study.read(), visit="Month 6").title
        'If ± is an SD, ± 1 SD of the arms overlaps in none of three markers'
    """
    table = readings_rows(study, visit=visit)
    return Explorer(
        finding=readings_finding,
        subtitle=f"Levels as printed, {study.visit(visit).words}; thin bars: ± 1 SD, thick bars: ± 1 SEM",
        basis="published",
        added="the other bar computed",
        controls=(Control("spread_is", "± read as", "radio", choices=("SD", "SEM"), default="SD"),),
        compute=partial(_bars, reported.bars(table)),
        draw=partial(draw_readings, arms=list(study.sizes)),
        describe=lambda _: _two_ways(table),
        study=study,
    )


def readings_finding(bars: pd.DataFrame) -> str:
    """Whether most people of two arms lie apart: of how many markers mean ± 1 SD of two arms overlaps.

    Args:
        bars: from ``reported.bars``, of one reading.
    """
    wide = bars[bars["bar"] == next(iter(WIDTHS))]
    met = [_overlap(own) for _, own in wide.groupby("marker", sort=False) if len(own) > 1]
    condition = f"If ± is an {bars['reading'].iloc[0]}"
    if not met:
        return f"{condition}, no marker has the levels of two arms"
    if len(met) == 1:
        overlaps = "overlaps" if met[0] else "does not overlap"
        return f"{condition}, ± 1 SD of the arms {overlaps}"
    who = "all" if all(met) else f"{in_words(sum(met))} of".replace("no of", "none of")
    return f"{condition}, ± 1 SD of the arms overlaps in {who} {in_words(len(met))} markers"


def _overlap(own: pd.DataFrame) -> bool:
    """Whether some bar reaches another of the same marker."""
    placed = own.sort_values("low")
    return bool((placed["low"].iloc[1:].to_numpy() <= placed["high"].cummax().iloc[:-1].to_numpy()).any())


def readings_rows(study: Study, *, visit: str) -> pd.DataFrame:
    """What each mean ± of a marker at one visit implies, as ``reported.readings`` gives it.

    Raises:
        MissingFindingError: no mean of a marker with ± is printed at this visit.
    """
    table = reported.readings(study)
    table = table[table["visit"] == visit] if len(table) else table
    if table.empty:
        raise MissingFindingError(f"{study.name} prints no mean of a marker with ± at {visit}.")
    return table


def draw_readings(bars: pd.DataFrame, *, arms: Sequence[str]) -> alt.VConcatChart:
    """Draw one view a marker, the arms below each other; its axis starts at zero or below it.

    Args:
        bars: from ``reported.bars``, at one visit: `marker`, `arm`, `printed`, `mean`, `reading`, `bar`,
            `low`, `high`, `unit`, `trace`.
        arms: the arms in order.
    """
    markers = list(bars["marker"].unique())
    views = [
        _marker(bars[bars["marker"] == name], arms, legend=name == markers[0]).transform_filter(
            alt.datum.marker == name
        )
        for name in markers
    ]
    return alt.VConcatChart(
        data=bars, vconcat=views, spacing=10, resolve=alt.Resolve(scale={"strokeWidth": "independent"})
    )


def _marker(own: pd.DataFrame, arms: Sequence[str], *, legend: bool) -> alt.LayerChart:
    title = f"{own['marker'].iloc[0]}, {own['unit'].iloc[0]}"
    lowest = min(0.0, float(own["low"].min()) * 1.05)
    across = alt.Scale(domain=[lowest, own["high"].max() * 1.05], nice=False)
    widths = alt.Scale(domain=list(WIDTHS), range=list(WIDTHS.values()))
    color, shape = arm_scales(arms)
    base = alt.Chart().encode(
        y=alt.Y("arm:N", sort=list(arms), title=None), color=alt.Color("arm:N", scale=color, legend=None)
    )
    spans = base.mark_rule(opacity=0.75).encode(
        x=alt.X("low:Q", title=title, scale=across, axis=alt.Axis(tickCount=4)),
        x2="high",
        strokeWidth=alt.StrokeWidth("bar:O", scale=widths, legend=alt.Legend(title=None) if legend else None),
    )
    means = base.transform_filter(alt.datum.bar == next(iter(WIDTHS))).encode(x="mean:Q")
    points = means.mark_point(size=110, opacity=1, stroke=INK, strokeWidth=1).encode(
        shape=alt.Shape("arm:N", scale=shape, legend=None)
    )
    words = means.mark_text(dy=-15).encode(text="printed:N", color=alt.value(INK))
    return alt.LayerChart(layer=[spans, points, words], width="container", height=88)


def _bars(bars: pd.DataFrame, *, spread_is: str) -> pd.DataFrame:
    return bars[bars["reading"] == spread_is].reset_index(drop=True)


def _two_ways(table: pd.DataFrame) -> str:
    told = [
        f"{row['marker']} {row['arm']} {row['printed']}: SD {row['sd_if_sd']:.{_decimals(row['mean'])}f} or "
        f"{row['sd_if_sem']:.{_decimals(row['mean'])}f}"
        for row in table.to_dict("records")
    ]
    markers, arms = (in_words(table[column].nunique()) for column in ("marker", "arm"))
    units = ", ".join(table["unit"].unique())
    return (
        f"{markers.capitalize()} markers by {arms} arms, with two bars around each mean ({units}). "
        f"{'; '.join(told)}."
    )


def _decimals(mean: float) -> int:
    return 0 if abs(mean) >= 10 else 1


def printed_levels(
    study: Study, *, marker: str, threshold: str = "", teller: str = "a source"
) -> alt.LayerChart:
    """Printed levels of one marker in order of time, beside a line that a source draws.

    Args:
        study: its findings, arms and visits.
        marker: its PARAMCD.
        threshold: the finding that prints the line; none without it.
        teller: who tells of the line, in words.

    Raises:
        MissingFindingError: no level of this marker is printed, or no such line.

    Examples:
        >>> printed_levels(Study.read(), marker="IL1RA").usermeta["title"]
        'Mean IL-1Ra: 436 to 705 in HD, 306 in LD'
    """
    bars = reported.levels(study, marker=marker)
    line = reported.threshold(study, finding=threshold) if threshold else None
    name = study.short(marker)
    units = ", ".join(bars["unit"].unique())
    told = f"Mean and printed spread in {units}. {'; '.join(bars['when'] + ': ' + bars['printed'])}."
    return publish(
        draw_levels(bars, line, arms=list(study.sizes)),
        title=levels_finding(bars, line, name=name),
        subtitle=f"As printed, mean and ±, {units}"
        + (f"; dashed: a threshold from {teller}" if threshold else ""),
        basis="published",
        study=study,
        description=told if line is None else f"{told} {_beside(bars, line)}",
    )


def levels_finding(bars: pd.DataFrame, line: pd.DataFrame | None, *, name: str) -> str:
    """On which side of a line the means of each arm lie; without a line, between which numbers.

    Args:
        bars: from ``reported.levels``.
        line: from ``reported.threshold``; None for no line.
        name: of the marker.
    """
    means = {str(arm): own for arm, own in bars.groupby("arm", sort=False)["mean"]}
    if line is None:
        ends = {arm: dict.fromkeys(map(_plain, (own.min(), own.max()))) for arm, own in means.items()}
        return f"Mean {name}: " + ", ".join(f"{' to '.join(end)} in {arm}" for arm, end in ends.items())
    value = float(line["value"].iloc[0])
    sides: dict[str, list[str]] = {}
    for arm, own in means.items():
        side = "above" if (own > value).all() else "below" if (own < value).all() else "on both sides of"
        sides.setdefault(side, []).append(arm)
    first, *others = ((side, " and ".join(arms)) for side, arms in sides.items())
    at = f"{first[0]} {value:g} {bars['unit'].iloc[0]} in {first[1]}"
    where = ", ".join([at, *(f"{side} it in {arms}" for side, arms in others)])
    title = f"Mean {name} as printed lies {where}"
    return title if len(title) <= LONGEST_TITLE else f"Mean {name} lies {where}"


def _plain(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def draw_levels(bars: pd.DataFrame, threshold: pd.DataFrame | None, *, arms: Sequence[str]) -> alt.LayerChart:
    """Draw the levels one below the other, and the line through all of them.

    Args:
        bars: from ``reported.levels``: `marker`, `when`, `arm`, `mean`, `low` and `high` (the printed mean
            minus and plus the printed spread), `printed`, `unit`, `trace`.
        threshold: from ``reported.threshold``: `value`, `label`, `trace`; None for no line.
        arms: the arms in order.
    """
    title = f"{bars['marker'].iloc[0]}, {bars['unit'].iloc[0]}"
    lowest = min(0.0, float(bars["low"].min()) * 1.05)
    highest = float(bars["high"].max())
    room = alt.Scale(domain=[lowest, highest + 0.48 * (highest - lowest)], nice=False)
    color, shape = arm_scales(arms)
    base = alt.Chart(bars).encode(
        y=alt.Y("when:N", sort=None, title=None), color=alt.Color("arm:N", scale=color, legend=None)
    )
    spans = base.mark_rule(strokeWidth=5, opacity=0.75).encode(
        x=alt.X("low:Q", title=title, scale=room, axis=alt.Axis(tickCount=4)), x2="high"
    )
    points = base.mark_point(opacity=1, size=110).encode(
        x="mean:Q", shape=alt.Shape("arm:N", scale=shape, legend=None)
    )
    words = base.mark_text(align="right").encode(x=alt.value("width"), text="printed:N", color=alt.value(INK))
    layers: list[alt.Chart] = [spans, points, words]
    if threshold is not None:
        line = alt.Chart(threshold).encode(x="value:Q")
        layers.append(line.mark_rule(strokeDash=[5, 3], color=LOOK, strokeWidth=1.5))
        layers.append(line.mark_text(baseline="bottom", color=LOOK).encode(text="label:N", y=alt.value(-4)))
    return alt.LayerChart(layer=layers, width="container", height=40 * len(bars))


def _beside(bars: pd.DataFrame, line: pd.DataFrame) -> str:
    """On which side of the line the means of each arm lie."""
    value = float(line["value"].iloc[0])
    placed = []
    for arm, own in bars.groupby("arm", sort=False)["mean"]:
        side = "above" if (own > value).all() else "below" if (own < value).all() else "on both sides of"
        many, one = f"the means of {arm} lie {side} it at every visit", f"the one mean of {arm} {side}"
        placed.append(one if len(own) == 1 else many)
    sentence = ", ".join(placed)
    return f"A dashed line marks {value:.0f}. {sentence[0].upper()}{sentence[1:]}."
