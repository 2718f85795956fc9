"""Reported changes beside the change that age brings in other people."""

from decimal import ROUND_HALF_UP, Context

import altair as alt
import pandas as pd

from analysis.figures.base.theme import BLUE, DIRECTION_COLOR, DIRECTION_SHAPE, GREEN, INK, PURPLE, VERMILION

MARKERS = {
    "FEV1": "FEV1",
    "FVC": "FVC",
    "FEV1FVC": "FEV1/FVC ratio",
    "EGFR": "eGFR",
    "HGB": "Hemoglobin",
    "ESR": "Sedimentation rate",
    "BMI": "Body mass index",
    "TESTOS": "Testosterone",
    "DHEAS": "DHEA-S",
    "IGF1": "IGF-1",
    "IL6": "IL-6",
    "TNFA": "TNF-α",
    "IL1RA": "IL-1Ra",
}
"""Parameter codes and the words on the axis, in order."""
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
WHO = {"LD": "LD", "HD": "HD", "ALL": "all 11 subjects"}
WHO_COLOR = alt.Scale(domain=[*WHO.values(), ELSEWHERE], range=[BLUE, VERMILION, GREEN, PURPLE])
WHO_SHAPE = alt.Scale(domain=[*WHO.values(), ELSEWHERE], range=["circle", "diamond", "square", "circle"])
WHO_FILL = alt.Scale(domain=[*WHO.values(), ELSEWHERE], range=[BLUE, VERMILION, GREEN, "transparent"])


DIRECTION = alt.X(
    "Direction:N",
    sort=DIRECTIONS,
    title=None,
    scale=alt.Scale(domain=DIRECTIONS),
    axis=alt.Axis(orient="top", labelAngle=0, grid=False, domain=False, ticks=False),
)
MARKER = alt.Y("Marker:N", sort=list(MARKERS.values()), title=None, axis=alt.Axis(grid=True, domain=False))
CHANGE = alt.X(
    "low:Q",
    title="Change in five years",
    scale=alt.Scale(zero=True, nice=False, padding=42),
    axis=alt.Axis(tickCount=4),
)
CHOSEN = "datum.Code == expected_marker"
ROW = alt.Y(
    "Who:N",
    sort=None,
    title=None,
    axis=alt.Axis(labelExpr="split(datum.label, '|')", labelOffset=-7, minExtent=150, labelLimit=145),
)


