"""Pooled ratios of systematic reviews."""

import altair as alt
import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import INK, LOOK
from analysis.inference.wording import in_words

SHORT = {
    "Acute infusional toxicity other than fever": "Other infusion reaction",
    "Thrombotic or embolic events": "Thrombosis, embolism",
    "Adverse events at the administration site": "Administration site",
}
"""Short names for the axis; other outcomes show their own name."""
SHAPES = ("circle", "square", "triangle-up", "diamond")
"""Of the reviews in their order, again from the first where there are more."""
ROW = 26


def reviews(study: Study) -> alt.LayerChart:
    """Ratios with their 95% intervals on a logarithmic axis, one row per outcome and review.

    Args:
        study: with the table of reviews of safety beside it.

    Raises:
        MissingFindingError: no review prints a ratio.

    Examples:
        >>> reviews(Study.read()).usermeta["title"]
        'Fever is the clearest excess in both reviews of controlled trials'
    """
    ratios = rows(study)
    printed = study.table("safety").query("VALUE != ''")
    words = (
        printed["OUTCOME"] + " " + printed["VALUE"] + " (" + printed["LOW"] + " to " + printed["HIGH"] + ")"
    )
    return publish(
        draw(ratios),
        title=finding(ratios),
        subtitle="As abstracts print them: pooled ratios, no risks, cells to control; 95% intervals, log",
        basis="reference",
        study=study,
        description=f"Pooled ratios of cells against control, with limits: {'; '.join(words)}.",
    )


def finding(ratios: pd.DataFrame) -> str:
    """What stands out in every review, else how many intervals lie on one side of 1.

    What stands out has the highest lower limit of its review, above 1; reviews agree on it where the names of
    their outcomes share a word.

    Args:
        ratios: from `rows`.

    Examples:
        >>> pair = {"Review": ["A", "B"], "low": [1.1, 0.9], "high": [2.0, 3.0], "clearest": [True, False]}
        >>> finding(pd.DataFrame({"outcome": ["Fever", "Mild fever"], **pair}))
        'Of 2 pooled ratios, 1 lies above 1 with its whole interval, 0 below'
    """
    clearest = ratios[ratios["clearest"]]
    reviews = ratios["Review"].nunique()
    if len(clearest) == reviews > 1:
        first, *others = (set(name.lower().split()) for name in clearest["outcome"])
        shared = first.intersection(*others)
    else:
        shared = set()
    if len(shared) == 1:
        both = "both" if reviews == 2 else f"all {in_words(reviews)}"
        return f"{shared.pop().capitalize()} is the clearest excess in {both} reviews of controlled trials"
    above, below = int((ratios["low"] > 1).sum()), int((ratios["high"] < 1).sum())
    lie, their = ("lies", "its") if above == 1 else ("lie", "their")
    return f"Of {len(ratios)} pooled ratios, {above} {lie} above 1 with {their} whole interval, {below} below"


def rows(study: Study) -> pd.DataFrame:
    """The ratios in the order to draw.

    Args:
        study: with the table of reviews of safety beside it.

    Returns:
        `outcome` (as printed), `Outcome` (as the axis writes it), `Review` (its short name and the measure),
        `ratio`, `low`, `high`, `printed` (all three), `clearest` (whether the lower limit is the highest of
        its review, and above 1) and `trace`.

    Raises:
        MissingFindingError: no review prints a ratio.
    """
    pooled = study.table("safety").query("VALUE != ''")
    if pooled.empty:
        raise MissingFindingError(f"{study.name} has no review that prints a ratio. Add a table of safety.")
    labels = pooled["SOURCEID"].map(study.source_labels)
    review, low = labels + ", " + pooled["MEASURE"], pooled["LOW"].astype(float)
    return pd.DataFrame(
        {
            "outcome": pooled["OUTCOME"],
            "Outcome": pooled["OUTCOME"].replace(SHORT),
            "Review": review,
            "ratio": pooled["VALUE"].astype(float),
            "low": low,
            "high": pooled["HIGH"].astype(float),
            "printed": pooled["VALUE"] + " (" + pooled["LOW"] + " to " + pooled["HIGH"] + ")",
            "clearest": (low > 1) & (low == low.groupby(review).transform("max")),
            "trace": "safety:" + pooled["REFID"],
        }
    )


def draw(ratios: pd.DataFrame) -> alt.LayerChart:
    """Draw the ratios, the clearest excess of each review in the color to look at.

    Args:
        ratios: from `rows`.
    """
    base = alt.Chart(ratios)
    row = alt.Y(
        "Outcome:N",
        sort=None,
        title=None,
        axis=alt.Axis(ticks=False, domain=False),
    )
    ratio = alt.X(
        "ratio:Q",
        title="Ratio, cells to control",
        scale=alt.Scale(type="log", domain=[0.3, 40]),
        axis=alt.Axis(values=[0.5, 1, 2, 5, 20], grid=False),
    )
    names = list(dict.fromkeys(ratios["Review"]))
    shape = alt.Shape(
        "Review:N",
        scale=alt.Scale(domain=names, range=[SHAPES[place % len(SHAPES)] for place in range(len(names))]),
        legend=alt.Legend(columns=1, title=None, symbolFillColor=INK, symbolStrokeColor=INK),
    )
    color = alt.condition("datum.clearest", alt.value(LOOK), alt.value(INK))
    layers = alt.LayerChart(
        layer=[
            alt.Chart(ratios.head(1)).mark_rule(strokeDash=[3, 3], color=INK).encode(x=alt.datum(1)),
            base.mark_rule(strokeWidth=3, opacity=0.6).encode(x="low:Q", x2="high:Q", y=row, color=color),
            base.mark_point(opacity=1).encode(
                x=ratio,
                y=row,
                color=color,
                shape=shape,
                tooltip=[alt.Tooltip("outcome:N", title="Outcome"), "Review:N", "printed:N"],
            ),
        ]
    )
    return layers.properties(width="container", height=ROW * len(ratios))
