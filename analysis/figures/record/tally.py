"""How many findings tell of what, when and from whom."""

from functools import partial

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import GREEN, INK
from analysis.inference.wording import in_words
from analysis.reported.tally import tally as counts
from analysis.reported.tally import together


def tally(study: Study, *, seen: str = "") -> Explorer:
    """Systems down, visits across, the number of findings inside; the source is a reader's choice.

    Args:
        study: its findings, parameters, sources and visits.
        seen: what a reader sees in it, in a sentence or two for those who cannot.

    Raises:
        MissingFindingError: no finding belongs to a visit.

    Examples:
        >>> tally(Study.read()).title
        'What is told, of which visit, by which source'
    """
    counted = rows(study)
    return Explorer(
        finding=lambda _: "What is told, of which visit, by which source",
        basis="published",
        controls=(
            Control(
                "tally_source",
                "Source",
                "select",
                choices=tuple(counted["source"].unique()),
                default=together(study),
            ),
        ),
        compute=partial(_of, counted),
        draw=draw,
        describe=partial(_describe, study, seen),
        study=study,
    )


def rows(study: Study) -> pd.DataFrame:
    """The counts of ``reported.tally`` with the place of each system and visit, which no choice moves."""
    counted = counts(study)
    systems, visits = list(counted["system"].unique()), [visit.name for visit in study.visits]
    return counted.assign(
        order=counted["system"].map(systems.index), visit_order=counted["visit"].map(visits.index)
    )


def draw(counted: pd.DataFrame) -> alt.LayerChart:
    """Draw the counts.

    Args:
        counted: from `rows`.
    """
    systems = list(counted.sort_values("order")["system"].unique())
    visits = list(counted.sort_values("visit_order")["visit"].unique())
    labels = alt.Axis(labelFontSize=11, labelLimit=112, labelExpr="replace(datum.label, ' and ', ', ')")
    base = (
        alt.Chart(counted)
        .transform_calculate(words="datum.findings + ' (' + datum.numbers + ')'")
        .encode(
            x=alt.X(
                "visit:N",
                title=None,
                scale=alt.Scale(domain=visits),
                axis=alt.Axis(labelAngle=0, orient="top", labelFontSize=10.5),
            ),
            y=alt.Y("system:N", title=None, scale=alt.Scale(domain=systems), axis=labels),
        )
    )
    boxes = base.mark_rect(color=GREEN, cornerRadius=2).encode(
        opacity=alt.Opacity("findings:Q", scale=alt.Scale(domain=[0, 40], range=[0.12, 0.7]), legend=None)
    )
    words = base.mark_text(color=INK, fontSize=11).encode(text="words:N")
    return alt.LayerChart(data=counted, layer=[boxes, words], width="container", height=27 * len(systems))


def _of(counted: pd.DataFrame, *, tally_source: str) -> pd.DataFrame:
    return counted[counted["source"] == tally_source].reset_index(drop=True)


def _describe(study: Study, seen: str, shown: pd.DataFrame) -> str:
    return (
        f"A map of {shown['system'].nunique()} fields by {in_words(len(study.visits))} visits, with a choice "
        f"of source. {seen}"
    ).strip()
