"""Reported changes beside the change that age brings in other people: their directions, and their sizes."""

from decimal import ROUND_HALF_UP, Context
from functools import partial

import altair as alt
import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.data.vocabulary import EVERYBODY
from analysis.figures.aging.followup import reported_directions
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import DIRECTION_COLOR, DIRECTION_SHAPE, GREEN, INK, PURPLE, arm_scales
from analysis.physiology import DIVIDED, changes_over, expected_directions, of_the_sex

ORDER = [
    "FEV1",
    "FVC",
    "FEV1FVC",
    "EGFR",
    "HGB",
    "ESR",
    "BMI",
    "TESTOS",
    "DHEAS",
    "IGF1",
    "IL6",
    "TNFA",
    "IL1RA",
]
"""Codes of measurements that age changes, from top to bottom; others follow in the study's order."""
DIRECTIONS = ["lower", "same", "higher", "mixed"]
SAME = {
    "falls": "lower",
    "rises": "higher",
    "no change": "same",
    "no difference": "same",
    "stable": "same",
}
"""Words of the tables that mean one of ``DIRECTIONS``."""
DIGITS = Context(prec=3, rounding=ROUND_HALF_UP)
ELSEWHERE = "sources on other people"
_ARM, _ALL, _OTHERS = "arm", "everybody", "others"
_SPLIT = 10
"""A change of so many units is told without a decimal."""


def directions_with_age(study: Study, *, arm: str) -> alt.LayerChart:
    """Markers by direction: what was reported here, and how many sources expect each direction with age.

    Args:
        study: with a table of aging.
        arm: code of the arm that counts in the description where the arms differ.

    Raises:
        MissingFindingError: no direction is told of a marker of that table.
    """
    reported, bearing = _reported(study), _bearing(study)
    labels = {each.code: f" ({each.label})" for each in study.arms} | {EVERYBODY: ""}
    told = ", ".join(
        f"{study.short(code)}{labels[who]} {direction}"
        for code, who, direction in zip(
            reported["PARAMCD"], reported["TRT01A"], reported["DIRECTION"], strict=True
        )
    )
    expected = expected_directions(bearing, study.parameters).replace(SAME).loc[reported["PARAMCD"].unique()]
    with_age = "; ".join(
        f"{word} for {', '.join(map(study.short, expected.index[expected == word]))}"
        for word in (*DIRECTIONS, DIVIDED)
        if (expected == word).any()
    )
    counted = agreement_with_age(study, arm=arm)
    return publish(
        draw_directions(_direction_rows(study, reported, bearing)),
        title="Reported and expected directions",
        basis="reference",
        added="with the directions reported here",
        study=study,
        description=(
            f"Rows are markers, columns are lower, same, higher and mixed. Reported: {told}. Expected with "
            f"age: {with_age}. With most sources go "
            f"{counted['with']} of {counted['markers']} markers, {counted['against']} do not, and of "
            f"{counted['divided']} the sources are divided."
        ),
    )


def agreement_with_age(study: Study, *, arm: str) -> dict[str, int]:
    """How many markers were reported to go with the direction that most sources expect with age.

    Args:
        study: with a table of aging.
        arm: code of the arm that counts where the arms differ.

    Returns:
        The number of ``markers``; of those that go ``with`` age or ``against`` it; of those on which the
        sources are ``divided``; and of those against it that are told to be ``unchanged``.

    Raises:
        MissingFindingError: no direction is told of a marker of that table.
    """
    told = _reported(study)
    own = told[told["TRT01A"].isin([arm, EVERYBODY])].set_index("PARAMCD")["DIRECTION"].replace(SAME)
    expected = expected_directions(study.table("aging"), study.parameters).replace(SAME).loc[own.index]
    divided, agrees = expected == DIVIDED, expected == own
    against = ~agrees & ~divided
    return {
        "markers": len(own),
        "with": int(agrees.sum()),
        "divided": int(divided.sum()),
        "against": int(against.sum()),
        "unchanged": int((against & (own == "same")).sum()),
    }


