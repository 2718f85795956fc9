"""How the claims of a study fared."""

from collections.abc import Sequence
from typing import Literal

import altair as alt
import pandas as pd

from analysis.claims import KINDS, ClaimVerdict, pages, tally
from analysis.data import MissingFindingError, Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, PURPLE, VERMILION
from analysis.inference.wording import in_words

VERDICTS = {
    "adds up": (GREEN, "transparent"),
    "reproduced": (GREEN, f"{GREEN}50"),
    "consistent": (BLUE, f"{BLUE}50"),
    "cannot be tested": (GRAY, f"{GRAY}50"),
    "contradicted by the source itself": (VERMILION, f"{VERMILION}50"),
    "inconsistent": (PURPLE, f"{PURPLE}50"),
}
"""Line and fill of each verdict, in the order of drawing: arithmetic on one page is an empty box."""
OPEN, CONTRADICTED = "cannot be tested", "contradicted by the source itself"
WORDS = {"kind": "kinds of claim", "chapter": "chapters"}


def verdicts(
    study: Study,
    judged: Sequence[ClaimVerdict],
    *,
    by: Literal["kind", "chapter"],
    title: str = "What became of the claims",
) -> alt.LayerChart:
    """One bar per group, a part for each verdict with its number of claims.

    Args:
        study: whose claims they are.
        judged: from `claims.judge`.
        by: what the claims are grouped by.
        title: what the figure shows.

    Raises:
        MissingFindingError: no claim is judged.
    """
    if not judged:
        raise MissingFindingError(f"{study.name} has no claim that is judged. Add a table of claims.")
    rows = tally(judged, by=by)
    ordered = KINDS if by == "kind" else dict.fromkeys(pages(study).values())
    groups = [group for group in ordered if group in set(rows["group"])]
    count = {name: sum(verdict.verdict == name for verdict in judged) for name in VERDICTS}
    contradicted = (
        f", and {count[CONTRADICTED]} are contradicted by the source itself" if by == "kind" else ""
    )
    return publish(
        draw(rows, groups=groups),
        title=title,
        basis="published",
        study=study,
        added="verdicts computed",
        description=f"Bars for {in_words(len(groups))} {WORDS[by]}, divided by verdict. Of {len(judged)} "
        f"claims, {count[OPEN]} cannot be tested from what we read{contradicted}.",
    )


def draw(rows: pd.DataFrame, *, groups: list[str]) -> alt.LayerChart:
    """Draw the counts.

    Args:
        rows: from ``claims.tally``: `group`, `verdict`, `claims`, `names` and `trace`.
        groups: the groups from the top down.
    """
    shown = [verdict for verdict in VERDICTS if verdict in set(rows["verdict"])]
    lines, fills = ([VERDICTS[verdict][part] for verdict in shown] for part in (0, 1))
    legend = alt.Legend(title=None, columns=1, symbolType="square")
    placed = rows.assign(place=rows["verdict"].map(list(VERDICTS).index))
    base = alt.Chart(placed).encode(
        x=alt.X("claims:Q", title="Number of claims", stack="zero", axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("group:N", title=None, sort=groups),
        order=alt.Order("place:Q"),
        tooltip=[
            alt.Tooltip("group:N", title="Claims on"),
            alt.Tooltip("verdict:N", title="Verdict"),
            alt.Tooltip("claims:Q", title="Number"),
        ],
    )
    bars = base.mark_bar(height=26, strokeWidth=1).encode(
        fill=alt.Fill("verdict:N", scale=alt.Scale(domain=shown, range=fills), legend=legend),
        stroke=alt.Stroke("verdict:N", scale=alt.Scale(domain=shown, range=lines), legend=legend),
    )
    numbers = base.mark_text(color=INK, fontSize=11).encode(
        x=alt.X("claims:Q", stack="zero", bandPosition=0.5), text="claims:Q"
    )
    return alt.LayerChart(layer=[bars, numbers], width="container", height=40 * len(groups))
