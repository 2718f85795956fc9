"""The change in lung function that the reference equations expect until the last visit."""

from functools import partial
from typing import get_args

import altair as alt
import numpy as np
import pandas as pd

from analysis.data import Study
from analysis.figures.aging.followup import first_age
from analysis.figures.aging.words import moves
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, LOOK, PAPER
from analysis.physiology import spirometry
from analysis.physiology.checks import Sex
from analysis.physiology.spirometry import Measure

STEP, BELOW, ABOVE = 5, 5, 7
"""Years from one age drawn to the next, and how many stand below and above the printed median."""
YOUNGEST, OLDEST = 18, 95
"""Ages that the equations are taken for."""
HEIGHTS = tuple(range(145, 191))
PAGE_HEIGHTS = (150, 160, 170, 180)
MEASURES: dict[Measure, tuple[str, int, str]] = {
    "FEV1": ("FEV1", 1000, "mL"),
    "FVC": ("FVC", 1000, "mL"),
    "FEV1FVC": ("FEV1/FVC", 100, "points"),
}
"""Name, factor and unit of each measure."""
SEX_DASH = alt.Scale(domain=["men", "women"], range=[[6, 3], [1, 0]])
SEX_FILL = alt.Scale(domain=["men", "women"], range=[PAPER, INK])


def lung(study: Study) -> Explorer:
    """The change until the last visit that the GLI Global equations expect, over ages and heights.

    Args:
        study: with a printed median age at the last visit, at which the changes are written out.

    Raises:
        MissingFindingError: no age is printed.

    Examples:
        >>> lung(Study.read()).title
        'From 51 to 56 years of age FEV1 falls by 120 to 130 mL'
    """
    near, span = first_age(study), study.last.years
    return Explorer(
        finding=partial(_finding, near, span),
        subtitle=(
            f"In other people of the chosen height, over {study.last.words}, by the GLI Global equations"
        ),
        basis="reference",
        study=study,
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
        compute=partial(_rows, near, span),
        draw=draw,
        describe=partial(_describe, near, study.last.words),
    )


def _rows(near: float, span: float, *, lung_measure: Measure, lung_height: int) -> pd.DataFrame:
    """``sex, age, change, percent, words, trace``; change in mL, for the ratio in percentage points."""
    return pd.concat(
        [_of_sex(sex, lung_measure, lung_height, near, span) for sex in get_args(Sex)], ignore_index=True
    )


def _of_sex(sex: Sex, measure: Measure, height: int, near: float, span: float) -> pd.DataFrame:
    _, factor, unit = MEASURES[measure]
    every = near + STEP * np.arange(-BELOW, ABOVE + 1)
    ages = every[(every >= YOUNGEST) & (every <= OLDEST - span)]
    before, after = (
        np.asarray(spirometry(measure, age, height, sex).predicted) for age in (ages, ages + span)
    )
    change = np.round(factor * (after - before), 1)
    words = [
        f"{value:+.3g} {unit}".replace("-", "−") if age == near else ""
        for age, value in zip(ages, change, strict=True)
    ]
    return pd.DataFrame(
        {
            "sex": sex,
            "age": ages,
            "change": change,
            "percent": np.round(100 * (after / before - 1), 2),
            "words": words,
            "trace": "formula:physiology.spirometry",
        }
    )


def _finding(near: float, span: float, rows: pd.DataFrame) -> str:
    """The change that is written out, of women and men."""
    name, _, unit = MEASURES[rows["lung_measure"].iloc[0]]
    own = rows.loc[rows["age"] == near, "change"]
    if own.empty:
        return f"{name} {moves(rows['change'].min(), rows['change'].max(), unit)} at the ages drawn"
    change = moves(own.min(), own.max(), unit)
    return f"From {near:g} to {near + span:g} years of age {name} {change}"


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """Expected change against the age at the start, for men and women.

    Args:
        rows: ``sex``, ``age``, ``change``, ``words`` (at one age, else empty) and ``trace``.
    """
    base = alt.Chart(rows)
    ages = alt.Scale(domain=[rows["age"].min() - 2, rows["age"].max() + 2], nice=False)
    x = alt.X("age:Q", title="Age at the first visit (years)", scale=ages, axis=alt.Axis(tickCount=5))
    y = alt.Y(
        "change:Q",
        title="Change (mL; ratio: points)",
        scale=alt.Scale(zero=True, padding=20),
        axis=alt.Axis(tickCount=5),
    )
    dash = alt.StrokeDash("sex:N", scale=SEX_DASH, legend=None)
    fill = alt.Fill("sex:N", scale=SEX_FILL, legend=None)
    told = base.transform_filter("datum.words").transform_calculate(
        label="datum.sex + (datum.sex == 'men' ? ' (dashed): ' : ' (solid): ') + datum.words"
    )
    return alt.LayerChart(
        data=rows,
        layer=[
            told.mark_rule(color=LOOK, strokeWidth=2).encode(x=x),
            base.mark_line(strokeWidth=2, color=INK).encode(x=x, y=y, strokeDash=dash),
            base.mark_point(size=45, opacity=1, stroke=INK, strokeWidth=1.5).encode(x=x, y=y, fill=fill),
            *(
                told.transform_filter(f"datum.sex == '{sex}'")
                .mark_text(align="left", dx=8, color=INK)
                .encode(x=x, y=alt.value(place), text="label:N")
                for sex, place in (("women", 12), ("men", 30))
            ),
        ],
    ).properties(width="container", height=260)


def _describe(near: float, span: str, rows: pd.DataFrame) -> str:
    own = rows[rows["age"] == near]
    told = [
        f"{name} {own.loc[own['lung_measure'] == measure, 'change'].max():.3g} to "
        f"{own.loc[own['lung_measure'] == measure, 'change'].min():.3g} {unit}"
        for measure, (name, _, unit) in MEASURES.items()
        if measure in set(own["lung_measure"])
    ]
    return (
        f"Lines show the change over {span} that the equations expect, against the age at the first "
        f"visit, dashed for men and solid for women. From {near:g} years, over the heights and both sexes: "
        f"{'; '.join(told)}."
    )