def _reported(study: Study) -> pd.DataFrame:
    """The reported directions of the markers that the table of aging knows, in order."""
    aged = set(study.need_reference("aging", "change with age")["PARAMCD"])
    rows = reported_directions(study)
    rows = rows[rows["PARAMCD"].isin(aged)]
    if rows.empty:
        raise MissingFindingError(f"{study.name} prints no direction of a marker that changes with age.")
    return rows.iloc[_order(study, rows["PARAMCD"]).argsort(kind="stable")]


def _order(study: Study, codes: "pd.Series[str]") -> "pd.Series[int]":
    every = list(dict.fromkeys([*ORDER, *study.parameters["PARAMCD"]]))
    return codes.map(every.index)


def _bearing(study: Study) -> pd.DataFrame:
    """The rows of aging that bear on the reported markers."""
    aging = of_the_sex(study.table("aging"), study.parameters)
    return aging[aging["PARAMCD"].isin(_reported(study)["PARAMCD"])]


def _direction_rows(study: Study, reported: pd.DataFrame, bearing: pd.DataFrame) -> pd.DataFrame:
    who = {code: code for code in study.sizes} | {EVERYBODY: f"all {study.people} subjects"}
    here = _named(study, reported).assign(
        Who=reported["TRT01A"].map(who),
        Role=reported["TRT01A"].map(lambda code: _ALL if code == EVERYBODY else _ARM),
        trace="findings:" + reported["FINDINGID"],
    )
    arms = list(who.values())
    here = here.iloc[here["Who"].map(arms.index).argsort(kind="stable")]
    elsewhere = (
        _named(study, bearing)
        .assign(trace="aging:" + bearing["REFID"], Who=ELSEWHERE, Role=_OTHERS)
        .groupby(["Marker", "Direction", "Who", "Role"], as_index=False)
        .agg(Sources=("SOURCEID", "nunique"), trace=("trace", " ".join))
    )
    rows = pd.concat([here.assign(Sources=0), elsewhere], ignore_index=True)
    order = list(dict.fromkeys(study.short(code) for code in reported["PARAMCD"]))
    rows["Place"] = rows["Marker"].map(order.index)
    return rows[["Marker", "Place", "Direction", "Who", "Role", "Sources", "trace"]]


