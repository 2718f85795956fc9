"""Explorer of the p-values that a rank test can return at all."""

import pandas as pd

from analysis import inference
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.method import METHOD
from analysis.figures.design.attainable_drawing import attainable_pvalues
from analysis.figures.design.floors import LEVEL
from analysis.inference.pvalues import Method


def attainable() -> Explorer:
    """Every two-sided p-value of the signed-rank or rank-sum test, for sizes and a method to choose.

    The page offers the sizes of the two arms and a little more; a kernel computes up to 30 and 30.
    """
    return Explorer(
        title="P-values that a rank test can return",
        basis="design",
        sources=(),
        controls=(
            Control(
                "n1",
                "Pairs, or first group",
                "range",
                choices=tuple(range(1, 31)),
                default=5,
                on_page=tuple(range(3, 9)),
            ),
            Control(
                "n2",
                "Second group (0: pairs)",
                "range",
                choices=tuple(range(31)),
                default=0,
                on_page=tuple(range(7)),
            ),
            METHOD,
        ),
        compute=_rows,
        draw=attainable_pvalues,
        describe=_describe,
    )


def _rows(*, n1: int, n2: int, method: Method) -> pd.DataFrame:
    """Each attainable p-value once: the distribution mirrors itself above its middle.

    They are drawn with six significant digits, which keeps the page small.
    """
    table = inference.attainable(n1, n2 or None, method=method)
    half: pd.DataFrame = table[table["statistic"] <= table["statistic"].max() / 2]
    drawn = [float(f"{pvalue:.6g}") for pvalue in half["pvalue"]]
    return half.drop(columns="ways").assign(pvalue=drawn, trace="formula:inference.attainable")


def _describe(rows: pd.DataFrame) -> str:
    floors = rows.loc[rows["statistic"] == 0, "pvalue"]
    return (
        "Marks show every two-sided p-value that the chosen test can return without ties, on a logarithmic "
        "axis, against the smaller of its two possible statistics: squares at or below 0.05, circles above. "
        "A dashed line marks 0.05 and the smallest p-value is written out. Over the choices of sizes and "
        f"method ({len(floors)} in these rows) the smallest p-value lies between {floors.min():.2g} and "
        f"{floors.max():.2g}; it stays above 0.05 in {(floors > LEVEL).sum()} of them."
    )
