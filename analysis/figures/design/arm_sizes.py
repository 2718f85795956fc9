"""The number of people that a comparison of two arms needs."""

from functools import cache

import altair as alt
import pandas as pd

from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, LOOK, MUTED
from analysis.inference import noether_per_arm, noether_power, power

EFFECTS = (30, 50, 80, 100, 150)
"""Differences between the arms, in hundredths of an SD of one person's change."""
SIMULATED = (5, 7, 10, 14, 20, 30)
FORMULA = (5, 6, 7, 8, 10, 12, 14, 17, 20, 25, 30, 40, 50, 65, 80, 100, 130, 170, 200, 300, 400)
DRAWS = 5_000
KINDS = ["formula", "simulated", "needed"]


def arm_sizes() -> Explorer:
    """Power of the rank-sum test by people in each arm, for a difference, a power and a level to choose.

    Examples:
        >>> arm_sizes().title
        '29 people in each arm detect 0.8 SD with 80% power at the 5% level'
    """
    return Explorer(
        finding=_finding,
        subtitle="Chance of a significant rank-sum test, by people in each of two arms; normal values",
        basis="design",
        controls=(
            Control(
                "effect",
                "Difference, SDs",
                "select",
                EFFECTS,
                80,
                labels=tuple(f"{e / 100:g}" for e in EFFECTS),
            ),
            Control("wanted_power", "Power, %", "radio", (80, 90), 80),
            Control("arm_level", "Level, %", "radio", (5, 1), 5),
        ),
        compute=_rows,
        draw=draw,
        describe=_describe,
    )


def _finding(rows: pd.DataFrame) -> str:
    """How many people it takes."""
    needed = rows[rows["kind"] == "needed"].iloc[0]
    power, level = f"{needed['wanted']}% power", f"the {needed['arm_level']}% level"
    return (
        f"{needed['people']} people in each arm detect {needed['effect'] / 100:g} SD with {power} at {level}"
    )


def _rows(*, effect: int, wanted_power: int, arm_level: int) -> pd.DataFrame:
    shift, alpha = effect / 100, arm_level / 100
    curve = noether_power(FORMULA, shift, alpha=alpha)
    needed = noether_per_arm(shift, wanted_power / 100, alpha=alpha)
    reached = float(noether_power(needed, shift, alpha=alpha)[0])
    formula = "formula:inference."
    rows = [
        *(("formula", n, p, "", f"{formula}noether_power") for n, p in zip(FORMULA, curve, strict=True)),
        *(("simulated", n, _power(n, effect, arm_level), "", "formula:inference.power") for n in SIMULATED),
        ("needed", needed, reached, f"{needed} in each arm", f"{formula}noether_per_arm"),
    ]
    table = pd.DataFrame(rows, columns=["kind", "people", "share", "words", "trace"])
    return table.assign(percent=(100 * table["share"]).round(1), wanted=wanted_power).drop(columns="share")


@cache
def _power(people: int, effect: int, level: int) -> float:
    return power((people, people), effect / 100, alpha=level / 100, draws=DRAWS).power


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """Power against the number of people in each arm, and the number that a wanted power takes.

    Args:
        rows: `kind` (of `KINDS`), `people` (in each arm), `percent` (power), `wanted` (percent, one value),
            `words` (for the needed number) and `trace`.
    """
    base = alt.Chart(rows, width="container", height=300).encode(
        x=alt.X(
            "people:Q",
            title="People in each arm (log axis)",
            scale=alt.Scale(type="log", domain=[4, 400], nice=False),
            axis=alt.Axis(values=[5, 10, 20, 50, 100, 200], grid=False, format="d"),
        ),
        y=alt.Y(
            "percent:Q",
            title="Chance of a significant result, %",
            scale=alt.Scale(domain=[0, 100]),
            axis=alt.Axis(values=[0, 20, 40, 60, 80, 100]),
        ),
    )
    formula, simulated, needed = (base.transform_filter(f"datum.kind == '{kind}'") for kind in KINDS)
    wanted = alt.Y("mean(wanted):Q")
    return alt.LayerChart(
        layer=[
            base.mark_rule(strokeDash=[5, 4], color=MUTED).encode(
                x=alt.value(0), x2=alt.value("width"), y=wanted
            ),
            formula.mark_line(strokeWidth=2, color=INK),
            simulated.mark_point(size=60, filled=True, opacity=1, color=INK),
            needed.mark_point(size=150, filled=True, opacity=1, color=LOOK, shape="diamond", clip=True),
            needed.mark_text(
                align=alt.expr("datum.people > 60 ? 'right' : 'left'"),
                dx=alt.expr("datum.people > 60 ? -10 : 10"),
                dy=alt.expr("datum.people > 60 ? -14 : 14"),
            ).encode(text="words:N"),
        ]
    )


def _describe(rows: pd.DataFrame) -> str:
    needed = rows.loc[rows["kind"] == "needed", "people"]
    return (
        "A curve shows the chance of a significant result by the number of people in each arm, from a "
        "formula; dots show the exact test, simulated, for up to 30 in each. A dashed line marks the power "
        f"asked for and a diamond the number that reaches it: {needed.min()} to {needed.max()} in each arm "
        "over the choices."
    )
