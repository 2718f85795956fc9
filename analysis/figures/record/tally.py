"""How many findings tell of what, when and from whom."""

from functools import partial

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK
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
        '39 of 148 findings on year 5 print a value'
    """
    counted = rows(study)
    return Explorer(
        finding=partial(finding, last=study.last.name),
        subtitle="In what we read; findings with a value, of all findings, by field and visit",
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


def finding(counted: pd.DataFrame, *, last: str) -> str:
    """How many findings on the last visit print a value.

    Args:
        counted: from `rows`, of one source.
        last: the last visit.

    Examples:
        >>> told = pd.DataFrame({"visit": ["Day 7"], "findings": 4, "numbers": 1})
        >>> finding(told, last="Day 7"), finding(told, last="Year 1")
        ('One of four findings on day 7 prints a value', 'This source says nothing on year 1')
    """
    own = counted.loc[counted["visit"] == last, ["findings", "numbers"]].sum()
    every, printed, on = int(own["findings"]), int(own["numbers"]), f"on {last.lower()}"
    if not every:
        return f"This source says nothing {on}"
    if every == 1:
        return f"The one finding {on} prints {'a' if printed else 'no'} value"
    if printed in (0, every):
        return f"{'All' if printed else 'None of the'} {in_words(every)} findings {on} print a value"
    prints = "prints" if printed == 1 else "print"
    return f"{in_words(printed).capitalize()} of {in_words(every)} findings {on} {prints} a value"


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
    in_lines = "replace(datum.label, length(datum.label) > 20 ? ' and' : '|', '| and')"
    labels = alt.Axis(
        labelExpr=f"split({in_lines}, '|')",
        ticks=False,
        domain=False,
        grid=True,
        tickBand="extent",
    )
    heads = alt.Axis(labelAngle=0, orient="top", ticks=False, domain=False)
    base = (
        alt.Chart(counted)
        .transform_calculate(words="datum.numbers + ' of ' + datum.findings")
        .encode(
            x=alt.X("visit:N", title=None, scale=alt.Scale(domain=visits), axis=heads),
            y=alt.Y("system:N", title=None, scale=alt.Scale(domain=systems), axis=labels),
        )
    )
    most = int(counted["findings"].max())
    area = alt.Scale(domain=[0, most], range=[0, 260])
    layers = [
        base.mark_point(filled=False, stroke=INK, yOffset=-8).encode(size=_sized("findings", area)),
        base.transform_filter(alt.datum.numbers > 0)
        .mark_point(color=INK, opacity=1, yOffset=-8)
        .encode(size=_sized("numbers", area)),
        base.mark_text(dy=11).encode(text="words:N"),
    ]
    return alt.LayerChart(data=counted, layer=layers, width="container", height=38 * len(systems))


def _sized(column: str, area: alt.Scale) -> alt.Size:
    return alt.Size(f"{column}:Q", scale=area, legend=None)


def _of(counted: pd.DataFrame, *, tally_source: str) -> pd.DataFrame:
    return counted[counted["source"] == tally_source].reset_index(drop=True)


def _describe(study: Study, seen: str, shown: pd.DataFrame) -> str:
    return (
        f"A map of {shown['system'].nunique()} fields by {in_words(len(study.visits))} visits, with a choice "
        f"of source. {seen}"
    ).strip()
