"""Reported directions beside those that age brings in other people."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.data.vocabulary import EVERYBODY
from analysis.figures.aging.followup import reported_directions
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import INK, LOOK, MUTED, RULE, arm_scales
from analysis.physiology import DIVIDED, expected_directions, of_the_sex

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
SAME = {
    "falls": "lower",
    "rises": "higher",
    "no change": "same",
    "no difference": "same",
    "stable": "same",
}
"""Words of the tables that mean one of ``SHAPES``."""
SHAPES = {
    "higher": "triangle-up",
    "same": "square",
    "lower": "triangle-down",
    "mixed": "cross",
    DIVIDED: "stroke",
}
"""A direction and its mark."""
WITH, AGAINST, SPLIT, UNTOLD = GROUPS = (
    "with age",
    "not with age",
    "sources divided",
    "told of another arm only",
)
"""How a reported direction stands to the one that most sources expect with age."""
_LEVELS = {"higher": -7, "lower": 7}
"""How far from the middle of its row a direction is drawn, in px, so that only equal ones join level."""
_NAME, _OTHER_ARM, _HERE, _ELSEWHERE, _COUNT = 0, 39, 50, 79, 84
"""Where the columns stand, in percent of the width."""
_ROW, _TOP, _HEADING = 25, 22, 21
"""Heights in px: of a row, of the columns' heads, of a group's."""


def directions_with_age(study: Study, *, arm: str) -> alt.LayerChart:
    """Markers by direction: what was reported here, joined with what most sources expect with age.

    Args:
        study: with a table of aging.
        arm: code of the arm that counts where the arms differ.

    Raises:
        MissingFindingError: no direction is told of a marker of that table, in all or in the arm.
    """
    rows = direction_rows(study, arm=arm)
    return publish(
        draw(rows, [*study.sizes]),
        title=finding(rows),
        subtitle=(
            f"By most of the sources we read; at {study.last.words}, in all {study.people} people or, "
            f"where arms differ, in {study.arm(arm).label}"
        ),
        basis="reference",
        added="with the directions reported here",
        study=study,
        description=_describe(study, rows),
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
        MissingFindingError: no direction is told of a marker of that table, in all or in the arm.
    """
    own = _counted(direction_rows(study, arm=arm))
    groups = own["Group"].value_counts()
    return {
        "markers": len(own),
        "with": int(groups.get(WITH, 0)),
        "divided": int(groups.get(SPLIT, 0)),
        "against": int(groups.get(AGAINST, 0)),
        "unchanged": int(((own["Group"] == AGAINST) & (own["Direction"] == "same")).sum()),
    }


def direction_rows(study: Study, *, arm: str) -> pd.DataFrame:
    """The reported directions, and of each marker the one that most sources expect.

    Args:
        study: with a table of aging.
        arm: code of the arm that counts where the arms differ.

    Returns:
        By group and marker: `Marker`, `Group` (of `GROUPS`), `Who` (code of an arm, or empty), `Role`
        ("here", "other arm" or "elsewhere"), `Direction` (of `SHAPES`), `Expected` (the same of most
        sources), `Sources` (how many, only elsewhere) and `trace`.

    Raises:
        MissingFindingError: no direction is told of a marker of that table, in all or in the arm.
    """
    reported = reported_with_age(study)
    aging = of_the_sex(study.table("aging"), study.parameters)
    aging = aging[aging["PARAMCD"].isin(reported["PARAMCD"])]
    expected = expected_directions(aging, study.parameters).replace(SAME)
    here = pd.DataFrame(
        {
            "Code": reported["PARAMCD"],
            "Who": reported["TRT01A"].replace(EVERYBODY, ""),
            "Role": reported["TRT01A"].isin([arm, EVERYBODY]).map({True: "here", False: "other arm"}),
            "Direction": reported["DIRECTION"].replace(SAME),
            "Sources": "",
            "trace": "findings:" + reported["FINDINGID"],
        }
    )
    own = here[here["Role"] == "here"].set_index("Code")["Direction"]
    if own.empty:
        raise MissingFindingError(
            f"{study.name} prints no direction in {study.arm(arm).label} of a marker that changes with age."
        )
    codes = list(dict.fromkeys(reported["PARAMCD"]))
    groups = {code: _group(own.get(code), expected[code]) for code in codes}
    elsewhere = pd.DataFrame(
        [
            ("elsewhere", "", code, expected[code], _sources(study, rows, expected[code]), _traced(rows))
            for code, rows in aging.groupby("PARAMCD")
        ],
        columns=["Role", "Who", "Code", "Direction", "Sources", "trace"],
    )
    rows = pd.concat([here, elsewhere], ignore_index=True)
    rows = rows.assign(Group=rows["Code"].map(groups), Expected=rows["Code"].map(expected))
    places = {code: (GROUPS.index(groups[code]), place) for place, code in enumerate(codes)}
    rows = rows.iloc[rows["Code"].map(places).argsort(kind="stable")]
    rows["Marker"] = rows["Code"].map(study.short)
    return rows[["Marker", "Group", "Who", "Role", "Direction", "Expected", "Sources", "trace"]]


