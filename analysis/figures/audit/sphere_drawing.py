"""The circle of all triples with one mean and standard deviation."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GREEN, INK, VERMILION

KINDS = ["kept", "has a value below 0"]


def triples(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw triples by their first two values; one is chosen and its values are written out.

    The circle lies at a slant to the plane of the first two values, so it is seen as an ellipse.

    Args:
        rows: `first`, `second`, `kind` (one of `KINDS`), `chosen` (true for one row), `words` (the chosen
            triple, its lines divided by "|") and `trace`.
    """
    span = [min(rows["first"].min(), rows["second"].min()) - 5, rows["first"].max() + 5]
    scale = alt.Scale(domain=span, nice=False)
    legend = alt.Legend(title=None, columns=2)
    base = alt.Chart(rows, width="container", height=320).encode(
        x=alt.X("first:Q", title="First value", scale=scale),
        y=alt.Y("second:Q", title="Second value", scale=scale),
    )
    marks = base.encode(
        color=alt.Color("kind:N", title=None, scale=alt.Scale(domain=KINDS, range=[GREEN, VERMILION])),
        shape=alt.Shape(
            "kind:N", title=None, scale=alt.Scale(domain=KINDS, range=["circle", "cross"]), legend=legend
        ),
    )
    is_chosen = alt.datum.chosen
    chosen = base.transform_filter(is_chosen)
    layers = [
        marks.transform_filter(~is_chosen).mark_point(filled=True, size=45, opacity=0.8),
        chosen.mark_rule(strokeDash=[4, 4], color=INK).encode(y2=alt.datum(span[0])),
        chosen.mark_rule(strokeDash=[4, 4], color=INK).encode(x2=alt.datum(span[0])),
        marks.transform_filter(is_chosen).mark_point(filled=True, size=260, opacity=1),
        chosen.mark_text(align="right", baseline="top", lineBreak="|", color=INK).encode(
            x=alt.value("width"), y=alt.value(4), text="words:N"
        ),
    ]
    return alt.LayerChart(layer=layers)
