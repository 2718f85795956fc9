"""What was reported of laboratory tests: those called significant, those called not, the others."""

from collections.abc import Hashable
from functools import partial

import altair as alt
import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, RULE, column_heads
from analysis.inference.wording import in_words
from analysis.reported.laboratory import laboratory_statements

CALLED = {
    "significant": "called significant",
    "not significant": "called not significant",
    "no word": "without a word on it",
}
"""Groups of tests by the strongest word on significance in a statement, and a reader's words for them."""
FILLS = {"significant": INK, "not significant": RULE, "no word": "transparent"}
UNDIRECTED = "no direction"
SHAPES = {
    "higher": "triangle-up",
    "lower": "triangle-down",
    "no difference": "square",
    "within range": "circle",
    UNDIRECTED: "stroke",
}
ROW = 19
"""Height of one test."""


def laboratory(study: Study) -> Explorer:
    """Tests by comparisons; which of them are shown, by the word on significance, is a reader's choice.

    Direction is coded by shape, a word on significance by the filling. An empty place is a comparison on
    which the sources that were read say nothing of this test by name.

    Args:
        study: its findings, parameters and visits.

    Raises:
        MissingFindingError: no direction of a laboratory test is printed.

    Examples:
        >>> laboratory(Study.read()).title
        '7 of 32 measurements are called significant, without a p-value'
    """
    statements = laboratory_statements(study)
    if not (statements["Statement"] != "").any():
        raise MissingFindingError(f"{study.name} prints no direction of a laboratory test.")
    columns = comparison_columns(study, statements)
    cells = reported_cells(statements)
    groups = tuple(group for group in CALLED if group in set(cells["Called"]))
    return Explorer(
        finding=partial(finding, tests=cells["Test"].nunique()),
        subtitle="In what we read: direction reported of single tests, by what they are compared with; "
        f"{study.people} people",
        basis="published",
        study=study,
        controls=(
            Control(
                "called",
                "Tests",
                "radio",
                choices=groups,
                default=groups[0],
                labels=tuple(CALLED[group] for group in groups),
            ),
        ),
        compute=partial(_of, cells),
        draw=partial(draw, columns=columns),
        describe=partial(_describe, statements, len(columns)),
    )


def finding(cells: pd.DataFrame, *, tests: int) -> str:
    """How many of all tests are called so, and whether one of these has its p-value.

    Args:
        cells: rows of one group, from `reported_cells`.
        tests: all tests of which something is said.
    """
    (called,) = cells["Called"].unique()
    count = cells["Test"].nunique()
    are, have = ("is", "has") if count == 1 else ("are", "have")
    of = f"{count} of {tests} measurements"
    if called == "no word":
        return f"{of} {have} no word on significance"
    claims = cells[cells["Word"] == called]
    return f"{of} {are} called {called}" + ("" if claims["P"].any() else ", without a p-value")


def comparison_columns(study: Study, statements: pd.DataFrame) -> dict[str, str]:
    """The comparisons made, in order of the visits, and their words on the axis (``|`` breaks the line).

    Args:
        study: its visits.
        statements: from ``reported.laboratory_statements``.
    """
    order = {visit.name: place for place, visit in enumerate(study.visits)}
    short = {visit.name: _abbreviated(visit.label) for visit in study.visits}

    def place(comparison: str) -> tuple[int, ...]:
        later, _, earlier = comparison.partition(" v ")
        if later in order and earlier in order:
            return (0, order[later], order[earlier])
        return (2 if comparison else 1, order.get(later, len(order)))

    told = statements["Statement"] != ""
    undirected = set(statements["Test"]) - set(statements.loc[told, "Test"])
    made = {*statements.loc[told, "Comparison"], *([""] if undirected else [])}
    words = {}
    for comparison in sorted(made, key=place):
        later, _, other = comparison.partition(" v ")
        against = short.get(other, other.removeprefix("reference "))
        words[comparison] = f"{short.get(later, later)} v|{against}"
    return words | {"": f"{short[study.last.name]} v|not named"} if "" in words else words


def _abbreviated(label: str) -> str:
    for whole, part in ((" months", " mo"), (" years", " y")):
        label = label.replace(whole, part)
    return label


