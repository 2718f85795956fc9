"""The smallest p-value that a design allows, by method."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from analysis import inference
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import INK, LOOK, MUTED
from analysis.figures.design.designs import LEVEL
from analysis.inference.checks import Design
from analysis.inference.pvalues import METHOD_NAMES

CALCULATIONS = list(METHOD_NAMES.values())


def floors_rows(designs: Mapping[str, Design]) -> pd.DataFrame:
    """The smallest two-sided p-value of each design under each method.

    Args:
        designs: label of a design to its number of pairs, or to the sizes of two groups.

    Returns:
        The table of `inference.floors` with `design` (the label), `calculation` (the method in words) and
        `trace`.

    Examples:
        >>> floors_rows({"5 pairs": 5})["floor"].round(4).tolist()
        [0.0625, 0.0431, 0.0591]
    """
    parts = [inference.floors([design]).assign(design=label) for label, design in designs.items()]
    table = pd.concat(parts, ignore_index=True)
    return table.assign(calculation=table["method"].map(METHOD_NAMES), trace="formula:inference.floors")


def finding(rows: pd.DataFrame) -> str:
    """For which designs the method decides; else whether all, or not, can reach the level.

    Args:
        rows: of `floors_rows`.
    """
    reached = rows.assign(reached=rows["floor"] <= LEVEL).groupby("design", sort=False)["reached"]
    some, every = reached.any(), reached.all()
    undecided = [label.partition(" (")[0] for label in some.index[some & ~every]]
    count, never = len(some), int((~some).sum())
    if 0 < len(undecided) < 3:
        return f"With {' and '.join(undecided)} the method decides whether p can reach {LEVEL}"
    if undecided:
        return f"In {len(undecided)} of {count} designs the method decides whether p can reach {LEVEL}"
    if never:
        return f"By no method can p reach {LEVEL} in {never} of {count} design{'s' * (count > 1)}"
    return f"Every design here can reach p = {LEVEL}, by every method"


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw the floor of each design under each method beside the conventional level.

    Args:
        rows: `design` (short label, in the order shown), `calculation` (one of `CALCULATIONS`), `floor` and
            `trace`.
    """
    designs = list(dict.fromkeys(rows["design"]))
    floor = alt.X(
        "floor:Q",
        title="Smallest two-sided p (log axis)",
        scale=alt.Scale(type="log", domain=[min(0.00003, rows["floor"].min() / 2), 2], nice=False),
        axis=alt.Axis(values=[0.0001, 0.001, 0.01, LEVEL, 0.2, 1], format="~g", grid=False),
    )
    base = alt.Chart(rows, width="container", height=54 * len(designs)).encode(
        x=floor,
        y=alt.Y("design:N", sort=designs, title=None, scale=alt.Scale(paddingInner=0.25)),
        yOffset=alt.YOffset("calculation:N", sort=CALCULATIONS),
    )
    shape = alt.Scale(domain=CALCULATIONS, range=["circle", "square", "triangle-up"])
    color = alt.Scale(domain=CALCULATIONS, range=[INK, MUTED, MUTED])
    points = base.mark_point(size=70, filled=True, opacity=1).encode(
        color=alt.Color("calculation:N", title=None, scale=color, legend=alt.Legend(columnPadding=12)),
        shape=alt.Shape("calculation:N", title=None, scale=shape),
    )
    value = alt.Text("floor:Q", format=".2~g")
    # Each number stands on the far side of its mark, clear of the line.
    above = base.transform_filter(alt.datum.floor > LEVEL).mark_text(align="left", dx=9, color=INK)
    below = base.transform_filter(alt.datum.floor <= LEVEL).mark_text(align="right", dx=-9, color=INK)
    line = alt.Chart(rows).mark_rule(strokeDash=[4, 4], color=LOOK).encode(x=alt.datum(LEVEL))
    return alt.LayerChart(layer=[line, points, above.encode(text=value), below.encode(text=value)])


def floors(designs: Mapping[str, Design]) -> alt.LayerChart:
    """The smallest p-value that each design allows, under each method.

    Args:
        designs: label of a design to its number of pairs, or to the sizes of two groups (see
            `figures.designs`).

    Examples:
        >>> floors({"5 pairs (A)": 5, "5 v 6": (5, 6)}).usermeta["title"]
        'With 5 pairs the method decides whether p can reach 0.05'
    """
    rows = floors_rows(designs)
    return publish(
        draw(rows),
        title=finding(rows),
        subtitle="Smallest two-sided p, no ties: signed-rank test for pairs, rank-sum test for two groups",
        basis="design",
        description=_describe(rows),
    )


def _describe(rows: pd.DataFrame) -> str:
    exact = rows[rows["method"] == "exact"]
    told = "; ".join(f"{row.design}: {row.floor:.4g}" for row in exact.itertuples())
    below = {method: {*own.loc[own["floor"] < LEVEL, "design"]} for method, own in rows.groupby("method")}
    early = ", ".join(label for label in exact["design"] if label in below["normal"] - below["exact"])
    return (
        "Marks on a logarithmic axis, one for each method and design, with a dashed line at "
        f"{LEVEL}. Exact floors: {told}."
        + (f" The normal approximation is below {LEVEL} already with {early}." if early else "")
    )
