"""How the claims of the summary fared."""

import altair as alt
import pandas as pd

from analysis.charts.theme import BLUE, GRAY, GREEN, INK, PURPLE, VERMILION

VERDICTS = {
    "reproduced": GREEN,
    "consistent": BLUE,
    "cannot be tested": GRAY,
    "contradicted by the source itself": VERMILION,
    "inconsistent": PURPLE,
}


def verdicts(rows: pd.DataFrame, *, groups: list[str]) -> alt.LayerChart:
    """One bar per group, a part for each verdict with its number of claims.

    Args:
        rows: `group`, `verdict`, `claims`, `names` and `trace`.
        groups: the groups from the top down.
    """
    shown = [verdict for verdict in VERDICTS if verdict in set(rows["verdict"])]
    colors = [VERDICTS[verdict] for verdict in shown]
    legend = alt.Legend(title=None, columns=1, symbolType="square")
    placed = rows.assign(place=rows["verdict"].map(list(VERDICTS).index))
    base = alt.Chart(placed).encode(
        x=alt.X("claims:Q", title="Number of claims", stack="zero", axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("group:N", title=None, sort=groups),
        order=alt.Order("place:Q"),
        tooltip=[
            alt.Tooltip("group:N", title="Claims on"),
            alt.Tooltip("verdict:N", title="Verdict"),
            alt.Tooltip("claims:Q", title="Number"),
        ],
    )
    bars = base.mark_bar(height=26, strokeWidth=1).encode(
        fill=alt.Fill(
            "verdict:N",
            scale=alt.Scale(domain=shown, range=[f"{color}50" for color in colors]),
            legend=legend,
        ),
        stroke=alt.Stroke("verdict:N", scale=alt.Scale(domain=shown, range=colors), legend=legend),
    )
    numbers = base.mark_text(color=INK, fontSize=11).encode(
        x=alt.X("claims:Q", stack="zero", bandPosition=0.5), text="claims:Q"
    )
    return alt.LayerChart(layer=[bars, numbers], width="container", height=40 * len(groups))
