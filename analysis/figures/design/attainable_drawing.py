"""The p-values that a rank test can return, one mark each."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GRAY, INK, PURPLE
from analysis.figures.design.floors import LEVEL


def attainable_pvalues(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw every attainable p-value against its statistic, with the 0.05 line.

    Args:
        rows: `statistic` (the smaller of its two possible values), `pvalue`, `trace`.
    """
    lowest = min(rows["pvalue"].min(), LEVEL) / 2
    pvalue = alt.Y(
        "pvalue:Q",
        title="Two-sided p (log axis)",
        scale=alt.Scale(type="log", domain=[lowest, 1], nice=False),
        axis=alt.Axis(format="~g", values=[1, 0.2, LEVEL, *(10.0**-k for k in range(2, 18))]),
    )
    statistic = alt.X(
        "statistic:Q",
        title="Smaller of the two statistics",
        axis=alt.Axis(tickMinStep=1, format="d", grid=False),
    )
    base = alt.Chart(rows, width="container", height=300).encode(x=statistic, y=pvalue)
    below = alt.datum.pvalue <= LEVEL
    points = base.mark_point(size=70, filled=True, opacity=1).encode(
        color=alt.condition(below, alt.value(PURPLE), alt.value(GRAY)),
        shape=alt.condition(below, alt.value("square"), alt.value("circle")),
    )
    floor = (
        base.transform_filter(alt.datum.statistic == 0)
        .transform_calculate(words="'Smallest p: ' + format(datum.pvalue, '.4~g')")
        .mark_text(align="left", color=INK)
        .encode(x=alt.value(8), y=alt.value(8), text="words:N")
    )
    line = alt.Chart(rows).mark_rule(strokeDash=[4, 4], color=INK).encode(y=alt.datum(LEVEL))
    return alt.LayerChart(layer=[line, points, floor])
