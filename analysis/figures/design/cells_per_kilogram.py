"""What a fixed number of cells is for each kilogram of a body."""

from collections.abc import Mapping
from functools import partial

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import PartsExplorer
from analysis.figures.base.theme import INK, arm_scales
from analysis.physiology import million_cells_per_kg

WEIGHTS = range(40, 101)
"""Kilograms, those of adults."""
FIRST, LIGHT = 60, 45
"""The weight shown first, and one that the words compare with a heavier."""
DASHES = ([6, 3], [1, 0], [2, 2], [8, 2, 2, 2])
"""Lines of the arms, in their order of display."""
CURVE, CHOSEN = "curve", "chosen"


def cells_per_kilogram(study: Study) -> PartsExplorer:
    """Million cells per kilogram by weight, one line an arm, with the weight as a choice.

    Args:
        study: whose arms were given a fixed number of cells; what its last report prints counts.

    Raises:
        MissingFindingError: no finding prints a dose in million cells.

    Examples:
        >>> cells_per_kilogram(Study.read()).title
        'Cells per kilogram for two fixed doses'
    """
    found = study.need("dose in million cells", PARAMCD="DOSE", AVALU="million cells")
    doses = {row["TRT01A"]: (float(row["VALUE"]), row["FINDINGID"]) for row in found.to_dict("records")}
    printed = {arm.code: doses[arm.code] for arm in study.arms if arm.code in doses}
    return PartsExplorer(
        finding=lambda _: (
            "Cells per kilogram for two fixed doses" if len(printed) == 2 else "Cells per kilogram"
        ),
        basis="published",
        study=study,
        added="divided by body weight",
        controls=(Control("dose_weight", "Weight, kg", "range", tuple(WEIGHTS), FIRST),),
        compute=partial(_rows, printed),
        draw=draw,
        describe=partial(_describe, {arm.code: arm.label for arm in study.arms}),
        parts={CURVE: (), CHOSEN: ("dose_weight",)},
    )


def _rows(doses: Mapping[str, tuple[float, str]], *, dose_weight: int) -> pd.DataFrame:
    rows = [
        (part, kg, arm, round(million_cells_per_kg(cells, kg), 3), finding)
        for part, weights in ((CURVE, WEIGHTS), (CHOSEN, (dose_weight,)))
        for arm, (cells, finding) in doses.items()
        for kg in weights
    ]
    frame = pd.DataFrame(rows, columns=["component", "weight", "arm", "cells", "finding"])
    made = "formula:physiology.million_cells_per_kg findings:"
    return frame.assign(trace=made + frame["finding"]).drop(columns="finding")


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """A falling curve an arm, and a mark on each at the chosen weight.

    Args:
        rows: `component` (`CURVE` or `CHOSEN`), `weight` (kg), `arm` (in order of display), `cells` (million
            per kg) and `trace`.
    """
    arms = list(dict.fromkeys(rows["arm"]))
    colors, shapes = arm_scales(arms)
    lowest, highest = rows["weight"].min(), rows["weight"].max()
    base = alt.Chart(rows).encode(
        x=alt.X("weight:Q", title="Body weight, kg", scale=alt.Scale(domain=[lowest, highest], nice=False)),
        y=alt.Y(
            "cells:Q",
            title="Million cells per kg",
            scale=alt.Scale(domain=[0, 1.08 * rows["cells"].max()], nice=False),
        ),
        color=alt.Color("arm:N", scale=colors, legend=None),
    )
    dash = alt.StrokeDash("arm:N", scale=alt.Scale(domain=arms, range=list(DASHES[: len(arms)])), legend=None)
    shape = alt.Shape("arm:N", scale=shapes, legend=None)
    at = base.transform_filter(alt.datum.component == CHOSEN)
    return alt.LayerChart(
        layer=[
            base.transform_filter(alt.datum.component == CURVE)
            .mark_line(strokeWidth=2.5)
            .encode(strokeDash=dash),
            at.mark_point(size=120, filled=True, opacity=1).encode(shape=shape),
            at.transform_calculate(words="datum.arm + ' ' + format(datum.cells, '.2f')")
            .mark_text(dy=-15, color=INK)
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
    words = "A falling curve for each arm, of million cells per kg against body weight. "
    if low == high:
        return words + f"At {WEIGHTS[-1]} kg the dose is {heaviest[high]:.2f} million cells per kg."
    return words + (
        f"At {WEIGHTS[-1] / times:.0f} kg the {labels[low]} and at {WEIGHTS[-1]} kg the {labels[high]} are "
        f"{heaviest[high]:.2f} million cells per kg, the same; within an arm the dose of a person of {LIGHT} "
        f"kg is {times:.2g} times that of one of {LIGHT * times:.0f} kg."
    )
