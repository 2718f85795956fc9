"""People by years of follow-up, here and in other trials."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GRAY, GREEN, INK, PURPLE

ARMS = ["none named", "conventional treatment", "placebo"]
HEIGHT = 340
YEARS, PEOPLE = (0.4, 14.0), (3.5, 350.0)
"""The box that is drawn."""


def people_and_years(trials: pd.DataFrame, lines: pd.DataFrame) -> alt.LayerChart:
    """Draw trials on two logarithmic axes, over lines of equal person-years.

    Shape and color say what those without cells got; this trial is filled, the others are open.

    Args:
        trials: from ``reported.exposure``: `trial`, `people`, `years`, `arm`, `what`, `trace`.
        lines: from ``reported.equal_exposure``.
    """
    years = alt.X(
        "years:Q",
        title="Years of follow-up (log axis)",
        scale=alt.Scale(type="log", domain=list(YEARS), nice=False),
        axis=alt.Axis(values=[0.5, 1, 2, 5, 10], format="~g", grid=False),
    )
    people = alt.Y(
        "people:Q",
        title="People (log axis)",
        scale=alt.Scale(type="log", domain=list(PEOPLE), nice=False),
        axis=alt.Axis(values=[10, 20, 50, 100, 200], format="~g", grid=False),
    )
    arm = alt.Scale(domain=ARMS, range=[GREEN, GRAY, PURPLE])
    shape = alt.Scale(domain=ARMS, range=["circle", "square", "triangle-up"])
    legend = alt.Legend(title="Without cells", columns=2)
    equal = alt.Chart(lines).encode(x=years, y=people, detail="person_years:N")
    rules = equal.mark_line(strokeDash=[3, 4], color=INK, opacity=0.4, clip=True)
    points = alt.Chart(_placed(trials)).encode(x=years, y=people)
    marks = points.encode(
        color=alt.Color("arm:N", scale=arm, legend=legend),
        shape=alt.Shape("arm:N", scale=shape, legend=legend),
        tooltip=["trial:N", "people:Q", alt.Tooltip("years:Q", format=".3~g"), "arm:N"],
    )
    others = marks.transform_filter(alt.datum.what == "other trial").mark_point(filled=False, strokeWidth=2)
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
    words = ends.encode(text="words:N")
    return alt.LayerChart(
        layer=[rules, words, others, this, names.encode(text="name:N")], width="container", height=HEIGHT
    )


def _placed(trials: pd.DataFrame) -> pd.DataFrame:
    """A name stands below its symbol where a near trial with more people has the place above.

    Trials at one place share one name, written once.
    """
    people, years = trials["people"].astype(float), trials["years"].astype(float)
    near = [
        bool(((people > own) & (people < 2 * own) & (years > time / 2) & (years < 2 * time)).any())
        for own, time in zip(people, years, strict=True)
    ]
    place = [people, years]
    shared = trials.groupby(place, sort=False)["trial"]
    first = ~pd.DataFrame({"people": people, "years": years}).duplicated()
    return trials.assign(below=near, name=shared.transform(", ".join).where(first, ""))
