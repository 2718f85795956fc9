"""HOMA-IR: what a rise of insulin means while glucose stays the same."""

import altair as alt
import pandas as pd

from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, MUTED, PAPER
from analysis.physiology import homa_ir

MOST = 30
"""End of the drawn line, in mU/L."""
GLUCOSE = {45: "4.5", 50: "5.0", 55: "5.5"}
"""Tenths of mmol/L and their words."""
RISES = (10, 25, 50, 100)


def insulin() -> Explorer:
    """HOMA-IR before and after a rise of fasting insulin at unchanged glucose.

    Examples:
        >>> insulin().title
        'If glucose stays, HOMA-IR rises 50% as insulin does, from 1.8 to 2.7'
    """
    return Explorer(
        finding=_finding,
        subtitle="Glucose in mmol/L times insulin in mU/L, divided by 22.5; example levels, nobody's",
        basis="reference",
        controls=(
            Control(
                "homa_rise",
                "Rise",
                "select",
                choices=RISES,
                default=50,
                labels=tuple(f"{rise}%" for rise in RISES),
            ),
            Control("homa_before", "Insulin before, mU/L", "select", choices=(4, 8, 12), default=8),
            Control(
                "homa_glucose",
                "Glucose, mmol/L",
                "radio",
                choices=tuple(GLUCOSE),
                default=50,
                labels=tuple(GLUCOSE.values()),
            ),
        ),
        compute=_rows,
        draw=draw,
        describe=_describe,
    )


def _rows(*, homa_before: int, homa_rise: int, homa_glucose: int) -> pd.DataFrame:
    after = homa_before * (1 + homa_rise / 100)
    levels = {"line": (0.1, MOST), "before": (homa_before,), "after": (after,)}
    rows = [
        (kind, round(level, 2), round(float(homa_ir(homa_glucose / 10, level)), 2))
        for kind, values in levels.items()
        for level in values
    ]
    frame = pd.DataFrame(rows, columns=["kind", "insulin", "homa"])
    words = [
        f"{kind}: {homa:.1f}" if kind != "line" else ""
        for kind, homa in zip(frame["kind"], frame["homa"], strict=True)
    ]
    return frame.assign(words=words, trace="formula:physiology.homa_ir")


def _finding(rows: pd.DataFrame) -> str:
    """The share by which insulin rises is that by which HOMA-IR does."""
    before, after = (rows[rows["kind"] == kind].iloc[0] for kind in ("before", "after"))
    share = after["insulin"] / before["insulin"] - 1
    ends = f"from {before['homa']:.1f} to {after['homa']:.1f}"
    return f"If glucose stays, HOMA-IR rises {share:.0%} as insulin does, {ends}"


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """HOMA-IR before and after a rise of insulin at unchanged glucose.

    Args:
        rows: ``kind`` ("line", "before" or "after"), ``insulin`` (mU/L), ``homa``, ``words`` and ``trace``.
    """
    base = alt.Chart(rows)
    x = alt.X(
        "insulin:Q",
        title="Fasting insulin (mU/L)",
        scale=alt.Scale(domain=[0, 32], nice=False),
        axis=alt.Axis(values=[0, 10, 20, 30]),
    )
    y = alt.Y(
        "homa:Q",
        title="HOMA-IR",
        scale=alt.Scale(domain=[0, 8], nice=False),
        axis=alt.Axis(values=[0, 2, 4, 6, 8]),
    )
    points = base.transform_filter("datum.kind != 'line'").encode(x=x, y=y)
    before, after = (points.transform_filter(f"datum.kind == '{kind}'") for kind in ("before", "after"))
    fill = alt.Fill("kind:N", scale=alt.Scale(domain=["before", "after"], range=[PAPER, INK]), legend=None)
    return alt.LayerChart(
        data=rows,
        layer=[
            base.transform_filter("datum.kind == 'line'")
            .mark_line(color=MUTED, strokeWidth=2)
            .encode(x=x, y=y),
            points.mark_point(size=110, opacity=1, stroke=INK, strokeWidth=2).encode(fill=fill),
            before.mark_text(align="left", dx=10, dy=12, color=INK).encode(text="words:N"),
            after.mark_text(dy=-16, color=INK).encode(text="words:N"),
        ],
    ).properties(width="container", height=250)


def _describe(rows: pd.DataFrame) -> str:
    known = rows[rows["kind"] != "line"]
    return (
        "A straight line through the origin shows HOMA-IR, glucose in mmol/L times insulin in mU/L divided "
        "by 22.5, against fasting insulin for the chosen glucose, with a mark before and one after the "
        "chosen rise. HOMA-IR is a product, so at unchanged glucose it "
        f"rises by the same share as insulin. Over the choices it lies between {known['homa'].min():g} and "
        f"{known['homa'].max():g}."
    )
