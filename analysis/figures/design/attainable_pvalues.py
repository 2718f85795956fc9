"""The p-values that a rank test can return at all."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from analysis import inference
from analysis.figures.base.control import METHOD, Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.publish import LONGEST_TITLE
from analysis.figures.base.theme import INK, LOOK, MUTED
from analysis.figures.design.designs import LEVEL
from analysis.inference.pvalues import METHOD_NAMES, Method
from analysis.inference.wording import counted

LARGEST = 30
"""People in a group, with a kernel."""
LARGEST_ON_PAGE = 8
"""Larger arms are left to a kernel: their p-values are many, and lie close together."""
SMALLEST = 3


def attainable_pvalues(sizes: Mapping[str, int]) -> Explorer:
    """Every two-sided p-value of the signed-rank or rank-sum test, for sizes and a method to choose.

    The page offers the sizes of the arms and a little more; a kernel computes up to 30 and 30.

    Args:
        sizes: arm to its number of people; the first one is shown first.

    Examples:
        >>> attainable_pvalues({"A": 5, "B": 6}).title
        '5 pairs can give 8 p-values (exact); none reaches 0.05'
    """
    first, largest = (min(n, LARGEST_ON_PAGE) for n in (next(iter(sizes.values())), max(sizes.values())))
    return Explorer(
        finding=_finding,
        subtitle="Two-sided p without ties: signed-rank test for pairs, rank-sum test for two groups",
        basis="design",
        controls=(
            METHOD,
            Control(
                "n2",
                "Second group (0: pairs)",
                "range",
                choices=tuple(range(LARGEST + 1)),
                default=0,
                on_page=tuple(range(largest + 1)),
            ),
            Control(
                "n1",
                "Pairs, or first group",
                "range",
                choices=tuple(range(1, LARGEST + 1)),
                default=first,
                on_page=tuple(range(min(SMALLEST, first), largest + 3)),
            ),
        ),
        compute=_rows,
        draw=draw,
        describe=_describe,
    )


def _finding(rows: pd.DataFrame) -> str:
    """How many p-values there are, and how many of them reach the level."""
    chosen = rows.iloc[0]
    who = f"{chosen['n1']} v {chosen['n2']} people" if chosen["n2"] else counted((int(chosen["n1"]),))
    count, reached = len(rows), int((rows["pvalue"] <= LEVEL).sum())
    ends = {0: "none reaches", 1: "1 reaches"}.get(reached, f"{reached} reach")
    several = f"{count} p-value{'s' * (count > 1)}"
    title = f"{who} can give {several} ({METHOD_NAMES[chosen['method']]}); {ends} {LEVEL}"
    return title if len(title) <= LONGEST_TITLE else title.replace(" people", "", 1)


def _rows(*, method: Method, n2: int, n1: int) -> pd.DataFrame:
    """Each attainable p-value once: the distribution mirrors itself above its middle.

    They are drawn with six significant digits, which keeps the page small.
    """
    table = inference.attainable(n1, n2 or None, method=method)
    half: pd.DataFrame = table[table["statistic"] <= table["statistic"].max() / 2]
    drawn = [float(f"{pvalue:.6g}") for pvalue in half["pvalue"]]
    return half.drop(columns="ways").assign(pvalue=drawn, trace="formula:inference.attainable")


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw every attainable p-value against its statistic, with the conventional level.

    Args:
        rows: `statistic` (the smaller of its two possible values), `pvalue`, `trace`.
    """
    lowest = min(rows["pvalue"].min(), LEVEL) / 2
    pvalue = alt.Y(
        "pvalue:Q",
        title="Two-sided p (log axis)",
        scale=alt.Scale(type="log", domain=[lowest, 1], nice=False),
        axis=alt.Axis(format="~g", values=[1, 0.2, LEVEL, *(10.0**-k for k in range(2, 18))]),
    )
    statistic = alt.X(
        "statistic:Q",
        title="Smaller of the two statistics",
        axis=alt.Axis(tickMinStep=1, format="d", grid=False),
    )
    base = alt.Chart(rows, width="container", height=300).encode(x=statistic, y=pvalue)
    below = alt.datum.pvalue <= LEVEL
    points = base.mark_point(size=70, filled=True, opacity=1).encode(
        color=alt.condition(below, alt.value(INK), alt.value(MUTED)),
        shape=alt.condition(below, alt.value("square"), alt.value("circle")),
    )
    floor = (
        base.transform_filter(alt.datum.statistic == 0)
        .mark_text(align="left", dx=9, dy=alt.expr(f"datum.pvalue > {LEVEL} ? -9 : 5"), color=INK)
        .encode(text=alt.Text("pvalue:Q", format=".2~g"))
    )
    line = alt.Chart(rows).mark_rule(strokeDash=[4, 4], color=LOOK).encode(y=alt.datum(LEVEL))
    return alt.LayerChart(layer=[line, points, floor])


def _describe(rows: pd.DataFrame) -> str:
    floors = rows.loc[rows["statistic"] == 0, "pvalue"]
    return (
        "Marks show every two-sided p-value that the chosen test can return without ties, on a logarithmic "
        f"axis, against the smaller of its two possible statistics: squares at or below {LEVEL}, circles "
        f"above. A dashed line marks {LEVEL} and the smallest p-value is written out. Over the choices of "
        f"sizes and method ({len(floors)} in these rows) the smallest p-value lies between "
        f"{floors.min():.2g} and {floors.max():.2g}; it stays above {LEVEL} in {(floors > LEVEL).sum()} of "
        "them."
    )
