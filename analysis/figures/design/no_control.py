"""A trial of two doses without a control arm: three unknowns, two observed changes."""

from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd

from analysis.data import Arm
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import GREEN, INK, PURPLE

KINDS = ["seen", "effect of the cells"]
STEPS = tuple(range(-2, 3))
REACH = 4.6


def no_control(arms: Sequence[Arm]) -> Explorer:
    """Made-up effects of two doses and a shift that both arms share, and what the trial sees of them.

    Args:
        arms: the two arms of a study, the lower dose first.
    """
    low, high = arms
    return Explorer(
        finding=lambda _: "Illustration, made-up numbers: two doses, no control arm",
        basis="design",
        controls=(
            Control("low_dose", f"Effect of the {low.label}", "range", choices=STEPS, default=0),
            Control("high_dose", f"Effect of the {high.label}", "range", choices=STEPS, default=1),
            Control("shift", "Shift that both arms share", "range", choices=STEPS, default=1),
        ),
        compute=partial(_rows, (low.code, high.code)),
        draw=draw,
        describe=partial(_describe, (low.label, high.label)),
    )


def _rows(names: tuple[str, str], *, low_dose: int, high_dose: int, shift: int) -> pd.DataFrame:
    low, high = names
    values = [
        (f"{low}, change", KINDS[0], low_dose + shift),
        (f"{low}, change", KINDS[1], low_dose),
        (f"{high}, change", KINDS[0], high_dose + shift),
        (f"{high}, change", KINDS[1], high_dose),
        (f"{high} minus {low}", KINDS[0], high_dose - low_dose),
    ]
    frame = pd.DataFrame(values, columns=["what", "kind", "value"])
    return frame.assign(trace="formula:figures.no_control")


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw each observed change as a bar from 0, and the made-up effect as an open diamond.

    Args:
        rows: `what` (short label, in the order shown), `kind` (one of `KINDS`), `value` and `trace`.
    """
    labels = list(dict.fromkeys(rows["what"]))
    axis = alt.Axis(values=[-4, -2, 0, 2, 4], grid=True)
    scale = alt.Scale(domain=[-REACH, REACH], nice=False)
    base = alt.Chart(rows, width="container", height=58 * len(labels)).encode(
        x=alt.X("value:Q", scale=scale, axis=axis, title="Mean change, in made-up units"),
        y=alt.Y("what:N", sort=labels, title=None),
    )
    color = alt.Color("kind:N", title=None, scale=alt.Scale(domain=KINDS, range=[GREEN, PURPLE]))
    shape = alt.Shape("kind:N", title=None, scale=alt.Scale(domain=KINDS, range=["square", "diamond"]))
    is_seen = alt.datum.kind == KINDS[0]
    bars = base.transform_filter(is_seen).mark_bar(color=GREEN, size=14, opacity=0.5)
    ends = base.transform_filter(is_seen).mark_point(filled=True, size=90, opacity=1)
    effects = base.transform_filter(~is_seen).mark_point(filled=False, size=190, strokeWidth=2.5)
    zero = alt.Chart(rows).mark_rule(color=INK).encode(x=alt.datum(0))
    return alt.LayerChart(
        layer=[zero, bars, ends.encode(color=color, shape=shape), effects.encode(color=color, shape=shape)]
    )


def _describe(labels: tuple[str, str], rows: pd.DataFrame) -> str:
    low, high = labels
    settings = ["low_dose", "high_dose", "shift"]
    choices = len(rows.drop_duplicates(settings))
    seen = rows[rows["kind"] == KINDS[0]].groupby(settings)["value"].agg(tuple)
    return (
        f"Made-up numbers. Bars show the change with the {low}, that with the {high}, and the "
        "second minus the first, as a trial without a control arm sees them; open diamonds show what each "
        f"dose truly does. The {choices} settings give only {seen.nunique()} different pairs of changes, so "
        "many settings look alike. The difference between the arms does not depend on the shift."
    )
