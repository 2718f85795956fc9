"""People by years of follow-up, here and in other trials."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import INK, LOOK, MUTED
from analysis.reported.exposure import ALONE
from analysis.reported.exposure import exposure as trials
from analysis.reported.studies import follow_up

SHAPES = {ALONE: "circle", "conventional treatment": "square", "placebo": "triangle-up"}
"""By what those without the treatment got; anything else has `OTHER`."""
OTHER = "diamond"
WIDE = 500
"""From this width of the plot on every trial has its name, below it only those that the title speaks of."""
HEIGHT = 320
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
        >>> exposure(Study.read()).usermeta["title"]
        'At most 55 person-years here; 7.5 to 1,400 in 10 other trials'
    """
    placed = trials(study)
    told = "; ".join(
        f"{row['trial']}: {row['people']} people, {follow_up(str(row['years']))}"
        for row in placed.to_dict("records")
    )
    years, people = box(placed["years"], YEARS), box(placed["people"], PEOPLE)
    return publish(
        draw(rows(placed), equal_exposure(LINES, years=years, people=people), years=years, people=people),
        title=finding(placed),
        subtitle="Papers and abstracts that we read: people by years of follow-up, log axes",
        basis="reference",
        study=study,
        added="this trial as published",
        description=f"Trials on two logarithmic axes. {told}. Dashed lines join equal person-years.",
    )


def finding(placed: pd.DataFrame) -> str:
    """Person-years at most, here and in the other trials.

    Args:
        placed: from ``reported.exposure``.

    Examples:
        >>> finding(pd.DataFrame({"what": ["other trial", "this trial"], "person_years": [1368.8, 55]}))
        'At most 55 person-years here; 1,400 in the one other trial'
    """
    own, others = (
        placed.loc[placed["what"] == what, "person_years"] for what in ("this trial", "other trial")
    )
    here = f"At most {_two_digits(own.iloc[0])} person-years here"
    if others.empty:
        return f"{here}, if everybody was followed to the end"
    if len(others) == 1:
        return f"{here}; {_two_digits(others.iloc[0])} in the one other trial"
    low, high = map(_two_digits, (others.min(), others.max()))
    return f"{here}; {low} to {high} in {len(others)} other trials"


def _two_digits(value: float) -> str:
    return f"{float(f'{value:.2g}'):,g}"


def box(values: "pd.Series[float]", least: Span) -> Span:
    """The least box, widened where a value would lie outside."""
    low, high = float(values.min()), float(values.max())
    return (least[0] if low >= least[0] else low / MARGIN, least[1] if high <= least[1] else high * MARGIN)


def rows(placed: pd.DataFrame) -> pd.DataFrame:
    """The trials with the place of their names.

    A name stands below its symbol where a near trial with more people has the place above. Trials at one
    place share one name, written once. Where there is little room only this trial is named, the longest, and
    those with the fewest and the most person-years.

    Args:
        placed: from ``reported.exposure``.

    Returns:
        The same with `below`, `name` and `always` (whether it is named where there is little room).
    """
    people, years = placed["people"].astype(float), placed["years"].astype(float)
    near = [
        bool(((people > own) & (people < 2 * own) & (years >= time / 2) & (years <= 2 * time)).any())
        for own, time in zip(people, years, strict=True)
    ]
    shared = placed.groupby([people, years], sort=False)["trial"]
    first = ~pd.DataFrame({"people": people, "years": years}).duplicated()
    total = people * years
    always = (
        (placed["what"] == "this trial") | (years == years.max()) | total.isin([total.min(), total.max()])
    )
    return placed.assign(below=near, name=shared.transform(", ".join).where(first, ""), always=always)


def equal_exposure(person_years: Sequence[float], *, years: Span, people: Span) -> pd.DataFrame:
    """Lines along which people times years stay the same, inside a box.

    Args:
        person_years: one value per line.
        years: the shortest and the longest follow-up of the box.
        people: the fewest and the most people.

    Returns:
        Two rows per line: `person_years`, `years`, `people`, `words` (on the row with fewer people; their
        unit at the greatest) and `trace`.
    """
    ends = []
    for total in person_years:
        first, last = max(years[0], total / people[1]), min(years[1], total / people[0])
        words = f"{total:g} person-years" if total == max(person_years) else f"{total:g}"
        ends += [(total, first, total / first, ""), (total, last, total / last, words)]
    frame = pd.DataFrame(ends, columns=["person_years", "years", "people", "words"])
    return frame.assign(trace="formula:figures.record.exposure.equal_exposure")


def draw(placed: pd.DataFrame, lines: pd.DataFrame, *, years: Span, people: Span) -> alt.LayerChart:
    """Draw trials over lines of equal person-years.

    The shape says what those without cells got; this trial is filled, the others are open.

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
    others = [name for name in dict.fromkeys(placed["arm"]) if name not in SHAPES]
    known = SHAPES if len(placed) > 1 else [name for name in SHAPES if name in set(placed["arm"])]
    domain = [*known, *others]
    shape = alt.Scale(domain=domain, range=[SHAPES.get(name, OTHER) for name in domain])
    legend = alt.Legend(title="Without cells", columns=2)
    equal = alt.Chart(lines).encode(x=across, y=up, detail="person_years:N")
    rules = equal.mark_line(strokeDash=[3, 4], color=INK, opacity=0.4, clip=True)
    points = alt.Chart(placed).encode(x=across, y=up)
    marks = points.encode(
        shape=alt.Shape("arm:N", scale=shape, legend=legend),
        tooltip=["trial:N", "people:Q", alt.Tooltip("years:Q", format=".3~g"), "arm:N"],
    )
    open_marks = marks.transform_filter(alt.datum.what == "other trial").mark_point(
        filled=False, strokeWidth=2, color=INK, opacity=1
    )
    this = marks.transform_filter(alt.datum.what == "this trial").mark_point(
        filled=True, size=170, color=LOOK, opacity=1
    )
    names = points.mark_text(
        color=INK,
        dy=alt.expr("datum.below ? 16 : -14"),
        align=alt.expr("datum.years > 11 ? 'right' : datum.years < 0.8 ? 'left' : 'center'"),
    )
    ends = equal.transform_filter(alt.datum.words != "").mark_text(
        align="right", baseline="bottom", dx=-6, dy=-2, fontSize=12, color=MUTED
    )
    layers = [
        rules,
        ends.encode(text="words:N"),
        open_marks,
        this,
        names.encode(text=alt.condition(f"width > {WIDE} || datum.always", "name:N", alt.value(""))),
    ]
    return alt.LayerChart(layer=layers, width="container", height=HEIGHT)


def _axis(span: Span, ticks: Sequence[float]) -> tuple[alt.Scale, alt.Axis]:
    """A logarithmic scale over the box and an axis with the ticks inside it."""
    inside = [tick for tick in ticks if span[0] <= tick <= span[1]]
    scale = alt.Scale(type="log", domain=list(span), nice=False)
    return scale, alt.Axis(values=inside, format="~g", grid=False)
