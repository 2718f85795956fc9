"""What a trial without a control arm sees, beside what it wants to know."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GREEN, INK, PURPLE

KINDS = ["seen", "effect of the cells"]
REACH = 4.6


def seen_and_true(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw each observed change as a bar from 0, and the made-up effect as an open diamond.

    Args:
        rows: `what` (short label, in the order shown), `kind` (one of `KINDS`), `value` and `trace`.
    """
    labels = list(dict.fromkeys(rows["what"]))
    axis = alt.Axis(values=[-4, -2, 0, 2, 4], grid=True)
    scale = alt.Scale(domain=[-REACH, REACH], nice=False)
    base = alt.Chart(rows, width="container", height=58 * len(labels)).encode(
        x=alt.X("value:Q", scale=scale, axis=axis, title="Mean change, in made-up units"),
        y=alt.Y("what:N", sort=labels, title=None),
    )
    color = alt.Color("kind:N", title=None, scale=alt.Scale(domain=KINDS, range=[GREEN, PURPLE]))
    shape = alt.Shape("kind:N", title=None, scale=alt.Scale(domain=KINDS, range=["square", "diamond"]))
    is_seen = alt.datum.kind == KINDS[0]
    bars = base.transform_filter(is_seen).mark_bar(color=GREEN, size=14, opacity=0.5)
    ends = base.transform_filter(is_seen).mark_point(filled=True, size=90, opacity=1)
    effects = base.transform_filter(~is_seen).mark_point(filled=False, size=190, strokeWidth=2.5)
    zero = alt.Chart(rows).mark_rule(color=INK).encode(x=alt.datum(0))
    return alt.LayerChart(
        layer=[zero, bars, ends.encode(color=color, shape=shape), effects.encode(color=color, shape=shape)]
    )
