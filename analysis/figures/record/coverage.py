"""What is printed of every marker, by arm and visit, as one map."""

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, PURPLE
from analysis.inference.wording import in_words
from analysis.reported.coverage import KINDS
from analysis.reported.coverage import coverage as rows


def coverage(study: Study) -> alt.LayerChart:
    """Markers of each arm down, visits across, what is printed inside.

    Args:
        study: its findings, markers, arms and visits.

    Raises:
        MissingFindingError: nothing is printed of any marker.

    Examples:
        >>> coverage(Study.read()).title.text
        ['What is printed about seven markers']
    """
    cells = rows(study)
    markers = in_words(len(study.markers))
    levels = cells[cells["kind"] == "level printed"]
    at_last = in_words(int((levels["visit"] == study.last.name).sum())).replace("no", "none", 1)
    return publish(
        draw(cells),
        title=f"What is printed about {markers} markers",
        basis="published",
        study=study,
        description=f"A map of {markers} markers in each of {in_words(len(study.arms))} arms, by "
        f"{in_words(len(study.visits))} visits. Of {len(cells)} cells, {len(levels)} hold a level, {at_last} "
        f"of them at {study.last.words}; {sum(cells['text'] == '–')} have no level and no direction in what "
        "we read.",
    )


def draw(cells: pd.DataFrame) -> alt.LayerChart:
    """Draw the cells, in the order of the table.

    Args:
        cells: from ``reported.coverage``: `marker`, `arm`, `visit`, `kind`, `text`, `trace`.
    """
    table = cells.assign(row=cells["arm"] + "  " + cells["marker"])
    kinds, visits = list(KINDS), list(cells["visit"].unique())
    inside = alt.Scale(domain=kinds, range=[f"{GREEN}80", f"{PURPLE}40", f"{BLUE}20", "transparent"])
    around = alt.Scale(domain=kinds, range=[GREEN, PURPLE, BLUE, GRAY])
    legend = alt.Legend(title=None, columns=2, symbolType="square")
    base = alt.Chart(table).encode(
        x=alt.X("visit:N", sort=visits, title=None, axis=alt.Axis(labelAngle=0, orient="top")),
        y=alt.Y("row:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=3)),
    )
    boxes = base.mark_rect(strokeWidth=1, cornerRadius=2).encode(
        fill=alt.Fill("kind:N", scale=inside, legend=legend),
        stroke=alt.Stroke("kind:N", scale=around, legend=legend),
    )
    words = base.mark_text(color=INK, fontSize=10.5).encode(text="text:N")
    return alt.LayerChart(layer=[boxes, words], width="container", height=25 * table["row"].nunique())
