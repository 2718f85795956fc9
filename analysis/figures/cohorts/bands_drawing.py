"""Bands over cohorts, one row a place, several cases side by side."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GRAY, GREEN, INK, PURPLE

COLORS = [GREEN, PURPLE, GRAY]
SHAPES = ["circle", "square", "triangle-up"]


def bands(rows: pd.DataFrame, *, title: str, marked: float) -> alt.LayerChart:
    """Draw a bar from `low` to `high` with a symbol at the median, for each place and case.

    Args:
        rows: `place` and `case` (labels in the order shown, at most three cases), `low`, `median`, `high`
            and `trace`.
        title: words of the axis.
        marked: where a dashed line stands, such as 0 for no change.

    Raises:
        ValueError: more than three cases.
    """
    places, cases = list(dict.fromkeys(rows["place"])), list(dict.fromkeys(rows["case"]))
    if len(cases) > len(COLORS):
        raise ValueError(f"{len(cases)} cases: {', '.join(cases)}. Draw at most {len(COLORS)}.")
    color = alt.Scale(domain=cases, range=COLORS[: len(cases)])
    shape = alt.Scale(domain=cases, range=SHAPES[: len(cases)])
    legend = alt.Legend(title=None, columns=1)
    base = alt.Chart(rows, width="container", height=(16 * len(cases) + 12) * len(places)).encode(
        y=alt.Y("place:N", sort=places, title=None, scale=alt.Scale(paddingInner=0.3)),
        yOffset=alt.YOffset("case:N", sort=cases),
        color=alt.Color("case:N", scale=color, legend=legend),
    )
    value = alt.X("low:Q", title=title, scale=alt.Scale(zero=False))
    bars = base.encode(x=value, x2="high").mark_rule(strokeWidth=4, opacity=0.55)
    points = base.encode(x="median:Q", shape=alt.Shape("case:N", scale=shape, legend=legend))
    line = alt.Chart(rows).mark_rule(strokeDash=[4, 4], color=INK).encode(x=alt.datum(marked))
    return alt.LayerChart(layer=[line, bars, points.mark_point(filled=True, size=80, opacity=1)])
