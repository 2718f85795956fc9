"""The baseline that was not printed: which one would erase the difference in changes?"""

from functools import partial
from math import ceil, floor

import altair as alt
import pandas as pd

from analysis.data import Study, Visit
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, arm_scales
from analysis.reported import UnprintedBaseline, unprinted_baseline

FIRST, LAST = 0, 1
"""Places of the two visits on the axis."""


def tipping(study: Study, marker: str, *, visit: str) -> Explorer:
    """Two arms from the first visit to a later one; where one of them began is the reader's choice.

    Args:
        study: its findings, arms and visits.
        marker: PARAMCD.
        visit: AVISIT of the later visit.

    Raises:
        MissingFindingError: fewer than three of the four means are printed.

    Examples:
        >>> tipping(Study.read(), "IL1RA", visit="Month 6").title
        'Had LD begun at 306 pg/mL, HD would have risen by 269 more'
    """
    asked = unprinted_baseline(study, marker, visit=visit)
    label = asked.other.label.replace(" ", "-")
    first = study.baseline.label
    began = Control(
        "other_began",
        f"{asked.other.code} at {first}, {asked.unit}",
        "range",
        choices=_choices(asked),
        default=round(float(asked.printed) if asked.printed else asked.point.other_after),
    )
    return Explorer(
        finding=partial(finding, asked),
        subtitle=f"Computed from printed means of {study.short(marker)}, {asked.unit}, and a chosen {first}",
        basis="published",
        study=study,
        controls=(began,),
        compute=partial(_rows, study, asked, f"{study.short(marker)}, {asked.unit}", study.visit(visit)),
        draw=_drawing,
        describe=partial(_describe, asked),
        added=f"the {label} {first} is the reader's choice",
    )


def _choices(asked: UnprintedBaseline) -> tuple[int, ...]:
    """Whole numbers, by tens, about everything printed and both places where the changes are equal."""
    point = asked.point
    ends = (point.before, point.difference, point.ratio, float(asked.printed or point.ratio))
    least = max(floor(min(ends) / 10) * 10, 1)
    return tuple(range(least, ceil(max(ends) / 10) * 10 + 1))


def _rows(
    study: Study, asked: UnprintedBaseline, what: str, visit: Visit, *, other_began: int
) -> pd.DataFrame:
    """One row for each arm, the earlier first."""
    point = asked.point
    rows = pd.DataFrame(
        {
            "arm": [asked.arm.code, asked.other.code],
            "began": [point.before, float(other_began)],
            "ended": [point.after, point.other_after],
            "chosen": [False, True],
        }
    )
    order = {code: place for place, code in enumerate(study.sizes)}
    rows = rows.sort_values("arm", key=lambda arms: arms.map(order), ignore_index=True)
    return rows.assign(
        what=what,
        first=study.baseline.name,
        last=visit.name,
        trace=f"{asked.trace} formula:reported.tipping_point",
    )


def finding(asked: UnprintedBaseline, rows: pd.DataFrame) -> str:
    """How the change of the printed arm compares with that of the other, in its unit.

    Args:
        asked: both arms' printed means.
        rows: of one choice.
    """
    point, arm, other = asked.point, asked.arm.code, asked.other.code
    began = float(rows.loc[rows["chosen"], "began"].iloc[0])
    more = round(point.change_in_differences(began))
    start = f"Had {other} begun at {began:,.0f} {asked.unit}"
    if more == 0:
        return f"{start}, both would have changed alike"
    return f"{start}, {arm} would have {_moved(point.after - point.before, more)}"


def _moved(change: float, more: int) -> str:
    """Said of one arm against the other: "risen by 269 more", "fallen by 67 more"."""
    if change == 0:
        return f"stayed, {abs(more):,} {'above' if more > 0 else 'below'} the other's change"
    verb = "risen" if change > 0 else "fallen"
    return f"{verb} by {abs(more):,} {'more' if more * change > 0 else 'less'}"


def _drawing(rows: pd.DataFrame) -> alt.LayerChart:
    """The printed means as filled marks, the chosen one as an open mark.

    Args:
        rows: one row for each choice and arm: `arm`, `began`, `ended`, `chosen` (whether `began` is), `what`
            (and its unit), `first` and `last` (the visits) and `trace`.
    """
    color, shape = arm_scales(list(rows["arm"].unique()))
    top = float(rows[["began", "ended"]].to_numpy().max()) * 1.25
    names = f"datum.value == {FIRST} ? '{rows['first'].iloc[0]}' : '{rows['last'].iloc[0]}'"
    axis = alt.Axis(values=[FIRST, LAST], labelExpr=names, grid=False, labelAngle=0)
    across = alt.Scale(domain=[-0.35, 1.35], nice=False)
    x = alt.XDatum(FIRST, type="quantitative", scale=across, axis=axis, title=None)
    base = alt.Chart(rows, width="container", height=300).encode(
        color=alt.Color("arm:N", scale=color, legend=None)
    )
    marked = alt.Shape("arm:N", scale=shape, legend=None)
    height = alt.Scale(domain=[0, top], nice=False)
    start = alt.Y("began:Q", title=rows["what"].iloc[0], scale=height)
    layers: list[alt.Chart] = []
    for chosen in (False, True):
        own = base.transform_filter(alt.datum.chosen == chosen)
        line = own.mark_rule(strokeWidth=2.5, strokeDash=[6, 4] if chosen else [1, 0])
        layers.append(line.encode(x=x, x2=alt.X2Datum(LAST), y=start, y2="ended:Q"))
        for place, field in ((FIRST, "began"), (LAST, "ended")):
            at = alt.XDatum(place, type="quantitative")
            mark = own.mark_point(size=130, opacity=1, filled=not (chosen and place == FIRST))
            layers.append(mark.encode(x=at, y=f"{field}:Q", shape=marked, strokeWidth=alt.value(2.5)))
            words = own.transform_calculate(label=f"datum.arm + ' ' + datum.{field}")
            text = words.mark_text(dx=34 if place == LAST else -34)
            layers.append(text.encode(x=at, y=f"{field}:Q", text="label:N", color=alt.value(INK)))
    return alt.LayerChart(layer=layers)


def _describe(asked: UnprintedBaseline, rows: pd.DataFrame) -> str:
    point, arm, other = asked.point, asked.arm.code, asked.other.code
    began = rows.loc[rows["chosen"], "began"]
    first, last = (rows[column].iloc[0].lower() for column in ("first", "last"))
    return (
        f"Two lines from {first} to {last} in {asked.unit}. {arm} goes from {point.before:.0f} to "
        f"{point.after:.0f}, both printed; {other} ends at the printed {point.other_after:.0f} and begins "
        f"where the reader sets it, from {began.min():.0f} to {began.max():.0f}. {point.sentence()}"
    )
