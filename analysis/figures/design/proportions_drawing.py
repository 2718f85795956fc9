"""What a count of events in few people can exclude: upper limits by several methods."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, PURPLE

LEVELS = {"90%": 0.90, "95%": 0.95, "99%": 0.99}
SIDES = {"One-sided": True, "Two-sided": False}
RULE = "rule of three"
METHODS = {"clopper-pearson": "Clopper-Pearson", "wilson": "Wilson", "jeffreys": "Jeffreys"}
"""Methods of ``inference.proportion`` and their names."""
NAMES = [*METHODS.values(), "Rule of three"]
COLOR = alt.Scale(domain=NAMES, range=[GREEN, BLUE, PURPLE, GRAY])
SHAPE = alt.Scale(domain=NAMES, range=["square", "circle", "diamond", "triangle-up"])
GROUPS = {5: "5 (LD)", 6: "6 (HD)", 11: "11 (both arms)"}
"""Sizes with a name; other sizes show as numbers."""
CHOSEN = "datum.events == zero_events && datum.confidence == zero_level && datum.upper == zero_side"


def upper_limits(limits: pd.DataFrame, sizes: list[int]) -> alt.VConcatChart:
    """Upper limits of a share by each method, with controls for the level, the side, the events and the size.

    Args:
        limits: ``events, n, high, confidence, upper, method, trace`` for the levels of ``LEVELS``, both sides
            and several counts; ``method`` is one of ``METHODS``, or ``RULE`` where the rule stands for
            the limit: no event, 95%, one-sided.
        sizes: the numbers of people to choose from, all of them in ``limits``.
    """
    frame = limits.assign(Method=limits["method"].map(METHODS).fillna("Rule of three"))
    frame = frame[["events", "n", "confidence", "upper", "Method", "high", "trace"]].round({"high": 4})
    controls = _controls(int(frame["events"].max()), sizes)
    size = controls[-1].name
    chosen = alt.Chart(frame).transform_filter(CHOSEN).encode(color=alt.Color("Method:N", scale=COLOR))
    share = alt.Y(
        "high:Q",
        title="Upper limit of the share",
        axis=alt.Axis(format="~%", values=[0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]),
        scale=alt.Scale(type="log", domain=[0.0005, 1], nice=False),
    )
    people = alt.X(
        "n:Q",
        title="People followed",
        scale=alt.Scale(type="log", domain=[1, 3200]),
        axis=alt.Axis(values=[1, 3, 10, 30, 100, 300, 1000, 3000]),
    )
    at_size = chosen.transform_filter(f"datum.n == {size}")
    curves = chosen.mark_line(strokeWidth=2.2).encode(
        x=people, y=share, color=alt.Color("Method:N", scale=COLOR, legend=None)
    )
    top = alt.LayerChart(layer=[curves, _points(at_size).encode(x=people, y=share)]).add_params(*controls)
    return alt.vconcat(
        top.properties(width="container", height=250),
        _bars(at_size).properties(width="container", height=120),
    )


def _controls(most: int, sizes: list[int]) -> tuple[alt.Parameter, ...]:
    words = [GROUPS.get(n, f"{n:,}") for n in sizes]
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
        alt.param(
            name="zero_people",
            value=11,
            bind=alt.binding_select(options=sizes, labels=words, name="People followed "),
        ),
    )


def _points(chart: alt.Chart) -> alt.Chart:
    points: alt.Chart = chart.mark_point(size=110, opacity=1).encode(
        shape=alt.Shape("Method:N", scale=SHAPE, legend=None),
        color=alt.Color("Method:N", scale=COLOR, legend=None),
    )
    return points


def _bars(chart: alt.Chart) -> alt.LayerChart:
    broken = alt.Axis(labelExpr="split(datum.label, '-')", labelFontSize=11)
    row = alt.Y("Method:N", sort=NAMES, title=None, scale=alt.Scale(domain=NAMES), axis=broken)
    at = alt.X(
        "high:Q",
        title="Upper limit of the share",
        axis=alt.Axis(format="~%", values=[0, 0.25, 0.5, 0.75, 1]),
        scale=alt.Scale(domain=[0, 1.12], nice=False),
    )
    plain = chart.encode(color=alt.Color("Method:N", scale=COLOR, legend=None))
    return alt.LayerChart(
        layer=[
            plain.mark_rule(strokeWidth=3).encode(x=at, x2=alt.datum(0), y=row),
            _points(chart).encode(x=at, y=row),
            chart.mark_text(align="left", dx=10).encode(
                x=at, y=row, text=alt.Text("high:Q", format=".1%"), color=alt.value(INK)
            ),
        ]
    )
