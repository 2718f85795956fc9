"""What became of each measurement at each visit: a level, a direction without one, or nothing told."""

from collections import Counter
from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any

import pandas as pd

from analysis.data import Study
from analysis.reported.coverage import CENTERS
from analysis.reported.tally import counted_at

TELLINGS = ("level printed", "told, no level", "compared with", "named only", "not told")
"""How a visit can be told of, from most to least. `compared with`: only as the other side of a comparison."""
NO_VISIT = "No visit"


def outcomes_by_visit(study: Study) -> pd.DataFrame:
    """The best that is told of each marker, and of the tests of each other system, at each visit.

    Sentences on a group of measurements as a whole are left out, and so are limits that belong to no visit.

    Args:
        study: its findings, parameters, markers, arms and visits.

    Returns:
        One row per marker and per other system: `what`, `tests` (measurements in it), a column for each
        visit and for `NO_VISIT`, and `trace`. A cell is a word of `TELLINGS`, with the arms of a printed
        level in brackets for a marker, and with the number of tests before each word for a system.

    Raises:
        MissingFindingError: nothing is printed of any measurement.

    Examples:
        >>> outcomes_by_visit(Study.read("data/examples/mpc_2017")).shape
        (10, 8)
    """
    parameters = study.parameters
    measured = parameters[parameters["KIND"] == "measurement"]
    rows = study.need("finding on a measurement", PARAMCD=measured["PARAMCD"])
    told = pd.DataFrame([telling for row in rows.to_dict("records") for telling in _tellings(study, row)])
    named = measured["PARAMCD"].map(study.markers).fillna(measured["SYSTEM"])
    return pd.DataFrame(
        [
            _line(study, what, list(codes), told[told["code"].isin(codes)])
            for what, codes in measured["PARAMCD"].groupby(named, sort=False)
        ]
    )


def _tellings(study: Study, row: Mapping[Hashable, Any]) -> list[dict[str, str]]:
    """The visits that one finding tells of, and how."""
    kind = "told, no level"
    if row["STAT"] in CENTERS:
        kind = "level printed"
    elif row["STAT"] == "statement":
        kind = "named only"
    visit = counted_at(study).get(row["AVISIT"], NO_VISIT)
    base = {"code": row["PARAMCD"], "arm": row["TRT01A"], "trace": f"findings:{row['FINDINGID']}"}
    told = [base | {"visit": visit, "kind": kind}] if visit != NO_VISIT or kind == "named only" else []
    other = row["COMPARISON"].partition(" v ")[2]
    if other in {visit.name for visit in study.visits}:
        told.append(base | {"visit": other, "kind": "compared with"})
    return told


def _line(study: Study, what: str, codes: list[str], told: pd.DataFrame) -> dict[str, object]:
    cell = partial(_of_marker, study) if what in study.markers.values() else _of_system
    visits = [*(visit.name for visit in study.visits), NO_VISIT]
    cells = {visit: cell(codes, told[told["visit"] == visit]) for visit in visits}
    return {"what": what, "tests": len(codes), **cells, "trace": " ".join(dict.fromkeys(told["trace"]))}


def _of_marker(study: Study, codes: list[str], told: pd.DataFrame) -> str:
    (kind,) = _best(codes, told)
    leveled = set(told.loc[told["kind"] == "level printed", "arm"])
    arms = [arm for arm in reversed(study.sizes) if arm in leveled]
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
