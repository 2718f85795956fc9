"""Explorer of what else could account for a change between two visits."""

from collections.abc import Hashable, Mapping
from math import exp, log
from typing import Any

import pandas as pd

from analysis.data import cite
from analysis.figures.aging.decomposition_drawing import COMPONENTS, REPORTED, components
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import PartsExplorer
from analysis.physiology import regression_factor, shift_factor, storage_factor

YEARS = 5
MARKERS = {"IL1RA": "IL-1Ra", "IL6": "IL-6", "TNFA": "TNF-α"}
_REGRESSION, _AGING, _KIT, _STORAGE = COMPONENTS
_TENTHS = tuple(range(20, 101, 10))
_HEALTHY = tuple(range(70, 141, 10))
"""As far as luck alone moves the mean of six unselected people: `physiology.lucky_start` of these markers."""


def decomposition(reported: pd.DataFrame) -> PartsExplorer:
    """Four components of a change, their sum, and the change reported at five years.

    Args:
        reported: one row a marker of `MARKERS`: `PARAMCD`, `readings` (ratios of the later mean to baseline,
            one for each reading of what is told; empty where no size is), `DIRECTION` and `FINDINGID`.
    """
    told = {row["PARAMCD"]: row for row in reported.to_dict("records")}

    def compute(
        *, marker: str, reliability: int, healthy: int, aging: int, kit: int, loss: int
    ) -> pd.DataFrame:
        rows = [
            _part(_REGRESSION, regression_factor(healthy / 100, reliability / 100), "regression_factor"),
            _part(_AGING, shift_factor(aging), "shift_factor"),
            _part(_KIT, shift_factor(kit), "shift_factor"),
            _part(_STORAGE, storage_factor(loss, YEARS), "storage_factor"),
            *_reported(told[marker]),
        ]
        return pd.DataFrame(rows)

    return PartsExplorer(
        title="What could account for a change, and what was reported",
        basis="design",
        added="with the change reported here",
        sources=cite("summary2025"),
        controls=_controls(),
        compute=compute,
        draw=components,
        describe=_describe,
        parts={
            _REGRESSION: ("reliability", "healthy"),
            _AGING: ("aging",),
            _KIT: ("kit",),
            _STORAGE: ("loss",),
            REPORTED: ("marker",),
        },
    )


def _controls() -> tuple[Control, ...]:
    def tenths(values: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(f"{value / 100:g}" for value in values)

    return (
        Control(
            "marker", "Reported marker", "radio", tuple(MARKERS), "IL1RA", labels=tuple(MARKERS.values())
        ),
        Control("reliability", "Reliability", "select", _TENTHS, 80, labels=tenths(_TENTHS)),
        Control("healthy", "Healthy mean, baseline = 1", "select", _HEALTHY, 70, labels=tenths(_HEALTHY)),
        Control("aging", "Aging in five years, %", "range", tuple(range(-20, 21)), 8),
        Control("kit", "Shift of kit or lot, %", "range", tuple(range(-50, 51)), 0),
        Control("loss", "Loss in storage, % a year", "range", tuple(range(26)), 5),
    )


def _part(component: str, factor: float, formula: str) -> dict[str, object]:
    return {
        "component": component,
        "log": round(factor, 5),
        "words": f"{exp(factor):.2f} ×",
        "direction": "",
        "trace": f"formula:physiology.{formula}",
    }


def _reported(row: Mapping[Hashable, Any]) -> list[dict[str, object]]:
    """Every reading of a told ratio, the largest with the words for all; or the bare direction."""
    shared = {"component": REPORTED, "direction": row["DIRECTION"], "trace": f"findings:{row['FINDINGID']}"}
    if not row["readings"]:
        return [{**shared, "log": None, "words": f"{row['DIRECTION']}, no size"}]
    *others, last = sorted(row["readings"])
    words = " or ".join(f"{ratio:g}" for ratio in (*others, last)) + " ×"
    unlabeled = [{**shared, "log": round(log(ratio), 5), "words": ""} for ratio in others]
    return [*unlabeled, {**shared, "log": round(log(last), 5), "words": words}]


def _describe(rows: pd.DataFrame) -> str:
    return (
        "Four bars on a logarithmic axis show by which factor each component moves the later mean: "
        "regression to the mean, aging, a shift of the kit or lot, and loss in tubes kept for five years. A "
        "fifth bar is their product. The last row is what was reported: for IL-1Ra a rise to about 3 or 4 "
        "times baseline, for IL-6 and TNF-α a fall without a size. The bars follow the controls; they say "
        "what could account for a change, not what did."
    )
