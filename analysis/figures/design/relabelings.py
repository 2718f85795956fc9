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
from analysis.figures.base.theme import INK, LOOK, MUTED
from analysis.figures.design.rough import rough

Cohort = tuple[Sequence[float], Sequence[float]]
"""The values of group A and of group B."""
KINDS = ["observed", "as far or farther", "nearer"]


def relabelings(cohorts: Mapping[str, Cohort], *, shown: str) -> Explorer:
    """All relabelings of illustration cohorts, with the observed one marked.

    Args:
        cohorts: name to the values of group A and of group B. The numbers are made up: the figure says so,
            and its basis is the design.
        shown: the name of the one that is shown first.

    Examples:
        >>> relabelings({"all": ((1, 2, 3), (4, 5, 6))}, shown="all").title
        'Made-up numbers: 2 of 20 relabelings lie as far out, so p = 0.1'
    """
    return Explorer(
        finding=_finding,
        subtitle="Difference in means of every way to divide the same people into groups A and B",
        basis="design",
        controls=(Control("cohort", "Cohort", "radio", choices=tuple(cohorts), default=shown),),
        compute=partial(_rows, cohorts),
        draw=draw,
        describe=_describe,
    )


def _finding(rows: pd.DataFrame) -> str:
    """How many are at least as far out as the observed one, itself among them."""
    far, every = int((rows["kind"] != KINDS[2]).sum()), len(rows)
    lie = f"relabeling{'s' * (every > 1)} {'lies' if far == 1 else 'lie'}"
    return f"Made-up numbers: {far} of {every} {lie} as far out, so p = {rough(far / every)}"


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
            `members` (who is in group A) and `trace`.
    """
    tallest = int(rows["place"].max())
    difference = alt.X("difference:Q", title="Difference in means, B minus A", axis=alt.Axis(grid=False))
    place = alt.Y(
        "place:Q",
        title="Relabelings with that difference",
        scale=alt.Scale(domain=[0, tallest + 1], nice=False),
        axis=alt.Axis(values=list(range(0, tallest + 1, 10))),
    )
    base = alt.Chart(rows, width="container", height=300).encode(x=difference, y=place)
    marks = base.encode(
        color=alt.Color("kind:N", title=None, scale=alt.Scale(domain=KINDS, range=[LOOK, INK, MUTED])),
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
    far, near = (marks.transform_filter(alt.datum.kind == kind) for kind in KINDS[1:])
    layers = [
        near.mark_point(filled=True, opacity=1, size=14),
        far.mark_point(filled=True, opacity=1, size=26),
        observed.mark_rule(strokeDash=[4, 4], color=LOOK).encode(y=alt.value(0), y2=alt.value(300)),
        marks.transform_filter(is_observed).mark_point(filled=True, opacity=1, size=190),
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
