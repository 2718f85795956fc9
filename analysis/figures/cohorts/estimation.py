"""An estimation plot: every value and pair above, every change with its estimate and interval below."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import ARM_COLOR, ARM_SHAPE, INK


def estimation(
    values: pd.DataFrame,
    changes: pd.DataFrame,
    estimates: pd.DataFrame,
    *,
    markers: dict[str, str],
    visits: list[str],
) -> alt.VConcatChart:
    """Paired lines of one arm, and below the changes on an axis of their own; marker and arm are controls.

    Args:
        values: `marker`, `arm`, `subject`, `visit`, `value`, `trace`.
        changes: `marker`, `arm`, `subject`, `change`, `trace`.
        estimates: `marker`, `arm`, `estimate`, `low`, `high`, `attained`, `words`, `trace`.
        markers: PARAMCD to name, the first one shown first.
        visits: the two visits in order.
    """
    choose = alt.binding_select(options=list(markers), labels=list(markers.values()), name="Marker ")
    marker = alt.param(name="lesson_marker", value=next(iter(markers)), bind=choose)
    arm = alt.param(name="lesson_arm", value="HD", bind=alt.binding_radio(options=["HD", "LD"], name="Arm "))
    chosen = f"datum.marker == {marker.name} && datum.arm == {arm.name}"
    color = alt.Color("arm:N", scale=ARM_COLOR, legend=None)
    shape = alt.Shape("arm:N", scale=ARM_SHAPE, legend=None)
    pair = (
        alt.Chart(values, width="container", height=190)
        .transform_filter(chosen)
        .encode(
            x=alt.X("visit:N", scale=alt.Scale(domain=visits), title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y(
                "value:Q",
                title=["Times HD's mean", "at baseline"],
                scale=alt.Scale(zero=True),
                axis=alt.Axis(minExtent=40),
            ),
            color=color,
        )
    )
    lines = pair.mark_line(strokeWidth=1.2, opacity=0.7).encode(detail="subject:N")
    points = pair.mark_point(filled=True, size=60, opacity=1).encode(shape=shape)
    each = alt.Chart(changes).transform_filter(chosen).encode(color=color, y=alt.value(22))
    across = alt.X("change:Q", title=f"Change from {visits[0].lower()} to {visits[1].lower()}")
    dots = each.mark_point(filled=True, size=55, opacity=0.8).encode(x=across, shape=shape)
    found = alt.Chart(estimates).transform_filter(chosen).encode(y=alt.value(50))
    span = found.mark_rule(strokeWidth=3, color=INK).encode(x="low:Q", x2="high:Q")
    middle = found.mark_point(filled=True, size=90, color=INK, shape="square", opacity=1).encode(
        x="estimate:Q"
    )
    words = found.mark_text(align="left", color=INK, fontSize=11).encode(
        x=alt.value(2), y=alt.value(78), text="words:N"
    )
    zero = found.mark_rule(strokeDash=[4, 3], color=INK).encode(
        x=alt.datum(0), y=alt.value(0), y2=alt.value(62)
    )
    below = alt.LayerChart(layer=[zero, dots, span, middle, words], width="container", height=90)
    above = alt.LayerChart(layer=[lines, points])
    return alt.VConcatChart(vconcat=[above, below], spacing=14).add_params(marker, arm)
