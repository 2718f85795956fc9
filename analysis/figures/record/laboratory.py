"""What was reported about the laboratory tests, as one map: a test by the comparison made.

Each cell opens: choose a test, in the list or on the map, and its statements stand below with their place.
"""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, VERMILION

ELSEWHERE = ("demography", "cytokines and growth factors")
"""Systems whose measurements other figures show; every other measurement is a laboratory test."""
COMPARISONS = {
    "Month 6 v Baseline": "6 mo|v|base",
    "Year 5 v Baseline": "5 y|v|base",
    "Year 5 v Month 6": "5 y|v|6 mo",
    "": "5 y|v not|named",
    "Year 5 v reference range": "5 y|v|range",
}
"""Comparisons of the findings, and the words on the axis (``|`` breaks the line)."""
MARKS = {
    "higher, significant": ("triangle-up", VERMILION, VERMILION),
    "lower, significant": ("triangle-down", BLUE, BLUE),
    "no difference, not significant": ("square", GRAY, GRAY),
    "higher": ("triangle-up", VERMILION, "transparent"),
    "lower": ("triangle-down", BLUE, "transparent"),
    "no difference": ("square", GRAY, "transparent"),
    "within range": ("circle", GREEN, "transparent"),
}
"""Shape, outline and filling of each statement: filled where the source has a word on significance."""
SHORT = {
    "MCV": "Mean cell volume",
    "ESR": "Sedimentation rate",
    "CA199": "CA 19-9",
    "CEA": "CEA",
    "PSA": "PSA",
    "CA125": "CA 125",
    "CA153": "CA 15-3",
    "AFP": "AFP",
    "AST": "AST",
    "ALT": "ALT",
    "EGFR": "eGFR",
    "FEV1": "FEV1",
    "FVC": "FVC",
    "HSCRP": "hs-CRP",
    "DHEAS": "DHEA-S",
    "IGF1": "IGF-1",
    "INSULIN": "Fasting insulin",
    "HBA1C": "HbA1c",
    "CHOLHDL": "Chol./HDL ratio",
    "IGE": "IgE",
}
"""Short names for the axis, by parameter code; other tests show their own name."""


CHOSEN = "evidence_system == 'all' || datum.System == evidence_system"
SEEN = alt.condition(CHOSEN, alt.value(1), alt.value(0.15))
"""The chosen system stays; the others fade, so that every row keeps its place."""
TEST = alt.Y(
    "Test:N",
    sort=alt.SortField("Order"),
    title=None,
    axis=alt.Axis(grid=True, domain=False, labelFontSize=11),
)
ALL = "all subjects"
LINE = 52
"""Height of one opened statement."""
LEFT = -88
"""Where it starts: under the names of the tests, to use a phone's width."""


def laboratory_statements(findings: pd.DataFrame, parameters: pd.DataFrame) -> pd.DataFrame:
    """The reported statements on single laboratory tests, one row each.

    Args:
        findings: the table ``findings``.
        parameters: the table ``parameters``.

    Returns:
        The findings about one measurement outside ``ELSEWHERE``, with ``PARAM``, ``SYSTEM``, ``PARAMN`` and
        ``SEX``. A test that is only named in a list stays, with an empty direction.
    """
    single = parameters[(parameters["KIND"] == "measurement") & ~parameters["SYSTEM"].isin(ELSEWHERE)]
    return findings.merge(
        single[["PARAMCD", "PARAM", "SYSTEM", "PARAMN", "SEX"]], on="PARAMCD", validate="many_to_one"
    )


def evidence_map(statements: pd.DataFrame, *, opened: str) -> alt.VConcatChart:
    """Tests by comparisons, with the system as a control, and the statements on one test below.

    Direction is coded by shape and color, a word on significance by the filling. A dot marks a comparison
    on which the sources that were read say nothing of this test by name.

    Args:
        statements: from ``laboratory_statements``.
        opened: short name of the test whose statements are shown at first.
    """
    named = named_statements(statements)
    told = named[named["Statement"] != ""]
    options = ["all", *named.sort_values("Order")["System"].unique()]
    system = alt.param(
        name="evidence_system", value="all", bind=alt.binding_select(options=options, name="System ")
    )
    tests = list(named.sort_values("Order")["Test"].unique())
    test = alt.selection_point(
        name="evidence_test",
        fields=["Test"],
        on="click[event.item && event.item.datum && event.item.datum.Test]",
        clear=False,
        empty=False,
        value=[{"Test": opened}],
        bind=alt.binding_select(options=tests, name="Open a test "),
    )
    grid = (
        alt.LayerChart(layer=[_absent(named, told), _reported(told).add_params(test)])
        .add_params(system)
        .properties(width="container", height=22 * len(tests))
    )
    return alt.vconcat(grid, _opened(named, test), spacing=14)


