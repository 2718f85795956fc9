"""What each marker does in the body, beside what is told of it five years on."""

import pandas as pd

from analysis.reported.directions import directions
from analysis.reported.markers import MARKERS

SIDES = {
    "calms": "calms",
    "both": "both, by context",
    "drives": "drives",
    "builds": "builds tissue or vessels",
}
"""Roles in the order in which the book shows them, with a reader's words."""


def roles(
    mechanisms: pd.DataFrame, findings: pd.DataFrame, *, concerns: str = "HD v baseline"
) -> pd.DataFrame:
    """One row per marker: its role, the direction first told of it, and where the book treats it.

    Args:
        mechanisms: the table of mechanisms.
        findings: the table of findings.
        concerns: whom the direction concerns, one of `reported.COLUMNS`.

    Returns:
        `marker`, `role`, `side` (words of `SIDES`), `direction` ("not stated" where nothing is told),
        `link` (address of the section relative to a chapter), `source` and `trace`.
    """
    first = directions(findings).query("concerns == @concerns").drop_duplicates("marker")
    told = {row["marker"]: row for row in first.to_dict("records")}
    rows = []
    for row in mechanisms.to_dict("records"):
        marker = MARKERS[row["PARAMCD"]]
        known = told.get(marker, {"direction": "not stated", "trace": ""})
        page, _, anchor = row["SECTION"].partition("#")
        rows.append(
            {
                "marker": marker,
                "role": row["ROLE"],
                "side": SIDES[row["SIDE"]],
                "direction": known["direction"],
                "link": f"{page}.html#{anchor}",
                "source": row["SOURCEID"],
                "trace": f"mechanisms:{row['PARAMCD']} {known['trace']}".strip(),
            }
        )
    return pd.DataFrame(rows)