def _named(study: Study, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with the words of the axes in ``Marker`` and ``Direction``."""
    return frame.assign(Marker=frame["PARAMCD"].map(study.short), Direction=frame["DIRECTION"].replace(SAME))


def draw_directions(rows: pd.DataFrame) -> alt.LayerChart:
    """Markers by directions: a mark for each arm, and a ringed number of sources.

    Args:
        rows: ``Marker`` with its ``Place`` from the top, ``Direction``, ``Who``, ``Role`` (an arm, everybody,
            or other people), ``Sources`` (how many, of other people) and ``trace``; the arms in order.
    """
    looks = rows.drop_duplicates("Who").set_index("Who")["Role"]
    arms = list(looks.index[looks == _ARM])
    others = {who: role for who, role in looks.items() if role != _ARM}
    colors, shapes = (scale.to_dict()["range"] for scale in arm_scales(arms))
    domain = [*arms, *others]
    stroke = [*colors, *(PURPLE if role == _OTHERS else GREEN for role in others.values())]
    fill = [*colors, *("transparent" if role == _OTHERS else GREEN for role in others.values())]
    shape = [*shapes, *("circle" if role == _OTHERS else "square" for role in others.values())]
    legend = alt.Legend(columns=1, title="Direction in", symbolSize=110)
    look = {
        "stroke": alt.Stroke("Who:N", scale=alt.Scale(domain=domain, range=stroke), legend=legend),
        "fill": alt.Fill("Who:N", scale=alt.Scale(domain=domain, range=fill), legend=legend),
        "shape": alt.Shape("Who:N", scale=alt.Scale(domain=domain, range=shape), legend=legend),
    }
    base = alt.Chart(rows).encode(
        x=alt.X(
            "Direction:N",
            sort=DIRECTIONS,
            title=None,
            scale=alt.Scale(domain=DIRECTIONS),
            axis=alt.Axis(orient="top", labelAngle=0, grid=False, domain=False, ticks=False),
        ),
        y=alt.Y("Marker:N", sort=alt.SortField("Place"), title=None, axis=alt.Axis(grid=True, domain=False)),
    )
    counted = base.transform_filter(f"datum.Role == '{_OTHERS}'")
    told = base.transform_filter(f"datum.Role != '{_OTHERS}'")
    return alt.LayerChart(
        data=rows,
        layer=[
            counted.mark_point(xOffset=14, size=330, filled=False, strokeWidth=1.5, opacity=1).encode(**look),
            counted.mark_text(xOffset=14, color=INK).encode(text="Sources:Q"),
            told.mark_point(xOffset=-12, size=110, filled=False, opacity=1).encode(**look),
        ],
    ).properties(width="container", height=28 * rows["Marker"].nunique())


def expected_changes(study: Study) -> Explorer:
    """Expected changes of one marker until the last visit, source by source, under the direction reported.

    Args:
        study: with a table of aging.

    Raises:
        MissingFindingError: no direction is told of a marker of that table, or it has no change per time.

    Examples:
        >>> expected_changes(Study.read()).title
        'What five years change in other people'
    """
    changes = _changes(study)
    reported = _reported(study)
    reported = reported[reported["PARAMCD"].isin(changes["PARAMCD"])]
    if reported.empty:
        raise MissingFindingError(
            f"{study.name} prints no direction of a marker with a known rate of change."
        )
    codes = changes["PARAMCD"].drop_duplicates()
    codes = codes.iloc[_order(study, codes).argsort(kind="stable")]
    units = changes.drop_duplicates("PARAMCD").set_index("PARAMCD")["AVALU"]
    labels = tuple(f"{study.short(code)}, {units[code]}" for code in codes)
    return Explorer(
        finding=lambda _: f"What {study.last.words} change in other people",
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
    means = changes[~changes["QUANTITY"].str.startswith("upper limit")]
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
    limit = changes["QUANTITY"].str.startswith("upper limit").map({True: ", upper limit", False: ""})
    measured = changes["QUANTITY"].str.contains("measured GFR").map({True: "measured, ", False: ""})
    across = ("|" + measured + "across ages").where(changes["DESIGN"] == "cross-sectional", "")
    return "|" + sex + age + limit + across


def _change(low: float, high: float) -> str:
    """The change with three significant digits, the smaller loss or gain first."""
    ends = [DIGITS.create_decimal(repr(end)) for end in sorted({low, high}, key=abs)]
    return " to ".join(f"{end:+f}".replace("-", "−") for end in ends)


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
        axis=alt.Axis(tickCount=4),
    )
    y = alt.Y(
        "Who:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelExpr="split(datum.label, '|')", labelOffset=-7, minExtent=150, labelLimit=145),
    )
    here, there = (
        alt.Chart(rows).transform_filter(f"datum.Kind == '{kind}'") for kind in ("reported", "expected")
    )
    here, there = here.encode(x=x), there.encode(y=y)
    point = there.mark_point(size=70, color=PURPLE, opacity=1)
    return alt.LayerChart(
        data=rows,
        layer=[
            here.mark_rule(strokeDash=[4, 4], color=INK, opacity=0.6),
            here.mark_point(size=120, opacity=1).encode(
                y=y,
                color=alt.Color("Direction:N", scale=DIRECTION_COLOR, legend=None),
                shape=alt.Shape("Direction:N", scale=DIRECTION_SHAPE, legend=None),
            ),
            here.mark_text(dy=-13, color=INK).encode(y=y, text="Direction:N"),
            there.mark_rule(strokeWidth=3, color=PURPLE).encode(x=x, x2="high:Q"),
            point.encode(x=x),
            point.encode(x="high:Q"),
            there.transform_calculate(middle="(datum.low + datum.high) / 2")
            .mark_text(dy=-13, color=INK)
            .encode(x="middle:Q", text="Change:N"),
        ],
    ).properties(width="container", height=270)


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
