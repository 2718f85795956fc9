"""Many tests at once: results below the level by chance, and what adjustment leaves possible."""

from collections.abc import Mapping, Sequence
from functools import partial
from math import ceil

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, LOOK, MUTED
from analysis.figures.design.designs import LEVEL
from analysis.figures.design.rough import rough
from analysis.inference import floors, significant_by_chance, smallest_adjusted, true_level
from analysis.inference.multiplicity import Adjustment
from analysis.reported import Family

MOST = 15
"""More tests than this share one column."""
CORRELATIONS = {0: "0", 30: "0.3", 70: "0.7"}
SIZES = (1, 2, 3, 4, 6, 8, 11, 16, 24, 32, 40, 51, 70, 100)
SHARES = {"one": 0.0, "a quarter": 0.25, "half": 0.5, "all": 1.0}
ADJUSTMENTS: dict[Adjustment, str] = {"holm": "Holm", "bh": "Benjamini-Hochberg"}
SURVIVES = ["at or below 0.05", "above"]


def false_positives(study: Study, families: Mapping[str, Family]) -> Explorer:
    """How many tests would fall below the level if nothing had changed.

    Args:
        study: whose reports make the claims.
        families: a reader's words to the tests, as `reported.laboratory_families` gives them; the first is
            shown first.
    """
    words = tuple(families)
    return Explorer(
        finding=partial(_chance_finding, families),
        subtitle="If no true value changed: chance of so many exact signed-rank tests at or below 0.05",
        basis="design",
        study=study,
        added="the claims as printed",
        controls=(
            Control("chance_tests", "Tests", "select", choices=words, default=words[0]),
            Control("chance_pairs", "Visit pairs compared", "radio", choices=(1, 2, 3), default=1),
            Control(
                "chance_correlation",
                "Correlation between tests",
                "radio",
                choices=tuple(CORRELATIONS),
                default=0,
                labels=tuple(CORRELATIONS.values()),
            ),
        ),
        compute=partial(_false_positive_rows, families),
        draw=draw_false_positives,
        describe=partial(
            _describe_false_positives,
            pairs=tuple(sorted({n for family in families.values() for n in family.pairs})),
        ),
    )


def _chance_finding(families: Mapping[str, Family], rows: pd.DataFrame) -> str:
    """The number expected by chance beside the number claimed."""
    chosen = rows.iloc[0]
    own = families[chosen["chance_tests"]]
    tests = len(own.pairs) * int(chosen["chance_pairs"])
    expected = rough(rows.loc[rows["kind"] == "expected", "tests"].iloc[0])
    called = {0: "none is", 1: "1 is"}.get(own.claimed, f"{own.claimed} are")
    several = f"test{'s' * (tests > 1)}"
    return f"By chance {expected} of {tests} {several} would reach {LEVEL}; {called} called significant"


def _false_positive_rows(
    families: Mapping[str, Family],
    *,
    chance_tests: str,
    chance_pairs: int,
    chance_correlation: int,
) -> pd.DataFrame:
    own = families[chance_tests]
    each, claimed = [true_level(n, LEVEL) for n in own.pairs] * chance_pairs, own.claimed
    family = len(each)
    shares = significant_by_chance(each, correlation=chance_correlation / 100)
    shown = min(MOST, family)
    columns = [*shares[: shown + 1], *([shares[shown + 1 :].sum()] if family > shown else [])]
    expected, reached = sum(each), float(shares[claimed:].sum())
    rows = [("count", float(k), "", round(float(share), 5), 0.0) for k, share in enumerate(columns)]
    words = f"{claimed} claimed; as many|by chance: {reached:.2g}"
    rows += [
        ("expected", expected, f"expected {expected:.1f} of {family}", 0.0, 0.95),
        ("claimed", float(claimed), words, float(f"{reached:.4g}"), 0.8),
    ]
    frame = pd.DataFrame(rows, columns=["kind", "tests", "label", "probability", "height"])
    made = "formula:inference.significant_by_chance"
    traces = [f"{made} {own.trace}".strip() if kind == "claimed" else made for kind in frame["kind"]]
    return frame.assign(trace=traces)


