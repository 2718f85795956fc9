"""Explorers of many tests at once: chance results below 0.05, and what adjustment leaves possible."""

from collections.abc import Mapping, Sequence
from functools import partial
from math import ceil

import pandas as pd

from analysis.data import Source
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.design.chance_drawing import GROUPS, adjusted_floors, chance_counts
from analysis.inference import floors, significant_by_chance, smallest_adjusted, true_level
from analysis.inference.multiplicity import Adjustment

LEVEL = 0.05
MOST = 15
"""More tests than this share one column."""
CORRELATIONS = {0: "0", 30: "0.3", 70: "0.7"}
SIZES = (1, 2, 3, 4, 6, 8, 11, 16, 24, 32, 40, 51, 70, 100)
PAIRS = dict(zip(GROUPS, (11, 7, 6, 5, 4), strict=True))
SHARES = {"one": 0.0, "a quarter": 0.25, "half": 0.5, "all": 1.0}
ADJUSTMENTS: dict[Adjustment, str] = {"holm": "Holm", "bh": "Benjamini-Hochberg"}


def chance(
    tests: Mapping[str, tuple[Sequence[int], int]], *, trace: str, sources: tuple[Source, ...]
) -> Explorer:
    """How many tests would fall below 0.05 if nothing had changed.

    Args:
        tests: a reader's words to the pairs of each test (a test of one sex has fewer), and how many of the
            tests are called significant; the first is shown first.
        trace: what the claims rest on.
        sources: of the claims.
    """
    levels = {words: tuple(true_level(n, LEVEL) for n in pairs) for words, (pairs, _) in tests.items()}
    claimed = {words: number for words, (_, number) in tests.items()}
    words = tuple(tests)
    return Explorer(
        title="Results below 0.05 when nothing has changed",
        basis="design",
        sources=sources,
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
        compute=partial(_counts, levels, claimed, trace),
        draw=chance_counts,
        describe=partial(_describe_counts, pairs=tuple(sorted({n for ns, _ in tests.values() for n in ns}))),
    )


def _counts(
    levels: Mapping[str, tuple[float, ...]],
    claims: Mapping[str, int],
    trace: str,
    *,
    chance_tests: str,
    chance_pairs: int,
    chance_correlation: int,
) -> pd.DataFrame:
    each, claimed = levels[chance_tests] * chance_pairs, claims[chance_tests]
    family = len(each)
    shares = significant_by_chance(each, correlation=chance_correlation / 100)
    shown = min(MOST, family)
    columns = [*shares[: shown + 1], *([shares[shown + 1 :].sum()] if family > shown else [])]
    expected, reached = sum(each), float(shares[claimed:].sum())
    rows = [("count", float(k), "", round(float(share), 5), 0.0) for k, share in enumerate(columns)]
    rows += [
        ("expected", expected, f"expected {expected:.1f} of {family}", 0.0, 0.95),
        ("claimed", float(claimed), f"{claimed} claimed; as many|by chance: {reached:.2g}", 0.0, 0.8),
    ]
    frame = pd.DataFrame(rows, columns=["kind", "tests", "label", "probability", "height"])
    made = "formula:inference.significant_by_chance"
    return frame.assign(trace=[f"{made} {trace}" if kind == "claimed" else made for kind in frame["kind"]])


def _describe_counts(rows: pd.DataFrame, *, pairs: Sequence[int]) -> str:
    expected = rows.loc[rows["kind"] == "expected", "tests"]
    levels = ", ".join(f"{true_level(n, LEVEL):.4f} with {n} pairs" for n in pairs)
    return (
        "Columns show how likely each number of tests below 0.05 is while every null hypothesis holds; the "
        f"last one stands for more than {MOST}. Lines mark the expected number and the number claimed. An "
        f"exact signed-rank test has a true level of {levels}. Over the choices of "
        f"tests and visit pairs {expected.min():.1f} to {expected.max():.1f} tests are expected below 0.05. "
        "Correlation leaves this number as it is and makes many at once, or none, more likely."
    )


def surviving() -> Explorer:
    """The smallest adjusted p that a family of signed-rank tests can reach, by its size."""
    return Explorer(
        title="What can survive adjustment for many tests",
        basis="design",
        sources=(),
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
        compute=_families,
        draw=adjusted_floors,
        describe=_describe_families,
    )


def _families(*, family_method: Adjustment, family_share: str) -> pd.DataFrame:
    least = floors(list(PAIRS.values()), methods=["exact"]).set_index("n1")["floor"]
    rows = [
        (
            group,
            m,
            smallest_adjusted(least[n], m, at_floor=_at_floor(m, family_share), method=family_method),
            "",
        )
        for group, n in PAIRS.items()
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


def _describe_families(rows: pd.DataFrame) -> str:
    groups = rows[rows["group"] != ""]
    holm = groups[(groups["family_method"] == "holm") & (groups["adjusted"] <= LEVEL)]
    largest = holm.groupby("group")["tests"].max()
    survive = "; ".join(
        f"{group}: " + (f"a family of up to {largest[group]}" if group in largest else "never")
        for group in GROUPS
    )
    return (
        "Lines show the smallest adjusted p against the number of tests in the family, on logarithmic axes, "
        f"for {', '.join(GROUPS)}; a dashed line marks 0.05. With Holm's adjustment a test at its floor "
        f"stays at or below 0.05 so long as the family is small: {survive}. The adjustment of Benjamini and "
        "Hochberg lets more survive when many tests reach their floor together."
    )
