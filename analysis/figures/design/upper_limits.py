"""What a count of events in few people can exclude: upper limits by several methods."""

from collections.abc import Mapping
from functools import cache, partial

import altair as alt
import pandas as pd

from analysis.figures.base.control import Control
from analysis.figures.base.explorer import PartsExplorer
from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, PURPLE
from analysis.inference import proportion
from analysis.inference.proportions import ProportionMethod

LEVELS = (90, 95, 99)
SIDES = {"one": "One-sided", "two": "Two-sided"}
MOST = 3
"""People with the event."""
METHODS: dict[ProportionMethod, str] = {
    "clopper-pearson": "Clopper-Pearson",
    "wilson": "Wilson",
    "jeffreys": "Jeffreys",
}
RULE = "Rule of three"
"""It stands for the limit where nobody has the event, at 95 percent, one-sided."""
NAMES = [*METHODS.values(), RULE]
COLOR = alt.Scale(domain=NAMES, range=[GREEN, BLUE, PURPLE, GRAY])
SHAPE = alt.Scale(domain=NAMES, range=["square", "circle", "diamond", "triangle-up"])
PEOPLE = (1, 2, 3, 8, 18, 30, 100, 1000, 3000)
"""Numbers of people that the curves are drawn through, besides those of the arms."""
LARGER = (30, 100, 1000, 3000)
"""Those of them that can be chosen."""
CURVE, CHOSEN = "curve", "chosen"


def upper_limits(sizes: Mapping[str, int]) -> PartsExplorer:
    """Upper limits of a share by each method, for the level, the side, the events and the size to choose.

    Args:
        sizes: arm to its number of people.

    Examples:
        >>> upper_limits({"A": 5, "B": 6}).title
        'The largest risk that few events leave plausible'
    """
    groups = _groups(sizes)
    words = {n: f"{n:,}" for n in LARGER} | {
        n: f"{n} ({name.lower()})" for name, n in groups.items() if name not in sizes
    }
    words |= {n: f"{n} ({arm})" for arm, n in sizes.items()}
    people = tuple(sorted(words))
    controls = (
        Control("zero_level", "Level", "radio", LEVELS, 95, labels=tuple(f"{level}%" for level in LEVELS)),
        Control("zero_side", "Limit", "radio", tuple(SIDES), "one", labels=tuple(SIDES.values())),
        Control("zero_events", "People with the event", "range", tuple(range(MOST + 1)), 0),
        Control(
            "zero_people",
            "People followed",
            "select",
            people,
            sum(sizes.values()),
            labels=tuple(words[n] for n in people),
        ),
    )
    names = tuple(control.name for control in controls)
    return PartsExplorer(
        finding=lambda _: "The largest risk that few events leave plausible",
        basis="design",
        controls=controls,
        compute=partial(_rows, tuple(sorted({*PEOPLE, *groups.values()}))),
        draw=draw,
        describe=partial(_describe, groups),
        parts={CURVE: names[:-1], CHOSEN: names},
    )


def _groups(sizes: Mapping[str, int]) -> dict[str, int]:
    """The arms, and all of them together where there are several."""
    together = {2: "Both arms"}.get(len(sizes), "All arms")
    return dict(sizes) if len(sizes) == 1 else {**sizes, together: sum(sizes.values())}


def _rows(
    people: tuple[int, ...], *, zero_level: int, zero_side: str, zero_events: int, zero_people: int
) -> pd.DataFrame:
    found = [
        (part, n, name, _limit(zero_events, n, zero_level, zero_side, method), "formula:inference.proportion")
        for part, shown in ((CURVE, people), (CHOSEN, (zero_people,)))
        for n in shown
        if n > zero_events
        for method, name in METHODS.items()
    ]
    if (zero_events, zero_level, zero_side) == (0, 95, "one"):
        shown = [(CURVE, n) for n in people if n >= 3] + [(CHOSEN, zero_people)] * (zero_people >= 3)
        found += [(part, n, RULE, round(3 / n, 4), "sources:hanley1983") for part, n in shown]
    return pd.DataFrame(found, columns=["component", "n", "Method", "high", "trace"])


@cache
def _limit(events: int, people: int, level: int, side: str, method: ProportionMethod) -> float:
    found = proportion(events, people, confidence=level / 100, upper=side == "one", method=method)
    return round(found.high, 4)


def draw(rows: pd.DataFrame) -> alt.VConcatChart:
    """Curves of the upper limit over the number of people, with marks at the chosen one, and these as bars.

    Args:
        rows: `component` (`CURVE` or `CHOSEN`), `n` (people), `Method` (of `NAMES`), `high` and `trace`.
    """
    base = alt.Chart(rows)
    curve = base.transform_filter(alt.datum.component == CURVE)
    chosen = base.transform_filter(alt.datum.component == CHOSEN)
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
    color = alt.Color("Method:N", scale=COLOR, legend=None)
    curves = curve.mark_line(strokeWidth=2.2).encode(x=people, y=share, color=color)
    top = alt.LayerChart(layer=[curves, _points(chosen).encode(x=people, y=share)])
    return alt.VConcatChart(
        data=rows,
        vconcat=[
            top.properties(width="container", height=250),
            _bars(chosen).properties(width="container", height=120),
        ],
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


def _describe(groups: Mapping[str, int], rows: pd.DataFrame) -> str:
    limits = {name: 100 * _limit(0, n, 95, "one", "clopper-pearson") for name, n in groups.items()}
    told = ", ".join(f"{limit:.1f}% for {name} ({groups[name]} people)" for name, limit in limits.items())
    return f"Upper limits fall as people are added. With no event the exact one-sided 95% limits are {told}."
