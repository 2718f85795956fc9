"""Expected change of lung function with age, from reference equations."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GRAY, GREEN, INK, PURPLE

SEX_COLOR = alt.Scale(domain=["men", "women"], range=[GREEN, PURPLE])
SEX_SHAPE = alt.Scale(domain=["men", "women"], range=["square", "triangle-up"])


def lung_changes(changes: pd.DataFrame) -> alt.LayerChart:
    """Expected five-year change against the age at the start, for men and women.

    Args:
        changes: ``sex``, ``age``, ``change``, ``unit`` (its words), ``words`` (at one age, else empty) and
            ``trace``.
    """
    base = alt.Chart(changes)
    x = alt.X("age:Q", title="Age at the first visit (years)", scale=alt.Scale(domain=[24, 88], nice=False))
    y = alt.Y(
        "change:Q", title="Five-year change (mL; ratio: points)", scale=alt.Scale(zero=True, padding=20)
    )
    color = alt.Color("sex:N", scale=SEX_COLOR, legend=alt.Legend(title=None))
    shape = alt.Shape("sex:N", scale=SEX_SHAPE, legend=alt.Legend(title=None))
    told = base.transform_filter("datum.words")
    return alt.LayerChart(
        data=changes,
        layer=[
            base.mark_line(strokeWidth=2).encode(x=x, y=y, color=color),
            base.mark_point(size=55, opacity=1).encode(x=x, y=y, color=color, shape=shape),
            told.mark_rule(color=GRAY, strokeDash=[4, 4]).encode(x=x),
            *(
                told.transform_filter(f"datum.sex == '{sex}'")
                .mark_text(align="left", dx=6, dy=shift, color=INK)
                .encode(x=x, y=y, text="words:N")
                for sex, shift in (("men", 14), ("women", -22))
            ),
        ],
    ).properties(width="container", height=260)
