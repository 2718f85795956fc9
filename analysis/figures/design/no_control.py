"""Explorer of a trial with two doses and no control arm: three unknowns, two observed changes."""

import pandas as pd

from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.design.no_control_drawing import KINDS, seen_and_true

REACH = 2


def no_control() -> Explorer:
    """Made-up effects of two doses and a shift that both arms share, and what the trial sees of them."""
    steps = tuple(range(-REACH, REACH + 1))
    return Explorer(
        title="Illustration, made-up numbers: two doses, no control arm",
        basis="design",
        sources=(),
        controls=(
            Control("low_dose", "Effect of the low dose", "range", choices=steps, default=0),
            Control("high_dose", "Effect of the high dose", "range", choices=steps, default=1),
            Control("shift", "Shift that both arms share", "range", choices=steps, default=1),
        ),
        compute=_rows,
        draw=seen_and_true,
        describe=_describe,
    )


def _rows(*, low_dose: int, high_dose: int, shift: int) -> pd.DataFrame:
    values = {
        ("LD, change", KINDS[0]): low_dose + shift,
        ("LD, change", KINDS[1]): low_dose,
        ("HD, change", KINDS[0]): high_dose + shift,
        ("HD, change", KINDS[1]): high_dose,
        ("HD minus LD", KINDS[0]): high_dose - low_dose,
    }
    frame = pd.DataFrame([(*key, value) for key, value in values.items()], columns=["what", "kind", "value"])
    return frame.assign(trace="formula:figures.no_control")


def _describe(rows: pd.DataFrame) -> str:
    choices = len(rows.drop_duplicates(["low_dose", "high_dose", "shift"]))
    pairs = rows[(rows["kind"] == KINDS[0]) & (rows["what"] != "HD minus LD")]
    pictures = pairs.pivot_table("value", ["low_dose", "high_dose", "shift"], "what").drop_duplicates()
    return (
        "Made-up numbers. Bars show the change of the low-dose arm, that of the high-dose arm, and the "
        "second minus the first, as a trial without a control arm sees them; open diamonds show what each "
        f"dose truly does. The {choices} settings give only {len(pictures)} different pairs of changes, so "
        "many settings look alike. The difference between the arms does not depend on the shift."
    )
