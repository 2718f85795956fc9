"""Printed means and spreads."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import ARM_COLOR, ARM_SHAPE, INK


def readings(bars: pd.DataFrame) -> alt.VConcatChart:
    """Each printed mean with two bars, mean ± 1 SD and mean ± 1 SEM; what ± stands for is a control.

    Args:
        bars: from ``reported.bars``, at one visit: `marker`, `arm`, `printed`, `mean`, `reading`, `bar`,
            `low`, `high`, `unit`, `trace`.
    """
    radio = alt.binding_radio(options=["SD", "SEM"], name="± read as ")
    reading = alt.param(name="spread_is", value="SD", bind=radio)
    markers = list(bars["marker"].unique())
    views = [_marker(bars[bars["marker"] == name], reading, legend=name == markers[0]) for name in markers]
    chart = alt.VConcatChart(
        vconcat=views, spacing=10, resolve=alt.Resolve(scale={"strokeWidth": "independent"})
    )
    return chart.add_params(reading)


def _marker(rows: pd.DataFrame, reading: alt.Parameter, *, legend: bool) -> alt.LayerChart:
    """One marker, the arms below each other; the axis starts at zero."""
    title = f"{rows['marker'].iloc[0]}, {rows['unit'].iloc[0]}"
    across = alt.Scale(domain=[0, rows["high"].max() * 1.05], nice=False)
    widths = alt.Scale(domain=["mean ± 1 SD", "mean ± 1 SEM"], range=[3, 11])
    base = (
        alt.Chart(rows)
        .transform_filter(f"datum.reading == {reading.name}")
        .encode(
            y=alt.Y("arm:N", sort=["LD", "HD"], title=None),
            color=alt.Color("arm:N", scale=ARM_COLOR, legend=None),
        )
    )
    spans = base.mark_rule(opacity=0.75).encode(
        x=alt.X("low:Q", title=title, scale=across, axis=alt.Axis(tickCount=6)),
        x2="high",
        strokeWidth=alt.StrokeWidth("bar:O", scale=widths, legend=alt.Legend(title=None) if legend else None),
    )
    means = base.transform_filter("datum.bar == 'mean ± 1 SD'").encode(x="mean:Q")
    points = means.mark_point(size=110, opacity=1, stroke=INK, strokeWidth=1).encode(
        shape=alt.Shape("arm:N", scale=ARM_SHAPE, legend=None)
    )
    words = means.mark_text(dy=-15).encode(text="printed:N", color=alt.value(INK))
    return alt.LayerChart(layer=[spans, points, words], width="container", height=88)


def levels(bars: pd.DataFrame, threshold: pd.DataFrame) -> alt.LayerChart:
    """Printed levels of one marker in order of time, beside a line that a source draws.

    Args:
        bars: from ``reported.levels``: `marker`, `when`, `arm`, `mean`, `low` and `high` (the printed mean
            minus and plus the printed spread), `printed`, `unit`, `trace`.
        threshold: from ``reported.threshold``: `value`, `label`, `trace`.
    """
    title = f"{bars['marker'].iloc[0]}, {bars['unit'].iloc[0]}"
    room = alt.Scale(domain=[0, bars["high"].max() * 1.5], nice=False)
    base = alt.Chart(bars).encode(
        y=alt.Y("when:N", sort=None, title=None),
        color=alt.Color("arm:N", scale=ARM_COLOR, title=None),
    )
    spans = base.mark_rule(strokeWidth=5, opacity=0.75).encode(
        x=alt.X("low:Q", title=title, scale=room, axis=alt.Axis(tickCount=6)), x2="high"
    )
    points = base.mark_point(opacity=1, size=110).encode(
        x="mean:Q", shape=alt.Shape("arm:N", scale=ARM_SHAPE, title=None)
    )
    words = base.mark_text(align="right").encode(x=alt.value("width"), text="printed:N", color=alt.value(INK))
    line = alt.Chart(threshold).encode(x="value:Q")
    rule = line.mark_rule(strokeDash=[5, 3], color=INK)
    label = line.mark_text(baseline="bottom", color=INK).encode(text="label:N", y=alt.value(-4))
    return alt.LayerChart(layer=[spans, points, words, rule, label], width="container", height=40 * len(bars))
