"""What a count of events in few people can exclude: upper limits against the number of people."""

import altair as alt
import pandas as pd

from analysis.charts.theme import BLUE, GRAY, GREEN, INK, VERMILION

GROUP_COLOR = alt.Scale(domain=["LD", "HD", "Both arms"], range=[BLUE, VERMILION, GREEN])
GROUP_SHAPE = alt.Scale(domain=["LD", "HD", "Both arms"], range=["circle", "diamond", "square"])
LEVELS = {"90%": 0.90, "95%": 0.95, "99%": 0.99}
SIDES = {"One-sided": True, "Two-sided": False}


def upper_limits(limits: pd.DataFrame, rule: pd.DataFrame, groups: dict[str, int]) -> alt.VConcatChart:
    """Upper confidence limits of a proportion, with controls for the level, the side and the events.

    Args:
        limits: fields of ``inference.Proportion`` (``events, n, high, confidence, upper``) and ``trace``, for
            the levels of ``LEVELS``, both sides and several counts of events.
        rule: ``n``, ``high`` (three divided by n), ``label`` (one of them, else empty) and ``trace``; drawn
            only beside the limit that it stands for: no event, 95%, one-sided.
        groups: the groups to mark and their sizes, named as in ``GROUP_COLOR``.
    """
    limits = limits[["events", "n", "confidence", "upper", "high", "trace"]].round({"high": 6})
    controls = _controls(int(limits["events"].max()))
    level, side, events = controls
    chosen = (
        f"datum.events == {events.name} && datum.confidence == {level.name} && datum.upper == {side.name}"
    )
    share = alt.Y("high:Q", title="Upper limit of the share", axis=alt.Axis(format="~%"))
    people = alt.X("n:Q", title="People followed", scale=alt.Scale(type="log", domain=[1, 3200]))
    curve = (
        alt.Chart(limits)
        .transform_filter(chosen)
        .mark_line(color=GREEN, strokeWidth=2.5)
        .encode(
            x=people.axis(values=[1, 3, 10, 30, 100, 300, 1000, 3000]),
            y=share.scale(type="log", domain=[0.001, 1], nice=False).axis(
                values=[0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]
            ),
        )
    )
    its_limit = f"{events.name} == 0 && {level.name} == {LEVELS['95%']} && {side.name}"
    three = alt.Chart(rule).transform_filter(its_limit).encode(x=people, y=share)
    marked = limits.merge(pd.DataFrame({"group": groups.keys(), "n": groups.values()}), on="n")
    colored = _colored(marked, chosen)
    dashes = three.mark_line(color=GRAY, strokeDash=[5, 4], strokeWidth=2)
    words = (
        three.transform_filter("datum.label").mark_text(align="left", dx=8, color=INK).encode(text="label:N")
    )
    points = _points(colored).encode(x=people, y=share)
    top = alt.LayerChart(layer=[curve, dashes, words, points]).add_params(*controls)
    return alt.vconcat(
        top.properties(width="container", height=260),
        _bars(colored).properties(width="container", height=110),
    )


def _controls(most: int) -> tuple[alt.Parameter, alt.Parameter, alt.Parameter]:
    return (
        alt.param(
            name="zero_level",
            value=0.95,
            bind=alt.binding_radio(options=list(LEVELS.values()), labels=list(LEVELS), name="Level "),
        ),
        alt.param(
            name="zero_side",
            value=True,
            bind=alt.binding_radio(options=list(SIDES.values()), labels=list(SIDES), name="Limit "),
        ),
        alt.param(
            name="zero_events",
            value=0,
            bind=alt.binding_range(min=0, max=most, step=1, name="People with the event "),
        ),
    )


def _colored(marked: pd.DataFrame, chosen: str) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(marked)
        .transform_filter(chosen)
        .transform_calculate(label="datum.group + ', ' + datum.n")
        .encode(color=alt.Color("group:N", scale=GROUP_COLOR, legend=None))
    )
    return chart


def _points(colored: alt.Chart) -> alt.Chart:
    shape = alt.Shape("group:N", scale=GROUP_SHAPE, legend=None)
    points: alt.Chart = colored.mark_point(size=110, opacity=1).encode(shape=shape)
    return points


def _bars(colored: alt.Chart) -> alt.LayerChart:
    row = alt.Y("label:N", sort=alt.SortField("n"), title=None)
    at = alt.X(
        "high:Q",
        title="Upper limit of the share",
        axis=alt.Axis(format="~%", values=[0, 0.25, 0.5, 0.75, 1]),
        scale=alt.Scale(domain=[0, 1]),
    )
    percent = alt.Text("high:Q", format=".1%")
    return alt.LayerChart(
        layer=[
            colored.mark_rule(strokeWidth=3).encode(x=at, x2=alt.datum(0), y=row),
            _points(colored).encode(x=at, y=row),
            colored.mark_text(align="left", dx=10).encode(x=at, y=row, text=percent, color=alt.value(INK)),
        ]
    )
