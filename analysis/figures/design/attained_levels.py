"""Explorer of the confidence level that an exact interval can attain."""

import pandas as pd

from analysis import inference
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.design.intervals_drawing import REACHED, attained_levels

DESIGNS: dict[str, tuple[range, range | None]] = {
    **{f"{n} pairs": (range(1, n + 1), None) for n in range(3, 12)},
    "5 v 6 subjects": (range(5), range(5, 11)),
}
"""Label of a design to data of its sizes, none of them zero; the level depends on the sizes alone."""


def levels() -> Explorer:
    """The true level of the exact Hodges-Lehmann interval, for a level asked for."""
    return Explorer(
        title="The confidence level an exact interval attains",
        basis="design",
        sources=(),
        controls=(
            Control(
                "asked",
                "Level asked for, percent",
                "range",
                choices=tuple(range(50, 100)),
                default=95,
                on_page=tuple(range(80, 100)),
            ),
        ),
        compute=_rows,
        draw=attained_levels,
        describe=_describe,
    )


def _rows(*, asked: int) -> pd.DataFrame:
    intervals = [inference.hodges_lehmann(x, y, confidence=asked / 100) for x, y in DESIGNS.values()]
    return pd.DataFrame(
        {
            "design": list(DESIGNS),
            "attained": [100 * interval.attained for interval in intervals],
            "reached": [REACHED[interval.attained < interval.asked] for interval in intervals],
            "trace": "formula:inference.hodges_lehmann",
        }
    )


def _describe(rows: pd.DataFrame) -> str:
    five = rows.loc[rows["design"] == "5 pairs", "attained"].max()
    return (
        "For three to eleven pairs, and for 5 v 6 subjects, a mark shows the level that the exact "
        "Hodges-Lehmann interval truly attains; a dashed line shows the level asked for. A circle reaches "
        "it; a cross is the widest interval there is and falls short. With five pairs the highest level in "
        f"these rows is {five:.2f}%."
    )
