"""Explorer of how the p-values of a small design print, so that a printed p can be read back."""

from itertools import combinations_with_replacement

import pandas as pd

from analysis import inference
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.method import METHOD
from analysis.figures.design.decoding_drawing import printed_pvalues
from analysis.figures.design.floors import LEVEL
from analysis.inference.pvalues import Method
from analysis.reported import Printed

SMALLEST, LARGEST = 3, 8
_NUMBERS = range(SMALLEST, LARGEST + 1)
DESIGNS: dict[str, tuple[int, ...]] = {
    **{f"{n1} and {n2} values": (n1, n2) for n1, n2 in combinations_with_replacement(_NUMBERS, 2)},
    **{f"{n} pairs": (n,) for n in _NUMBERS},
}
"""Words to sizes: two groups (rank-sum test; p does not know which is first) or pairs (signed-rank)."""


def decoding() -> Explorer:
    """Every p-value of the rank-sum and the signed-rank test in small designs, and how each prints."""
    return Explorer(
        title="How p-values of a small study print",
        basis="design",
        sources=(),
        controls=(
            Control("design", "Sizes", "select", tuple(DESIGNS), "5 and 6 values"),
            METHOD,
        ),
        compute=_rows,
        draw=printed_pvalues,
        describe=_describe,
    )


def prints(pvalue: float, decimals: int) -> str:
    """The text or, on a half, the two texts that a p-value prints as.

    Examples:
        >>> prints(0.0303, 2), prints(0.125, 2)
        ('0.03', '0.12/0.13')
    """
    cut = int(pvalue * 10**decimals)
    texts = (f"{step / 10**decimals:.{decimals}f}" for step in (cut - 1, cut, cut + 1) if step >= 0)
    return "/".join(text for text in texts if Printed(text).holds(pvalue))


def _rows(*, design: str, method: Method) -> pd.DataFrame:
    """Each attainable p-value once; the statistic and its mirror image share it."""
    sizes = DESIGNS[design]
    table = inference.attainable(*sizes, method=method)
    largest = table["statistic"].max()
    half = table[table["statistic"] <= largest / 2]
    rows = [
        {
            "statistic": statistic,
            "statistics": " or ".join(f"{u:g}" for u in dict.fromkeys((statistic, largest - statistic))),
            "pvalue": float(f"{pvalue:.6g}"),
            "p": f"{pvalue:.4g}",
            "two": prints(pvalue, 2),
            "three": prints(pvalue, 3),
        }
        for statistic, pvalue in zip(half["statistic"], half["pvalue"], strict=True)
    ]
    return pd.DataFrame(rows).assign(trace="formula:inference.attainable")


def _describe(rows: pd.DataFrame) -> str:
    floors = rows.loc[rows["statistic"] == 0]
    never = sorted(set(floors.loc[floors["pvalue"] > LEVEL, "design"]))
    return (
        "For the chosen sizes and method, one line per two-sided p-value that the test can return without "
        "ties: the statistic and its mirror image, a mark on a logarithmic axis (square at or below 0.05, "
        "circle above, 0.05 dashed), the p-value in digits, and what it prints as with two and with three "
        f"decimals. The smallest p-value is written above. Over all {len(floors)} choices it lies between "
        f"{floors['pvalue'].min():.2g} and {floors['pvalue'].max():.2g}"
        + (f"; under some method it stays above 0.05 with {', '.join(never)}." if never else ".")
    )
