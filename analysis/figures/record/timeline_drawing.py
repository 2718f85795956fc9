"""What is dated on the calendar, and the visits on the study's own clock."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GREEN, INK


def timeline(calendar: pd.DataFrame, visits: pd.DataFrame) -> alt.VConcatChart:
    """The calendar above, the study's clock below; nothing joins the two.

    Args:
        calendar: from ``reported.calendar``: `event`, `printed`, `start`, `end`, `trace`.
        visits: from ``reported.study_clock``: `visit`, `order`, `findings`, `trace`.
    """
    return alt.vconcat(_calendar(calendar), _clock(visits), spacing=24)


def _calendar(events: pd.DataFrame) -> alt.LayerChart:
    """One bar an event, as long as the printed date leaves open."""
    x = alt.X(
        "start:Q",
        title="Calendar year",
        scale=alt.Scale(zero=False, padding=24),
        axis=alt.Axis(format="d", tickCount=5, labelFlush=False),
    )
    base = alt.Chart(events).encode(x=x, y=alt.Y("event:N", sort=None, title=None))
    spans = base.mark_bar(color=GREEN, size=9, stroke=GREEN, strokeWidth=3).encode(x2="end")
    words = base.mark_text(dy=-13, fontSize=11, color=INK).encode(text="printed:N")
    return alt.LayerChart(layer=[spans, words], width="container", height=34 * len(events))


def _clock(visits: pd.DataFrame) -> alt.LayerChart:
    """One bar a visit: how many findings tell of it."""
    base = alt.Chart(visits).encode(
        x=alt.X("visit:N", sort=None, title="Visit (not to scale)", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("findings:Q", title="Findings", axis=alt.Axis(tickCount=3)),
    )
    columns = base.mark_bar(color=GREEN, opacity=0.6)
    words = base.mark_text(dy=-8, color=INK).encode(text="findings:Q")
    return alt.LayerChart(layer=[columns, words], width="container", height=110)
