"""Explorer of the baseline that was not printed: which one would erase the difference in changes?"""

from functools import partial

import pandas as pd

from analysis.data import Source
from analysis.figures.audit.tipping_drawing import tipping
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.inference.wording import number
from analysis.reported.tipping import TippingPoint


def unprinted_baseline(
    point: TippingPoint, *, trace: str, choices: range, default: int, sources: tuple[Source, ...]
) -> Explorer:
    """Two arms from baseline to a later visit; the second arm's baseline is the reader's.

    Args:
        point: the printed means, and where the changes are equal.
        trace: the findings that the means come from.
        choices: the baselines to choose from, in the unit of the means.
        default: the one first shown.
        sources: where the means were printed.
    """
    return Explorer(
        title="Which low-dose baseline would erase the difference in changes?",
        basis="published",
        sources=sources,
        controls=(
            Control("ld_began", "LD at baseline, pg/mL", "range", choices=tuple(choices), default=default),
        ),
        compute=partial(_row, point, trace),
        draw=tipping,
        describe=partial(_describe, point),
        added="the low-dose baseline is the reader's choice",
    )


def _row(point: TippingPoint, trace: str, *, ld_began: int) -> pd.DataFrame:
    difference, ratio = point.change_in_differences(ld_began), point.ratio_of_ratios(ld_began)
    verdict = "more" if difference > 0 else "less"
    words = (
        f"HD {point.after - point.before:+.0f}, LD {point.other_after - ld_began:+.0f}: HD "
        + ("the same" if difference == 0 else f"{abs(difference):.0f} {verdict}")
        + f"|HD × {number(round(point.after / point.before, 2))}, "
        f"LD × {number(round(point.other_after / ld_began, 2))}: ratio {number(round(ratio, 2))}"
    )
    return pd.DataFrame(
        {
            "before": [point.before],
            "after": [point.after],
            "other_after": [point.other_after],
            "words": [words.replace("-", "−")],
            "trace": [f"{trace} formula:reported.tipping_point"],
        }
    )


def _describe(point: TippingPoint, rows: pd.DataFrame) -> str:
    return (
        f"Two lines from baseline to month 6 in pg/mL. HD goes from {point.before:.0f} to {point.after:.0f}, "
        f"both printed; LD ends at the printed {point.other_after:.0f} and begins where the reader sets it, "
        f"from {rows['ld_began'].min()} to {rows['ld_began'].max()}. {point.sentence()}"
    )
