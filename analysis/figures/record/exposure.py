"""People by years of follow-up, here and in other trials."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, PURPLE
from analysis.reported.exposure import ALONE
from analysis.reported.exposure import exposure as trials
from analysis.reported.studies import follow_up

MARKS = {
    ALONE: (GREEN, "circle"),
    "conventional treatment": (GRAY, "square"),
    "placebo": (PURPLE, "triangle-up"),
}
"""Color and shape by what those without the treatment got; anything else has `OTHER`."""
OTHER = (BLUE, "diamond")
HEIGHT = 340
YEARS, PEOPLE = (0.4, 14.0), (3.5, 350.0)
"""The least box that is drawn."""
MARGIN = 1.4
"""How far beyond an outlying trial the box reaches, as a ratio."""
LINES = (10, 50, 250)
"""Person-years of the lines."""

Span = tuple[float, float]


def exposure(study: Study) -> alt.LayerChart:
    """This trial and others on two logarithmic axes, over lines of equal person-years.

    Args:
        study: its findings, with the table of studies beside it.

    Raises:
        MissingFindingError: the number of all subjects is not printed.

    Examples:
        >>> exposure(Study.read()).title.text
        ['People and years of follow-up, here', 'and elsewhere']
    """
    placed = trials(study)
    told = "; ".join(
        f"{row['trial']}: {row['people']} people, {follow_up(str(row['years']))}"
        for row in placed.to_dict("records")
    )
    years, people = box(placed["years"], YEARS), box(placed["people"], PEOPLE)
    return publish(
        draw(rows(placed), equal_exposure(LINES, years=years, people=people), years=years, people=people),
        title="People and years of follow-up, here and elsewhere",
        basis="reference",
        study=study,
        added="this trial as published",
        description=f"Trials on two logarithmic axes. {told}. Dashed lines join equal person-years.",
    )


def box(values: "pd.Series[float]", least: Span) -> Span:
    """The least box, widened where a value would lie outside."""
    low, high = float(values.min()), float(values.max())
    return (least[0] if low >= least[0] else low / MARGIN, least[1] if high <= least[1] else high * MARGIN)


def rows(placed: pd.DataFrame) -> pd.DataFrame:
    """The trials with the place of their names.

    A name stands below its symbol where a near trial with more people has the place above. Trials at one
    place share one name, written once.

    Args:
        placed: from ``reported.exposure``.

    Returns:
        The same with `below` and `name`.
    """
    people, years = placed["people"].astype(float), placed["years"].astype(float)
    near = [
        bool(((people > own) & (people < 2 * own) & (years > time / 2) & (years < 2 * time)).any())
        for own, time in zip(people, years, strict=True)
    ]
    shared = placed.groupby([people, years], sort=False)["trial"]
    first = ~pd.DataFrame({"people": people, "years": years}).duplicated()
    return placed.assign(below=near, name=shared.transform(", ".join).where(first, ""))


def equal_exposure(person_years: Sequence[float], *, years: Span, people: Span) -> pd.DataFrame:
    """Lines along which people times years stay the same, inside a box.

    Args:
        person_years: one value per line.
        years: the shortest and the longest follow-up of the box.
        people: the fewest and the most people.

    Returns:
        Two rows per line: `person_years`, `years`, `people`, `words` (on the row with fewer people) and
        `trace`.
    """
    ends = []
    for total in person_years:
        first, last = max(years[0], total / people[1]), min(years[1], total / people[0])
        ends += [(total, first, total / first, ""), (total, last, total / last, f"{total:g} person-years")]
    frame = pd.DataFrame(ends, columns=["person_years", "years", "people", "words"])
    return frame.assign(trace="formula:figures.record.exposure.equal_exposure")


def draw(placed: pd.DataFrame, lines: pd.DataFrame, *, years: Span, people: Span) -> alt.LayerChart:
    """Draw trials over lines of equal person-years.

    Shape and color say what those without cells got; this trial is filled, the others are open.

    Args:
        placed: from `rows`.
        lines: from `equal_exposure`.
        years: the box along the axis of years.
        people: the box along the axis of people.
    """
    scale, axis = _axis(years, (0.02, 0.1, 0.5, 1, 2, 5, 10))
    across = alt.X("years:Q", title="Years of follow-up (log axis)", scale=scale, axis=axis)
    scale, axis = _axis(people, (10, 20, 50, 100, 200))
    up = alt.Y("people:Q", title="People (log axis)", scale=scale, axis=axis)
    others = [name for name in dict.fromkeys(placed["arm"]) if name not in MARKS]
    domain = [
        *(MARKS if len(placed) > 1 else [name for name in MARKS if name in set(placed["arm"])]),
        *others,
    ]
    colors, shapes = zip(*(MARKS.get(name, OTHER) for name in domain), strict=True)
    arm, shape = alt.Scale(domain=domain, range=list(colors)), alt.Scale(domain=domain, range=list(shapes))
    legend = alt.Legend(title="Without cells", columns=2)
    equal = alt.Chart(lines).encode(x=across, y=up, detail="person_years:N")
    rules = equal.mark_line(strokeDash=[3, 4], color=INK, opacity=0.4, clip=True)
    points = alt.Chart(placed).encode(x=across, y=up)
    marks = points.encode(
        color=alt.Color("arm:N", scale=arm, legend=legend),
        shape=alt.Shape("arm:N", scale=shape, legend=legend),
        tooltip=["trial:N", "people:Q", alt.Tooltip("years:Q", format=".3~g"), "arm:N"],
    )
    open_marks = marks.transform_filter(alt.datum.what == "other trial")
    this = marks.transform_filter(alt.datum.what == "this trial").mark_point(filled=True, size=170, opacity=1)
    names = points.mark_text(
        fontSize=11,
        color=INK,
        dy=alt.expr("datum.below ? 16 : -14"),
        align=alt.expr("datum.years > 8 ? 'right' : datum.years < 0.8 ? 'left' : 'center'"),
    )
    ends = equal.transform_filter(alt.datum.words != "").mark_text(
        align="right", baseline="bottom", dx=-10, dy=-1, fontSize=11, opacity=0.8, color=INK
    )
    layers = [
        rules,
        ends.encode(text="words:N"),
        open_marks.mark_point(filled=False, strokeWidth=2),
        this,
        names.encode(text="name:N"),
    ]
    return alt.LayerChart(layer=layers, width="container", height=HEIGHT)


def _axis(span: Span, ticks: Sequence[float]) -> tuple[alt.Scale, alt.Axis]:
    """A logarithmic scale over the box and an axis with the ticks inside it."""
    inside = [tick for tick in ticks if span[0] <= tick <= span[1]]
    scale = alt.Scale(type="log", domain=list(span), nice=False)
    return scale, alt.Axis(values=inside, format="~g", grid=False)
