"""How the claims of a study fared."""

from collections.abc import Sequence
from typing import Literal

import altair as alt
import pandas as pd

from analysis.claims import KINDS, ClaimVerdict, Verdict, pages
from analysis.claims.ledger import chapter
from analysis.claims.voices import claimant, voice
from analysis.data import MissingFindingError, Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import INK, USUAL
from analysis.figures.base.verdict_marks import MARKS
from analysis.inference.wording import in_words

OPEN: Verdict = "cannot be tested"
CONTRADICTED: Verdict = "contradicted by the source itself"
WORDS = {"kind": "kinds of claim", "chapter": "chapters"}
BY = {"kind": "by kind of claim", "chapter": "by the chapter that examines it"}
PER_LINE, STEP = 18, 22
"""Marks on a line, and the distance of two in px, which is less only where the chart is narrower."""


def verdicts(
    study: Study, judged: Sequence[ClaimVerdict], *, by: Literal["kind", "chapter"]
) -> alt.LayerChart:
    """One mark per claim, its verdict told by its form, in lines under each group's name.

    Args:
        study: whose claims they are.
        judged: from `claims.judge`.
        by: what the claims are grouped by.

    Raises:
        MissingFindingError: no claim is judged.
    """
    if not judged:
        raise MissingFindingError(f"{study.name} has no claim that is judged. Add a table of claims.")
    ordered = KINDS if by == "kind" else tuple(dict.fromkeys(pages(study).values()))
    rows, names = placed(judged, by=by, groups=ordered)
    count = {name: sum(verdict.verdict == name for verdict in judged) for name in MARKS}
    return publish(
        draw(rows, names),
        title=finding(len(judged), count[OPEN]),
        subtitle=f"One mark for each claim of the {voice(study, claimant(study))}, {BY[by]}",
        basis="published",
        study=study,
        added="verdicts computed",
        description=f"Marks for {len(judged)} claims of {in_words(len(names))} {WORDS[by]}, each with the "
        f"form of its verdict. {_counted(count)}",
    )


def finding(claims: int, still_open: int) -> str:
    """How many of the claims are left open, in a sentence.

    >>> finding(124, 70)
    'Of 124 claims 70 cannot be tested from what we read'
    >>> finding(6, 0), finding(6, 6)
    ('Each of 6 claims can be tested from what we read', 'None of 6 claims can be tested from what we read')
    """
    if still_open in (0, claims):
        return f"{'None' if still_open else 'Each'} of {claims} claims can be tested from what we read"
    return f"Of {claims} claims {still_open} cannot be tested from what we read"


def placed(
    judged: Sequence[ClaimVerdict], *, by: Literal["kind", "chapter"], groups: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Where each claim and the name of each group stand.

    Args:
        judged: from `claims.judge`.
        by: what the claims are grouped by.
        groups: from the top down.

    Returns:
        A row per claim, by group and in the order of the verdicts (`group`, `claim`, `verdict`, `column`,
        `line`, `trace`), and one per group that has a claim (`label`, `line`, `trace`). Lines count from the
        top and hold `PER_LINE` claims.
    """
    order = list(MARKS)
    rows: list[dict[str, object]] = []
    names: list[dict[str, object]] = []
    line = 0
    for group in groups:
        own = [each for each in judged if group == (each.kind if by == "kind" else chapter(each.section))]
        if not own:
            continue
        still_open = sum(each.verdict == OPEN for each in own)
        left = "none can be tested" if still_open == len(own) else f"{still_open} cannot be tested"
        label = f"{group.capitalize()}: {len(own)}, of which {left}"
        names.append(
            {"label": label, "line": line, "trace": " ".join(f"claims:{each.claim}" for each in own)}
        )
        own.sort(key=lambda each: order.index(each.verdict))
        rows += [
            {
                "group": group,
                "claim": each.text,
                "verdict": each.verdict,
                "column": place % PER_LINE,
                "line": line + 1 + place // PER_LINE,
                "trace": f"claims:{each.claim}",
            }
            for place, each in enumerate(own)
        ]
        line += 1 + -(-len(own) // PER_LINE)
    return pd.DataFrame(rows), pd.DataFrame(names)


def draw(rows: pd.DataFrame, names: pd.DataFrame) -> alt.LayerChart:
    """Draw the marks.

    Args:
        rows: from `placed`, a claim each.
        names: from `placed`, a group each.
    """
    shown = [verdict for verdict in MARKS if verdict in set(rows["verdict"])]
    lines = int(rows["line"].max()) + 1
    field = f"min(width, {STEP * PER_LINE})"
    across = alt.Scale(domain=[-0.5, PER_LINE - 0.5], range=[0, alt.ExprRef(field)], nice=False, zero=False)
    down = alt.Scale(domain=[-0.5, lines - 0.5], range=[0, STEP * lines], nice=False, zero=False)
    y = alt.Y("line:Q", axis=None, scale=down)
    legend = alt.Legend(
        title=None,
        columns=alt.ExprRef("width < 560 ? 1 : 2"),
        labelLimit=260,
        rowPadding=3,
        symbolFillColor=INK,
        symbolStrokeWidth=0,
        symbolSize=220,
    )
    shape = alt.Scale(domain=shown, range=[MARKS[verdict] for verdict in shown])
    marks = (
        alt.Chart(rows)
        .mark_point(
            filled=True,
            color=INK,
            strokeWidth=0,
            opacity=1,
            size=alt.ExprRef(f"pow({field} / {PER_LINE} * 0.74, 2)"),
        )
        .encode(
            x=alt.X("column:Q", axis=None, scale=across),
            y=y,
            shape=alt.Shape("verdict:N", scale=shape, legend=legend),
            tooltip=[alt.Tooltip("claim:N", title="Claim"), alt.Tooltip("verdict:N", title="Verdict")],
        )
    )
    labels = (
        alt.Chart(names)
        .mark_text(align="left", baseline="middle", fontSize=USUAL, color=INK)
        .encode(x=alt.value(0), y=y, text="label:N")
    )
    return alt.LayerChart(layer=[marks, labels], width="container", height=STEP * lines)


def _counted(count: dict[Verdict, int]) -> str:
    words = [f"{number}: {verdict}" for verdict, number in count.items() if number]
    return f"{'; '.join(words)}."
