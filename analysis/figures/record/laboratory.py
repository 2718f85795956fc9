"""What was reported about the laboratory tests, as one map: a test by the comparison made.

Each cell opens: choose a test, in the list or on the map, and its statements stand below with their place.
"""

from collections.abc import Hashable, Sequence

import altair as alt
import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.figures.base.control import Control
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, VERMILION
from analysis.inference.wording import in_words
from analysis.reported.laboratory import ALL, laboratory_statements

MARKS = {
    "higher, significant": ("triangle-up", VERMILION, VERMILION),
    "lower, significant": ("triangle-down", BLUE, BLUE),
    "no difference, not significant": ("square", GRAY, GRAY),
    "higher, not significant": ("triangle-up", VERMILION, f"{VERMILION}50"),
    "lower, not significant": ("triangle-down", BLUE, f"{BLUE}50"),
    "no difference, significant": ("square", GRAY, f"{GRAY}50"),
    "higher": ("triangle-up", VERMILION, "transparent"),
    "lower": ("triangle-down", BLUE, "transparent"),
    "no difference": ("square", GRAY, "transparent"),
    "within range": ("circle", GREEN, "transparent"),
    "within range, significant": ("circle", GREEN, GREEN),
    "within range, not significant": ("circle", GREEN, f"{GREEN}50"),
}
"""Shape, outline and filling of each statement: filled where the source has a word on significance."""
CHOSEN = "evidence_system == 'all' || datum.System == evidence_system"
SEEN = alt.condition(CHOSEN, alt.value(1), alt.value(0.15))
"""The chosen system stays; the others fade, so that every row keeps its place."""
TEST = alt.Y(
    "Test:N",
    sort=alt.SortField("Order"),
    title=None,
    axis=alt.Axis(grid=True, domain=False, labelFontSize=11),
)
LINE = 52
"""Height of one opened statement."""
LEFT = -88
"""Where it starts: under the names of the tests, to use a phone's width."""


def laboratory(study: Study, *, opened: str = "") -> alt.VConcatChart:
    """Tests by comparisons, with the system as a control, and the statements on one test below.

    Direction is coded by shape and color, a word on significance by the filling. A dot marks a comparison
    on which the sources that were read say nothing of this test by name.

    Args:
        study: its findings, parameters and visits.
        opened: short name of the test whose statements are shown at first; else the first one.

    Raises:
        MissingFindingError: no direction of a laboratory test is printed.

    Examples:
        >>> laboratory(Study.read()).title.text
        ['Laboratory: what was said of which', 'test']
    """
    statements = laboratory_statements(study)
    if not (statements["Statement"] != "").any():
        raise MissingFindingError(f"{study.name} prints no direction of a laboratory test.")
    columns = comparison_columns(study, statements)
    significant = int((statements["SIGNIFICANCE"] == "significant").sum())
    return publish(
        draw(statements, columns=columns, opened=opened or statements.sort_values("Order")["Test"].iloc[0]),
        title="Laboratory: what was said of which test",
        basis="published",
        study=study,
        description=f"A grid of {statements['PARAMCD'].nunique()} tests by "
        f"{in_words(len(columns))} comparison{'s' * (len(columns) > 1)} with "
        f"{len(statements)} statements, {significant} of them called significant"
        + (f": {_significant(statements)}" if significant else ".")
        + " A dot marks a comparison on which nothing is said of a test by name.",
    )


def _significant(statements: pd.DataFrame) -> str:
    """The tests called significant, by direction."""
    told = statements[statements["SIGNIFICANCE"] == "significant"].sort_values("Order")
    words = [
        f"{direction}: {', '.join(own['Test'].unique())}"
        for direction, own in told.groupby("DIRECTION", sort=False)
    ]
    return "; ".join(words) + "."


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

    made = sorted(set(statements.loc[statements["Statement"] != "", "Comparison"]), key=place)
    words = {}
    for comparison in made:
        later, _, other = comparison.partition(" v ")
        against = short.get(other, other.removeprefix("reference "))
        words[comparison] = f"{short.get(later, later)}|v|{against}"
    return words | {"": f"{short[study.last.name]}|v not|named"} if "" in words else words


def _abbreviated(label: str) -> str:
    for whole, part in ((" months", " mo"), (" years", " y"), ("baseline", "base")):
        label = label.replace(whole, part)
    return label


def draw(statements: pd.DataFrame, *, columns: dict[str, str], opened: str) -> alt.VConcatChart:
    """Draw the map, and the statements on the opened test below it.

    Args:
        statements: from ``reported.laboratory_statements``.
        columns: from `comparisons`.
        opened: short name of the test whose statements are shown at first.
    """
    told = statements[statements["Statement"] != ""]
    in_order = statements.sort_values("Order")
    tests, systems = list(in_order["Test"].unique()), tuple(in_order["System"].unique())
    system = Control("evidence_system", "System", "select", choices=("all", *systems), default="all")
    # A point selection, since a click on the map opens a test as well as its name in the list does.
    test = alt.selection_point(
        name="evidence_test",
        fields=["Test"],
        on="click[event.item && event.item.datum && event.item.datum.Test]",
        clear=False,
        empty=False,
        value=[{"Test": opened}],
        bind=alt.binding_select(options=tests, name="Open a test "),
    )
    x = _columns(columns)
    names = list(columns)
    grid = (
        alt.LayerChart(layer=[_absent(statements, told, names, x), _reported(told, x).add_params(test)])
        .add_params(system.parameter())
        .properties(width="container", height=22 * len(tests))
    )
    return alt.vconcat(grid, _opened(statements, test), spacing=14)


