"""Explorer of regression to the mean: what a second measurement is expected to show without any treatment."""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from analysis import physiology
from analysis.charts.falling_back import falling_back as draw
from analysis.data import Source
from analysis.explorers.control import Control
from analysis.explorers.explorer import Explorer

ENDS = (1.0, 3.0)
"""First means drawn, in multiples of the healthy mean."""
SHOWN = 2.0
"""The first mean that is written out."""


def falling_back(correlations: Mapping[str, float], *, trace: str, sources: tuple[Source, ...]) -> Explorer:
    """The mean expected at a second measurement, by the first mean and the reliability of one measurement.

    Args:
        correlations: name of a marker to the correlation of two measurements of a person; the first is shown
            first, rounded to whole percent.
        trace: the rows that the correlations rest on; traced by the point that is written out.
        sources: where their figures come from.
    """
    started = round(100 * next(iter(correlations.values())))
    told = "; ".join(f"{name} about {100 * each:.0f} percent" for name, each in correlations.items())
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
                default=started,
            ),
        ),
        compute=partial(_rows, trace),
        draw=draw,
        describe=partial(_describe, told),
    )


def _rows(trace: str, *, repeats: int) -> pd.DataFrame:
    first = (*ENDS, SHOWN)
    second = [
        round(mean + float(physiology.expected_regression(mean, 1.0, repeats / 100)), 6) for mean in first
    ]
    words = f"{SHOWN:.0f} times falls to {second[-1]:.2f} times"
    made = "formula:physiology.expected_regression"
    return pd.DataFrame(
        {
            "first": first,
            "second": second,
            "kind": ["end", "end", "shown"],
            "words": ["", "", words],
            "trace": [made, made, f"{made} {trace}"],
        }
    )


def _describe(told: str, rows: pd.DataFrame) -> str:
    shown = rows[rows["kind"] == "shown"]
    ends = "; ".join(
        f"{r.repeats} percent: {r.words}" for r in shown[shown["repeats"].isin([0, 50, 100])].itertuples()
    )
    return (
        "Across, the first mean of a group, up, the mean expected at a second measurement, both in multiples "
        "of the mean of the population on the same assay. A dashed line marks no change; the lower the "
        f"reliability, the flatter the solid line. {ends}. "
        f"The priors of this book give, for logarithms, {told}."
    )
