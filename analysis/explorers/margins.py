"""Explorer of what small groups can call equivalent."""

import pandas as pd

from analysis.charts.margins import VERDICTS, margins
from analysis.explorers.control import Control
from analysis.explorers.explorer import Explorer
from analysis.inference import smallest_margin
from analysis.inference.checks import Design

DESIGNS: dict[str, Design] = {"5 pairs": 5, "6 pairs": 6, "11 pairs": 11, "5 v 6": (5, 6)}
STEP = 0.25
"""SDs from one position of a slider to the next."""


def equivalence() -> Explorer:
    """90% intervals for an observed difference, and a margin that a reader chooses."""
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
        compute=_rows,
        draw=margins,
        describe=_describe,
    )


def _rows(*, difference: int, margin: int) -> pd.DataFrame:
    found = [smallest_margin(design, STEP * difference) for design in DESIGNS.values()]
    return pd.DataFrame(
        {
            "design": list(DESIGNS),
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
        "For four designs a bar shows the 90% interval of a mean difference, in SDs, around the difference "
        "chosen; dashed lines stand at the margin chosen, on both sides of 0. A circle says that the bar "
        "lies inside both lines, a cross that it does not; the smallest margin that would do is written at "
        f"the right. With no observed difference: {told}."
    )
