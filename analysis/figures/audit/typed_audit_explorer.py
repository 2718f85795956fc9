"""Explorer of the audit of two groups for numbers that a reader types."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from analysis.audit import Reading, Summary, TwoGroups
from analysis.audit.two_samples.two_groups import two_groups
from analysis.figures.audit.audit_drawing import VERDICTS, verdicts
from analysis.figures.audit.consistency import REASONS
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.inference.checks import plain
from analysis.inference.pvalues import METHOD_NAMES, METHODS, Method
from analysis.reported import Printed, PrintedPvalue
from analysis.reported.summary import READINGS

if TYPE_CHECKING:
    from ipywidgets import VBox

SMALLEST, LARGEST = 3, 8
"""Enrolled in one group; with more the audit of every number below them takes more than a few seconds."""

LONGEST_NAME = 16
MINIMUM = {"zero": 0.0, "none": None}


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
    first: tuple[str, Summary] = ("High dose", Summary("12.4", "1.1", 6)),
    second: tuple[str, Summary] = ("Low dose", Summary("9.8", "0.9", 5)),
    pvalue: str = "0.03",
) -> Typed:
    """The audit of two means, their ± and a p, for numbers to type; only `.live()` can answer.

    Args:
        first: name and printed summary that the fields of the first group start with; made up by default.
        second: the same for the second group.
        pvalue: the p that its field starts with.

    Raises:
        ValueError: a number to start with that its field would refuse.
    """
    return Typed(
        title="Can the numbers typed here hold together?",
        basis="design",
        sources=(),
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
            Control(
                "method",
                "Method shown",
                "radio",
                choices=METHODS,
                default="exact",
                labels=tuple(METHOD_NAMES[method] for method in METHODS),
            ),
        ),
        compute=_rows,
        draw=verdicts,
        describe=_describe,
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


def _rows(*, method: Method, minimum: str, pvalue: str, **typed: str | int) -> pd.DataFrame:
    """Down by the meaning of ± and the first size, across by the second, the largest first."""
    names, audit = _typed(minimum=minimum, pvalue=pvalue, **typed)
    rows = [
        {
            "row": f"± {spread_is.upper()}, {reading.sizes[0]} {names[0]}",
            "column": f"{reading.sizes[1]} {names[1]}",
            "verdict": reading.verdict,
            "words": "|".join((*reading.verdict.split(" ", 1), *_reason(reading))),
            "reason": reading.proof.name if reading.proof else "",
        }
        for spread_is in READINGS
        for reading in audit.readings
        if (reading.spread_is, reading.method) == (spread_is, method)
    ]
    return pd.DataFrame(rows).assign(trace="formula:audit.two_groups")


def _reason(reading: Reading) -> tuple[str, ...]:
    return (REASONS.get(reading.proof.name, "proof"),) if reading.proof else ()


def _sentences(*, method: Method, minimum: str, pvalue: str, **typed: str | int) -> Iterable[str]:
    """The verdict over all readings, then that of each meaning of ± with everyone enrolled."""
    _, audit = _typed(minimum=minimum, pvalue=pvalue, **typed)
    yield audit.sentence()
    for spread_is in READINGS:
        sizes = (audit.first.n, audit.second.n)
        yield audit.at(sizes, spread_is=spread_is, method=method).sentence()


def _describe(rows: pd.DataFrame) -> str:
    counts = rows["verdict"].value_counts()
    counted = ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS if verdict in counts)
    return (
        "A map of readings of the typed numbers: the meaning of ± and the number of values in the first "
        "group down, the number in the second across. Each cell says whether the two means, their ± and "
        f"the p can all hold, and by which argument not. Under the method shown: {counted}."
    )
