"""Explorer of regression to the mean: what a second measurement is expected to show without any treatment."""

from collections.abc import Mapping
from functools import partial
from math import exp, log

import pandas as pd

from analysis import physiology
from analysis.data import Source
from analysis.figures.aging.falling_back_drawing import falling_back as draw
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.physiology import LuckyStart, lucky_start
from analysis.reconstruction import Prior

ENDS = (1.0, 3.0)
"""First means drawn, in multiples of the healthy mean."""


def falling_back(bounds: Mapping[str, LuckyStart], *, trace: str, sources: tuple[Source, ...]) -> Explorer:
    """The mean expected at a second measurement, by the first mean and the reliability of one measurement.

    The point that is written out is the highest first mean that luck alone gives such a group.

    Args:
        bounds: name of a marker to how far luck lifts the mean of the group; the first is drawn, and its
            reliability, rounded to whole percent, shown first.
        trace: the rows that the bounds rest on; traced by the point that is written out.
        sources: where their figures come from.
    """
    first = next(iter(bounds.values()))
    told = "; ".join(f"{name}: {bound.sentence()}" for name, bound in bounds.items())
    return Explorer(
        title="How far a mean is expected to fall back without any treatment",
        basis="reference",
        sources=sources,
        controls=(
            Control(
                "repeats",
                "Reliability of one measurement, percent",
                "range",
                choices=tuple(range(101)),
                default=round(100 * first.reliability),
            ),
        ),
        compute=partial(_rows, first, trace),
        draw=draw,
        describe=partial(_describe, told),
    )


def luck(
    priors: Mapping[str, Prior],
    repeats: pd.DataFrame,
    names: Mapping[str, str],
    *,
    people: tuple[int, ...],
) -> pd.DataFrame:
    """How far luck lifts the mean of a group, and the fall that it then explains, by source of reliability.

    The spread of single values is the prior's in every row; only the share between people differs.

    Args:
        priors: PARAMCD to prior.
        repeats: published reliabilities, as `data.repeats()`; rows on other markers are left out.
        names: PARAMCD to the marker's name.
        people: sizes of the groups.

    Returns:
        For each marker the prior's own reliability, then the published ones: `parameter`, `marker`, `rests`
        ("prior", or the REFID), `reliability`, and for each size n `start_n` and `fall_n` in percent.
    """
    shares = [(code, "prior", prior.correlation) for code, prior in priors.items()]
    shares += [(row["PARAMCD"], row["REFID"], float(row["VALUE"])) for row in repeats.to_dict("records")]
    order = list(priors)
    known = sorted((each for each in shares if each[0] in priors), key=lambda each: order.index(each[0]))
    rows = []
    for code, rests, share in known:
        bounds = [lucky_start(n, priors[code].sd, share) for n in people]
        rows.append(
            {"parameter": code, "marker": names[code], "rests": rests, "reliability": share}
            | {f"start_{bound.people}": bound.start_percent for bound in bounds}
            | {f"fall_{bound.people}": bound.fall_percent for bound in bounds}
        )
    return pd.DataFrame(rows)


def _rows(bound: LuckyStart, trace: str, *, repeats: int) -> pd.DataFrame:
    first = (*ENDS, bound.start)
    second = [
        exp(log(mean) + float(physiology.expected_regression(log(mean), 0.0, repeats / 100)))
        for mean in first
    ]
    words = f"{bound.start:.2f} times falls to {second[-1]:.2f} times"
    made = "formula:physiology.expected_regression"
    return pd.DataFrame(
        {
            "first": [round(mean, 6) for mean in first],
            "second": [round(mean, 6) for mean in second],
            "kind": ["end", "end", "shown"],
            "words": ["", "", words],
            "trace": [made, made, f"{made} formula:physiology.lucky_start {trace}"],
        }
    )


def _describe(told: str, rows: pd.DataFrame) -> str:
    shown = rows[rows["kind"] == "shown"]
    ends = "; ".join(
        f"{r.repeats} percent: {r.words}" for r in shown[shown["repeats"].isin([0, 50, 100])].itertuples()
    )
    return (
        "Across, the first mean of a group, up, the mean expected at a second measurement, both in multiples "
        "of the mean of the population on the same assay, on logarithmic axes. A dashed line marks no "
        f"change; the lower the reliability, the flatter the solid line. {ends}. Luck alone does not reach "
        f"beyond the vertical line. {told}"
    )
