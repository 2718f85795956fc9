"""Many tests at once: results below the level by chance, and what adjustment leaves possible."""

from collections.abc import Mapping, Sequence
from functools import partial
from math import ceil

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import BLUE, GRAY, GREEN, INK, PURPLE, VERMILION
from analysis.figures.design.designs import LEVEL
from analysis.inference import floors, significant_by_chance, smallest_adjusted, true_level
from analysis.inference.multiplicity import Adjustment
from analysis.reported import Family

MOST = 15
"""More tests than this share one column."""
CORRELATIONS = {0: "0", 30: "0.3", 70: "0.7"}
SIZES = (1, 2, 3, 4, 6, 8, 11, 16, 24, 32, 40, 51, 70, 100)
SHARES = {"one": 0.0, "a quarter": 0.25, "half": 0.5, "all": 1.0}
ADJUSTMENTS: dict[Adjustment, str] = {"holm": "Holm", "bh": "Benjamini-Hochberg"}
LOOKS = (
    (GREEN, "square"),
    (PURPLE, "triangle-up"),
    (VERMILION, "diamond"),
    (BLUE, "circle"),
    (GRAY, "triangle-down"),
)
"""Color and shape of the groups, in the order shown."""


def false_positives(study: Study, families: Mapping[str, Family]) -> Explorer:
    """How many tests would fall below the level if nothing had changed.

    Args:
        study: whose reports make the claims.
        families: a reader's words to the tests, as `reported.laboratory_families` gives them; the first is
            shown first.
    """
    words = tuple(families)
    return Explorer(
        finding=lambda _: "Results below 0.05 when nothing has changed",
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
        title="Tests below 0.05",
        scale=alt.Scale(domain=[-0.6, max(MOST + 1, counts["tests"].max()) + 0.6], nice=False),
    )
    y = alt.Y("probability:Q", title="Probability", axis=alt.Axis(format="~%", tickCount=5))
    columns = base.transform_filter("datum.kind == 'count'").mark_bar(size=11, color=GRAY)
    lines = base.transform_filter("datum.kind != 'count'")
    height = alt.Y("height:Q", axis=None, scale=alt.Scale(domain=[0, 1]))
    colors = alt.Color(
        "kind:N", scale=alt.Scale(domain=["expected", "claimed"], range=[BLUE, VERMILION]), legend=None
    )
    chart: alt.LayerChart = (
        alt.LayerChart(
            data=counts,
            layer=[
                columns.encode(x=x, y=y),
                lines.mark_rule(strokeWidth=2.5, strokeDash=[6, 3]).encode(
                    x=x, y=height, y2=alt.datum(0), color=colors
                ),
                lines.mark_text(align="left", dx=5, lineBreak="|", color=INK).encode(
                    x=x, y=height, text="label:N"
                ),
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
    """The smallest adjusted p that a family of signed-rank tests can reach, by its size.

    Args:
        pairs: name of a group, in the order shown, to its number of pairs.

    Raises:
        ValueError: more groups than there are looks.

    Examples:
        >>> adjusted_floors({"11 pairs": 11, "5 pairs": 5}).title
        'What can survive adjustment for many tests'
    """
    if len(pairs) > len(LOOKS):
        raise ValueError(f"{len(pairs)} groups, but {len(LOOKS)} looks tell them apart. Pass fewer groups.")
    return Explorer(
        finding=lambda _: "What can survive adjustment for many tests",
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


def _floor_rows(pairs: Mapping[str, int], *, family_method: Adjustment, family_share: str) -> pd.DataFrame:
    least = floors(sorted({*pairs.values()}), methods=["exact"]).set_index("n1")["floor"]
    rows = [
        (
            group,
            m,
            smallest_adjusted(least[n], m, at_floor=_at_floor(m, family_share), method=family_method),
            "",
        )
        for group, n in pairs.items()
        for m in SIZES
    ]
    rows += [("", SIZES[0], LEVEL, ""), ("", SIZES[-1], LEVEL, "0.05")]
    frame = pd.DataFrame(rows, columns=["group", "tests", "adjusted", "label"])
    return frame.assign(
        adjusted=[float(f"{value:.4g}") for value in frame["adjusted"]],
        trace="formula:inference.smallest_adjusted",
    )


def _at_floor(tests: int, share: str) -> int:
    """At least one test, rounded up."""
    return max(1, ceil(SHARES[share] * tests))


def draw_floors(families: pd.DataFrame) -> alt.LayerChart:
    """The smallest adjusted p against the number of tests in the family, by the number of pairs.

    Args:
        families: ``group`` (its name, in the order shown, or empty for the level), ``tests``,
            ``adjusted``, ``label`` (at the last point, else empty) and ``trace``.
    """
    names = [name for name in dict.fromkeys(families["group"]) if name]
    colors, shapes = zip(*LOOKS[: len(names)], strict=True)
    base = alt.Chart(families)
    x = alt.X(
        "tests:Q",
        title="Tests in the family",
        scale=alt.Scale(type="log", domain=[1, 100], nice=False),
        axis=alt.Axis(values=[1, 2, 5, 10, 20, 50, 100]),
    )
    y = alt.Y(
        "adjusted:Q",
        title="Smallest adjusted p",
        scale=alt.Scale(type="log", domain=[min(0.0008, families["adjusted"].min() / 1.2), 1.2], nice=False),
        axis=alt.Axis(values=[0.001, 0.01, 0.05, 0.2, 1]),
    )
    legend = alt.Legend(title=None, columns=3)
    color = alt.Color("group:N", scale=alt.Scale(domain=names, range=list(colors)), legend=legend)
    shape = alt.Shape("group:N", scale=alt.Scale(domain=names, range=list(shapes)), legend=legend)
    groups = base.transform_filter("datum.group")
    level = base.transform_filter("!datum.group")
    return alt.LayerChart(
        data=families,
        layer=[
            level.mark_line(strokeDash=[4, 4], color=INK, opacity=0.7).encode(x=x, y=y),
            level.transform_filter("datum.label")
            .mark_text(align="right", dy=12, color=INK)
            .encode(x=x, y=y, text="label:N"),
            groups.mark_line(strokeWidth=2).encode(x=x, y=y, color=color),
            groups.mark_point(size=60, opacity=1).encode(x=x, y=y, color=color, shape=shape),
        ],
    ).properties(width="container", height=260)


def _describe_floors(rows: pd.DataFrame) -> str:
    groups = rows[rows["group"] != ""]
    holm = groups[(groups["family_method"] == "holm") & (groups["adjusted"] <= LEVEL)]
    largest = holm.groupby("group")["tests"].max()
    names = list(dict.fromkeys(groups["group"]))
    survive = "; ".join(
        f"{group}: " + (f"a family of up to {largest[group]}" if group in largest else "never")
        for group in names
    )
    return (
        "Lines show the smallest adjusted p against the number of tests in the family, on logarithmic axes, "
        f"for {', '.join(names)}; a dashed line marks 0.05. With Holm's adjustment a test at its floor "
        f"stays at or below 0.05 so long as the family is small: {survive}. The adjustment of Benjamini and "
        "Hochberg lets more survive when many tests reach their floor together."
    )
