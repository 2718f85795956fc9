"""How the p-values of one design print: a mark and three columns of text for each."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GRAY, INK, PURPLE
from analysis.figures.design.floors import LEVEL

HEIGHT, HEAD, TEXT = 560, 52, 10.5
COLUMNS = {"p": 0.27, "two": 0.52, "three": 0.75}
"""Column of the rows to its place, as a part of the width; the marks stand to the left."""

HEADINGS = {"p": "p", "two": "2 decimals", "three": "3 decimals"}


def printed_pvalues(rows: pd.DataFrame) -> alt.LayerChart:
    """One line for each attainable p-value, smallest first: its place on a log axis, and how it prints.

    Args:
        rows: `statistic` and `statistics` (in words, with its mirror image), `pvalue`, `p` (in digits), `two`
            and `three` (as printed to so many decimals), `design` (in words) and `trace`.
    """
    base = alt.Chart(rows, width="container", height=HEIGHT)
    axis = alt.Axis(values=[LEVEL], format="~g", grid=False, titleAnchor="start")
    scale = alt.Scale(type="log", domain=[rows["pvalue"].min() / 1.5, 1], nice=False, range=[4, _part(0.22)])
    pvalue = alt.X("pvalue:Q", title="p (log axis)", scale=scale, axis=axis)
    lines = base.encode(
        y=alt.Y(
            "statistics:N",
            title=None,
            sort=alt.EncodingSortField("statistic", op="min"),
            scale=alt.Scale(range=[HEAD, HEIGHT]),
            axis=alt.Axis(ticks=False, domain=False, labelOverlap=False),
        )
    )
    below = alt.datum.pvalue <= LEVEL
    points = lines.mark_point(size=45, filled=True, opacity=1).encode(
        x=pvalue,
        color=alt.condition(below, alt.value(PURPLE), alt.value(GRAY)),
        shape=alt.condition(below, alt.value("square"), alt.value("circle")),
    )
    once = base.transform_filter(alt.datum.statistic == 0)
    first = once.mark_text(align="left", color=INK, fontSize=TEXT)
    rule = once.mark_rule(strokeDash=[4, 4], color=INK).encode(
        x=alt.datum(LEVEL, type="quantitative"), y=alt.value(HEAD - 8), y2=alt.value(HEIGHT)
    )
    smallest = first.transform_calculate(words="datum.design + '. Smallest p: ' + datum.p").encode(
        x=alt.value(0), y=alt.value(10), text="words:N"
    )
    texts = [
        lines.mark_text(align="left", color=INK, fontSize=TEXT).encode(
            x=alt.value(_part(at)), text=f"{column}:N"
        )
        for column, at in COLUMNS.items()
    ]
    heads = [
        first.encode(x=alt.value(_part(at)), y=alt.value(HEAD - 12), text=alt.value(HEADINGS[column]))
        for column, at in COLUMNS.items()
    ]
    statistic = once.mark_text(align="right", color=INK, fontSize=TEXT).encode(
        x=alt.value(-8), y=alt.value(HEAD - 12), text=alt.value("statistic")
    )
    return alt.LayerChart(data=rows, layer=[rule, points, smallest, statistic, *heads, *texts])


def _part(share: float) -> alt.ExprRef:
    """A place across the chart, at any width."""
    return alt.ExprRef(f"width * {share}")