def draw_false_positives(counts: pd.DataFrame) -> alt.LayerChart:
    """How many tests fall below the level while nothing has changed.

    Args:
        counts: ``kind`` ("count", "expected" or "claimed"), ``tests`` (a number of tests), ``label`` (its
            words), ``probability`` (of the number; of the number claimed or more), ``height`` and ``trace``.
            The rows of kind "count" are the columns; the others are vertical lines with their words, as high
            as ``height``, a share of the figure.
    """
    base = alt.Chart(counts)
    x = alt.X(
        "tests:Q",
        title="Tests at or below 0.05",
        axis=alt.Axis(tickCount=6, format="d", grid=False),
        scale=alt.Scale(domain=[-0.6, max(MOST + 1, counts["tests"].max()) + 0.6], nice=False),
    )
    y = alt.Y("probability:Q", title="Probability", axis=alt.Axis(format="~%", tickCount=5))
    columns = base.transform_filter("datum.kind == 'count'").mark_bar(size=10, color=MUTED)
    lines = base.transform_filter("datum.kind != 'count'")
    height = alt.Y("height:Q", axis=None, scale=alt.Scale(domain=[0, 1]))
    colors = alt.Color(
        "kind:N", scale=alt.Scale(domain=["expected", "claimed"], range=[INK, LOOK]), legend=None
    )
    far = f"datum.tests > {max(MOST, counts['tests'].max()) / 2}"
    chart: alt.LayerChart = (
        alt.LayerChart(
            data=counts,
            layer=[
                columns.encode(x=x, y=y),
                lines.mark_rule(strokeWidth=2.5, strokeDash=[6, 3]).encode(
                    x=x, y=height, y2=alt.datum(0), color=colors
                ),
                lines.mark_text(
                    align=alt.expr(f"{far} ? 'right' : 'left'"),
                    dx=alt.expr(f"{far} ? -5 : 5"),
                    lineBreak="|",
                    color=INK,
                ).encode(x=x, y=height, text="label:N"),
            ],
        )
        .resolve_scale(y="independent")
        .properties(width="container", height=240)
    )
    return chart


def _describe_false_positives(rows: pd.DataFrame, *, pairs: Sequence[int]) -> str:
    expected = rows.loc[rows["kind"] == "expected", "tests"]
    levels = ", ".join(f"{true_level(n, LEVEL):.4f} with {n} pairs" for n in pairs)
    return (
        "Columns show how likely each number of tests below 0.05 is while every null hypothesis holds; the "
        f"last one stands for more than {MOST}. Lines mark the expected number and the number claimed. An "
        f"exact signed-rank test has a true level of {levels}. Over the choices of "
        f"tests and visit pairs {expected.min():.1f} to {expected.max():.1f} tests are expected below 0.05. "
        "Correlation leaves this number as it is and makes many at once, or none, more likely."
    )


def adjusted_floors(pairs: Mapping[str, int]) -> Explorer:
    """In which families of signed-rank tests one can survive adjustment, by the number of pairs.

    Args:
        pairs: name of a group, in the order shown, to its number of pairs.

    Examples:
        >>> adjusted_floors({"11 pairs": 11, "5 pairs": 5}).title
        'Holm: 11 pairs can survive among 51 tests, 1 group never'
    """
    return Explorer(
        finding=_floor_finding,
        subtitle="Smallest adjusted p of an exact signed-rank test, by the number of tests in its family",
        basis="design",
        controls=(
            Control(
                "family_method",
                "Adjustment",
                "radio",
                choices=tuple(ADJUSTMENTS),
                default="holm",
                labels=tuple(ADJUSTMENTS.values()),
            ),
            Control("family_share", "Tests at their floor", "radio", choices=tuple(SHARES), default="half"),
        ),
        compute=partial(_floor_rows, pairs),
        draw=draw_floors,
        describe=_describe_floors,
    )


