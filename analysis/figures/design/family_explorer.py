"""Explorer of p-values that belong to a larger family of tests."""

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd

from analysis.data import Source
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.design.family_drawing import KINDS, adjusted
from analysis.figures.design.floors import LEVEL
from analysis.inference import in_family
from analysis.inference.multiplicity import Adjustment

METHODS = {"holm": "Holm", "bh": "Benjamini-Hochberg"}


def family(pvalues: Mapping[str, tuple[str, str]], *, sources: Sequence[Source]) -> Explorer:
    """Printed p-values, adjusted for as many tests as a reader thinks were made.

    Args:
        pvalues: name of a test to the p-value as printed and the id of its finding.
        sources: of these findings.
    """
    fewest = len(pvalues)
    return Explorer(
        title="Printed p-values in a family of tests",
        basis="published",
        sources=tuple(sources),
        controls=(
            Control(
                "tests",
                "Tests in the family",
                "range",
                choices=tuple(range(fewest, 61)),
                default=fewest,
                on_page=tuple(range(fewest, 29)),
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
        compute=partial(_rows, pvalues),
        draw=adjusted,
        describe=_describe,
        added="adjusted values computed, tests that are not printed taken as p = 1",
    )


def _rows(pvalues: Mapping[str, tuple[str, str]], *, tests: int, method: Adjustment) -> pd.DataFrame:
    printed = [float(text) for text, _ in pvalues.values()]
    values = in_family(printed, tests, method)
    return pd.DataFrame(
        {
            "marker": list(pvalues),
            "printed": printed,
            "adjusted": [float(f"{value:.4g}") for value in values],
            "kind": [KINDS[int(value > LEVEL)] for value in values],
            "trace": [f"findings:{finding} formula:inference.in_family" for _, finding in pvalues.values()],
        }
    )


def _describe(rows: pd.DataFrame) -> str:
    smallest = rows[rows["tests"] == rows["tests"].min()]
    told = "; ".join(
        f"{METHODS[method]}: " + ", ".join(f"{row.marker} {row.adjusted:g}" for row in part.itertuples())
        for method, part in smallest.groupby("method", sort=False)
    )
    return (
        "For each marker a tick at the printed p-value and a symbol at the adjusted one, on a logarithmic "
        f"axis with a dashed line at 0.05. In a family of {smallest['tests'].iloc[0]} tests: {told}. "
        "Every further test moves the symbols to the right."
    )
