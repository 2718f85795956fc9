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
NEAR_DIFFERENCE, NEAR_RATIO = 0.5, 0.005
"""Changes that differ by less are called alike: they round to one whole number, or to a ratio of 1.00."""


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
        'If LD began at 306 pg/mL, HD rose more, as difference and as ratio'
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
        subtitle=f"Printed means of {study.short(marker)}, and one {first} that the reader chooses; "
        f"{asked.unit}",
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
    for place in ("began", "ended"):
        rows[f"{place}_dy"] = _apart(rows[place], float(rows[["began", "ended"]].to_numpy().max()))
    order = {code: place for place, code in enumerate(study.sizes)}
    rows = rows.sort_values("arm", key=lambda arms: arms.map(order), ignore_index=True)
    return rows.assign(
        what=what,
        first=study.baseline.name,
        last=visit.name,
        trace=f"{asked.trace} formula:reported.tipping_point",
    )


def _apart(values: "pd.Series[float]", largest: float) -> list[int]:
    """How far the words of two values move so that they do not touch, in px."""
    low, high = values.min(), values.max()
    if high - low >= 0.07 * largest:
        return [0, 0]
    return [-8, 8] if values.iloc[0] >= values.iloc[1] else [8, -8]


def finding(asked: UnprintedBaseline, rows: pd.DataFrame) -> str:
    """Which arm changed more, as a difference and as a ratio, from one chosen beginning of the other.

    Args:
        asked: both arms' printed means.
        rows: of one choice.
    """
    point, arm, other = asked.point, asked.arm.code, asked.other.code
    began = float(rows.loc[rows["chosen"], "began"].iloc[0])
    start = f"If {other} began at {began:,.0f} {asked.unit}, {arm}"
    if point.after == point.before:
        moved = "rose" if point.other_after > began else "fell" if point.other_after < began else "stayed"
        return f"{start} stayed and {other} {moved}"
    verb, more, less = ("rose", "more", "less") if point.after > point.before else ("fell", "less", "more")
    difference, ratio = (
        "alike" if abs(excess) < near else more if excess > 0 else less
        for excess, near in (
            (point.change_in_differences(began), NEAR_DIFFERENCE),
            (point.ratio_of_ratios(began) - 1, NEAR_RATIO),
        )
    )
    told = (
        f"{difference}, as difference and as ratio"
        if difference == ratio
        else f"{difference} as difference, {ratio} as ratio"
    )
    return f"{start} {verb} {told}"


def _drawing(rows: pd.DataFrame) -> alt.LayerChart:
    """The printed means as filled marks, the chosen one as an open mark.

    Args:
        rows: one row for each choice and arm: `arm`, `began`, `ended`, `chosen` (whether `began` is), `what`
            (and its unit), `first` and `last` (the visits), `began_dy` and `ended_dy` (px by which words
            move) and `trace`.
    """
    color, shape = arm_scales(list(rows["arm"].unique()))
    top = float(rows[["began", "ended"]].to_numpy().max()) * 1.1
    names = f"datum.value == {FIRST} ? '{rows['first'].iloc[0]}' : '{rows['last'].iloc[0]}'"
    axis = alt.Axis(values=[FIRST, LAST], labelExpr=names, grid=False, labelAngle=0)
    across = alt.Scale(domain=[-0.4, 1.4], nice=False)
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
            text = words.mark_text(
                align="left" if place == LAST else "right",
                dx=12 if place == LAST else -12,
                dy=alt.expr(f"datum.{field}_dy"),
            )
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
