"""What "stable" can mean: the shifts that a few pairs cannot see, beside age and one person's variation."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GRAY, INK, PURPLE, VERMILION

UNSEEN = "bar: can be missed"
PERSON = "line: one person's variation"
AGE = "diamond: five years of age"
COLOR = alt.Scale(domain=[UNSEEN, PERSON, AGE], range=[GRAY, PURPLE, VERMILION])
ORDERS = ["by system", "widest first"]
ENDS = (0.28, 4.2)
"""Of the axis, as ratios. A bar from end to end: too few pairs to see any shift, however large."""
SCALE = alt.Scale(type="log", domain=list(ENDS), nice=False)
AXIS = alt.Axis(
    values=[0.3, 0.5, 0.7, 1, 1.4, 2, 3],
    labelExpr="datum.value == 1 ? '0%' : format(datum.value - 1, '+.0%')",
    labelOverlap="greedy",
    labelSeparation=6,
)
"""Ratios after to before, on a logarithmic axis that reads in percent."""


def unseen_shifts(shifts: pd.DataFrame) -> alt.LayerChart:
    """Each test with the true shifts that stay unseen, one person's variation and the change with age.

    Args:
        shifts: ``Test``, ``System``, ``Number`` (order by system); the ratios after to before ``low, high``
            (unseen), ``person_low, person_high``, and ``age_low, age_high`` (missing where no change with age
            is known); ``trace``.
    """
    systems = list(dict.fromkeys(shifts["System"]))
    order = alt.param(
        name="stable_order",
        value="by system",
        bind=alt.binding_radio(options=ORDERS, name="Order "),
    )
    show = alt.param(
        name="stable_show",
        value="all",
        bind=alt.binding_select(options=["all", "with a change with age", *systems], name="Show "),
    )
    shown = (
        f"{show.name} == 'all' || datum.System == {show.name} || "
        f"({show.name} == 'with a change with age' && isValid(datum.age_low))"
    )
    base = (
        alt.Chart(shifts)
        .transform_filter(shown)
        .transform_calculate(Place=f"{order.name} == 'by system' ? datum.Number : -datum.high")
        .encode(
            y=alt.Y(
                "Test:N",
                title=None,
                sort=alt.EncodingSortField(field="Place", op="min"),
                axis=alt.Axis(grid=True, domain=False, ticks=False, minExtent=115, maxExtent=115),
            )
        )
    )
    still = alt.Chart(shifts).transform_aggregate(rows="count()")
    return (
        alt.LayerChart(data=shifts, layer=_layers(base, still))
        .add_params(show, order)
        .properties(width="container", height=25 * shifts["Test"].nunique())
    )


def _layers(base: alt.Chart, still: alt.Chart) -> list[alt.Chart]:
    ratio = alt.X("low:Q", title="True change (percent)", scale=SCALE, axis=AXIS)
    legend = alt.Legend(title=None, columns=1, symbolType="square")
    unseen, person, aged = (
        base.transform_calculate(Kind=repr(name)).encode(
            color=alt.Color("Kind:N", scale=COLOR, legend=legend)
        )
        for name in (UNSEEN, PERSON, AGE)
    )
    aged = aged.transform_filter("isValid(datum.age_low)")
    return [
        unseen.mark_rule(strokeWidth=11, opacity=0.45).encode(x=ratio, x2="high:Q"),
        person.mark_rule(strokeWidth=2).encode(x="person_low:Q", x2="person_high:Q"),
        person.mark_tick(height=9, thickness=2).encode(x="person_low:Q"),
        person.mark_tick(height=9, thickness=2).encode(x="person_high:Q"),
        aged.mark_rule(strokeWidth=3).encode(x="age_low:Q", x2="age_high:Q"),
        aged.mark_point(size=85, shape="diamond", opacity=1).encode(x="age_low:Q"),
        aged.mark_point(size=85, shape="diamond", opacity=1).encode(x="age_high:Q"),
        still.mark_rule(color=INK, strokeDash=[3, 3], opacity=0.7).encode(x=alt.datum(1)),
    ]
