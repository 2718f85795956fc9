"""What printed numbers allow: verdicts on a map of readings."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, PURPLE, VERMILION

VERDICTS = ["possible", "possible with ties", "impossible", "impossible without ties", "undecided"]


def verdicts(rows: pd.DataFrame) -> alt.LayerChart:
    """Readings of ± and of the first group's size down, sizes of the second group across.

    Args:
        rows: `row` (a reading of ± and the first group), `column` (the second group), `verdict` (one of
            `VERDICTS`), `words` (written in the cell, its lines divided by "|"), `reason` and `trace`.
    """
    colors = [GREEN, BLUE, VERMILION, PURPLE, GRAY]
    inside = alt.Scale(
        domain=VERDICTS, range=[f"{GREEN}60", f"{BLUE}38", f"{VERMILION}48", f"{PURPLE}38", "transparent"]
    )
    legend = alt.Legend(title=None, columns=2, symbolType="square")
    base = alt.Chart(rows).encode(
        x=alt.X("column:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, orient="top")),
        y=alt.Y("row:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False)),
        tooltip=[alt.Tooltip("verdict:N", title="Verdict"), alt.Tooltip("reason:N", title="Reason")],
    )
    boxes = base.mark_rect(strokeWidth=1, cornerRadius=2).encode(
        fill=alt.Fill("verdict:N", scale=inside, legend=legend),
        stroke=alt.Stroke("verdict:N", scale=alt.Scale(domain=VERDICTS, range=colors), legend=legend),
    )
    # The lines of a text hang from its first; dy moves the block to the middle of the cell.
    words = base.mark_text(color=INK, fontSize=10.5, lineBreak="|", dy=-13).encode(text="words:N")
    return alt.LayerChart(layer=[boxes, words], width="container", height=46 * rows["row"].nunique())
