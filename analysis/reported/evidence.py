"""One map of what is told: every marker, arm and visit, with what stands behind each cell."""

from collections.abc import Hashable, Mapping, Sequence
from textwrap import wrap
from typing import Any

import pandas as pd

from analysis.data import Study
from analysis.inference import floors
from analysis.inference.checks import Design
from analysis.inference.pvalues import METHOD_NAMES, METHODS
from analysis.inference.wording import number
from analysis.reported.coverage import coverage
from analysis.reported.decode import decode
from analysis.reported.pvalues import printed_pvalues

KIND_OF_P = "p printed"
LINE = 50
"""Characters to a line of a cell's details."""

Row = Mapping[Hashable, Any]


def evidence(study: Study, *, second_readings: Mapping[str, str]) -> pd.DataFrame:
    """Every finding on a marker at a visit, a row each, with its p decoded where one is printed.

    Args:
        study: its findings, arms, visits, markers and sources.
        second_readings: finding id to the comparison that its sentence also allows.

    Returns:
        `marker`, `arm` ("HD", "LD", "HD v LD" or "arm not named"), `visit`, `told`, `printed` (p), `decoded`
        (the statistics that print so, by method), `floor` (exact and normal), `source`, `place`, `note` and
        `trace`. Cells of the last four columns are never empty but the note; p columns are empty without p.
    """
    visits = [visit.name for visit in study.visits]
    rows = study.where(PARAMCD=study.markers, AVISIT=visits, STAT=("mean", "direction", "ratio", "p"))
    pvalues = printed_pvalues(study, second_readings=second_readings)
    frame = pd.DataFrame([_row(study, row, pvalues) for row in rows.to_dict("records")])
    order = {name: place for place, name in enumerate([*study.markers.values(), *visits])}
    return frame.sort_values(
        ["marker", "visit"], key=lambda column: column.map(order), kind="stable"
    ).reset_index(drop=True)


def evidence_map(study: Study, evidence: pd.DataFrame) -> pd.DataFrame:
    """The cells of the map: those of `coverage`, and a comparison of the arms where one is told.

    Args:
        study: its findings, arms and markers.
        evidence: from `evidence`.

    Returns:
        One row per cell: `marker`, `arm`, `visit`, `row` ("IL-6  HD"), `cell` ("IL-6, HD, Year 5"), `kind`,
        `text`, `findings` (what stands behind it in full), `lines` (the same, wrapped at "|"), `trace`.
    """
    between = evidence[evidence["arm"] == study.between]
    compared = [
        {"marker": marker, "arm": study.between, "visit": visit, **_compared(own)}
        for (marker, visit), own in between.groupby(["marker", "visit"], sort=False)
    ]
    cells = pd.concat([coverage(study.findings), pd.DataFrame(compared)], ignore_index=True)
    cells["row"] = cells["marker"] + "  " + cells["arm"]
    cells["cell"] = cells["marker"] + ", " + cells["arm"] + ", " + cells["visit"]
    cells["order"] = cells["marker"].map({name: place for place, name in enumerate(study.markers.values())})
    behind = [_behind(cell, evidence) for cell in cells.to_dict("records")]
    cells["findings"] = ["; ".join(told) for told in behind]
    cells["lines"] = ["|".join(line for each in told for line in wrap(each, LINE)) for told in behind]
    return cells.sort_values("order", kind="stable").drop(columns="order").reset_index(drop=True)


def side_by_side(
    findings: pd.DataFrame, pairs: Mapping[str, tuple[Sequence[str], Sequence[str]]]
) -> pd.DataFrame:
    """Statements of one text that do not go together, next to each other.

    Args:
        findings: the table of findings.
        pairs: what they are about, to the ids of the statements on either side.

    Returns:
        One row per pair: `about`, `one` and `other` (arm, what is told, the part of the text),
        `note` (on the other).
    """
    known = {row["FINDINGID"]: row for row in findings.to_dict("records")}
    return pd.DataFrame(
        [
            {
                "about": about,
                "one": "; ".join(_statement(known[each]) for each in one),
                "other": "; ".join(_statement(known[each]) for each in other),
                "note": " ".join(known[each]["NOTE"] for each in other),
            }
            for about, (one, other) in pairs.items()
        ]
    )


