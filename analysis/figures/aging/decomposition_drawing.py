"""A change between two visits beside what else could account for it, component by component."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import DIRECTION_COLOR, DIRECTION_SHAPE, GREEN, INK, PURPLE, VERMILION

COMPONENTS = ["Regression to the mean", "Aging", "Kit or lot", "Loss in old tubes"]
TOGETHER = "All four together"
REPORTED = "Reported, high dose"
HEIGHT = 270
_TICKS = "[log(0.2), log(0.5), 0, log(2), log(5)]"


def _log(field: str) -> alt.X:
    """The one axis of all layers: the log of a factor, labeled with the factor."""
    return alt.X(
        f"{field}:Q",
        title="Times baseline (log axis)",
        scale=alt.Scale(domain=[-2.3, 2.6], nice=False),
        axis=alt.Axis(values=alt.ExprRef(_TICKS), labelExpr="format(exp(datum.value), '.1~g') + ' ×'"),
    )


_LOG = _log("log")
_ROW = alt.Y(
    "component:N",
    sort=[*COMPONENTS, TOGETHER, REPORTED],
    title=None,
    scale=alt.Scale(domain=[*COMPONENTS, TOGETHER, REPORTED]),
)


def components(rows: pd.DataFrame) -> alt.LayerChart:
    """One bar for each component on a log scale, their sum, and what was reported.

    Args:
        rows: `component` (of `COMPONENTS`, or `REPORTED`), `log` (log of the factor; missing where no size is
            told), `words` (the factor as text), `direction` (only where reported) and `trace`.
    """
    base = alt.Chart(rows, width="container", height=HEIGHT).encode(y=_ROW)
    parts = base.transform_filter(f"datum.component != '{REPORTED}'")
    told = base.transform_filter(f"datum.component == '{REPORTED}'")
    sized, unsized = (told.transform_filter(f"{test}isValid(datum.log)") for test in ("", "!"))
    total = parts.transform_aggregate(log="sum(log)").transform_calculate(
        component=f"'{TOGETHER}'", words="format(exp(datum.log), '.2f') + ' ×'"
    )
    return alt.LayerChart(
        layer=[
            base.mark_rule(color=INK, opacity=0.5).encode(
                x=alt.datum(0), y=alt.value(0), y2=alt.value(HEIGHT)
            ),
            parts.mark_bar(color=PURPLE, height=14).encode(x=_LOG, x2=alt.datum(0)),
            total.mark_bar(color=GREEN, height=18, clip=True).encode(x=_LOG, x2=alt.datum(0)),
            *(_beside(bars) for bars in (parts, total)),
            sized.mark_line(color=VERMILION, strokeWidth=3).encode(x=_LOG),
            sized.mark_point(size=110, shape="diamond", color=VERMILION, filled=True, opacity=1).encode(
                x=_LOG
            ),
            sized.mark_text(dy=-14, color=INK).encode(x=_LOG, text="words:N"),
            unsized.mark_point(size=110, filled=True, opacity=1).encode(
                x=alt.datum(0),
                color=alt.Color("direction:N", scale=DIRECTION_COLOR, legend=None),
                shape=alt.Shape("direction:N", scale=DIRECTION_SHAPE, legend=None),
            ),
            unsized.mark_text(align="left", dx=10, color=INK).encode(x=alt.datum(0), text="words:N"),
        ]
    )


def _beside(bars: alt.Chart) -> alt.Chart:
    """The factor in words, to the right of its bar, or of the line where the bar runs to the left."""
    ends = bars.transform_calculate(end="max(datum.log, 0)")
    words: alt.Chart = ends.mark_text(align="left", dx=6, color=INK).encode(x=_log("end"), text="words:N")
    return words
