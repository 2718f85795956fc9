"""Every finding on a marker at a visit, with the statistics behind its p where one is printed."""

from collections.abc import Hashable, Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from analysis.data import Study
from analysis.inference import floors
from analysis.inference.checks import Design
from analysis.inference.pvalues import METHOD_NAMES, METHODS
from analysis.inference.wording import number
from analysis.reported.coverage import CENTERS, IN_WORDS
from analysis.reported.decode import decode
from analysis.reported.pvalues import printed_pvalues

UNNAMED = "arm not named"
_NONE: Mapping[str, str] = MappingProxyType({})

Row = Mapping[Hashable, Any]


def evidence(study: Study, *, second_readings: Mapping[str, str] = _NONE) -> pd.DataFrame:
    """Every finding on a marker at a visit, a row each, with its p decoded where one is printed.

    Args:
        study: its findings, markers, arms, visits and sources.
        second_readings: finding id to the comparison that its sentence also allows.

    Returns:
        `marker`, `arm` (an arm, two as "HD v LD", or "arm not named"), `visit`, `told`, `printed` (p),
        `decoded` (the statistics that print so, by method), `floor` (exact and normal), `source`, `place`,
        `note` and `trace`. Cells of the last four columns are never empty but the note; p columns are empty
        without p.

    Examples:
        >>> len(evidence(Study.read("data/examples/mpc_2017")))
        45
    """
    found = study.need(
        "finding on a marker at a visit",
        PARAMCD=study.markers,
        AVISIT=[visit.name for visit in study.visits],
        STAT=[*CENTERS, *IN_WORDS, "p"],
    )
    pvalues = printed_pvalues(study, second_readings=second_readings)
    sources = study.sources
    labels = dict(zip(sources["SOURCEID"], sources["LABEL"], strict=True))
    frame = pd.DataFrame([_row(study, row, pvalues, labels) for row in found.to_dict("records")])
    order = {name: place for place, name in enumerate(study.markers.values())}
    order |= {visit.name: place for place, visit in enumerate(study.visits)}
    return frame.sort_values(
        ["marker", "visit"], key=lambda column: column.map(order), kind="stable"
    ).reset_index(drop=True)


def _row(study: Study, row: Row, pvalues: pd.DataFrame, labels: Mapping[str, str]) -> dict[str, str]:
    likely = pvalues[pvalues["finding"] == row["FINDINGID"]].to_dict("records")
    ranked = [each for each in likely if not each["left_out"]]
    sides = set(row["TRT01A"].split(" v "))
    return {
        "marker": study.markers[row["PARAMCD"]],
        "arm": row["TRT01A"] if sides <= set(study.sizes) else UNNAMED,
        "visit": row["AVISIT"],
        "told": _told(row),
        "printed": row["VALUE"] if likely else "",
        "decoded": "; or ".join(_decoded(each) for each in ranked),
        "floor": "; or ".join(_floor(each) for each in ranked),
        "source": labels[row["SOURCEID"]],
        "place": row["PLACE"],
        "note": row["NOTE"],
        "trace": f"findings:{row['FINDINGID']}",
    }


def _told(row: Row) -> str:
    if row["STAT"] in CENTERS:
        return " ± ".join(filter(None, [row["VALUE"], row["SPREAD"]])) + f" {row['AVALU']}"
    against = "" if row["COMPARISON"] in ("", row["TRT01A"]) else f" ({row['COMPARISON']})"
    if row["STAT"] == "ratio":
        return f"{row['VALUE']} {row['AVALU']}{against}"
    claimed = f", {row['SIGNIFICANCE']}" if row["SIGNIFICANCE"].endswith("significant") else ""
    return f"{row['DIRECTION']}{claimed}{against}"


def _decoded(likely: Row) -> str:
    """The statistics behind a printed p at the numbers enrolled, by each method."""
    symbol = "U" if likely["test"] == "rank-sum" else "W"
    fits = decode(likely["printed"], sizes=[_design(likely)], conventions=METHODS).fits
    words = []
    for method in METHODS:
        found = [f"{symbol} = {number(fit.statistic)}" for fit in fits if fit.convention == method]
        words.append(f"{' or '.join(found) or 'none'} {METHOD_NAMES[method]}")
    return f"{likely['comparison']}: {', '.join(words)}"


def _floor(likely: Row) -> str:
    lowest = floors([_design(likely)], methods=["exact", "normal"])["floor"]
    return f"{number(lowest.iloc[0])} exact, {number(lowest.iloc[1])} normal"


def _design(likely: Row) -> Design:
    return int(likely["n1"]) if pd.isna(likely["n2"]) else (int(likely["n1"]), int(likely["n2"]))
