"""The p of a contrast over ensembles: a bar for each prior, with and without what constrains it."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GREEN, INK, PURPLE

LEVEL = 0.05
STEP = 48
"""Height of a prior's place."""
LABELS = 100
"""The room for the names of priors, below which the sentences begin."""
IN_WORDS = " "
"""The unnamed place below all priors where the sentences begin; two more follow it."""


def contrasts(rows: pd.DataFrame) -> alt.LayerChart:
    """Priors down, p across; two bars a prior, and what they come to in words below.

    Args:
        rows: `kind` ("spread", "refused" or "sentence"), `constraint`, `prior` (`IN_WORDS` for the sentence),
            the quantiles `low`, `q1`, `middle`, `q3`, `high`, `words` (the share, or the sentences with their
            lines divided by "|") and `trace`.
    """
    told = rows[rows["kind"] != "sentence"]
    priors, kinds = list(told["prior"].unique()), list(told["constraint"].unique())
    places = [*priors, IN_WORDS, 2 * IN_WORDS, 3 * IN_WORDS]
    scale = alt.Scale(type="log", domain=[0.002, 4], nice=False)
    axis = alt.Axis(values=[0.005, 0.02, 0.05, 0.2, 1], format="~g")
    x = alt.X("low:Q", scale=scale, axis=axis, title="Two-sided p of dose by time")
    down = alt.Axis(ticks=False, domain=False, minExtent=LABELS)
    y = alt.Y("prior:N", scale=alt.Scale(domain=places), title=None, axis=down)
    base = alt.Chart(rows, width="container", height=STEP * len(places)).encode(y=y)
    each = base.transform_filter(alt.datum.kind != "sentence").encode(
        yOffset=alt.YOffset("constraint:N", scale=alt.Scale(domain=kinds, paddingOuter=0.3)),
        color=alt.Color(
            "constraint:N",
            scale=alt.Scale(domain=kinds, range=[GREEN, PURPLE]),
            title=None,
            legend=alt.Legend(columns=1),
        ),
    )
    spread = each.transform_filter(alt.datum.kind == "spread")
    shape = alt.Shape("constraint:N", scale=alt.Scale(domain=kinds, range=["circle", "square"]), title=None)
    level = alt.Chart(rows).mark_rule(strokeDash=[4, 3], color=INK)
    sentence = base.transform_filter(alt.datum.kind == "sentence").mark_text(
        align="left", baseline="top", lineBreak="|", fontSize=11, dy=-STEP / 2 + 6, color=INK
    )
    layers = [
        level.encode(x=alt.datum(LEVEL), y=alt.value(0), y2=alt.value(STEP * len(priors))),
        spread.mark_rule(strokeWidth=2).encode(x=x, x2="high:Q"),
        spread.mark_rule(strokeWidth=8, opacity=0.6).encode(x="q1:Q", x2="q3:Q"),
        spread.mark_point(filled=True, opacity=1, size=55, stroke=INK, strokeWidth=1).encode(
            x="middle:Q", shape=shape
        ),
        each.mark_text(align="right").encode(x=alt.value("width"), text="words:N", color=alt.value(INK)),
        sentence.encode(x=alt.value(4 - LABELS), text="words:N"),
    ]
    return alt.LayerChart(layer=layers)
