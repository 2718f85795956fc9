"""An estimation plot: every value and pair above, every change with its estimate and interval below."""

from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, SMALLEST, arm_scales
from analysis.inference.wording import two_digits
from analysis.reconstruction import Lesson, basis_of
from analysis.reconstruction import estimation as lesson

PEOPLE = {"reconstructed": "computed people", "observed": "people"}
WHERE = {"reconstructed": "In one computed cohort", "observed": "Observed"}
LEADS = {"reconstructed": "Reconstructed, not patients' data.", "observed": "Observed in single people."}
COLUMNS = [
    *("kind", "arm", "subject", "visit", "value", "change", "estimate", "low", "high"),
    *("unit", "words", "trace"),
]


def estimation(study: Study, markers: Sequence[str], *, visit: str) -> Explorer:
    """Paired lines of one arm, and below the changes on an axis of their own; marker and arm are controls.

    The people are those of the study's table adlb: an illustrative cohort, or people who were observed.

    Args:
        study: whose people are drawn.
        markers: PARAMCDs; the first one is shown first.
        visit: the later visit; changes are from baseline.

    Raises:
        MissingFindingError: the study has no values of single people, or none of a marker at these visits.
    """
    basis, tables = basis_of(study), lesson(study, markers, visit=visit)
    arms, labels = tuple(study.sizes), tuple(study.short(marker) for marker in markers)
    shown = (study.baseline.name, visit)
    return Explorer(
        finding=partial(_finding, study, PEOPLE[basis]),
        subtitle=f"{WHERE[basis]}: change from {shown[0].lower()} to {shown[1].lower()}, Hodges-Lehmann "
        "estimate and exact interval",
        basis=basis,
        study=study,
        controls=(
            Control("lesson_marker", "Marker", "select", tuple(markers), markers[0], labels=labels),
            Control("lesson_arm", "Arm", "radio", choices=arms[::-1], default=arms[-1]),
        ),
        compute=partial(_rows, tables),
        draw=partial(draw, arms=arms, visits=shown),
        describe=lambda _: (
            f"{LEADS[basis]} Above, paired lines of one arm from {shown[0].lower()} to {visit.lower()}; "
            "below, the changes as points, their Hodges-Lehmann estimate with its exact interval, and a line "
            "at no change."
        ),
    )


def _finding(study: Study, who: str, rows: pd.DataFrame) -> str:
    """The estimate of one marker and arm with its interval."""
    name, arm = study.short(rows["lesson_marker"].iloc[0]), rows["lesson_arm"].iloc[0]
    changed = (rows["kind"] == "change").sum()
    estimates = rows[rows["kind"] == "estimate"]
    if estimates.empty:
        return f"{name} of {changed} {who} ({arm}): no change can be estimated"
    estimate, low, high = (two_digits(estimates[part].iloc[0]) for part in ("estimate", "low", "high"))
    return f"{name} of {changed} {who} ({arm}): change {estimate}, interval {low} to {high}"


def _rows(tables: Lesson, *, lesson_marker: str, lesson_arm: str) -> pd.DataFrame:
    """What one arm shows of one marker: `kind` "value", "change" or "estimate"."""
    kinds = zip(("value", "change", "estimate"), tables, strict=True)
    rows = pd.concat([table.assign(kind=kind) for kind, table in kinds], ignore_index=True)
    chosen = (rows["marker"] == lesson_marker) & (rows["arm"] == lesson_arm)
    return rows.loc[chosen, COLUMNS].reset_index(drop=True)


def draw(rows: pd.DataFrame, *, arms: Sequence[str], visits: Sequence[str]) -> alt.VConcatChart:
    """Values at two visits above, changes below.

    Args:
        rows: `kind` ("value", "change" or "estimate"), `arm`, `subject`, `visit`, `value`, `change`,
            `estimate`, `low`, `high`, `unit`, `words` and `trace`.
        arms: codes of the arms in order.
        visits: names of the two visits in order.
    """
    colors, shapes = arm_scales(arms)
    color = alt.Color("arm:N", scale=colors, legend=None)
    shape = alt.Shape("arm:N", scale=shapes, legend=None)
    base = alt.Chart(rows)
    pair = base.transform_filter(alt.datum.kind == "value").encode(
        x=alt.X("visit:N", scale=alt.Scale(domain=list(visits)), title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "value:Q",
            title=list(rows["unit"].dropna().unique()),
            scale=alt.Scale(zero=True),
            axis=alt.Axis(minExtent=40),
        ),
        color=color,
    )
    lines = pair.mark_line(strokeWidth=1.2, opacity=0.7).encode(detail="subject:N")
    points = pair.mark_point(filled=True, size=60, opacity=1).encode(shape=shape)
    across = alt.X("change:Q", title=f"Change from {visits[0].lower()} to {visits[1].lower()}")
    each = base.transform_filter(alt.datum.kind == "change").encode(color=color, y=alt.value(22))
    dots = each.mark_point(filled=True, size=55, opacity=0.8).encode(x=across, shape=shape)
    found = base.transform_filter(alt.datum.kind == "estimate").encode(y=alt.value(50))
    span = found.mark_rule(strokeWidth=3, color=INK).encode(x="low:Q", x2="high:Q")
    middle = found.mark_point(filled=True, size=90, color=INK, shape="square", opacity=1).encode(
        x="estimate:Q"
    )
    words = found.mark_text(align="left", color=INK, fontSize=SMALLEST).encode(
        x=alt.value(2), y=alt.value(78), text="words:N"
    )
    zero = found.mark_rule(strokeDash=[4, 3], color=INK).encode(
        x=alt.datum(0), y=alt.value(0), y2=alt.value(62)
    )
    above = alt.LayerChart(layer=[lines, points], width="container", height=190)
    below = alt.LayerChart(layer=[zero, dots, span, middle, words], width="container", height=90)
    return alt.VConcatChart(vconcat=[above, below], spacing=14)
