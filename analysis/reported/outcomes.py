"""What became of each measurement at each visit: a level, a direction without one, or nothing told."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analysis.reported.markers import MARKERS, VISITS
from analysis.reported.tally import TIMES

TELLINGS = ("level printed", "told, no level", "compared with", "named only", "not told")
"""How a visit can be told of, from most to least. `compared with`: only as the other side of a comparison."""
NO_VISIT = "No visit"

_LEVELS = ("mean", "median", "center not named")


def outcomes_by_visit(findings: pd.DataFrame, parameters: pd.DataFrame) -> pd.DataFrame:
    """The best that is told of each marker, and of the tests of each other system, at each visit.

    Sentences on a group of measurements as a whole are left out, and so are limits that belong to no visit.

    Args:
        findings: the table of findings.
        parameters: the table of parameters.

    Returns:
        One row per marker and per other system: `what`, `tests` (measurements in it), a column for each of
        `VISITS` and for `NO_VISIT`, and `trace`. A cell is a word of `TELLINGS`, with the arms of a printed
        level in brackets for a marker, and with the number of tests before each word for a system.
    """
    measured = parameters[parameters["KIND"] == "measurement"]
    rows = findings[findings["PARAMCD"].isin(measured["PARAMCD"])]
    told = pd.DataFrame([telling for row in rows.to_dict("records") for telling in _tellings(row)])
    named = measured["PARAMCD"].map(MARKERS).fillna(measured["SYSTEM"])
    return pd.DataFrame(
        [
            _line(what, list(codes), told[told["code"].isin(codes)])
            for what, codes in measured["PARAMCD"].groupby(named, sort=False)
        ]
    )


def _tellings(row: Mapping[Hashable, Any]) -> list[dict[str, str]]:
    """The visits that one finding tells of, and how."""
    kind = "told, no level"
    if row["STAT"] in _LEVELS:
        kind = "level printed"
    elif row["STAT"] == "statement":
        kind = "named only"
    visit = TIMES.get(row["AVISIT"], NO_VISIT)
    base = {"code": row["PARAMCD"], "arm": row["TRT01A"], "trace": f"findings:{row['FINDINGID']}"}
    told = [base | {"visit": visit, "kind": kind}] if visit != NO_VISIT or kind == "named only" else []
    other = row["COMPARISON"].partition(" v ")[2]
    if other in VISITS:
        told.append(base | {"visit": other, "kind": "compared with"})
    return told


def _line(what: str, codes: list[str], told: pd.DataFrame) -> dict[str, object]:
    cell = _of_marker if what in MARKERS.values() else _of_system
    cells = {visit: cell(codes, told[told["visit"] == visit]) for visit in (*VISITS, NO_VISIT)}
    return {"what": what, "tests": len(codes), **cells, "trace": " ".join(dict.fromkeys(told["trace"]))}


def _of_marker(codes: list[str], told: pd.DataFrame) -> str:
    (kind,) = _best(codes, told)
    arms = sorted(set(told.loc[told["kind"] == "level printed", "arm"]))
    return f"{kind} ({', '.join(arms)})" if arms else kind


def _of_system(codes: list[str], told: pd.DataFrame) -> str:
    counted = Counter(_best(codes, told))
    if counted["not told"] == len(codes):
        return "not told"
    return "; ".join(f"{kind}: {counted[kind]}" for kind in TELLINGS if counted[kind])


def _best(codes: list[str], told: pd.DataFrame) -> list[str]:
    """The best word for each measurement."""
    kinds = {code: set(told.loc[told["code"] == code, "kind"]) | {"not told"} for code in codes}
    return [next(kind for kind in TELLINGS if kind in kinds[code]) for code in codes]