def _statement(row: Row) -> str:
    claimed = f", {row['SIGNIFICANCE']}" if row["SIGNIFICANCE"].endswith("significant") else ""
    told = f"{row['DIRECTION']}{claimed}" if row["DIRECTION"] else "see note"
    return f"{row['TRT01A']}: {told} ({row['PLACE'].partition(':')[0]})"


def _row(study: Study, row: Row, pvalues: pd.DataFrame) -> dict[str, str]:
    likely = pvalues[pvalues["finding"] == row["FINDINGID"]].to_dict("records")
    (source,) = study.cite(row["SOURCEID"])
    arm = row["TRT01A"] if row["TRT01A"] in (*study.sizes, study.between) else "arm not named"
    return {
        "marker": study.short(row["PARAMCD"]),
        "arm": arm,
        "visit": row["AVISIT"],
        "told": _told(study, row),
        "printed": row["VALUE"] if likely else "",
        "decoded": "; or ".join(_decoded(each) for each in likely),
        "floor": "; or ".join(_floor(each) for each in likely),
        "source": source.label,
        "place": row["PLACE"],
        "note": row["NOTE"],
        "trace": f"findings:{row['FINDINGID']}",
    }


def _told(study: Study, row: Row) -> str:
    if row["STAT"] == "mean":
        return f"{row['VALUE']} ± {row['SPREAD']} {row['AVALU']}"
    against = "" if row["COMPARISON"] in ("", study.between) else f" ({row['COMPARISON']})"
    if row["STAT"] == "ratio":
        return f"{row['VALUE']} {row['AVALU']}{against}"
    claimed = f", {row['SIGNIFICANCE']}" if row["SIGNIFICANCE"].endswith("significant") else ""
    return f"{row['DIRECTION']}{claimed}{against}"


def _decoded(likely: Row) -> str:
    """The statistics behind a printed p at the numbers enrolled, by each method."""
    symbol = "U" if likely["test"] == "rank-sum" else "W"
    fits = decode(likely["printed"], sizes=[_design(likely)]).fits
    words = []
    for method in METHODS:
        found = [f"{symbol} = {number(fit.statistic)}" for fit in fits if fit.method == method]
        words.append(f"{' or '.join(found) or 'none'} {METHOD_NAMES[method]}")
    return f"{likely['comparison']}: {', '.join(words)}"


def _floor(likely: Row) -> str:
    lowest = floors([_design(likely)], methods=["exact", "normal"])["floor"]
    return f"{number(lowest.iloc[0])} exact, {number(lowest.iloc[1])} normal"


def _design(likely: Row) -> Design:
    return int(likely["n1"]) if pd.isna(likely["n2"]) else (int(likely["n1"]), int(likely["n2"]))


def _compared(own: pd.DataFrame) -> dict[str, str]:
    """Kind, text and trace of a comparison of the arms."""
    printed = own.loc[own["printed"] != "", "printed"]
    if len(printed):
        kind, text = KIND_OF_P, f"p = {printed.iloc[0]}"
    else:
        kind, text = "words only", "▲ higher" if own["told"].str.startswith("higher").all() else "told"
    return {"kind": kind, "text": text, "trace": " ".join(own["trace"])}


def _behind(cell: Row, evidence: pd.DataFrame) -> list[str]:
    """What stands behind one cell, a sentence a finding."""
    arms = [cell["arm"], "arm not named"] if cell["kind"] == "arm not named" else [cell["arm"]]
    own = evidence[
        (evidence["marker"] == cell["marker"])
        & (evidence["visit"] == cell["visit"])
        & evidence["arm"].isin(arms)
    ]
    told = []
    for row in own.to_dict("records"):
        p = f"; p = {row['printed']}, {row['decoded']}; floor {row['floor']}" if row["printed"] else ""
        told.append(f"{row['told']}{p}. {row['source']}")
    return told or ["nothing in what we read"]
