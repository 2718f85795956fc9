"""What each marker does in the body, beside what is told of it at the last visit."""

import altair as alt
import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import DIRECTION_SHAPE, INK, column_heads
from analysis.figures.record import directions

SIDES = {
    "calms": "calms",
    "both": "both, by context",
    "drives": "drives",
    "builds": "builds tissue or vessels",
}
"""Roles in the order in which the book shows them, with a reader's words."""
WORDS = {
    "calms": "calms",
    "both, by context": "both, by|context",
    "drives": "drives",
    "builds tissue or vessels": "builds|tissue",
}
"""Roles as the axis writes them (``|`` breaks the line)."""
UNTOLD = "not stated"
CALMER = {("calms", "higher"), ("drives", "lower")}
"""Roles and directions that point to less inflammation; elsewhere the context decides."""
ROW = 46


def mechanisms(study: Study, *, arm: str = "") -> alt.LayerChart:
    """One symbol a marker in the column of its role; a click on it opens the section that treats it.

    Args:
        study: its findings, markers and arms, with the table of mechanisms beside it.
        arm: whose directions are shown; else the last arm's.

    Raises:
        MissingFindingError: no mechanism of a marker is known, or no direction of one is printed.

    Examples:
        >>> mechanisms(Study.read()).usermeta["title"]
        'The reported direction points to less inflammation in 2 of 7 markers'
    """
    whose = arm or study.arms[-1].code
    table = rows(study, arm=whose)
    told = "; ".join(table["marker"] + ", " + table["side"] + ": " + table["direction"])
    return publish(
        draw(table, when=study.last.label),
        title=finding(table),
        subtitle=f"{whose} at {study.last.label} against {study.baseline.label}, in what we read; "
        "roles from reviews",
        basis="reference",
        study=study,
        added="directions as published",
        description=f"A map of markers by role. {told}. Each symbol links to the figure or table of the "
        "chapter on cytokines that treats the marker.",
    )


def finding(table: pd.DataFrame) -> str:
    """In how many markers the direction points to less inflammation.

    Args:
        table: from `rows`.

    Examples:
        >>> finding(pd.DataFrame({"side": ["calms", "drives"], "direction": ["lower", UNTOLD]}))
        'The reported direction points to less inflammation in none of 2 markers'
    """
    calmer = sum(pair in CALMER for pair in zip(table["side"], table["direction"], strict=True))
    return (
        f"The reported direction points to less inflammation in {calmer or 'none'} of {len(table)} "
        f"marker{'s' * (len(table) != 1)}"
    )


def rows(study: Study, *, arm: str) -> pd.DataFrame:
    """One row per marker: its role, the direction first told of it, and where the book treats it.

    Args:
        study: its findings, markers and arms, with the table of mechanisms beside it.
        arm: whose direction.

    Returns:
        `marker`, `role`, `side` (words of `SIDES`), `direction` (`UNTOLD` where nothing is told),
        `link` (address of the section relative to a chapter), `source` and `trace`.

    Raises:
        MissingFindingError: no mechanism of a marker is known, or no direction of one is printed.
    """
    known = study.table("mechanisms")
    known = known[known["PARAMCD"].isin(study.markers)]
    if known.empty:
        raise MissingFindingError(f"{study.name} has no mechanism of a marker. Add a table of mechanisms.")
    statements = directions.rows(study)
    own = statements[statements["concerns"] == f"{arm} v {study.baseline.name.lower()}"]
    told = {row["marker"]: row for row in own.drop_duplicates("marker").to_dict("records")}
    table = []
    for row in known.to_dict("records"):
        marker = study.markers[row["PARAMCD"]]
        first = told.get(marker, {"direction": UNTOLD, "trace": ""})
        page, _, anchor = row["SECTION"].partition("#")
        table.append(
            {
                "marker": marker,
                "role": row["ROLE"],
                "side": SIDES[row["SIDE"]],
                "direction": first["direction"],
                "link": f"{page}.html#{anchor}",
                "source": row["SOURCEID"],
                "trace": f"mechanisms:{row['PARAMCD']} {first['trace']}".strip(),
            }
        )
    return pd.DataFrame(table)


def draw(table: pd.DataFrame, *, when: str) -> alt.LayerChart:
    """Draw the roles.

    Args:
        table: from `rows`.
        when: the visit of the directions.
    """
    sides = column_heads(WORDS)
    base = alt.Chart(table).encode(
        x=alt.X("side:N", scale=alt.Scale(domain=list(WORDS)), axis=sides, title=None),
        y=alt.Y("marker:N", sort=None, title=None, axis=alt.Axis(grid=True, domain=False)),
        href="link:N",
        tooltip=[
            alt.Tooltip("role:N", title="Role"),
            alt.Tooltip("direction:N", title=f"Reported at {when}"),
        ],
    )
    symbols = base.mark_point(
        filled=True, size=190, opacity=1, strokeWidth=2, color=INK, stroke=INK, cursor="pointer", yOffset=-6
    ).encode(shape=alt.Shape("direction:N", scale=DIRECTION_SHAPE, legend=None))
    labels = base.mark_text(dy=12, color=INK, cursor="pointer").encode(text="direction:N")
    return alt.LayerChart(layer=[symbols, labels], width="container", height=ROW * len(table))
