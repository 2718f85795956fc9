"""Pooled ratios of systematic reviews."""

import altair as alt
import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import BLUE, GREEN, INK

SHORT = {
    "Acute infusional toxicity other than fever": "Infusion reaction, no fever",
    "Thrombotic or embolic events": "Thrombosis, embolism",
    "Adverse events at the administration site": "Administration site",
}
"""Short names for the axis; other outcomes show their own name."""


def reviews(study: Study) -> alt.LayerChart:
    """Ratios with their 95% intervals on a logarithmic axis, one row per outcome and review.

    Args:
        study: with the table of reviews of safety beside it.

    Raises:
        MissingFindingError: no review prints a ratio.

    Examples:
        >>> reviews(Study.read()).title.text
        ['Reviews of controlled trials: ratios,', 'not risks']
    """
    ratios = rows(study)
    printed = study.table("safety").query("VALUE != ''")
    words = (
        printed["OUTCOME"] + " " + printed["VALUE"] + " (" + printed["LOW"] + " to " + printed["HIGH"] + ")"
    )
    return publish(
        draw(ratios),
        title="Reviews of controlled trials: ratios, not risks",
        basis="reference",
        study=study,
        description=f"Pooled ratios of cells against control, with limits: {'; '.join(words)}.",
    )


def rows(study: Study) -> pd.DataFrame:
    """The ratios in the order to draw.

    Args:
        study: with the table of reviews of safety beside it.

    Returns:
        `Outcome` (with the ratio as printed behind "|"), `Review` (its short name and the measure), `ratio`,
        `low`, `high` and `trace`.

    Raises:
        MissingFindingError: no review prints a ratio.
    """
    pooled = study.table("safety").query("VALUE != ''")
    if pooled.empty:
        raise MissingFindingError(f"{study.name} has no review that prints a ratio. Add a table of safety.")
    labels = pooled["SOURCEID"].map(study.source_labels)
    limits = pooled["LOW"] + " to " + pooled["HIGH"]
    return pd.DataFrame(
        {
            "Outcome": pooled["OUTCOME"].replace(SHORT) + "|" + pooled["VALUE"] + " (" + limits + ")",
            "Review": labels + ", " + pooled["MEASURE"],
            "ratio": pooled["VALUE"].astype(float),
            "low": pooled["LOW"].astype(float),
            "high": pooled["HIGH"].astype(float),
            "trace": "safety:" + pooled["REFID"],
        }
    )


def draw(ratios: pd.DataFrame) -> alt.LayerChart:
    """Draw the ratios.

    Args:
        ratios: from `rows`.
    """
    base = alt.Chart(ratios)
    row = alt.Y(
        "Outcome:N", sort=None, title=None, axis=alt.Axis(labelExpr="split(datum.label, '|')", labelOffset=-7)
    )
    ratio = alt.X(
        "ratio:Q",
        title="Ratio, cells to control",
        scale=alt.Scale(type="log", domain=[0.3, 40]),
        axis=alt.Axis(values=[0.5, 1, 2, 5, 20]),
    )
    names = list(dict.fromkeys(ratios["Review"]))
    legend = alt.Legend(columns=1, title="Review (measure)")
    color = alt.Color("Review:N", scale=alt.Scale(domain=names, range=[BLUE, GREEN]), legend=legend)
    shape = alt.Shape("Review:N", scale=alt.Scale(domain=names, range=["circle", "square"]), legend=legend)
    layers = alt.LayerChart(
        layer=[
            alt.Chart(ratios.head(1)).mark_rule(strokeDash=[3, 3], color=INK).encode(x=alt.datum(1)),
            base.mark_rule(strokeWidth=3, opacity=0.6).encode(x="low:Q", x2="high:Q", y=row, color=color),
            base.mark_point(opacity=1).encode(x=ratio, y=row, color=color, shape=shape),
        ]
    )
    return layers.properties(width="container", height=34 * len(ratios))
