"""Explorer of the values that can lie behind a printed level, over many reconstructed cohorts."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd

from analysis.data import Source, Study
from analysis.figures.audit.audit_drawing import values
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.cohorts.readings_explorer import constraints_by_reading, refusal
from analysis.reconstruction import ConflictError, Constraints, Ensemble, Reading, cohorts
from analysis.reported import MARKERS

QUANTILES = (0.05, 0.5, 0.95)
ORDINALS = {2: "2nd", 3: "3rd"}
LAST = 1000
"""Below all values; an arm takes up to 100 places, its highest value the last of them."""


def plausible(
    study: Study,
    markers: Sequence[str],
    readings: Mapping[str, Reading],
    *,
    visit: str,
    size: int,
    seed: int,
    sources: tuple[Source, ...],
) -> Explorer:
    """The sorted values of each arm behind its printed level, as ranges over cohorts of one reading.

    Args:
        study: whose findings are used.
        markers: PARAMCDs, of the markers with printed levels; the first one is shown first.
        readings: a reader's words to a reading of what the findings leave open; the first is shown first.
        visit: the visit of the printed levels.
        size: cohorts to draw.
        seed: a whole number from 0 up.
        sources: where the findings were printed.
    """
    words = tuple(readings)
    asked = constraints_by_reading(study, markers, readings)
    labels = tuple(study.short(marker) for marker in markers)
    return Explorer(
        title=f"Values that could lie behind the levels of {visit.lower()}",
        basis="reconstructed",
        sources=sources,
        controls=(
            Control("behind", "Marker", "radio", choices=tuple(markers), default=markers[0], labels=labels),
            Control("read_as", "Reading in this figure", "radio", choices=words, default=words[0]),
        ),
        compute=partial(_rows, asked, visit, size, seed),
        draw=values,
        describe=_describe,
    )


def _rows(
    asked: Mapping[tuple[str, str], Constraints],
    visit: str,
    size: int,
    seed: int,
    *,
    behind: str,
    read_as: str,
) -> pd.DataFrame:
    constraints = asked[behind, read_as]
    rows = _printed(constraints, visit)
    try:
        rows += _ranges(cohorts(constraints, size=size, seed=seed), behind, visit)
    except ConflictError as error:
        (conflict,) = error.conflicts
        rows.append(
            {
                "row": "refused",
                "place": LAST,
                "kind": "refused",
                "words": refusal(error),
                "trace": " ".join(f"findings:{finding}" for finding in conflict.findings),
            }
        )
    made = f" formula:reconstruction.cohorts seed:{seed}"
    columns = ["row", "place", "arm", "kind", "low", "middle", "high", "words", "trace"]
    frame = pd.DataFrame([{"arm": "", "words": ""} | row for row in rows], columns=columns)
    return frame.assign(trace=frame["trace"] + made)


def _printed(constraints: Constraints, visit: str) -> list[dict[str, object]]:
    """The printed means, the high-dose arm first."""
    (marker,) = constraints.markers
    return [
        {
            "row": f"{cell.arm}, printed mean",
            "place": _down(cell.arm, 0, level.summary.n),
            "arm": cell.arm,
            "kind": "printed",
            **dict.fromkeys(("low", "middle", "high"), float(level.summary.mean)),
            "trace": f"findings:{level.finding}",
        }
        for cell, level in sorted(marker.levels.items())
        if cell.visit == visit
    ]


def _ranges(ensemble: Ensemble, code: str, visit: str) -> list[dict[str, object]]:
    """For each arm the lowest value to the highest: quantiles over the cohorts, each sorted by itself."""
    marker = ensemble.marker(code)
    rows: list[dict[str, object]] = []
    for cell, level in sorted(marker.levels.items()):
        if cell.visit != visit:
            continue
        drawn = ensemble.printed[code][:, ensemble.rows(cell.arm), marker.visits.index(visit)]
        ordered = np.sort(drawn[:, : level.summary.n], axis=1)
        for place, (low, middle, high) in enumerate(np.quantile(ordered, QUANTILES, axis=0).T.round(1), 1):
            rows.append(
                {
                    "row": f"{cell.arm}, {_name(place, level.summary.n)}",
                    "place": _down(cell.arm, place, level.summary.n),
                    "arm": cell.arm,
                    "kind": "value",
                    "low": low,
                    "middle": middle,
                    "high": high,
                    "trace": f"findings:{level.finding}",
                }
            )
    return rows


def _down(arm: str, place: int, n: int) -> int:
    """Where a row stands: the high-dose arm first, its highest value at one place whatever the number."""
    return (0 if arm == "HD" else 100) + (99 if place == n else place)


def _name(place: int, n: int) -> str:
    """Where a value stands in its arm."""
    ends = {1: "lowest", n: "highest"}
    return ends.get(place, ORDINALS.get(place, f"{place}th"))


def _describe(rows: pd.DataFrame) -> str:
    told = [
        f"{MARKERS[str(marker)]}, ± as {read_as}: "
        + ("refused" if (own["kind"] == "refused").any() else _extremes(own))
        for (marker, read_as), own in rows.groupby(["behind", "read_as"], sort=False)
    ]
    return (
        "Reconstructed, not patients' data. For each arm a bar for its lowest to its highest value, from "
        "the 5th to the 95th percentile over the cohorts, with a mark at the median; short lines are the "
        "printed means. "
        f"{'. '.join(told)}."
    )


def _extremes(rows: pd.DataFrame) -> str:
    arms = rows[rows["kind"] == "value"].groupby("arm")
    return "; ".join(f"{arm} {own['low'].min():,.0f} to {own['high'].max():,.0f} pg/mL" for arm, own in arms)
