"""Pooled ratios of systematic reviews."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import BLUE, GREEN, INK

SHORT = {
    "Acute infusional toxicity other than fever": "Infusion reaction, no fever",
    "Thrombotic or embolic events": "Thrombosis, embolism",
    "Adverse events at the administration site": "Administration site",
}
"""Short names for the axis; other outcomes show their own name."""


def pooled_ratios(reviews: pd.DataFrame) -> alt.LayerChart:
    """Ratios with their 95% intervals on a logarithmic axis, one row per outcome and review.

    Args:
        reviews: ``OUTCOME, VALUE, LOW, HIGH`` as printed, ``Review`` (its short name and the measure) and
            ``trace``, in the order to draw.
    """
    limits = reviews["LOW"] + " to " + reviews["HIGH"]
    frame = reviews.assign(
        Outcome=reviews["OUTCOME"].replace(SHORT) + "|" + reviews["VALUE"] + " (" + limits + ")",
        ratio=reviews["VALUE"].astype(float),
        low=reviews["LOW"].astype(float),
        high=reviews["HIGH"].astype(float),
    )[["Outcome", "Review", "ratio", "low", "high", "trace"]]
    base = alt.Chart(frame)
    row = alt.Y(
        "Outcome:N", sort=None, title=None, axis=alt.Axis(labelExpr="split(datum.label, '|')", labelOffset=-7)
    )
    ratio = alt.X(
        "ratio:Q",
        title="Ratio, cells to control",
        scale=alt.Scale(type="log", domain=[0.3, 40]),
        axis=alt.Axis(values=[0.5, 1, 2, 5, 20]),
    )
    names = list(dict.fromkeys(frame["Review"]))
    legend = alt.Legend(columns=1, title="Review (measure)")
    color = alt.Color("Review:N", scale=alt.Scale(domain=names, range=[BLUE, GREEN]), legend=legend)
    shape = alt.Shape("Review:N", scale=alt.Scale(domain=names, range=["circle", "square"]), legend=legend)
    layers = alt.LayerChart(
        layer=[
            alt.Chart(frame.head(1)).mark_rule(strokeDash=[3, 3], color=INK).encode(x=alt.datum(1)),
            base.mark_rule(strokeWidth=3, opacity=0.6).encode(x="low:Q", x2="high:Q", y=row, color=color),
            base.mark_point(opacity=1).encode(x=ratio, y=row, color=color, shape=shape),
        ]
    )
    return layers.properties(width="container", height=34 * len(frame))