def reported_with_age(study: Study) -> pd.DataFrame:
    """The reported directions of the markers that the table of aging knows, in order.

    Raises:
        MissingFindingError: no direction is told of a marker of that table.
    """
    aged = set(study.need_reference("aging", "change with age")["PARAMCD"])
    rows = reported_directions(study)
    rows = rows[rows["PARAMCD"].isin(aged)]
    if rows.empty:
        raise MissingFindingError(f"{study.name} prints no direction of a marker that changes with age.")
    return rows.iloc[in_order(study, rows["PARAMCD"]).argsort(kind="stable")]


def in_order(study: Study, codes: "pd.Series[str]") -> "pd.Series[int]":
    """The place of each measurement from the top."""
    every = list(dict.fromkeys([*ORDER, *study.parameters["PARAMCD"]]))
    return codes.map(every.index)


def finding(rows: pd.DataFrame) -> str:
    """How many of the reported directions that count are those that age brings in other people.

    Args:
        rows: as `direction_rows` gives them.
    """
    own = _counted(rows)
    agreeing, every = int((own["Group"] == WITH).sum()), len(own)
    if every == 1:
        no = "" if agreeing else "not "
        return f"The one reported direction is {no}the one that age brings in others"
    many = {0: f"None of {every}", every: f"All {every}"}.get(agreeing, f"{agreeing} of {every}")
    those = "is the one" if agreeing <= 1 else "are those"
    return f"{many} reported directions {those} that age brings in other people"


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["Role"] == "here"]


def _group(own: str | None, expected: str) -> str:
    if own is None:
        return UNTOLD
    if expected == DIVIDED:
        return SPLIT
    return WITH if own == expected else AGAINST


def _sources(study: Study, rows: pd.DataFrame, expected: str) -> str:
    """Of one marker, how many sources give the expected direction, of how many."""
    every = rows["SOURCEID"].nunique()
    if expected == DIVIDED:
        return f"{every} divided"
    each = [expected_directions(own, study.parameters).iloc[0] for _, own in rows.groupby("SOURCEID")]
    return f"{sum(SAME.get(word, word) == expected for word in each)} of {every}"


def _traced(rows: pd.DataFrame) -> str:
    return " ".join("aging:" + rows["REFID"])


