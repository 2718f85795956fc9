"""Can printed levels and their p hold together? As a study prints them, or as a reader types them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from analysis.audit import (
    PrintedComparison,
    Summary,
    TwoGroups,
    audits,
    comparisons,
    ranked_comparisons,
    two_groups,
)
from analysis.data import Study
from analysis.figures.base.control import METHOD, PRINTED_METHOD, Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.publish import LONGEST_TITLE
from analysis.figures.base.theme import INK, LOOK, RULE
from analysis.inference.checks import plain
from analysis.inference.pvalues import METHOD_WORDS, Method
from analysis.reported import Printed, PrintedPvalue
from analysis.reported.summary import READINGS

if TYPE_CHECKING:
    from ipywidgets import VBox

VERDICTS = {
    "possible": 0.0,
    "possible with ties": 0.08,
    "impossible": 0.4,
    "impossible without ties": 0.22,
    "undecided": 0.14,
}
"""How dark a cell is: the darker, the less can hold."""
HOLDS = {
    "possible": "can hold",
    "possible with ties": "can hold with ties",
    "impossible": "cannot hold",
    "impossible without ties": "cannot hold without ties",
    "undecided": "is undecided",
}
"""Verdicts as a title says them."""
ROW = 38

SMALLEST, LARGEST = 3, 8
"""Enrolled in one group; with more the audit of every number below them takes more than a few seconds."""

LONGEST_NAME = 16
MINIMUM = {"zero": 0.0, "none": None}


def consistency(study: Study, *, visit: str, minimum: float | None = None) -> Explorer:
    """The verdict on every reading of two printed levels and a p, for a marker and a method to choose.

    Args:
        study: its findings and its two arms.
        visit: AVISIT of the levels.
        minimum: the smallest value possible, such as 0 for a concentration; None for no limit.

    Raises:
        MissingFindingError: no two levels are printed with the p of a rank-sum test between them.
    """
    every = comparisons(study, visit=visit)
    printed = ranked_comparisons(study, visit=visit)
    markers = tuple(printed)
    return Explorer(
        finding=finding,
        subtitle=f"If all enrolled were measured: two means, ± and p at {study.visit(visit).label} from one "
        "set of values",
        basis="published",
        study=study,
        controls=(
            Control(
                "audited",
                "Marker",
                "radio",
                choices=markers,
                default=markers[0],
                labels=tuple(printed[marker].name for marker in markers),
            ),
            PRINTED_METHOD,
        ),
        compute=partial(_printed_rows, audits(study, visit=visit, minimum=minimum), printed),
        draw=_drawing,
        describe=partial(_describe, [each for each in every if not each.ranked]),
        added="verdicts computed",
    )


@dataclass(frozen=True, slots=True)
class Typed(Explorer):
    """An explorer of typed numbers: only a kernel can answer, and it also answers in sentences.

    Attributes:
        sentences: one value of every control, by name, to the paragraphs below the chart.
    """

    sentences: Callable[..., Iterable[str]] = field(kw_only=True)

    def live(self) -> "VBox":
        """The fields above the chart and its sentences; needs a kernel."""
        from analysis.figures.base.live import live  # a page that is built never needs the widgets

        return live(self, self.sentences)


def typed_audit(
    first: tuple[str, Summary] = ("Group 1", Summary("12.4", "1.1", 6)),
    second: tuple[str, Summary] = ("Group 2", Summary("9.8", "0.9", 5)),
    pvalue: str = "0.03",
) -> Typed:
    """The audit of two means, their ± and a p, for numbers to type; only `.live()` can answer.

    Args:
        first: name and printed summary that the fields of the first group start with; made up by default.
        second: the same for the second group.
        pvalue: the p that its field starts with.

    Raises:
        ValueError: a number to start with that its field would refuse.

    Examples:
        >>> typed_audit().title
        'What is typed can hold, ± an SD or an SEM'
    """
    return Typed(
        finding=finding,
        subtitle="If all enrolled were measured: two means, ± and p from one set of values",
        basis="design",
        controls=(
            *_group("first", "First group", *first),
            *_group("second", "Second group", *second),
            Control("pvalue", "p as printed (two-sided rank-sum test)", "text", (), pvalue, read=_pvalue),
            Control(
                "minimum",
                "Smallest value possible",
                "radio",
                choices=tuple(MINIMUM),
                default="zero",
                labels=("0, as for a concentration", "no limit"),
            ),
            replace(METHOD, label="Method shown"),
        ),
        compute=_typed_rows,
        draw=_drawing,
        describe=_describe_typed,
        added="numbers as typed, verdicts computed",
        sentences=_sentences,
    )


def _group(key: str, words: str, name: str, summary: Summary) -> tuple[Control, ...]:
    return (
        Control(f"{key}_name", f"{words}: name", "text", (), name, read=_name),
        Control(f"{key}_mean", f"{words}: mean", "text", (), summary.mean, read=_number),
        Control(f"{key}_spread", f"{words}: number after ±", "text", (), summary.spread, read=_spread),
        Control(f"{key}_enrolled", f"{words}: enrolled", "text", (), summary.n, read=_enrolled),
    )


def _name(text: str) -> str:
    name = text.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise ValueError(f"The name has {len(name)} characters. Type 1 to {LONGEST_NAME}.")
    return plain(name, "The name")


def _number(text: str) -> str:
    return Printed(text.strip()).text


def _spread(text: str) -> str:
    spread = Printed(text.strip())
    if spread.value < 0:
        raise ValueError(f"{spread.text!r} is negative. The number after ± is 0 or more.")
    return spread.text


def _enrolled(text: str) -> int:
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit() and SMALLEST <= int(typed) <= LARGEST):
        raise ValueError(
            f"{typed!r} is no size for this form. Type a whole number from {SMALLEST} to {LARGEST}."
        )
    return int(typed)


def _pvalue(text: str) -> str:
    return PrintedPvalue(text.strip()).text


@lru_cache(maxsize=16)
def _audit(
    names: tuple[str, str], first: Summary, second: Summary, pvalue: str, minimum: float | None
) -> TwoGroups:
    """The audit of all sizes, meanings of ± and methods; to show another method needs no new one."""
    return two_groups(first, second, pvalue, minimum=minimum, names=names)


def _typed(*, minimum: str, pvalue: str, **typed: str | int) -> tuple[tuple[str, str], TwoGroups]:
    """The names typed, and the audit of the numbers typed."""
    names = (str(typed["first_name"]), str(typed["second_name"]))
    first, second = (
        Summary(str(typed[f"{key}_mean"]), str(typed[f"{key}_spread"]), int(typed[f"{key}_enrolled"]))
        for key in ("first", "second")
    )
    return names, _audit(names, first, second, pvalue, MINIMUM[minimum])


def _printed_rows(
    found: Mapping[str, TwoGroups],
    printed: Mapping[str, PrintedComparison],
    *,
    audited: str,
    p_method: Method,
) -> pd.DataFrame:
    own = printed[audited]
    return _cells(found[audited], p_method, own.names).assign(name=own.name, trace=own.trace)


def _typed_rows(*, method: Method, minimum: str, pvalue: str, **typed: str | int) -> pd.DataFrame:
    names, audit = _typed(minimum=minimum, pvalue=pvalue, **typed)
    return _cells(audit, method, names).assign(name="What is typed", trace="formula:audit.two_groups")


def _cells(audit: TwoGroups, method: Method, names: tuple[str, str]) -> pd.DataFrame:
    """Down by the reading of ± and the first size, across by the second, the largest first."""
    readings = [reading for reading in audit.readings if reading.method == method]
    readings.sort(key=lambda reading: (reading.spread_is, -reading.sizes[0], -reading.sizes[1]))
    return pd.DataFrame(
        [
            {
                "row": f"± {reading.spread_is.upper()}, {reading.sizes[0]} {names[0]}",
                "column": f"{reading.sizes[1]} {names[1]}",
                "spread": reading.spread_is.upper(),
                "full": reading.sizes == (audit.first.n, audit.second.n),
                "verdict": reading.verdict,
                "words": reading.verdict.replace(" ", "|", 1),
                "reason": reading.proof.name if reading.proof else "",
            }
            for reading in readings
        ]
    )


def finding(rows: pd.DataFrame) -> str:
    """What the audit says if all enrolled were measured, as an SD and as an SEM.

    Args:
        rows: of one comparison and method: `name`, `spread` ("SD" or "SEM"), `full` and `verdict`.
    """
    full = rows[rows["full"]].set_index("spread")["verdict"]
    sd, sem = (HOLDS[str(full[spread_is.upper()])] for spread_is in READINGS)
    name = rows["name"].iloc[0]
    name = name if name.startswith("What") else f"{name} as printed"
    if "p_method" in rows:
        name = f"{name} (p {METHOD_WORDS[rows['p_method'].iloc[0]]})"
    if sd == sem:
        return f"{name} {sd}, ± an SD or an SEM"
    sem = sem.replace(" hold", "")
    whole = f"{name} {sd} if ± is an SD, {sem} if an SEM"
    return whole if len(whole) <= LONGEST_TITLE else f"{name} {sd} as SD, {sem} as SEM"


def _drawing(rows: pd.DataFrame) -> alt.LayerChart:
    """Readings of ± and of the first group's size down, sizes of the second group across.

    Args:
        rows: `row` (a reading of ± and the first group), `column` (the second group), `verdict` (one of
            `VERDICTS`), `words` (written in the cell, its lines divided by "|"), `full` (whether all enrolled
            were measured: outlined), `reason` and `trace`.
    """
    base = alt.Chart().encode(
        x=alt.X("column:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, orient="top")),
        y=alt.Y("row:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False)),
        tooltip=[alt.Tooltip("verdict:N", title="Verdict"), alt.Tooltip("reason:N", title="Reason")],
    )
    boxes = base.mark_rect(
        strokeWidth=1, stroke=RULE, fill=INK, fillOpacity=alt.expr(f"{VERDICTS}[datum.verdict]")
    )
    full = base.transform_filter(alt.datum.full).mark_rect(filled=False, strokeWidth=2.5, stroke=LOOK)
    words = base.mark_text(
        lineBreak="|", lineHeight=14, dy=alt.expr("indexof(datum.words, '|') < 0 ? 0 : -7")
    ).encode(text="words:N")
    return alt.LayerChart(
        data=rows, layer=[boxes, full, words], width="container", height=ROW * rows["row"].nunique()
    )


def _describe(others: list[PrintedComparison], rows: pd.DataFrame) -> str:
    counts = [f"{name}: {_counted(own['verdict'])}" for name, own in rows.groupby("name", sort=False)]
    left_out = ", ".join(f"{each.name} ({each.test})" for each in others)
    return (
        "A map of readings: the meaning of ± and the number of values in one arm down, the number in "
        "the other across. Each cell says whether the two printed levels and the printed p can all hold, "
        f"and the tooltip by which argument not. Over the methods shown, {'; '.join(counts)}."
        + (f" Left out, because another test is named: {left_out}." if left_out else "")
    )


def _describe_typed(rows: pd.DataFrame) -> str:
    return (
        "A map of readings of the typed numbers: the meaning of ± and the number of values in the first "
        "group down, the number in the second across. Each cell says whether the two means, their ± and "
        f"the p can all hold, and the tooltip by which argument not. Under the method "
        f"shown: {_counted(rows['verdict'])}."
    )


def _counted(verdicts: pd.Series) -> str:
    counts = verdicts.value_counts()
    return ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS if verdict in counts)


def _sentences(*, method: Method, minimum: str, pvalue: str, **typed: str | int) -> Iterable[str]:
    """The verdict over all readings, then that of each meaning of ± with everyone enrolled."""
    _, audit = _typed(minimum=minimum, pvalue=pvalue, **typed)
    yield audit.sentence()
    for spread_is in READINGS:
        sizes = (audit.first.n, audit.second.n)
        yield audit.at(sizes, spread_is=spread_is, method=method).sentence()
