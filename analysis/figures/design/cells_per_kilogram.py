"""What a fixed number of cells is for each kilogram of a body."""

from collections.abc import Mapping, Sequence
from functools import partial

import altair as alt
import pandas as pd

from analysis.claims.words import listed
from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import PartsExplorer
from analysis.figures.base.theme import INK, LOOK, arm_scales
from analysis.physiology import million_cells_per_kg

WEIGHTS = range(40, 101)
"""Kilograms, those of adults."""
FIRST, LIGHT = 50, 45
"""The weight shown first, and one that the words compare with a heavier."""
DASHES = ([6, 3], [1, 0], [2, 2], [8, 2, 2, 2])
"""Lines of the arms, in their order of display."""
CURVE, CHOSEN, SAME = "curve", "chosen", "same"


def cells_per_kilogram(study: Study) -> PartsExplorer:
    """Million cells per kilogram by weight, one line an arm, with the weight as a choice.

    Args:
        study: whose arms were given a fixed number of cells; what its last report prints counts.

    Raises:
        MissingFindingError: no finding prints a dose in million cells.

    Examples:
        >>> cells_per_kilogram(Study.read()).title
        'LD at 50 kg and HD at 100 kg get the same: 1.3 million cells per kg'
    """
    found = study.need("dose in million cells", PARAMCD="DOSE", AVALU="million cells")
    doses = {row["TRT01A"]: (float(row["VALUE"]), row["FINDINGID"]) for row in found.to_dict("records")}
    printed = {arm.code: doses[arm.code] for arm in study.arms if arm.code in doses}
    return PartsExplorer(
        finding=finding,
        subtitle=(
            "A fixed number of cells divided by body weight, of adults; no weight is stated in what we read"
        ),
        basis="published",
        study=study,
        added="divided by body weight",
        controls=(Control("dose_weight", "Weight, kg", "range", tuple(WEIGHTS), FIRST),),
        compute=partial(_rows, printed),
        draw=partial(draw, codes=[*study.sizes]),
        describe=partial(_describe, {arm.code: arm.label for arm in study.arms}),
        parts={CURVE: (), CHOSEN: ("dose_weight",), SAME: ("dose_weight",)},
    )


def _rows(doses: Mapping[str, tuple[float, str]], *, dose_weight: int) -> pd.DataFrame:
    least = min(cells for cells, _ in doses.values())
    alike = {arm: dose_weight * cells / least for arm, (cells, _) in doses.items()}
    alike = {arm: kg for arm, kg in alike.items() if kg <= WEIGHTS[-1]}
    drawn: list[tuple[str, float, str]] = [
        (part, kg, arm)
        for part, weights in ((CURVE, WEIGHTS), (CHOSEN, (dose_weight,)))
        for arm in doses
        for kg in weights
    ]
    if len(alike) > 1:
        drawn += [(SAME, kg, arm) for arm, kg in alike.items()]
    rows = [
        (part, kg, arm, round(million_cells_per_kg(doses[arm][0], kg), 3), doses[arm][1])
        for part, kg, arm in drawn
    ]
    frame = pd.DataFrame(rows, columns=["component", "weight", "arm", "cells", "finding"])
    made = "formula:physiology.million_cells_per_kg findings:"
    return frame.assign(trace=made + frame["finding"]).drop(columns="finding")


def finding(rows: pd.DataFrame) -> str:
    """Which weights of two arms get the same, or else what each arm gets at the chosen weight.

    Args:
        rows: of one choice of the explorer.
    """
    chosen, same = (rows[rows["component"] == part] for part in (CHOSEN, SAME))
    if len(same):
        alike = [f"{arm} at {kg:.3g} kg" for arm, kg in zip(same["arm"], same["weight"], strict=True)]
        return f"{listed(alike)} get the same: {same['cells'].iloc[0]:.2g} million cells per kg"
    many = len(chosen) > 1
    doses = [
        f"{cells:.2g}" + (f" ({arm})" if many else "")
        for arm, cells in zip(chosen["arm"], chosen["cells"], strict=True)
    ]
    fixed = "a fixed dose is" if many else "the fixed dose is"
    return f"At {chosen['weight'].iloc[0]:g} kg {fixed} {' or '.join(doses)} million cells per kg"


