"""What the years of the follow-up change in other people, source by source, beside a direction reported."""

from decimal import ROUND_HALF_UP, Context
from functools import partial

import altair as alt
import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.data.vocabulary import EVERYBODY
from analysis.figures.aging.directions_with_age import in_order, reported_with_age
from analysis.figures.aging.words import moves
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import DIRECTION_SHAPE, INK, MUTED
from analysis.physiology import changes_over

_LIMIT = "upper limit"
"""How a quantity begins that says what is normal in one person, and is no mean."""
DIGITS = Context(prec=3, rounding=ROUND_HALF_UP)
_SPLIT = 10
"""A change of so many units is told without a decimal."""


def expected_changes(study: Study) -> Explorer:
    """Expected changes of one marker until the last visit, source by source, under the direction reported.

    Args:
        study: with a table of aging.

    Raises:
        MissingFindingError: no direction is told of a marker of that table, or it has no change per time.

    Examples:
        >>> expected_changes(Study.read()).title
        'FEV1 falls by 120 to 180 mL in five years in other people'
    """
    changes = _changes(study)
    reported = reported_with_age(study)
    reported = reported[reported["PARAMCD"].isin(changes["PARAMCD"])]
    if reported.empty:
        raise MissingFindingError(
            f"{study.name} prints no direction of a marker with a known rate of change."
        )
    codes = changes["PARAMCD"].drop_duplicates()
    codes = codes.iloc[in_order(study, codes).argsort(kind="stable")]
    units = changes.drop_duplicates("PARAMCD").set_index("PARAMCD")["AVALU"]
    labels = tuple(f"{study.short(code)}, {units[code]}" for code in codes)
    return Explorer(
        finding=partial(_finding, study, units),
        subtitle=(
            f"Published changes, converted to {study.last.words}; gray: a limit for one person, no mean; "
            "here a direction only"
        ),
        basis="reference",
        study=study,
        added="with the directions reported here",
        controls=(
            Control("expected_marker", "Marker, unit", "select", tuple(codes), codes.iloc[0], labels=labels),
        ),
        compute=partial(_rows_of, _change_rows(study, changes, reported)),
        draw=draw,
        describe=partial(_describe, study),
    )


def mean_changes(study: Study) -> pd.DataFrame:
    """The least and the largest mean change until the last visit, by marker.

    Returns:
        By PARAMCD ``low`` and ``high``, in the marker's unit, and the number of ``sources``. A limit of what
        is normal in one person is no mean and left out.

    Raises:
        MissingFindingError: the table of aging has no change per time.
    """
    changes = _changes(study)
    means = changes[~changes["QUANTITY"].str.startswith(_LIMIT)]
    return means.groupby("PARAMCD").agg(
        low=("low", "min"), high=("high", "max"), sources=("SOURCEID", "nunique")
    )


def _changes(study: Study) -> pd.DataFrame:
    changes = changes_over(study.need_reference("aging", "change with age"), study.last.years)
    if changes.empty:
        raise MissingFindingError(
            f"{study.name} has no change with age per unit of time in its table 'aging'."
        )
    return changes


def _change_rows(study: Study, changes: pd.DataFrame, reported: pd.DataFrame) -> pd.DataFrame:
    who = {code: code for code in study.sizes} | {EVERYBODY: f"{study.people} subjects"}
    columns = {
        "PARAMCD": "Code",
        "Kind": "Kind",
        "SOURCEID": "Source",
        "Who": "Who",
        "POPULATION": "Population",
        "DESIGN": "Design",
        "QUANTITY": "Quantity",
        "VALUE": "As printed",
        "PER": "Per",
        "Change": "Change",
        "low": "low",
        "high": "high",
        "DIRECTION": "Direction",
        "trace": "trace",
    }
    here = reported[["PARAMCD", "DIRECTION"]].assign(
        Kind="reported",
        Who="Reported here|" + reported["TRT01A"].map(who),
        low=0.0,
        trace="findings:" + reported["FINDINGID"],
    )
    there = changes.drop(columns="DIRECTION").assign(
        Kind="expected",
        Who=changes["SOURCEID"].map(study.source_labels) + _whom(changes),
        Change=[_change(low, high) for low, high in zip(changes["low"], changes["high"], strict=True)],
    )
    rows = pd.concat([here, there], ignore_index=True)[list(columns)].rename(columns=columns)
    words = rows.columns.drop(["low", "high"])
    rows[words] = rows[words].fillna("")
    return rows


