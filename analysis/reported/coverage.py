"""What is printed where: every marker, arm and visit, and whether anything is told of it."""

import pandas as pd

from analysis.data import Study, trace_of

KINDS = ("level printed", "words only", "arm not named", "nothing read")
CENTERS = ("mean", "median", "center not named")
"""STAT of a level: a typical value in the marker's unit."""
IN_WORDS = ("direction", "ratio")
"""STAT of what is told without a level."""

_WORDS = {"higher": "▲ higher", "lower": "▼ lower", "no difference": "no diff."}
_RANGE_WORDS = {"higher": "▲ range", "lower": "▼ range"}


def coverage(study: Study) -> pd.DataFrame:
    """Sort every cell of marker by arm by visit by the best that the sources give for it.

    A level is a mean or a median in the marker's unit. Words are a reported direction or ratio against
    another visit of the same arm, or against a reference range. Comparisons between the arms fill no cell:
    they give no level.

    Args:
        study: its findings, markers, arms and visits.

    Returns:
        One row per cell, the last arm first: `marker`, `arm`, `visit`, `kind` (one of `KINDS`), `text` (what
        is printed, in short) and `trace` (the findings behind the cell; this function where there are none).

    Raises:
        MissingFindingError: nothing is printed of any marker.
    """
    told = study.need("level or direction of a marker", PARAMCD=study.markers, STAT=[*CENTERS, *IN_WORDS])
    cells = [
        {
            "marker": name,
            "arm": arm,
            "visit": visit.name,
            **_cell(told[told["PARAMCD"] == code], arm, visit.name),
        }
        for arm in reversed(study.sizes)
        for code, name in study.markers.items()
        for visit in study.visits
    ]
    return pd.DataFrame(cells)


def _cell(marker: pd.DataFrame, arm: str, visit: str) -> dict[str, str]:
    """Kind, text and trace of one cell."""
    here = marker[marker["AVISIT"] == visit]
    own, unnamed = here[here["TRT01A"] == arm], here[here["TRT01A"] == "not stated"]
    levels = own[own["STAT"].isin(CENTERS)]
    if len(levels):
        return _told("level printed", levels, " ± ".join(filter(None, levels[["VALUE", "SPREAD"]].iloc[0])))
    if len(own):
        return _told("words only", own, _in_words(own))
    if len(unnamed):
        return _told("arm not named", unnamed, _in_words(unnamed))
    return {"kind": "nothing read", "text": "–", "trace": "formula:reported.coverage"}


def _told(kind: str, rows: pd.DataFrame, text: str) -> dict[str, str]:
    return {"kind": kind, "text": text, "trace": trace_of(rows["FINDINGID"])}


def _in_words(rows: pd.DataFrame) -> str:
    """The direction that all rows share, with the ratio where one is printed."""
    directions = list(rows["DIRECTION"].unique())
    if len(directions) > 1:
        return "both told"
    direction = str(directions[0])
    if rows["COMPARISON"].str.endswith("reference range").all():
        return _RANGE_WORDS.get(direction, direction)
    words = _WORDS.get(direction, direction)
    ratios = rows[rows["STAT"] == "ratio"]["VALUE"]
    return f"{words[0]} {ratios.iloc[0]}×" if len(ratios) else words
