"""A trial of two doses without a control arm: three unknowns, two observed changes."""

from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd

from analysis.data import Arm
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, MUTED, RULE, arm_scales

KINDS = ["seen", "by the cells"]
STEPS = tuple(range(-2, 3))
REACH = 5


def no_control(arms: Sequence[Arm]) -> Explorer:
    """Made-up effects of two doses and a shift that both arms share, and what the trial sees of them.

    Args:
        arms: the two arms of a study, the lower dose first.

    Examples:
        >>> from analysis.data import Study
        >>> no_control(Study.read().arms).title
        'Made-up numbers: both arms show 1 unit more than the cells cause'
    """
    low, high = arms
    return Explorer(
        finding=_finding,
        subtitle="Mean change of two arms and their difference; no control arm shows the shared shift",
        basis="design",
        controls=(
            Control("shift", "Shift that both arms share", "range", choices=STEPS, default=1),
            Control("low_dose", f"Effect of the {low.label}", "range", choices=STEPS, default=0),
            Control("high_dose", f"Effect of the {high.label}", "range", choices=STEPS, default=1),
        ),
        compute=partial(_rows, (low.code, high.code)),
        draw=draw,
        describe=partial(_describe, (low.label, high.label)),
    )


def _finding(rows: pd.DataFrame) -> str:
    """What the shift adds to both arms, whatever the doses do."""
    shift = int(rows["shift"].iloc[0])
    if shift == 0:
        return "Made-up numbers: both arms show just what the cells cause"
    units = f"{abs(shift)} unit{'s' * (abs(shift) > 1)} {'more' if shift > 0 else 'less'}"
    return f"Made-up numbers: both arms show {units} than the cells cause"


def _rows(names: tuple[str, str], *, shift: int, low_dose: int, high_dose: int) -> pd.DataFrame:
    low, high = names
    values = [
        (f"{low}, change", low, KINDS[0], low_dose + shift),
        (f"{low}, change", low, KINDS[1], low_dose),
        (f"{high}, change", high, KINDS[0], high_dose + shift),
        (f"{high}, change", high, KINDS[1], high_dose),
        (f"{high} minus {low}", "", KINDS[0], high_dose - low_dose),
    ]
    frame = pd.DataFrame(values, columns=["what", "arm", "kind", "value"])
    words = [f"{kind} {_signed(value)}" for kind, value in zip(frame["kind"], frame["value"], strict=True)]
    return frame.assign(words=words, trace="formula:figures.no_control")


def _signed(value: int) -> str:
    return f"{value:+d}".replace("-", "−") if value else "0"


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw each observed change as a bar from 0, and the made-up effect as a stroke.

    Args:
        rows: `what` (short label, in the order shown), `arm` (its code, empty for the difference), `kind`
            (one of `KINDS`), `value`, `words` (its label) and `trace`.
    """
    labels = list(dict.fromkeys(rows["what"]))
    color, shape = arm_scales([arm for arm in dict.fromkeys(rows["arm"]) if arm])
    axis = alt.Axis(values=[-4, -2, 0, 2, 4], format="d", gridColor=RULE, gridOpacity=1)
    scale = alt.Scale(domain=[-REACH, REACH], nice=False)
    base = alt.Chart(rows, width="container", height=72 * len(labels)).encode(
        x=alt.X("value:Q", scale=scale, axis=axis, title="Mean change, in made-up units"),
        y=alt.Y("what:N", sort=labels, title=None),
    )
    seen, caused = (base.transform_filter(alt.datum.kind == kind) for kind in KINDS)
    of_arm = seen.transform_filter("datum.arm").encode(color=alt.Color("arm:N", scale=color, legend=None))
    between = seen.transform_filter("!datum.arm")
    marks = of_arm.encode(shape=alt.Shape("arm:N", scale=shape, legend=None))
    zero = alt.Chart(rows).mark_rule(color=INK).encode(x=alt.datum(0))
    return alt.LayerChart(
        layer=[
            zero,
            of_arm.mark_bar(size=10, opacity=0.45),
            between.mark_bar(size=10, opacity=0.45, color=MUTED),
            marks.mark_point(filled=True, size=110, opacity=1),
            between.mark_point(filled=True, size=80, opacity=1, shape="square", color=INK),
            caused.mark_tick(thickness=3, size=26, color=INK, opacity=1),
            seen.mark_text(dy=-18, color=INK).encode(text="words:N"),
            caused.mark_text(dy=23, color=INK).encode(text="words:N"),
        ]
    )


def _describe(labels: tuple[str, str], rows: pd.DataFrame) -> str:
    low, high = labels
    settings = ["low_dose", "high_dose", "shift"]
    choices = len(rows.drop_duplicates(settings))
    seen = rows[rows["kind"] == KINDS[0]].groupby(settings)["value"].agg(tuple)
    return (
        f"Made-up numbers. Bars show the change with the {low}, that with the {high}, and the "
        "second minus the first, as a trial without a control arm sees them; upright strokes show what each "
        f"dose truly does. The {choices} settings give only {seen.nunique()} different pairs of changes, so "
        "many settings look alike. The difference between the arms does not depend on the shift."
    )
