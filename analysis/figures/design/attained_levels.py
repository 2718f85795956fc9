"""The confidence level that an exact interval can attain."""

from collections.abc import Mapping
from functools import partial
from itertools import combinations

import altair as alt
import pandas as pd

from analysis import inference
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, LOOK, MUTED

REACHED = ["reached", "out of reach"]
PAIRS = " pairs"
FEWEST, MOST = 3, 12
"""Pairs shown; with more of them every level that can be asked for is reached, and closely."""


def attained_levels(sizes: Mapping[str, int]) -> Explorer:
    """The true level of the exact Hodges-Lehmann interval, for a level asked for.

    Args:
        sizes: arm to its number of people.

    Examples:
        >>> attained_levels({"A": 5, "B": 6}).title
        'With 5 pairs or fewer no exact interval reaches 95%'
    """
    total = sum(sizes.values())
    samples: dict[str, tuple[range, range | None]] = {
        f"{n}{PAIRS}": (range(1, n + 1), None) for n in range(FEWEST, min(total, MOST) + 1)
    }
    # Data of these sizes, none of them zero: the level depends on the sizes alone.
    samples |= {
        f"{n1} v {n2} subjects": (range(n1), range(n1, n1 + n2)) for n1, n2 in combinations(sizes.values(), 2)
    }
    return Explorer(
        finding=_finding,
        subtitle="Level that the exact Hodges-Lehmann interval attains; dashed, the level asked for",
        basis="design",
        controls=(
            Control(
                "asked",
                "Level asked for, percent",
                "range",
                choices=tuple(range(50, 100)),
                default=95,
                on_page=tuple(range(80, 100)),
            ),
        ),
        compute=partial(_rows, samples),
        draw=draw,
        describe=partial(_describe, fewest=min(sizes.values())),
    )


def _finding(rows: pd.DataFrame) -> str:
    """The largest number of pairs, and the groups, that fall short of the level; with fewer all do."""
    asked = f"{rows['asked'].iloc[0]}%"
    short = rows.loc[rows["reached"] == REACHED[1], "design"]
    pairs = [int(name.removesuffix(PAIRS)) for name in short if name.endswith(PAIRS)]
    named = [f"{max(pairs)} pairs or fewer"] if pairs else []
    named += [name for name in short if not name.endswith(PAIRS)]
    if not named:
        return f"With every design here an exact interval reaches {asked}"
    return f"With {' or '.join(named)} no exact interval reaches {asked}"


def _rows(samples: Mapping[str, tuple[range, range | None]], *, asked: int) -> pd.DataFrame:
    intervals = [inference.hodges_lehmann(x, y, confidence=asked / 100) for x, y in samples.values()]
    return pd.DataFrame(
        {
            "design": list(samples),
            "attained": [100 * interval.attained for interval in intervals],
            "reached": [REACHED[interval.attained < interval.asked] for interval in intervals],
            "trace": "formula:inference.hodges_lehmann",
        }
    )


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw the attained level of each design beside the level asked for.

    Args:
        rows: `design` (short label, in the order shown), `asked` and `attained` (percent), `reached` (one of
            `REACHED`) and `trace`.
    """
    designs = list(dict.fromkeys(rows["design"]))
    lowest = min(70, rows["attained"].min(), rows["asked"].min())
    scale = alt.Scale(domain=[lowest, 109], nice=False, zero=False)
    axis = alt.Axis(values=list(range(50, 101, 10)), grid=False, title="Confidence level, percent")
    base = alt.Chart(rows, width="container", height=29 * len(designs)).encode(
        x=alt.X("attained:Q", scale=scale, axis=axis), y=alt.Y("design:N", sort=designs, title=None)
    )
    points = base.mark_point(size=90, filled=True, opacity=1).encode(
        color=alt.Color("reached:N", title=None, scale=alt.Scale(domain=REACHED, range=[MUTED, INK])),
        shape=alt.Shape("reached:N", title=None, scale=alt.Scale(domain=REACHED, range=["circle", "cross"])),
    )
    values = base.mark_text(align="right", color=INK).encode(
        x=alt.value("width"), text=alt.Text("attained:Q", format=".1f")
    )
    line = (
        alt.Chart(rows)
        .mark_rule(strokeDash=[4, 4], color=LOOK)
        .encode(x=alt.X("max(asked):Q", scale=scale, axis=axis))
    )
    return alt.LayerChart(layer=[line, points, values])


def _describe(rows: pd.DataFrame, *, fewest: int) -> str:
    names = dict.fromkeys(rows["design"])
    pairs = [int(name.removesuffix(PAIRS)) for name in names if name.endswith(PAIRS)]
    groups = "".join(f" and for {name}" for name in names if not name.endswith(PAIRS))
    highest = rows.loc[rows["design"] == f"{fewest} pairs", "attained"].max()
    return (
        f"For {pairs[0]} to {pairs[-1]} pairs{groups} a mark shows the level that the exact Hodges-Lehmann "
        "interval truly attains; a dashed line shows the level asked for. A circle reaches it; a cross is "
        "the widest interval there is and falls short."
        + (f" With {fewest} pairs the highest level in these rows is {highest:.2f}%." if highest > 0 else "")
    )