def draw(rows: pd.DataFrame, arms: Sequence[str]) -> alt.LayerChart:
    """Two columns of directions, what counts here joined with what most sources expect.

    Args:
        rows: as `direction_rows` gives them.
        arms: codes of the arms in order.
    """
    placed = _placed(rows)
    height = int(placed["Row"].max()) + _ROW // 2 + 2
    base = alt.Chart(placed).encode(
        x=alt.X("x:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=None),
        y=alt.Y("y:Q", scale=alt.Scale(domain=[0, height], nice=False, reverse=True), axis=None),
    )
    here, elsewhere = (base.transform_filter(f"datum.Role == '{role}'") for role in ("here", "elsewhere"))
    first = base.transform_window(place="row_number()").transform_filter("datum.place == 1")
    named = elsewhere.encode(y=alt.Y("Row:Q", axis=None))
    joined = here.encode(x2=alt.datum(_ELSEWHERE), y2="End:Q")
    agreeing, not_agreeing, divided = (
        joined.transform_filter(f"datum.Group == '{group}'") for group in (WITH, AGAINST, SPLIT)
    )
    marks = alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))
    used = [word for word in ("lower", "same", "higher") if (placed["Direction"] == word).any()]
    direction = alt.Shape("Direction:N", scale=marks, legend=alt.Legend(title=None, values=used))
    layers = [
        named.mark_rule(color=RULE).encode(x=_across(0), x2=alt.datum(100), y=alt.Y("Below:Q", axis=None)),
        agreeing.mark_rule(color=LOOK, strokeWidth=3),
        not_agreeing.mark_rule(color=INK, strokeWidth=1.5),
        divided.mark_rule(color=MUTED, strokeWidth=1.5, strokeDash=[3, 3]),
        base.mark_point(size=80, opacity=1, color=INK, stroke=INK, strokeWidth=1).encode(shape=direction),
        named.mark_text(align="left", color=INK).encode(x=_across(_NAME), text="Marker:N"),
        named.mark_text(align="left", color=INK).encode(x=_across(_COUNT), text="Sources:N"),
        base.transform_filter("datum.Heading")
        .mark_text(align="left", color=INK, fontWeight=600)
        .encode(x=_across(_NAME), y=alt.Y("Above:Q", axis=None), text="Heading:N"),
        *(
            first.mark_text(color=MUTED).encode(
                x=_across(at), y=alt.YDatum(8, axis=None), text=alt.value(words)
            )
            for at, words in ((_HERE, "reported here"), (_ELSEWHERE, "in other people"))
        ),
    ]
    if placed["Who"].any():
        colors, shapes = arm_scales(arms)
        layers.append(
            base.transform_filter("datum.Who")
            .mark_point(xOffset=-18, size=80, filled=True, opacity=1)
            .encode(
                color=alt.Color("Who:N", scale=colors, legend=alt.Legend(title=None)),
                shape=alt.Shape("Who:N", scale=shapes, legend=alt.Legend(title=None)),
            )
        )
    chart = alt.LayerChart(data=placed, layer=layers, width="container", height=height)
    resolved: alt.LayerChart = chart.resolve_scale(shape="independent", color="independent")
    return resolved


def _across(percent: float) -> alt.XDatum:
    """A place across the chart, at any width."""
    return alt.XDatum(percent, axis=None)


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their places: `x`, and in px from the top `y`, `End` (of the line), `Row` and heads."""
    groups = list(dict.fromkeys(rows["Group"]))
    markers = list(dict.fromkeys(rows["Marker"]))
    number, group = rows["Marker"].map(markers.index), rows["Group"].map(groups.index)
    row = _TOP + _ROW * (number + 0.5) + _HEADING * (group + 1)
    columns = {"here": _HERE, "other arm": _OTHER_ARM, "elsewhere": _ELSEWHERE}
    counts = rows[rows["Role"] == "elsewhere"].groupby("Group").size()
    begins = (rows["Role"] == "elsewhere") & ~rows["Group"].where(rows["Role"] == "elsewhere").duplicated()
    heading = rows["Group"] + " (" + rows["Group"].map(counts).astype(str) + ")"
    return rows.assign(
        x=rows["Role"].map(columns),
        y=row + rows["Direction"].map(_LEVELS).fillna(0),
        End=row + rows["Expected"].map(_LEVELS).fillna(0),
        Row=row,
        Below=row + _ROW / 2,
        Above=row - (_ROW + _HEADING) / 2,
        Heading=heading.where(begins, ""),
    )


def _describe(study: Study, rows: pd.DataFrame) -> str:
    labels = {each.code: f" ({each.label})" for each in study.arms} | {"": ""}
    here = rows[rows["Role"] != "elsewhere"]
    told = ", ".join(
        f"{marker}{labels[who]} {direction}"
        for marker, who, direction in zip(here["Marker"], here["Who"], here["Direction"], strict=True)
    )
    others = rows[rows["Role"] == "elsewhere"]
    expected = "; ".join(
        f"{word} for {', '.join(own['Marker'] + ' (' + own['Sources'] + ')')}"
        for word in SHAPES
        if len(own := others[others["Direction"] == word])
    )
    groups = _counted(rows)["Group"].value_counts()
    return (
        "One row a marker, with the direction reported here joined by a line to the direction that most "
        "sources expect with age: level and thick where the two agree, sloping where they do not, dashed "
        f"where the sources are divided. Reported: {told}. Expected with age, with the number of sources: "
        f"{expected}. With most sources go {groups.get(WITH, 0)} of {groups.sum()} markers, "
        f"{groups.get(AGAINST, 0)} do not, and of {groups.get(SPLIT, 0)} the sources are divided."
    )