def draw(rows: pd.DataFrame, *, codes: Sequence[str]) -> alt.LayerChart:
    """A falling curve an arm, a mark on each at the chosen weight, and a line between who get the same.

    Args:
        rows: `component` (`CURVE`, `CHOSEN` or `SAME`), `weight` (kg), `arm`, `cells` (million per kg) and
            `trace`.
        codes: of the arms in their order.
    """
    colors, shapes = arm_scales(codes)
    lowest, highest = rows["weight"].min(), rows["weight"].max()
    base = alt.Chart(rows).encode(
        x=alt.X(
            "weight:Q",
            title="Body weight, kg",
            scale=alt.Scale(domain=[lowest, highest], nice=False),
            axis=alt.Axis(values=[40, 60, 80, 100]),
        ),
        y=alt.Y(
            "cells:Q",
            title="Million cells per kg",
            scale=alt.Scale(domain=[0, 1.08 * rows["cells"].max()], nice=False),
            axis=alt.Axis(tickCount=4),
        ),
        color=alt.Color("arm:N", scale=colors, legend=None),
    )
    dash = alt.StrokeDash(
        "arm:N", scale=alt.Scale(domain=list(codes), range=list(DASHES[: len(codes)])), legend=None
    )
    shape = alt.Shape("arm:N", scale=shapes, legend=None)
    at, same = (base.transform_filter(alt.datum.component == part) for part in (CHOSEN, SAME))
    edge = alt.expr(
        f"datum.weight > {highest - 8} ? 'right' : datum.weight < {lowest + 8} ? 'left' : 'center'"
    )
    return alt.LayerChart(
        layer=[
            base.transform_filter(alt.datum.component == CURVE)
            .mark_line(strokeWidth=2.5)
            .encode(strokeDash=dash),
            same.mark_line(strokeWidth=2).encode(color=alt.value(LOOK)),
            *(part.mark_point(size=120, filled=True, opacity=1).encode(shape=shape) for part in (at, same)),
            at.transform_calculate(words="datum.arm + ' ' + format(datum.cells, '.2f')")
            .mark_text(align=edge, dy=-15)
            .encode(text="words:N", color=alt.value(INK)),
            same.transform_calculate(words="format(datum.weight, '.3~g') + ' kg'")
            .mark_text(align=edge, dy=16)
            .encode(text="words:N", color=alt.value(INK)),
        ],
        width="container",
        height=240,
    )


def _describe(labels: Mapping[str, str], rows: pd.DataFrame) -> str:
    heavy = rows[(rows["component"] == CURVE) & (rows["weight"] == WEIGHTS[-1])]
    heaviest: dict[str, float] = dict(zip(heavy["arm"], heavy["cells"], strict=True))
    low, high = min(heaviest, key=heaviest.__getitem__), max(heaviest, key=heaviest.__getitem__)
    times = heaviest[high] / heaviest[low]
    words = (
        "A falling curve for each arm, of million cells per kg against body weight; a level line joins the "
        "weights at which arms get the same. "
    )
    if low == high:
        return words + f"At {WEIGHTS[-1]} kg the dose is {heaviest[high]:.2f} million cells per kg."
    return words + (
        f"At {WEIGHTS[-1] / times:.0f} kg the {labels[low]} and at {WEIGHTS[-1]} kg the {labels[high]} are "
        f"{heaviest[high]:.2f} million cells per kg, the same; within an arm the dose of a person of {LIGHT} "
        f"kg is {times:.2g} times that of one of {LIGHT * times:.0f} kg."
    )