def direction_comparison(reported: pd.DataFrame, aging: pd.DataFrame) -> alt.LayerChart:
    """Markers by direction: what was reported here, and how many sources expect each direction with age.

    Args:
        reported: findings to show (``FINDINGID, PARAMCD, TRT01A, DIRECTION``), one per marker and arm.
        aging: the table ``aging``, rows of the same markers.
    """
    here = _named(reported).assign(Who=reported["TRT01A"].map(WHO), trace="findings:" + reported["FINDINGID"])
    elsewhere = (
        _named(aging)
        .assign(trace="aging:" + aging["REFID"], Who=ELSEWHERE)
        .groupby(["Marker", "Direction", "Who"], as_index=False)
        .agg(Sources=("SOURCEID", "nunique"), trace=("trace", " ".join))
    )
    legend = alt.Legend(columns=1, title="Direction in", symbolSize=110)
    stroke = alt.Stroke("Who:N", scale=WHO_COLOR, legend=legend)
    fill = alt.Fill("Who:N", scale=WHO_FILL, legend=legend)
    shape = alt.Shape("Who:N", scale=WHO_SHAPE, legend=legend)
    counted = alt.Chart(elsewhere).encode(x=DIRECTION, y=MARKER)
    told = alt.Chart(here[["Marker", "Direction", "Who", "trace"]]).encode(x=DIRECTION, y=MARKER)
    return alt.LayerChart(
        layer=[
            counted.mark_point(xOffset=14, size=330, filled=False, strokeWidth=1.5, opacity=1).encode(
                stroke=stroke, fill=fill, shape=shape
            ),
            counted.mark_text(xOffset=14, color=INK).encode(text="Sources:Q"),
            told.mark_point(xOffset=-12, size=110, filled=False, opacity=1).encode(
                stroke=stroke, fill=fill, shape=shape
            ),
        ]
    ).properties(width="container", height=28 * here["Marker"].nunique())


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with the words of the axes in ``Marker`` and ``Direction``."""
    return frame.assign(Marker=frame["PARAMCD"].map(MARKERS), Direction=frame["DIRECTION"].replace(SAME))


def expected_changes(changes: pd.DataFrame, reported: pd.DataFrame) -> alt.LayerChart:
    """Expected five-year changes of one marker, source by source, under the direction reported here.

    Args:
        changes: from ``physiology.changes_over``, with ``LABEL``, the source's short name.
        reported: findings of the same markers (``FINDINGID, PARAMCD, DIRECTION``).
    """
    units = {code: changes.loc[changes["PARAMCD"] == code, "AVALU"] for code in MARKERS}
    labels = {code: f"{MARKERS[code]}, {unit.iloc[0]}" for code, unit in units.items() if len(unit)}
    marker = alt.param(
        name="expected_marker",
        value=next(iter(labels)),
        bind=alt.binding_select(options=list(labels), labels=list(labels.values()), name="Marker, unit "),
    )
    here = reported[reported["PARAMCD"].isin(labels)].assign(
        Who="Reported here|11 subjects", low=0, trace="findings:" + reported["FINDINGID"]
    )
    return (
        alt.LayerChart(
            layer=[
                *_told(_columns(here)),
                *_expected(_columns(changes.assign(Who=_who(changes), Change=_words(changes)))),
            ]
        )
        .add_params(marker)
        .properties(width="container", height=270)
    )


def _told(here: pd.DataFrame) -> tuple[alt.Chart, ...]:
    """The reported direction at zero: what we read prints no size."""
    chart = alt.Chart(here).transform_filter(CHOSEN).encode(x=CHANGE)
    return (
        chart.mark_rule(strokeDash=[4, 4], color=INK, opacity=0.6),
        chart.mark_point(size=120, opacity=1).encode(
            y=ROW,
            color=alt.Color("Direction:N", scale=DIRECTION_COLOR, legend=None),
            shape=alt.Shape("Direction:N", scale=DIRECTION_SHAPE, legend=None),
        ),
        chart.mark_text(dy=-13, color=INK).encode(y=ROW, text="Direction:N"),
    )


def _expected(changes: pd.DataFrame) -> tuple[alt.Chart, ...]:
    """Both ends of each expected change, joined."""
    chart = alt.Chart(changes).transform_filter(CHOSEN).encode(y=ROW)
    point = chart.mark_point(size=70, color=PURPLE, opacity=1)
    return (
        chart.mark_rule(strokeWidth=3, color=PURPLE).encode(x=CHANGE, x2="high:Q"),
        point.encode(x=CHANGE),
        point.encode(x="high:Q"),
        chart.transform_calculate(middle="(datum.low + datum.high) / 2")
        .mark_text(dy=-13, color=INK)
        .encode(x="middle:Q", text="Change:N"),
    )


def _who(changes: pd.DataFrame) -> "pd.Series[str]":
    """Source; on a second line sex, age and whether it is a limit; on a third that it follows nobody."""
    sex = changes["SEX"].replace("both", "both sexes")
    age = (", " + changes["AGE"].str.replace(" and over", "+")).where(changes["AGE"] != "", "")
    limit = changes["QUANTITY"].str.startswith("upper limit").map({True: ", upper limit", False: ""})
    measured = changes["QUANTITY"].str.contains("measured GFR").map({True: "measured, ", False: ""})
    across = ("|" + measured + "across ages").where(changes["DESIGN"] == "cross-sectional", "")
    return changes["LABEL"] + "|" + sex + age + limit + across


def _columns(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns drawn, with names that a reader of the chart's data understands."""
    names = {
        "PARAMCD": "Code",
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
    return frame[[column for column in names if column in frame]].rename(columns=names)


def _words(changes: pd.DataFrame) -> list[str]:
    return [_change(low, high) for low, high in zip(changes["low"], changes["high"], strict=True)]


def _change(low: float, high: float) -> str:
    """The change with three significant digits, the smaller loss or gain first."""
    ends = [DIGITS.create_decimal(repr(end)) for end in sorted({low, high}, key=abs)]
    return " to ".join(f"{end:+f}".replace("-", "−") for end in ends)
