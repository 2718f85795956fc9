"""What each marker does in the body, beside what is told of it at the last visit."""

import altair as alt
import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import DIRECTION_COLOR, DIRECTION_SHAPE, INK
from analysis.figures.record import directions
from analysis.inference.wording import in_words

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


def mechanisms(study: Study, *, arm: str = "") -> alt.LayerChart:
    """One symbol a marker in the column of its role; a click on it opens the section that treats it.

    Args:
        study: its findings, markers and arms, with the table of mechanisms beside it.
        arm: whose directions are shown; else the last arm's.

    Raises:
        MissingFindingError: no mechanism of a marker is known, or no direction of one is printed.

    Examples:
        >>> mechanisms(Study.read()).title.text
        ['Seven markers: what each does, and', 'what is told of it']
    """
    whose = arm or study.arms[-1].code
    table = rows(study, arm=whose)
    told = "; ".join(table["marker"] + ", " + table["side"] + ": " + table["direction"])
    return publish(
        draw(table, legend=f"{whose} at {study.last.label}"),
        title=f"{in_words(len(table)).capitalize()} markers: what each does, and what is told of it",
        basis="reference",
        study=study,
        added="directions as published",
        description=f"A map of markers by role. {told}. Each symbol links to the figure or table of the "
        "chapter on cytokines that treats the marker.",
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


def draw(table: pd.DataFrame, *, legend: str) -> alt.LayerChart:
    """Draw the roles.

    Args:
        table: from `rows`.
        legend: whose directions they are, and when.
    """
    words = " : ".join(f"datum.label == '{side}' ? '{text}'" for side, text in WORDS.items())
    sides = alt.Axis(
        orient="top",
        labelAngle=0,
        labelExpr=f"split({words} : '', '|')",
        labelFontSize=11,
        grid=True,
        domain=False,
        ticks=False,
        title="Its part in inflammation, or in growth",
    )
    base = alt.Chart(table).encode(
        x=alt.X("side:N", scale=alt.Scale(domain=list(WORDS)), axis=sides),
        y=alt.Y("marker:N", sort=None, title=None, axis=alt.Axis(grid=True, domain=False)),
        href="link:N",
        tooltip=[
            alt.Tooltip("role:N", title="Role"),
            alt.Tooltip("direction:N", title=f"Told at {legend.partition(' at ')[2]}"),
        ],
    )
    named = [word for word in DIRECTION_COLOR.domain if word in set(table["direction"])]
    color = alt.Scale(domain=named, range=[_of(DIRECTION_COLOR, word) for word in named])
    shape = alt.Scale(domain=named, range=[_of(DIRECTION_SHAPE, word) for word in named])
    key = alt.Legend(title=legend, columns=3)
    symbols = base.mark_point(filled=True, size=190, opacity=1, strokeWidth=2, cursor="pointer").encode(
        color=alt.Color("direction:N", scale=color, legend=key),
        stroke=alt.Stroke("direction:N", scale=color, legend=key),
        shape=alt.Shape("direction:N", scale=shape, legend=key),
    )
    labels = base.mark_text(dy=17, fontSize=11, color=INK, cursor="pointer").encode(text="direction:N")
    return alt.LayerChart(layer=[symbols, labels], width="container", height=52 * len(table))


def _of(scale: alt.Scale, word: str) -> str:
    return str(scale.range[scale.domain.index(word)])