def named_statements(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements with the names that the map and its readers use.

    Args:
        statements: from ``laboratory_statements``.

    Returns:
        The rows with ``System, Test, Order, Comparison, Statement, Arms`` and ``trace``; ``Statement`` is
        empty where a test is only named.
    """
    return statements.assign(
        System=statements["SYSTEM"],
        Test=statements["PARAMCD"].map(SHORT).fillna(statements["PARAM"]),
        Order=statements["PARAMN"].astype(int),
        Comparison=statements["COMPARISON"],
        Statement=_statement(statements),
        Arms=statements["TRT01A"].replace("ALL", ALL),
        trace="findings:" + statements["FINDINGID"],
    )


def _opened(named: pd.DataFrame, test: alt.Parameter) -> alt.Chart:
    """The statements on the chosen test, each with its arm, its place in the source and its finding."""
    against = named["Comparison"].replace("", "Year 5, other side not named")
    said = named["Statement"].where(named["Statement"] != "", "named, without a direction")
    said += (", " + named["Arms"]).where(named["Arms"] != ALL, "")
    rows = pd.DataFrame(
        {
            "Test": named["Test"],
            "Line": named.groupby("Test").cumcount(),
            "Words": against + ": " + said + "|" + named["PLACE"] + "|finding " + named["FINDINGID"],
            "trace": named["trace"],
        }
    )
    lines = int(rows["Line"].max()) + 1
    chart: alt.Chart = (
        alt.Chart(rows)
        .transform_filter(test)
        .mark_text(align="left", baseline="top", lineBreak="|", fontSize=11, color=INK)
        .encode(
            x=alt.value(LEFT),
            y=alt.Y("Line:O", axis=None, scale=alt.Scale(domain=list(range(lines)))),
            text="Words:N",
        )
        .properties(width="container", height=LINE * lines)
    )
    return chart


def _statement(statements: pd.DataFrame) -> "pd.Series[str]":
    """The words of ``MARKS``; empty where a test is only named. "Stable" says that nothing differs."""
    direction = statements["DIRECTION"].replace("stable", "no difference")
    claimed = statements["SIGNIFICANCE"].isin(["significant", "not significant"])
    return direction.where(~claimed, direction + ", " + statements["SIGNIFICANCE"])


def _reported(told: pd.DataFrame) -> alt.Chart:
    """One mark for each test, comparison and statement; equal statements share it."""
    cells = told.groupby(["System", "Test", "Order", "Comparison", "Statement"], as_index=False).agg(
        {"Arms": ", ".join, "trace": " ".join}
    )
    cells["Findings"] = cells["trace"].str.replace("findings:", "")
    words = [word for word in MARKS if word in set(cells["Statement"])]
    shapes, outlines, fillings = (list(part) for part in zip(*(MARKS[word] for word in words), strict=True))
    legend = alt.Legend(columns=1, title="Reported")
    chart: alt.Chart = (
        alt.Chart(cells)
        .mark_point(filled=False, size=110, strokeWidth=1.8)
        .encode(
            x=_columns(),
            y=TEST,
            opacity=SEEN,
            shape=alt.Shape("Statement:N", scale=alt.Scale(domain=words, range=shapes), legend=legend),
            stroke=alt.Stroke("Statement:N", scale=alt.Scale(domain=words, range=outlines), legend=legend),
            fill=alt.Fill("Statement:N", scale=alt.Scale(domain=words, range=fillings), legend=legend),
            tooltip=["Test:N", "Comparison:N", "Statement:N", "Arms:N", "Findings:N"],
        )
    )
    return chart


def _absent(named: pd.DataFrame, told: pd.DataFrame) -> alt.Chart:
    tests = named[["System", "Test", "Order"]].drop_duplicates()
    every = tests.merge(pd.DataFrame({"Comparison": list(COMPARISONS)}), how="cross")
    seen = pd.MultiIndex.from_frame(told[["Test", "Comparison"]])
    absent = every[~pd.MultiIndex.from_frame(every[["Test", "Comparison"]]).isin(seen)]
    rows = absent.assign(Statement="none by name in what we read", trace="sources:summary2025")
    dots = alt.Chart(rows).mark_circle(size=7, color=INK, fillOpacity=0.6)
    chart: alt.Chart = dots.encode(x=_columns(), y=TEST, opacity=SEEN)
    return chart


def _columns() -> alt.X:
    words = " : ".join(f"datum.label == '{name}' ? '{text}'" for name, text in COMPARISONS.items())
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
    names = list(COMPARISONS)
    return alt.X("Comparison:N", sort=names, title=None, axis=axis, scale=alt.Scale(domain=names))
