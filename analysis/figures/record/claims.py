"""How the claims of the summary fared."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, PURPLE, VERMILION

VERDICTS = {
    "adds up": (GREEN, "transparent"),
    "reproduced": (GREEN, f"{GREEN}50"),
    "consistent": (BLUE, f"{BLUE}50"),
    "cannot be tested": (GRAY, f"{GRAY}50"),
    "contradicted by the source itself": (VERMILION, f"{VERMILION}50"),
    "inconsistent": (PURPLE, f"{PURPLE}50"),
}
"""Line and fill of each verdict, in the order of drawing: arithmetic on one page is an empty box."""


def verdicts(rows: pd.DataFrame, *, groups: list[str]) -> alt.LayerChart:
    """One bar per group, a part for each verdict with its number of claims.

    Args:
        rows: `group`, `verdict`, `claims`, `names` and `trace`.
        groups: the groups from the top down.
    """
    shown = [verdict for verdict in VERDICTS if verdict in set(rows["verdict"])]
    lines, fills = ([VERDICTS[verdict][part] for verdict in shown] for part in (0, 1))
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
        fill=alt.Fill("verdict:N", scale=alt.Scale(domain=shown, range=fills), legend=legend),
        stroke=alt.Stroke("verdict:N", scale=alt.Scale(domain=shown, range=lines), legend=legend),
    )
    numbers = base.mark_text(color=INK, fontSize=11).encode(
        x=alt.X("claims:Q", stack="zero", bandPosition=0.5), text="claims:Q"
    )
    return alt.LayerChart(layer=[bars, numbers], width="container", height=40 * len(groups))