def _rows_of(rows: pd.DataFrame, *, expected_marker: str) -> pd.DataFrame:
    return rows[rows["Code"] == expected_marker]


def _whom(changes: pd.DataFrame) -> "pd.Series[str]":
    """On a second line sex, age and whether it is a limit; on a third that it follows nobody."""
    sex = changes["SEX"].replace("both", "both sexes")
    age = (", " + changes["AGE"].str.replace(" and over", "+")).where(changes["AGE"] != "", "")
    limit = changes["QUANTITY"].str.startswith(_LIMIT).map({True: ", upper limit", False: ""})
    measured = changes["QUANTITY"].str.contains("measured GFR").map({True: "measured, ", False: ""})
    across = ("|" + measured + "across ages").where(changes["DESIGN"] == "cross-sectional", "")
    return "|" + sex + age + limit + across


def _change(low: float, high: float) -> str:
    """The change with three significant digits, the smaller loss or gain first."""
    ends = [DIGITS.create_decimal(repr(end)) for end in sorted({low, high}, key=abs)]
    return " to ".join(f"{end:+f}".replace("-", "−") for end in ends)


def _finding(study: Study, units: "pd.Series[str]", rows: pd.DataFrame) -> str:
    """The mean change of one marker, in one source or over several."""
    code = str(rows["Code"].iloc[0])
    means = rows[(rows["Kind"] == "expected") & ~rows["Quantity"].str.startswith(_LIMIT)]
    name, span = study.short(code), study.last.words
    if means.empty:
        return f"No mean change of {name} in {span} is known from what we read"
    unit = units[code].removeprefix("percentage ")
    whom = "in one source" if len(set(means["Source"])) == 1 else "in other people"
    return f"{name} {moves(means['low'].min(), means['high'].max(), unit)} in {span} {whom}"


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """The reported direction at zero, where no size is known, above both ends of each expected change.

    Args:
        rows: ``Kind`` ("reported" or "expected"), ``Who``, ``low`` and ``high`` (the ends of the change), its
            words in ``Change``, ``Direction`` (only where reported) and ``trace``.
    """
    x = alt.X(
        "low:Q",
        title="Change over the follow-up",
        scale=alt.Scale(zero=True, nice=False, padding=42),
        axis=alt.Axis(tickCount=4, labelBound=True, grid=False),
    )
    y = alt.Y(
        "Who:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelExpr="split(datum.label, '|')", labelOffset=-7, minExtent=150, labelLimit=145),
    )
    base = alt.Chart(rows)
    here = base.transform_filter("datum.Kind == 'reported'").encode(x=x)
    there = base.transform_filter("datum.Kind == 'expected'").encode(y=y)
    limit = alt.expr(f"indexof(datum.Quantity, '{_LIMIT}') == 0 ? '{MUTED}' : '{INK}'")
    point = there.mark_point(size=60, fill=limit, stroke=limit, opacity=1)
    return alt.LayerChart(
        data=rows,
        layer=[
            here.mark_rule(strokeDash=[4, 4], color=INK, opacity=0.6),
            here.mark_point(size=120, opacity=1, color=INK).encode(
                y=y, shape=alt.Shape("Direction:N", scale=DIRECTION_SHAPE, legend=None)
            ),
            here.mark_text(dy=-14, color=INK).encode(y=y, text="Direction:N"),
            there.mark_rule(strokeWidth=3, color=limit).encode(x=x, x2="high:Q"),
            point.encode(x=x),
            point.encode(x="high:Q"),
            there.transform_calculate(middle="(datum.low + datum.high) / 2")
            .mark_text(dy=-13, color=INK)
            .encode(x="middle:Q", text="Change:N"),
        ],
    ).properties(width="container", height=340)


def _describe(study: Study, rows: pd.DataFrame) -> str:
    means = mean_changes(study)
    means = means[(means["sources"] > 1) & means.index.isin(rows["Code"])]
    units = study.table("aging").query("PER != ''").drop_duplicates("PARAMCD").set_index("PARAMCD")["AVALU"]
    told = [
        f"the mean of {study.short(str(code))} changes by {_number(high)} to {_number(low)} {units[code]}"
        for code, low, high in zip(means.index, means["low"], means["high"], strict=True)
    ]
    return (
        "One marker at a time, one row a source."
        + (f" Over {study.last.words} in other people {' and '.join(told)}." if told else "")
        + " The direction reported here has no size."
    )


def _number(change: float) -> str:
    return f"{change:.0f}" if abs(change) >= _SPLIT else f"{change:.1f}"
