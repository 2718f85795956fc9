"""Printed p-values beside their adjusted ones, for a family of tests."""

from collections.abc import Iterable, Mapping
from functools import partial

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, LOOK, MUTED
from analysis.figures.design.designs import LEVEL
from analysis.inference import in_family
from analysis.inference.multiplicity import Adjustment
from analysis.inference.wording import in_words
from analysis.reported import PrintedPvalue

METHODS: dict[Adjustment, str] = {"holm": "Holm", "bh": "Benjamini-Hochberg"}
KINDS = [f"at most {LEVEL}", f"above {LEVEL}"]
LARGEST, LARGEST_ON_PAGE = 60, 28
"""Tests in a family, with a kernel and on the page."""


def adjusted_pvalues(study: Study, findings: Iterable[str]) -> Explorer:
    """Printed p-values, adjusted for as many tests as a reader thinks were made.

    Args:
        study: whose reports print them.
        findings: the ids of the findings with the p-values, one for each measurement, in the order shown.

    Raises:
        ValueError: a bound, which has no place among p-values, or a second p of one measurement.
        MissingFindingError: no such finding.

    Examples:
        >>> adjusted_pvalues(Study.read(), ["p1-il1ra-p-m6", "p1-il10-p-m6"]).title
        'By Holm, both p-values are ≤ 0.05 in 2 tests'
    """
    printed: dict[str, tuple[float, str]] = {}
    for name in findings:
        row = study.finding(name)
        pvalue, marker = PrintedPvalue(row["VALUE"]), study.short(row["PARAMCD"])
        if pvalue.sign or marker in printed:
            why = "it is a bound" if pvalue.sign else f"{marker} has one already"
            raise ValueError(f"{name} prints {row['VALUE']!r}: {why}. Pass one number for each measurement.")
        printed[marker] = float(pvalue.number.value), name
    fewest = len(printed)
    return Explorer(
        finding=finding,
        subtitle="If tests that are not printed have p = 1; printed p (tick) and adjusted p (symbol)",
        basis="published",
        study=study,
        controls=(
            Control(
                "tests",
                "Tests in the family",
                "range",
                choices=tuple(range(fewest, max(fewest, LARGEST) + 1)),
                default=fewest,
                on_page=tuple(range(fewest, max(fewest, LARGEST_ON_PAGE) + 1)),
            ),
            Control(
                "method",
                "Method",
                "radio",
                choices=tuple(METHODS),
                default="holm",
                labels=tuple(METHODS.values()),
            ),
        ),
        compute=partial(_rows, printed),
        draw=draw,
        describe=_describe,
        added="adjusted values computed, tests that are not printed taken as p = 1",
    )


def finding(rows: pd.DataFrame) -> str:
    """How many adjusted values lie at or below the level.

    Args:
        rows: of one choice: `adjusted`, `tests`, `method`.
    """
    every, below = len(rows), int((rows["adjusted"] <= LEVEL).sum())
    if every == 1:
        who = "the one p-value is" if below else "the one p-value is not"
    elif below == every:
        who = "both p-values are" if every == 2 else f"all {in_words(every)} p-values are"
    else:
        count = in_words(below) if below else "none"
        who = f"{count} of {in_words(every)} p-values {'is' if below < 2 else 'are'}"
    method = METHODS[rows["method"].iloc[0]]
    return f"By {method}, {who} ≤ {LEVEL} in {rows['tests'].iloc[0]} tests"


def _rows(pvalues: Mapping[str, tuple[float, str]], *, tests: int, method: Adjustment) -> pd.DataFrame:
    printed, findings = zip(*pvalues.values(), strict=True)
    values = in_family(printed, tests, method)
    return pd.DataFrame(
        {
            "marker": list(pvalues),
            "printed": printed,
            "adjusted": [float(f"{value:.4g}") for value in values],
            "kind": [KINDS[int(value > LEVEL)] for value in values],
            "trace": [f"findings:{finding} formula:inference.in_family" for finding in findings],
        }
    )


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw each marker's printed and adjusted p-value, joined by a line, beside 0.05.

    Args:
        rows: `marker`, `printed` and `adjusted` (p-values), `kind` (one of `KINDS`), `trace`.
    """
    markers = list(dict.fromkeys(rows["marker"]))
    pvalue = alt.Scale(type="log", domain=[min(0.01, rows["printed"].min() / 1.5), 1.6], nice=False)
    axis = alt.Axis(values=[0.0001, 0.001, 0.01, LEVEL, 0.2, 1], format="~g", grid=False)
    base = alt.Chart(rows, width="container", height=54 * len(markers)).encode(
        y=alt.Y("marker:N", sort=markers, title=None)
    )
    shape = alt.Scale(domain=KINDS, range=["square", "circle"])
    fill = alt.Scale(domain=KINDS, range=[INK, "transparent"])
    legend = alt.Legend(title="Adjusted p", columns=2)
    at = base.encode(x=alt.X("adjusted:Q", scale=pvalue, axis=axis, title="Two-sided p (log axis)"))
    points = at.mark_point(size=110, opacity=1, stroke=INK, strokeWidth=2).encode(
        fill=alt.Fill("kind:N", scale=fill, legend=legend),
        shape=alt.Shape("kind:N", scale=shape, legend=legend),
    )
    start = base.encode(x=alt.X("printed:Q", scale=pvalue, axis=axis))
    ticks = start.mark_tick(color=MUTED, size=22, thickness=3)
    join = start.encode(x2="adjusted").mark_rule(color=MUTED)
    value = alt.Text("adjusted:Q", format=".2~g")
    # Each number stands on the far side of its mark, clear of the line.
    above = at.transform_filter(alt.datum.adjusted > LEVEL).mark_text(align="left", dx=10, color=INK)
    below = at.transform_filter(alt.datum.adjusted <= LEVEL).mark_text(align="right", dx=3, dy=-14, color=INK)
    line = (
        alt.Chart(rows).mark_rule(strokeDash=[4, 4], color=LOOK, strokeWidth=1.5).encode(x=alt.datum(LEVEL))
    )
    return alt.LayerChart(
        layer=[line, join, ticks, points, above.encode(text=value), below.encode(text=value)]
    )


def _describe(rows: pd.DataFrame) -> str:
    smallest = rows[rows["tests"] == rows["tests"].min()]
    told = "; ".join(
        f"{METHODS[method]}: " + ", ".join(f"{row.marker} {row.adjusted:g}" for row in part.itertuples())
        for method, part in smallest.groupby("method", sort=False)
    )
    return (
        "For each marker a tick at the printed p-value and a symbol at the adjusted one, on a logarithmic "
        f"axis with a dashed line at {LEVEL}. In a family of {smallest['tests'].iloc[0]} tests: {told}. "
        "Every further test moves the symbols to the right."
    )
