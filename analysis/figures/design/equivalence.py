"""Explorer of what small groups can call equivalent."""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.design.equivalence_drawing import VERDICTS, margins
from analysis.inference import smallest_margin
from analysis.inference.checks import Design

STEP = 0.25
"""SDs from one position of a slider to the next."""


def equivalence(designs: Mapping[str, Design]) -> Explorer:
    """90% intervals for an observed difference, and a margin that a reader chooses.

    Args:
        designs: short label of a design to its number of pairs, or to the sizes of two groups.
    """
    return Explorer(
        title="What a few people can call equivalent",
        basis="design",
        sources=(),
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
        draw=margins,
        describe=_describe,
    )


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
            "smallest": [f"{each.margin:.2f} SD" for each in found],
            "trace": "formula:inference.smallest_margin",
        }
    )


def _describe(rows: pd.DataFrame) -> str:
    best = rows[(rows["difference"] == rows["difference"].min())].drop_duplicates("design")
    told = "; ".join(f"{row.design}, no margin below {row.smallest}" for row in best.itertuples())
    return (
        "For each design a bar shows the 90% interval of a mean difference, in SDs, by the t-test with equal "
        "spread where two groups are compared, around the difference "
        "chosen; dashed lines stand at the margin chosen, on both sides of 0. A circle says that the bar "
        "lies inside both lines, a cross that it does not; the smallest margin that would do is written at "
        f"the right. With no observed difference: {told}."
    )
