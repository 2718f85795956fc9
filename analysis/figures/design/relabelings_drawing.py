"""A permutation distribution, one mark for every relabeling."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GRAY, GREEN, INK, PURPLE

KINDS = ["observed", "as far or farther", "nearer"]


def relabeling_marks(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw each relabeling as a mark above its difference, the observed one marked.

    Args:
        rows: `difference`, `place` (position in the stack of equal differences), `kind` (one of `KINDS`),
            `members` (who is in group A), `result` (words, on the observed row) and `trace`.
    """
    tallest = int(rows["place"].max())
    difference = alt.X("difference:Q", title="Difference in means, B minus A", axis=alt.Axis(grid=False))
    place = alt.Y(
        "place:Q",
        title="Relabelings with that difference",
        scale=alt.Scale(domain=[0, 1.2 * tallest], nice=False),
        axis=alt.Axis(values=list(range(0, tallest, 10))),
    )
    base = alt.Chart(rows, width="container", height=300).encode(x=difference, y=place)
    marks = base.encode(
        color=alt.Color("kind:N", title=None, scale=alt.Scale(domain=KINDS, range=[GREEN, PURPLE, GRAY])),
        shape=alt.Shape(
            "kind:N", title=None, scale=alt.Scale(domain=KINDS, range=["cross", "square", "circle"])
        ),
        tooltip=[
            alt.Tooltip("members:N", title="Group A"),
            alt.Tooltip("difference:Q", title="B minus A", format=".2f"),
        ],
    )
    is_observed = alt.datum.kind == KINDS[0]
    observed = base.transform_filter(is_observed)
    layers = [
        marks.transform_filter(~is_observed).mark_point(filled=True, opacity=1, size=24),
        observed.mark_rule(strokeDash=[4, 4], color=INK).encode(y=alt.value(20), y2=alt.value(300)),
        marks.transform_filter(is_observed).mark_point(filled=True, opacity=1, size=190),
        observed.mark_text(align="left", color=INK).encode(x=alt.value(6), y=alt.value(8), text="result:N"),
    ]
    return alt.LayerChart(layer=layers)
