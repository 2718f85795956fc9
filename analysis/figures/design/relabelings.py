"""A permutation test: every relabeling of a small two-group cohort as one mark."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import combinations

import altair as alt
import numpy as np
import pandas as pd

from analysis import inference
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import GRAY, GREEN, INK, PURPLE

Cohort = tuple[Sequence[float], Sequence[float]]
"""The values of group A and of group B."""
KINDS = ["observed", "as far or farther", "nearer"]


def relabelings(cohorts: Mapping[str, Cohort]) -> Explorer:
    """All relabelings of illustration cohorts, with the observed one marked.

    Args:
        cohorts: name to the values of group A and of group B; the first one is shown first. The numbers are
            made up: the figure says so, and its basis is the design.

    Examples:
        >>> relabelings({"all": ((1, 2, 3), (4, 5, 6))}).title
        'Illustration, made-up numbers: every relabeling as one mark'
    """
    return Explorer(
        finding=lambda _: "Illustration, made-up numbers: every relabeling as one mark",
        basis="design",
        controls=(Control("cohort", "Cohort", "radio", choices=tuple(cohorts), default=next(iter(cohorts))),),
        compute=partial(_rows, cohorts),
        draw=draw,
        describe=_describe,
    )


def _rows(cohorts: Mapping[str, Cohort], *, cohort: str) -> pd.DataFrame:
    return relabeled(*cohorts[cohort])


def relabeled(a: Sequence[float], b: Sequence[float]) -> pd.DataFrame:
    """One row per relabeling of the pooled subjects, the observed one first.

    Returns:
        Columns `difference` (mean of B minus mean of A), `members` (the values that group A gets), `place`
        (position in the stack of equal differences, from 1), `kind` (one of `KINDS`),
        `result` (count and p in words, on the observed row) and `trace`.
    """
    test = inference.permutation_difference(a, b)
    # 0 - x, so that no difference is -0.0; six decimals keep the page small.
    rows = pd.DataFrame({"difference": (0 - test.distribution).round(6)})
    rows["members"] = [" ".join(f"{value:g}" for value in group) for group in combinations([*a, *b], len(a))]
    rows["place"] = rows.groupby("difference").cumcount() + 1
    far = np.abs(test.distribution) >= abs(test.estimate)
    rows["kind"] = np.where(far, KINDS[1], KINDS[2])
    rows.loc[0, "kind"] = KINDS[0]
    rows["result"] = ""
    rows.loc[0, "result"] = f"{far.sum()} of {len(rows)} at least as far from 0: p = {_decimal(test.pvalue)}"
    return rows.assign(trace="formula:inference.permutation_difference")


def _decimal(pvalue: float) -> str:
    return f"{pvalue:.4f}".rstrip("0").rstrip(".")


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw each relabeling as a mark above its difference, the observed one marked.

    Args:
        rows: `difference`, `place` (position in the stack of equal differences), `kind` (one of `KINDS`),
            `members` (who is in group A), `result` (words, on the observed row) and `trace`.
    """
    tallest = int(rows["place"].max())
    difference = alt.X("difference:Q", title="Difference in means, B minus A", axis=alt.Axis(grid=False))
    place = alt.Y(
        "place:Q",
        title="Relabelings with that difference",
        scale=alt.Scale(domain=[0, 1.2 * tallest], nice=False),
        axis=alt.Axis(values=list(range(0, tallest, 10))),
    )
    base = alt.Chart(rows, width="container", height=300).encode(x=difference, y=place)
    marks = base.encode(
        color=alt.Color("kind:N", title=None, scale=alt.Scale(domain=KINDS, range=[GREEN, PURPLE, GRAY])),
        shape=alt.Shape(
            "kind:N", title=None, scale=alt.Scale(domain=KINDS, range=["cross", "square", "circle"])
        ),
        tooltip=[
            alt.Tooltip("members:N", title="Group A"),
            alt.Tooltip("difference:Q", title="B minus A", format=".2f"),
        ],
    )
    is_observed = alt.datum.kind == KINDS[0]
    observed = base.transform_filter(is_observed)
    layers = [
        marks.transform_filter(~is_observed).mark_point(filled=True, opacity=1, size=24),
        observed.mark_rule(strokeDash=[4, 4], color=INK).encode(y=alt.value(20), y2=alt.value(300)),
        marks.transform_filter(is_observed).mark_point(filled=True, opacity=1, size=190),
        observed.mark_text(align="left", color=INK).encode(x=alt.value(6), y=alt.value(8), text="result:N"),
    ]
    return alt.LayerChart(layer=layers)


def _describe(rows: pd.DataFrame) -> str:
    results = rows.loc[rows["kind"] == KINDS[0]]
    told = "; ".join(f"{row.cohort}: {row.result}" for row in results.itertuples())
    return (
        "Made-up numbers. Each mark is one way of dividing the subjects into groups A and B, placed at its "
        "difference in means and stacked where differences are equal. The division that was observed is a "
        f"cross; squares lie at least as far from zero as it does, circles lie nearer. {told}."
    )