def opened_lines(statements: pd.DataFrame) -> pd.DataFrame:
    """What is shown of each statement when its test is opened: `Test`, `Line` (from 0), `Words`, `trace`.

    Args:
        statements: from ``reported.laboratory_statements``.
    """
    unnamed = statements["AVISIT"] + ", other side not named"
    against = statements["Comparison"].where(statements["Comparison"] != "", unnamed)
    said = statements["Statement"].where(statements["Statement"] != "", "named, without a direction")
    said += (", " + statements["Arms"]).where(statements["Arms"] != ALL, "")
    return pd.DataFrame(
        {
            "Test": statements["Test"],
            "Line": statements.groupby("Test").cumcount(),
            "Words": against
            + ": "
            + said
            + "|"
            + statements["PLACE"]
            + "|finding "
            + statements["FINDINGID"],
            "trace": statements["trace"],
        }
    )


def reported_cells(told: pd.DataFrame) -> pd.DataFrame:
    """One row for each test, comparison and statement: equal statements share it.

    Args:
        told: rows of ``reported.laboratory_statements`` with a statement.
    """
    keys: list[Hashable] = ["System", "Test", "Order", "Comparison", "Statement"]
    cells = told.groupby(keys, as_index=False).agg({"Arms": ", ".join, "trace": " ".join})
    return cells.assign(Findings=cells["trace"].str.replace("findings:", ""))


def absent_cells(statements: pd.DataFrame, told: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The tests and comparisons of which nothing is said by name, traced to the sources that were read.

    Args:
        statements: from ``reported.laboratory_statements``.
        told: those with a statement.
        columns: the comparisons.
    """
    tests = statements[["System", "Test", "Order"]].drop_duplicates()
    every = tests.merge(pd.DataFrame({"Comparison": list(columns)}), how="cross")
    seen = pd.MultiIndex.from_frame(told[["Test", "Comparison"]])
    absent = every[~pd.MultiIndex.from_frame(every[["Test", "Comparison"]]).isin(seen)]
    trace = " ".join("sources:" + pd.Series(statements["SOURCEID"].unique()))
    return absent.assign(Statement="none by name in what we read", trace=trace)


def _opened(statements: pd.DataFrame, test: alt.Parameter) -> alt.Chart:
    """The statements on the chosen test, each with its arm, its place in the source and its finding."""
    lines = opened_lines(statements)
    count = int(lines["Line"].max()) + 1
    chart: alt.Chart = (
        alt.Chart(lines)
        .transform_filter(test)
        .mark_text(align="left", baseline="top", lineBreak="|", fontSize=11, color=INK)
        .encode(
            x=alt.value(LEFT),
            y=alt.Y("Line:O", axis=None, scale=alt.Scale(domain=list(range(count)))),
            text="Words:N",
        )
        .properties(width="container", height=LINE * count)
    )
    return chart


def _reported(told: pd.DataFrame, x: alt.X) -> alt.Chart:
    cells = reported_cells(told)
    words = [word for word in MARKS if word in set(cells["Statement"])]
    shapes, outlines, fillings = (list(part) for part in zip(*(MARKS[word] for word in words), strict=True))
    legend = alt.Legend(columns=1, title="Reported")
    chart: alt.Chart = (
        alt.Chart(cells)
        .mark_point(filled=False, size=110, strokeWidth=1.8)
        .encode(
            x=x,
            y=TEST,
            opacity=SEEN,
            shape=alt.Shape("Statement:N", scale=alt.Scale(domain=words, range=shapes), legend=legend),
            stroke=alt.Stroke("Statement:N", scale=alt.Scale(domain=words, range=outlines), legend=legend),
            fill=alt.Fill("Statement:N", scale=alt.Scale(domain=words, range=fillings), legend=legend),
            tooltip=["Test:N", "Comparison:N", "Statement:N", "Arms:N", "Findings:N"],
        )
    )
    return chart


def _absent(statements: pd.DataFrame, told: pd.DataFrame, columns: Sequence[str], x: alt.X) -> alt.Chart:
    dots = alt.Chart(absent_cells(statements, told, columns)).mark_circle(size=7, color=INK, fillOpacity=0.6)
    chart: alt.Chart = dots.encode(x=x, y=TEST, opacity=SEEN)
    return chart


def _columns(columns: dict[str, str]) -> alt.X:
    words = " : ".join(f"datum.label == '{name}' ? '{text}'" for name, text in columns.items())
    axis = alt.Axis(
        orient="top",
        labelAngle=0,
        labelExpr=f"split({words} : '', '|')",
        labelFontSize=11,
        labelPadding=30,
        grid=False,
        domain=False,
        ticks=False,
    )
    names = list(columns)
    return alt.X("Comparison:N", sort=names, title=None, axis=axis, scale=alt.Scale(domain=names))
