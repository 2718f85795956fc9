"""Explorer of the change in lung function that the reference equations expect."""

from typing import get_args

import numpy as np
import pandas as pd

from analysis.data import Source
from analysis.figures.aging.lung_drawing import lung_changes
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.physiology import spirometry
from analysis.physiology.checks import Sex
from analysis.physiology.spirometry import Measure

YEARS = 5
AGES = np.arange(26, 87, 5)
"""At the first visit; 51 lies five years before the printed median of 56."""
NEAR = 51
HEIGHTS = tuple(range(145, 191))
PAGE_HEIGHTS = (150, 160, 170, 180)
MEASURES: dict[Measure, tuple[str, int, str]] = {
    "FEV1": ("FEV1", 1000, "mL"),
    "FVC": ("FVC", 1000, "mL"),
    "FEV1FVC": ("FEV1/FVC", 100, "points"),
}
"""Name, factor and unit of each measure."""


def lung(*, sources: tuple[Source, ...]) -> Explorer:
    """The five-year change that the GLI Global equations expect, over ages and heights.

    Args:
        sources: of the equations.
    """
    return Explorer(
        title="Lung function: the change that five years bring",
        basis="reference",
        sources=sources,
        controls=(
            Control(
                "lung_measure",
                "Measure",
                "radio",
                choices=tuple(MEASURES),
                default="FEV1",
                labels=tuple(name for name, _, _ in MEASURES.values()),
            ),
            Control(
                "lung_height", "Height, cm", "select", choices=HEIGHTS, default=160, on_page=PAGE_HEIGHTS
            ),
        ),
        compute=expected,
        draw=lung_changes,
        describe=_describe,
    )


def expected(*, lung_measure: Measure, lung_height: int) -> pd.DataFrame:
    """The expected change of one measure at one height, by sex and age.

    Args:
        lung_measure: "FEV1", "FVC" or "FEV1FVC".
        lung_height: in cm.

    Returns:
        ``sex, age, change, percent, unit, words, trace``; change in mL, for the ratio in percentage points.
    """
    _, factor, unit = MEASURES[lung_measure]
    return pd.concat(
        [_of_sex(sex, lung_measure, lung_height, factor, unit) for sex in get_args(Sex)], ignore_index=True
    )


def _of_sex(sex: Sex, measure: Measure, height: int, factor: int, unit: str) -> pd.DataFrame:
    before, after = (
        np.asarray(spirometry(measure, ages, height, sex).predicted) for ages in (AGES, AGES + YEARS)
    )
    change = np.round(factor * (after - before), 1)
    words = [
        f"{value:+.3g} {unit}".replace("-", "−") if age == NEAR else ""
        for age, value in zip(AGES, change, strict=True)
    ]
    return pd.DataFrame(
        {
            "sex": sex,
            "age": AGES,
            "change": change,
            "percent": np.round(100 * (after / before - 1), 2),
            "words": words,
            "trace": "formula:physiology.spirometry",
        }
    )


def _describe(rows: pd.DataFrame) -> str:
    near = rows[rows["age"] == NEAR]
    told = [
        f"{name} {near.loc[near['lung_measure'] == measure, 'change'].max():.3g} to "
        f"{near.loc[near['lung_measure'] == measure, 'change'].min():.3g} {unit}"
        for measure, (name, _, unit) in MEASURES.items()
        if measure in set(near["lung_measure"])
    ]
    return (
        "Lines show the change over five years that the equations expect, against the age at the first "
        f"visit, for men and women. From {NEAR} years, over the heights and both sexes: {'; '.join(told)}."
    )
