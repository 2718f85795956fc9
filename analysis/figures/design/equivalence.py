"""What small groups can call equivalent: intervals of a mean difference beside a margin."""

from collections.abc import Mapping
from functools import partial

import altair as alt
import pandas as pd

from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, LOOK, MUTED, SMALLEST
from analysis.inference import smallest_margin
from analysis.inference.checks import Design

STEP = 0.25
"""SDs from one position of a slider to the next."""
REACH = 2.4
"""SDs drawn on both sides of 0."""
VERDICTS = ["equivalent", "not shown"]


def equivalence(designs: Mapping[str, Design]) -> Explorer:
    """90% intervals for an observed difference, and a margin that a reader chooses.

    Args:
        designs: short label of a design to its number of pairs, or to the sizes of two groups (see
            `figures.designs`).

    Examples:
        >>> equivalence({"5 v 6": (5, 6)}).title
        'With equal means, 5 v 6 does not show equality within 0.5 SD'
    """
    return Explorer(
        finding=_finding,
        subtitle="90% intervals of a mean difference by the t-test, in SDs of equal spread",
        basis="design",
        controls=(
            Control(
                "difference",
                "Observed difference, in quarters of an SD",
                "range",
                choices=tuple(range(9)),
                default=0,
                on_page=tuple(range(5)),
            ),
            Control(
                "margin",
                "Margin, in quarters of an SD",
                "range",
                choices=tuple(range(1, 13)),
                default=2,
                on_page=tuple(range(1, 9)),
            ),
        ),
        compute=partial(_rows, designs),
        draw=draw,
        describe=_describe,
    )


def _finding(rows: pd.DataFrame) -> str:
    """How many designs show equality, at the difference and the margin of the rows."""
    first, shown = rows.iloc[0], int((rows["verdict"] == VERDICTS[0]).sum())
    apart = f"means {first['estimate']:g} SD apart" if first["estimate"] else "equal means"
    within = f"equality within {first['margin_sd']:g} SD"
    if len(rows) == 1:
        return f"With {apart}, {first['design']} {'shows' if shown else 'does not show'} {within}"
    if shown in (0, len(rows)):
        return f"With {apart}, {f'all {shown} designs show' if shown else 'no design shows'} {within}"
    return f"With {apart}, {shown} of {len(rows)} designs show{'s' * (shown == 1)} {within}"


def _rows(designs: Mapping[str, Design], *, difference: int, margin: int) -> pd.DataFrame:
    found = [smallest_margin(design, STEP * difference) for design in designs.values()]
    return pd.DataFrame(
        {
            "design": list(designs),
            "estimate": [each.estimate for each in found],
            "low": [round(each.low, 4) for each in found],
            "high": [round(each.high, 4) for each in found],
            "margin_sd": STEP * margin,
            "verdict": [VERDICTS[int(each.margin >= STEP * margin)] for each in found],
            "smallest": [f"needs {each.margin:.2f} SD" for each in found],
            "trace": "formula:inference.smallest_margin",
        }
    )


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw the 90% interval of each design and, as lines, the margin on both sides of 0.

    Args:
        rows: `design` (short label, in the order shown), `estimate`, `low`, `high`, `margin_sd` (all in SDs),
            `verdict` (one of `VERDICTS`), `smallest` (the smallest margin) and `trace`.
    """
    designs = list(dict.fromkeys(rows["design"]))
    scale = alt.Scale(domain=[-REACH, REACH], nice=False)
    axis = alt.Axis(values=[-2, -1, 0, 1, 2], grid=False)
    base = alt.Chart(rows, width="container", height=min(48, 360 // len(designs)) * len(designs)).encode(
        y=alt.Y("design:N", sort=designs, title=None)
    )
    difference = alt.X("low:Q", scale=scale, axis=axis, title="Mean difference, in SDs")
    color = alt.Color("verdict:N", title=None, scale=alt.Scale(domain=VERDICTS, range=[INK, MUTED]))
    shape = alt.Shape("verdict:N", title=None, scale=alt.Scale(domain=VERDICTS, range=["circle", "cross"]))
    bars = base.encode(x=difference, x2="high", color=color).mark_rule(strokeWidth=3)
    points = base.encode(x=alt.X("estimate:Q", scale=scale, axis=axis), color=color, shape=shape)
    marks = points.mark_point(filled=True, size=120, opacity=1)
    words = base.mark_text(align="right", dy=-13, fontSize=SMALLEST, color=INK).encode(
        x=alt.value("width"), text=alt.Text("smallest:N")
    )
    zone = alt.Chart(rows).mark_rule(strokeDash=[4, 4], color=LOOK)
    right = zone.encode(x=alt.X("max(margin_sd):Q", scale=scale, axis=axis))
    left = zone.transform_calculate(below=-alt.datum.margin_sd).encode(
        x=alt.X("min(below):Q", scale=scale, axis=axis)
    )
    return alt.LayerChart(layer=[left, right, bars, marks, words])


def _describe(rows: pd.DataFrame) -> str:
    best = rows[(rows["difference"] == rows["difference"].min())].drop_duplicates("design")
    told = "; ".join(
        f"{row.design}, no margin below {row.smallest.removeprefix('needs ')}" for row in best.itertuples()
    )
    return (
        "For each design a bar shows the 90% interval of a mean difference, in SDs, by the t-test with equal "
        "spread where two groups are compared, around the difference "
        "chosen; dashed lines stand at the margin chosen, on both sides of 0. A circle says that the bar "
        "lies inside both lines, a cross that it does not; the smallest margin that would do is written at "
        f"the right. With no observed difference: {told}."
    )
