"""What a split by age can detect, and with which chance."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GRAY, GREEN, INK, PURPLE

MEASURES = ["Detected", "Called equal"]
"""A difference that the test finds with the chosen power, and the narrowest margin for "no difference"."""


def detectable_splits(rows: pd.DataFrame) -> alt.LayerChart:
    """The smallest difference that a split detects, and the narrowest margin it could exclude, by split.

    Args:
        rows: `older` (people of 60 and over), `measure` (of `MEASURES`), `difference` (SDs; missing where no
            difference reaches the power), `words` and `trace`.
    """
    scale = alt.Scale(domain=MEASURES, range=[PURPLE, GREEN])
    shape = alt.Scale(domain=MEASURES, range=["circle", "square"])
    never = "!isValid(datum.difference)"
    base = alt.Chart(rows, width="container", height=300).encode(
        x=alt.X("older:O", title="People aged 60 and over", axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "difference:Q",
            title="Difference, SDs of one person",
            scale=alt.Scale(domain=[0, 5.5]),
            axis=alt.Axis(values=[0, 1, 2, 3, 4]),
        ),
        xOffset=alt.XOffset("measure:N", sort=MEASURES),
    )
    points = base.transform_filter(f"!({never})").mark_point(size=110, filled=True, opacity=1, clip=True)
    return alt.LayerChart(
        layer=[
            points.encode(
                color=alt.Color("measure:N", title=None, scale=scale, legend=alt.Legend(columns=2)),
                shape=alt.Shape("measure:N", title=None, scale=shape),
            ),
            base.transform_filter(f"!({never})").mark_text(dy=-13, color=INK).encode(text="words:N"),
            base.transform_filter(never).mark_text(color=INK).encode(y=alt.value(16), text="words:N"),
        ]
    )


def split_power(rows: pd.DataFrame) -> alt.LayerChart:
    """The chance of a significant result against the true difference, with the usual 80 percent.

    Args:
        rows: `difference` (SDs), `power` (percent), `wanted` (percent, one value), `words` (filled in one
            row of a curve) and `trace`.
    """
    base = alt.Chart(rows, width="container", height=260).encode(
        x=alt.X(
            "difference:Q",
            title="True difference, SDs of one person",
            axis=alt.Axis(values=[0, 1, 2, 3, 4], grid=False),
        ),
        y=alt.Y(
            "power:Q",
            title="Chance of a significant result, %",
            scale=alt.Scale(domain=[0, 100]),
            axis=alt.Axis(values=[0, 20, 40, 60, 80, 100]),
        ),
    )
    marked = base.transform_filter("datum.words != ''")
    below = alt.expr("datum.power < 10 ? -12 : 10")  # above the axis where the curve lies on it
    return alt.LayerChart(
        layer=[
            base.mark_rule(strokeDash=[5, 4], color=GRAY).encode(
                x=alt.value(0), x2=alt.value("width"), y="mean(wanted):Q"
            ),
            base.mark_line(strokeWidth=2.5, color=PURPLE),
            marked.mark_point(size=100, filled=True, opacity=1, color=PURPLE),
            marked.mark_text(align="left", dx=10, dy=below, color=INK).encode(text="words:N"),
        ]
    )