def reported_cells(statements: pd.DataFrame) -> pd.DataFrame:
    """One row for each test, comparison and statement: equal statements share it.

    Args:
        statements: from ``reported.laboratory_statements``.

    Returns:
        `System`, `Test`, `Order`, `Comparison`, `Statement` (`UNDIRECTED` for a test that has no other),
        `Direction`, `Word` (on significance), `Called` (the group of the test), `P` (whether a p is printed),
        `Arms`, `Findings` and `trace`; what has no word first, so that it is drawn below.
    """
    told = statements["Statement"] != ""
    without = ~statements["Test"].isin(statements.loc[told, "Test"])
    own = statements[told | without]
    own = own.assign(
        Statement=own["Statement"].where(own["Statement"] != "", UNDIRECTED),
        Word=own["SIGNIFICANCE"].where(own["SIGNIFICANCE"].isin(list(CALLED)), "no word"),
        P=own["STAT"] == "p",
    )
    own = own.assign(Direction=own["Statement"].str.partition(",")[0])
    strongest = own["Word"].map(list(CALLED).index).groupby(own["Test"]).min().map(list(CALLED).__getitem__)
    keys: list[Hashable] = [
        *("System", "Test", "Order", "Comparison", "Statement", "Direction", "Word"),
    ]
    cells = own.groupby(keys, as_index=False).agg({"Arms": _once, "P": "any", "trace": " ".join})
    cells = cells.assign(
        Called=cells["Test"].map(strongest), Findings=cells["trace"].str.replace("findings:", "")
    )
    below = cells["Word"].map(list(CALLED).index)
    return cells.assign(below=-below).sort_values(["Order", "below"], ignore_index=True).drop(columns="below")


def draw(cells: pd.DataFrame, *, columns: dict[str, str]) -> alt.VConcatChart:
    """Draw a line for each test, with a mark under each comparison of which something is reported.

    Args:
        cells: from `reported_cells`.
        columns: from `comparison_columns`.
    """
    across = column_heads(columns)
    shown = [direction for direction in SHAPES if direction in set(cells["Direction"])]
    legend = alt.Legend(title=None, columns=2, offset=4, symbolFillColor="transparent", symbolStrokeColor=INK)
    shapes = alt.Scale(domain=shown, range=[SHAPES[direction] for direction in shown])
    points = (
        alt.Chart()
        .mark_point(filled=False, size=100, strokeWidth=1.6, stroke=INK, opacity=1)
        .encode(
            x=alt.X("Comparison:N", sort=list(columns), title=None, axis=across),
            y=alt.Y(
                "Test:N",
                sort=list(dict.fromkeys(cells["Test"])),
                title=None,
                axis=alt.Axis(grid=True, domain=False, ticks=False),
            ),
            shape=alt.Shape("Direction:N", scale=shapes, legend=legend),
            fill=alt.Fill(
                "Word:N", scale=alt.Scale(domain=list(FILLS), range=list(FILLS.values())), legend=None
            ),
            tooltip=["Test:N", "Comparison:N", "Statement:N", "Arms:N", "Findings:N"],
        )
    )
    view = alt.LayerChart(layer=[points], width="container", height=alt.Step(ROW))
    return alt.VConcatChart(data=cells, vconcat=[view])  # Vega fits no view whose height follows its rows


def _of(cells: pd.DataFrame, *, called: str) -> pd.DataFrame:
    return cells[cells["Called"] == called].reset_index(drop=True)


def _once(arms: "pd.Series[str]") -> str:
    return ", ".join(dict.fromkeys(arms))


def _describe(statements: pd.DataFrame, columns: int, cells: pd.DataFrame) -> str:
    significant = int((statements["SIGNIFICANCE"] == "significant").sum())
    return (
        f"{statements['PARAMCD'].nunique()} tests by {in_words(columns)} comparison{'s' * (columns > 1)}, in "
        f"groups by the word on significance, with {len(statements)} statements, {significant} of them "
        "called significant"
        + (f": {_significant(statements)}" if significant else ".")
        + " An empty place is a comparison on which nothing is said of a test by name."
    )


def _significant(statements: pd.DataFrame) -> str:
    """The tests called significant, by direction."""
    told = statements[statements["SIGNIFICANCE"] == "significant"].sort_values("Order")
    words = [
        f"{direction}: {', '.join(own['Test'].unique())}"
        for direction, own in told.groupby("DIRECTION", sort=False)
    ]
    return "; ".join(words) + "."