def _floor_finding(rows: pd.DataFrame) -> str:
    """The largest family, of those drawn, in which a group survives, and how many groups never do."""
    kept = rows[rows["survives"] == SURVIVES[0]]
    method = ADJUSTMENTS[rows["family_method"].iloc[0]]
    groups = list(dict.fromkeys(rows["group"]))
    if kept.empty:
        return f"{method}: no group can survive, even as the only test"
    largest = int(kept["tests"].max())
    best = list(kept.loc[kept["tests"] == largest, "group"])
    never = len(groups) - kept["group"].nunique()
    who = best[0].partition(" (")[0] if len(best) == 1 else f"{len(best)} of {len(groups)} groups"
    among = f"among {largest} tests" if largest > 1 else "as the only test"
    fail = f"{never} never" if len(best) > 1 else f"{never} group{'s' * (never > 1)} never"
    return f"{method}: {who} can survive {among}" + (f", {fail}" if never else "")


def _floor_rows(pairs: Mapping[str, int], *, family_method: Adjustment, family_share: str) -> pd.DataFrame:
    least = floors(sorted({*pairs.values()}), methods=["exact"]).set_index("n1")["floor"]
    rows = [
        (group, m, smallest_adjusted(least[n], m, at_floor=_at_floor(m, family_share), method=family_method))
        for group, n in pairs.items()
        for m in SIZES
    ]
    frame = pd.DataFrame(rows, columns=["group", "tests", "adjusted"])
    return frame.assign(
        adjusted=[float(f"{value:.4g}") for value in frame["adjusted"]],
        survives=[SURVIVES[int(value > LEVEL)] for value in frame["adjusted"]],
        trace="formula:inference.smallest_adjusted",
    )


def _at_floor(tests: int, share: str) -> int:
    """At least one test, rounded up."""
    return max(1, ceil(SHARES[share] * tests))


def draw_floors(families: pd.DataFrame) -> alt.LayerChart:
    """A line of marks for each group, one for each size of the family: solid where a test can survive.

    Args:
        families: ``group`` (its name, in the order shown), ``tests``, ``adjusted``, ``survives`` (one of
            `SURVIVES`) and ``trace``.
    """
    names = list(dict.fromkeys(families["group"]))
    base = alt.Chart(families).encode(
        x=alt.X(
            "tests:Q",
            title="Tests in the family (log axis)",
            scale=alt.Scale(type="log", domain=[0.85, 120], nice=False),
            axis=alt.Axis(values=[1, 2, 5, 10, 20, 50, 100], grid=False),
        ),
        y=alt.Y("group:N", sort=names, title=None),
    )
    shape = alt.Scale(domain=SURVIVES, range=["square", "circle"])
    color = alt.Scale(domain=SURVIVES, range=[INK, MUTED])
    marks = base.encode(
        shape=alt.Shape("survives:N", title=None, scale=shape),
        color=alt.Color("survives:N", title=None, scale=color),
    )
    solid, hollow = (marks.transform_filter(alt.datum.survives == words) for words in SURVIVES)
    return alt.LayerChart(
        data=families,
        layer=[
            hollow.mark_point(filled=False, size=36, opacity=1),
            solid.mark_point(filled=True, size=80, opacity=1),
        ],
        width="container",
        height=min(40, 300 // len(names)) * len(names),
    )


def _describe_floors(rows: pd.DataFrame) -> str:
    holm = rows[(rows["family_method"] == "holm") & (rows["survives"] == SURVIVES[0])]
    largest = holm.groupby("group")["tests"].max()
    names = list(dict.fromkeys(rows["group"]))
    survive = "; ".join(
        f"{group}: " + (f"a family of up to {largest[group]}" if group in largest else "never")
        for group in names
    )
    return (
        f"A row of marks each for {', '.join(names)}, one mark for each number of tests in the family, on a "
        "logarithmic axis: a solid square where the smallest adjusted p is at or below 0.05, a hollow circle "
        "where it is above. With Holm's adjustment a test at its floor "
        f"stays at or below 0.05 so long as the family is small: {survive}. The adjustment of Benjamini and "
        "Hochberg lets more survive when many tests reach their floor together."
    )
