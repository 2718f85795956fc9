"""Printed levels beside the upper limits of other assays, on one logarithmic axis for each marker."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.publish import publish
from analysis.figures.base.theme import INK, MUTED, SMALLEST, arm_scales
from analysis.reported.assay_limits import against_limits

HEIGHT = 92
"""Of one marker."""


def assay_limits(study: Study, *, limits: Sequence[str]) -> alt.VConcatChart:
    """One view a marker: the printed means, and a line at each limit with its source.

    Args:
        study: its findings, markers, arms and sources, with the table of intervals beside it.
        limits: keys of the sources of the limits.

    Raises:
        MissingFindingError: no mean of a marker is printed, or none in the unit of a limit of these sources.
    """
    table = against_limits(study, limits=limits)
    said = "; ".join(
        f"{row['marker']} in {row['arm']} {row['times']:.1f} times ({row['limit_source']})"
        for row in table.to_dict("records")
    )
    units = ", ".join(table["unit"].unique())
    return publish(
        draw(table, arms=list(study.sizes)),
        title=finding(table),
        subtitle=f"{units}, log axis; other people's upper limits as dashed lines, by other assays",
        basis="published",
        study=study,
        added="limits are reference values",
        description=f"One axis a marker, in {units}. Printed means as multiples of an upper "
        f"limit in healthy people: {said}.",
    )


def finding(table: pd.DataFrame) -> str:
    """The span of the printed means as multiples of the limits.

    Args:
        table: from ``reported.against_limits``: `times`.

    Examples:
        >>> finding(pd.DataFrame({"times": [0.512]}))
        "Printed means are 0.51 times other assays' upper limits"
    """
    low, high = (float(f"{value:.2g}") for value in (table["times"].min(), table["times"].max()))
    span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"Printed means are {span} times other assays' upper limits"


def draw(table: pd.DataFrame, *, arms: Sequence[str]) -> alt.VConcatChart:
    """Draw the levels, those of the first arm named below their marks and the others' above.

    Args:
        table: from ``reported.against_limits``: `marker`, `arm`, `visit`, `level`, `limit`, `limit_source`,
            `unit`, `trace`.
        arms: the arms in order.
    """
    ends = [float(min(table["limit"].min(), table["level"].min())) / 2, float(table["level"].max()) * 2.5]
    views = [_marker(table[table["marker"] == name], ends, arms) for name in table["marker"].unique()]
    return alt.VConcatChart(vconcat=views, spacing=14)


def _marker(table: pd.DataFrame, ends: list[float], arms: Sequence[str]) -> alt.LayerChart:
    title = f"{table['marker'].iloc[0]}, {table['unit'].iloc[0]}"
    axis = alt.Axis(values=[1, 10, 100, 1000], format="~g")
    x = alt.X("level:Q", title=title, scale=alt.Scale(type="log", domain=ends, nice=False), axis=axis)
    levels = alt.Chart(table.drop_duplicates(["arm", "visit"])).encode(x=x, y=alt.value(62))
    color, shape = arm_scales(arms)
    points = levels.mark_point(filled=True, size=120, opacity=1).encode(
        color=alt.Color("arm:N", scale=color, title=None), shape=alt.Shape("arm:N", scale=shape, title=None)
    )
    first = f"datum.arm == '{arms[0]}'"
    above, below = (
        levels.transform_filter(own).mark_text(dx=dx, dy=dy, color=INK).encode(text="level:Q")
        for own, dx, dy in ((f"!({first})", 9, -14), (first, 0, 17))
    )
    limits = alt.Chart(table.drop_duplicates("limit")).encode(x="limit:Q")
    named = limits.transform_calculate(words="datum.limit_source + ': ' + datum.limit")
    middle = (ends[0] * ends[1]) ** 0.5
    lines, words = [], []
    # Names of lines on the left stand right of them, and the other way; a line begins below its own name.
    left = named.transform_filter(f"datum.limit < {middle}")
    right = named.transform_filter(f"datum.limit >= {middle}")
    lines = [
        own.mark_rule(strokeDash=[5, 3], color=INK).encode(y=alt.value(top), y2=alt.value(HEIGHT))
        for own, top in ((left, 0), (right, 18))
    ]
    words = [
        left.mark_text(align="left", dx=5, fontSize=SMALLEST, color=MUTED).encode(
            y=alt.value(8), text="words:N"
        ),
        right.mark_text(align="right", dx=-5, fontSize=SMALLEST, color=MUTED).encode(
            y=alt.value(26), text="words:N"
        ),
    ]
    layers = [*lines, *words, points, above, below]
    return alt.LayerChart(layer=layers, width="container", height=HEIGHT)
