"""What a count of events in few people can exclude: upper limits by several methods."""

from collections.abc import Mapping
from functools import cache, partial

import altair as alt
import pandas as pd

from analysis.figures.base.control import Control
from analysis.figures.base.explorer import PartsExplorer
from analysis.figures.base.theme import INK, LOOK, MUTED
from analysis.figures.design.rough import rough, rough_percent
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
EXACT = METHODS["clopper-pearson"]
"""Its limits are the title's and the curve's: it never promises too much."""
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
        'No event in 11 people allows a risk of up to 24%, about 1 in 4'
    """
    groups = _groups(sizes)
    words = {n: f"{n:,}" for n in LARGER} | {
        n: f"{n} ({name.lower()})" for name, n in groups.items() if name not in sizes
    }
    words |= {n: f"{n} ({arm})" for arm, n in sizes.items()}
    people = tuple(sorted(words))
    controls = (
        Control(
            "zero_people",
            "People followed",
            "select",
            people,
            sum(sizes.values()),
            labels=tuple(words[n] for n in people),
        ),
        Control("zero_events", "People with the event", "range", tuple(range(MOST + 1)), 0),
        Control("zero_level", "Level", "radio", LEVELS, 95, labels=tuple(f"{level}%" for level in LEVELS)),
        Control("zero_side", "Limit", "radio", tuple(SIDES), "one", labels=tuple(SIDES.values())),
    )
    names = tuple(control.name for control in controls)
    return PartsExplorer(
        finding=_finding,
        subtitle="Upper confidence limit of a risk, at first 95%, one-sided; the title has the exact one",
        basis="design",
        controls=controls,
        compute=partial(_rows, tuple(sorted({*PEOPLE, *groups.values()}))),
        draw=draw,
        describe=partial(_describe, groups),
        parts={CURVE: names[1:], CHOSEN: names},
    )


def _finding(rows: pd.DataFrame) -> str:
    """The exact limit of the people and the events chosen; what the subtitle does not say of it, too."""
    events, people = int(rows["zero_events"].iloc[0]), int(rows["zero_people"].iloc[0])
    level, side = rows["zero_level"].iloc[0], rows["zero_side"].iloc[0]
    exact = rows[(rows["component"] == CHOSEN) & (rows["Method"] == EXACT)]
    if exact.empty:
        return f"{people} people are too few for {events} of them to have the event"
    seen = "No event" if events == 0 else f"{events} event{'s' * (events > 1)}"
    allows = f"allow{'s' * (events < 2)}"
    answer = exact["words"].iloc[0]
    if (level, side) != (95, "one"):
        answer = f"{answer.partition(',')[0]} ({level}%, {SIDES[side].lower()})"
    return f"{seen} in {people:,} people {allows} a risk of up to {answer}"


def _groups(sizes: Mapping[str, int]) -> dict[str, int]:
    """The arms, and all of them together where there are several."""
    together = {2: "Both arms"}.get(len(sizes), "All arms")
    return dict(sizes) if len(sizes) == 1 else {**sizes, together: sum(sizes.values())}


def _rows(
    people: tuple[int, ...], *, zero_people: int, zero_events: int, zero_level: int, zero_side: str
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
    frame = pd.DataFrame(found, columns=["component", "n", "Method", "high", "trace"])
    is_answer = (frame["component"] == CHOSEN) & (frame["Method"] == EXACT)
    return frame.assign(words=frame["high"].map(_in_words).where(is_answer, frame["high"].map(rough_percent)))


def _in_words(share: float) -> str:
    """A share in percent and, where that is plainer, as one in so many.

    Examples:
        >>> _in_words(0.238), _in_words(0.001), _in_words(0.45)
        ('24%, about 1 in 4', '0.1%, about 1 in 1,000', '45%')
    """
    return rough_percent(share) + (f", about 1 in {rough(round(1 / share))}" if share < 0.37 else "")


@cache
def _limit(events: int, people: int, level: int, side: str, method: ProportionMethod) -> float:
    found = proportion(events, people, confidence=level / 100, upper=side == "one", method=method)
    return round(found.high, 4)


def draw(rows: pd.DataFrame) -> alt.VConcatChart:
    """The limits of each method for the people chosen, and the exact one as a curve over their number.

    Args:
        rows: `component` (`CURVE` or `CHOSEN`), `n` (people), `Method` (of `NAMES`), `high`, `words` (the
            limit in words) and `trace`.
    """
    base = alt.Chart(rows)
    chosen = base.transform_filter(alt.datum.component == CHOSEN)
    curve = base.transform_filter((alt.datum.component == CURVE) & (alt.datum.Method == EXACT))
    return alt.VConcatChart(
        data=rows,
        vconcat=[
            _bars(chosen).properties(width="container", height=108),
            _curve(curve, chosen).properties(width="container", height=190),
        ],
        spacing=10,
    )


def _bars(chosen: alt.Chart) -> alt.LayerChart:
    row = alt.Y("Method:N", sort=NAMES, title=None, scale=alt.Scale(domain=NAMES))
    risk = alt.X(
        "high:Q",
        title="Upper limit of the risk",
        axis=alt.Axis(format="~%", values=[0, 0.25, 0.5, 0.75, 1]),
        scale=alt.Scale(domain=[0, 1.15], nice=False),
    )
    is_exact = alt.datum.Method == EXACT
    color = alt.condition(is_exact, alt.value(LOOK), alt.value(MUTED))
    bars = chosen.mark_bar(size=alt.expr(f"datum.Method == '{EXACT}' ? 16 : 8"))
    words = chosen.transform_calculate(label="datum.high > 0.75 ? split(datum.words, ',')[0] : datum.words")
    return alt.LayerChart(
        layer=[
            bars.encode(x=risk, x2=alt.datum(0), y=row, color=color),
            words.mark_text(align="left", dx=6, color=INK).encode(x=risk, y=row, text="label:N"),
        ]
    )


def _curve(curve: alt.Chart, chosen: alt.Chart) -> alt.LayerChart:
    risk = alt.Y(
        "high:Q",
        title="Exact upper limit",
        axis=alt.Axis(format="~%", values=[0.001, 0.01, 0.1, 1]),
        scale=alt.Scale(type="log", domain=[0.0003, 1], nice=False),
    )
    people = alt.X(
        "n:Q",
        title="People followed (log axes)",
        scale=alt.Scale(type="log", domain=[1, 3500], nice=False),
        axis=alt.Axis(values=[1, 10, 100, 1000], format=",d"),
    )
    point = chosen.transform_filter(alt.datum.Method == EXACT).encode(x=people, y=risk)
    far = "datum.n > 200"
    label = point.mark_text(
        color=INK,
        align=alt.expr(f"{far} ? 'right' : 'left'"),
        dx=alt.expr(f"{far} ? -12 : 10"),
        dy=alt.expr(f"{far} ? 8 : -8"),
    )
    return alt.LayerChart(
        layer=[
            curve.mark_line(strokeWidth=2, color=INK).encode(x=people, y=risk),
            point.mark_point(size=110, opacity=1, color=LOOK),
            label.transform_calculate(label="format(datum.n, ',') + ' people'").encode(text="label:N"),
        ]
    )


def _describe(groups: Mapping[str, int], rows: pd.DataFrame) -> str:
    limits = {name: 100 * _limit(0, n, 95, "one", "clopper-pearson") for name, n in groups.items()}
    told = ", ".join(f"{limit:.1f}% for {name} ({groups[name]} people)" for name, limit in limits.items())
    return f"Upper limits fall as people are added. With no event the exact one-sided 95% limits are {told}."
