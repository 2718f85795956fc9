"""The upper limit of the sedimentation rate, by age and sex, beside a limit that was printed."""

import re
from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.aging.followup import last_age
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import PartsExplorer
from analysis.figures.base.theme import INK, LOOK, PAPER
from analysis.physiology import esr_upper_limit_mm_per_h
from analysis.physiology.checks import Sex

SEXES: tuple[Sex, ...] = ("women", "men")
AGES = range(20, 91)
_LINE, _CHOSEN, _PRINTED = "limit by age", "limit at the chosen age", "printed limit"
_NAMED = 80
"""The age at which the lines are named; the rule is a straight line, so that its ends suffice."""


def esr(study: Study) -> PartsExplorer:
    """Miller's limit by age and sex, with the age as a control, against the limit that was printed.

    Args:
        study: with a printed bound of the sedimentation rate and a median age at the last visit.

    Raises:
        MissingFindingError: one of the two is not printed.

    Examples:
        >>> esr(Study.read()).title
        'At 56 years the rule allows men 28 and women 33 mm/h; printed is <30'
    """
    bound = study.need("bound of the sedimentation rate", PARAMCD="ESR", STAT="bound").iloc[0].to_dict()
    age = min(max(round(last_age(study)), AGES[0]), AGES[-1])
    return PartsExplorer(
        finding=_finding,
        subtitle="Upper limit of the sedimentation rate in other people, by Miller's rule of age and sex",
        basis="reference",
        study=study,
        controls=(Control("limit_age", "Age, years", "range", choices=tuple(AGES), default=age),),
        compute=partial(_rows, bound),
        draw=draw,
        describe=partial(_describe, age, f"the limit printed of {study.name} is {bound['VALUE']}"),
        parts={_LINE: (), _CHOSEN: ("limit_age",), _PRINTED: ()},
    )


def _rows(bound: Mapping[Hashable, Any], *, limit_age: int) -> pd.DataFrame:
    value = bound["VALUE"]
    made = "formula:physiology.esr_upper_limit_mm_per_h"
    limits: list[tuple[object, ...]] = [
        (part, age, sex, esr_upper_limit_mm_per_h(age, sex), "", made)
        for part, ages in ((_LINE, (AGES[0], _NAMED, AGES[-1])), (_CHOSEN, (limit_age,)))
        for age in ages
        for sex in SEXES
    ]
    printed = float(re.sub(r"[^\d.]", "", value))
    limits.append((_PRINTED, None, "", printed, f"printed: {value}", f"findings:{bound['FINDINGID']}"))
    return pd.DataFrame(limits, columns=["component", "age", "sex", "limit", "label", "trace"])


def _finding(rows: pd.DataFrame) -> str:
    """What the rule allows each sex at the chosen age, and what is printed."""
    chosen = rows[rows["component"] == _CHOSEN].set_index("sex")
    (printed,) = rows.loc[rows["component"] == _PRINTED, "label"]
    men, women = (f"{float(chosen['limit'][sex]):g}" for sex in ("men", "women"))
    age = int(chosen["age"].iloc[0])
    return f"At {age} years the rule allows men {men} and women {women} mm/h; {printed.replace(':', ' is')}"


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """Two lines of limits with their values at one age, and the printed limit across.

    Args:
        rows: ``component`` (the line, the chosen age, or what is printed), ``age`` (years), ``sex``,
            ``limit`` (mm/h), ``label`` (of the printed one) and ``trace``.
    """
    years = alt.X(
        "age:Q", title="Age, years", scale=alt.Scale(domain=[20, 90]), axis=alt.Axis(values=[20, 40, 60, 80])
    )
    limit = alt.Y(
        "limit:Q", title="Upper limit, mm/h", scale=alt.Scale(domain=[0, 55]), axis=alt.Axis(tickCount=5)
    )
    dash = alt.StrokeDash("sex:N", legend=None, scale=alt.Scale(domain=SEXES, range=[[1, 0], [7, 3]]))
    fill = alt.Fill("sex:N", legend=None, scale=alt.Scale(domain=SEXES, range=[INK, PAPER]))
    beside = alt.expr(f"datum.sex == '{SEXES[0]}' ? -20 : 20")
    printed, lines, chosen = (
        alt.Chart(rows).transform_filter(f"datum.component == '{part}'").encode(y=limit)
        for part in (_PRINTED, _LINE, _CHOSEN)
    )
    lines, chosen = (part.encode(x=years) for part in (lines, chosen))
    layers = [
        printed.mark_rule(color=LOOK, strokeWidth=2),
        printed.mark_text(align="left", x=6, dy=-9, color=INK).encode(text="label:N"),
        lines.mark_line(strokeWidth=2.5, color=INK).encode(strokeDash=dash),
        lines.transform_filter(f"datum.age == {_NAMED}").mark_text(dy=beside, color=INK).encode(text="sex:N"),
        chosen.mark_point(size=100, opacity=1, stroke=INK, strokeWidth=2).encode(fill=fill),
        chosen.mark_text(dy=beside, color=INK).encode(text=alt.Text("limit:Q", format=".1f")),
    ]
    return alt.LayerChart(data=rows, layer=layers).properties(width="container", height=260)


def _describe(age: int, printed: str, _: pd.DataFrame) -> str:
    women, men = (esr_upper_limit_mm_per_h(age, sex) for sex in SEXES)
    return (
        "Two straight lines, solid for women and dashed for men, rise by half a millimeter for each year of "
        "age, and a level line is the printed limit. "
        f"At {age} years the limit is {men:.0f} mm/h for men and {women:.0f} mm/h for "
        f"women; {printed}."
    )
