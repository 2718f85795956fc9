"""Printed p-values on the ladder of p-values that a test can give."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GREEN, INK
from analysis.inference.pvalues import METHOD_NAMES


def ladders(pvalues: pd.DataFrame, rungs: pd.DataFrame) -> alt.LayerChart:
    """A row for each printed p: the band that prints so, and the rungs; how p was calculated is a control.

    Args:
        pvalues: from ``reported.printed_pvalues``: `row` (``label|second line``), `low`, `high`, `trace`.
        rungs: from ``reported.rungs``: `row`, `method`, `test`, `statistic`, `pvalue`, `holds`, `trace`.
    """
    method = alt.param(
        name="p_method",
        value="normal",
        bind=alt.binding_radio(
            options=list(METHOD_NAMES), labels=list(METHOD_NAMES.values()), name="Method "
        ),
    )
    order = list(pvalues["row"])
    y = alt.Y(
        "row:N", sort=order, title=None, axis=alt.Axis(labelExpr="split(datum.label, '|')", labelLimit=150)
    )
    scale = alt.Scale(type="log", domain=[0.0035, 0.2], nice=False)
    axis = alt.Axis(values=[0.005, 0.01, 0.02, 0.05, 0.1, 0.2], format="~g")
    title = "Two-sided p"
    band = (
        alt.Chart(pvalues)
        .mark_bar(color=GREEN, opacity=0.3, size=26)
        .encode(x=alt.X("low:Q", title=title, scale=scale, axis=axis), x2="high", y=y)
    )
    base = (
        alt.Chart(rungs)
        .transform_filter(f"datum.method == {method.name}")
        .encode(x=alt.X("pvalue:Q", title=title, scale=scale, axis=axis), y=y)
    )
    ticks = base.mark_tick(size=18, thickness=2).encode(
        color=alt.condition(alt.datum.holds, alt.value(GREEN), alt.value(INK)),
        opacity=alt.condition(alt.datum.holds, alt.value(1), alt.value(0.5)),
    )
    words = (
        base.transform_filter(alt.datum.holds)
        .transform_calculate(words="(datum.test == 'rank-sum' ? 'U = ' : 'W = ') + datum.statistic")
        .mark_text(dy=-18, fontSize=11, color=INK)
        .encode(text="words:N")
    )
    chart = alt.LayerChart(layer=[band, ticks, words], width="container", height=50 * len(order))
    return chart.add_params(method)
