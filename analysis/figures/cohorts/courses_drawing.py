"""Means of two arms from visit to visit: bars over cohorts that show by their pattern what they rest on."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import ARM_COLOR, ARM_SHAPE, INK

ARMS = ["LD", "HD"]
VISITS = ["Baseline", "Day 2", "Month 6", "Year 5"]
RESTS = ["finding", "finding and prior", "prior alone"]
DASHES = [[1, 0], [5, 3], [2, 5]]
"""Solid, hatched, dotted: thick bars with gaps read as hatching."""
LOGARITHMIC = "course_scale == 'log'"


def courses(rows: pd.DataFrame) -> alt.LayerChart:
    """Visits across (not to scale), multiples of the high-dose arm's mean at baseline up.

    Args:
        rows: `kind` ("band", "cohort", "printed", "note" or "refused"), `arm`, `visit`, `low`, `middle`,
            `high`, `cohort`, `rests` (one of `RESTS`), `on_axis` (whether a
            band's level was printed in a unit that the axis can show), `words` and `trace`.
    """
    scales = alt.binding_radio(options=["linear", "log"], name="Scale ")
    scale = alt.param(name="course_scale", value="linear", bind=scales)
    single = alt.param(
        name="course_single", value=False, bind=alt.binding_checkbox(name="Show single cohorts ")
    )
    labels = f"format({LOGARITHMIC} ? pow(2, datum.value) : datum.value, '.2~f')"
    place = {
        f"at_{name}": f"{LOGARITHMIC} ? log(datum.{name}) / LN2 : datum.{name}"
        for name in ("low", "middle", "high")
    }
    title = "Times HD's mean at baseline"
    y = alt.Y("at_middle:Q", title=title, axis=alt.Axis(labelExpr=labels, tickCount=6, minExtent=40))
    x = alt.X("visit:N", scale=alt.Scale(domain=VISITS), title=None, axis=alt.Axis(labelAngle=0))
    base = alt.Chart(rows, width="container", height=330)
    placed = base.transform_calculate(**place).encode(
        x=x,
        xOffset=alt.XOffset("arm:N", scale=alt.Scale(domain=ARMS, paddingOuter=0.6)),
        color=alt.Color("arm:N", scale=ARM_COLOR, legend=alt.Legend(title=None, symbolOpacity=1)),
    )
    band = placed.transform_filter(alt.datum.kind == "band")
    cohorts = placed.transform_filter(alt.datum.kind == "cohort")
    seen = alt.OpacityValue({"expr": f"{single.name} ? 0.6 : 0"})
    ring = alt.condition(alt.datum.on_axis, alt.value(1), alt.value(0))
    layers = [
        cohorts.mark_line(strokeWidth=1).encode(y=y, detail=["arm:N", "cohort:N"], opacity=seen),
        band.mark_line(strokeWidth=1.2, strokeDash=[2, 3]).encode(y=y),
        _bars(band),
        band.mark_point(filled=True, size=60, opacity=1).encode(
            y=y, shape=alt.Shape("arm:N", scale=ARM_SHAPE, legend=alt.Legend(title=None, symbolOpacity=1))
        ),
        band.mark_point(filled=False, size=190, strokeWidth=2).encode(
            y=y, color=alt.value(INK), opacity=ring
        ),
        *_words(base, x),
    ]
    return alt.LayerChart(layer=layers).add_params(scale, single)


def _bars(band: alt.Chart) -> alt.Chart:
    """Thick bars; their pattern says what they rest on."""
    legend = alt.Legend(title=None, symbolStrokeColor=INK, symbolStrokeWidth=4, symbolOpacity=1, columns=1)
    dash = alt.StrokeDash("rests:N", scale=alt.Scale(domain=RESTS, range=DASHES), legend=legend)
    bars: alt.Chart = band.mark_rule(strokeWidth=11, opacity=0.75).encode(
        y="at_low:Q", y2="at_high:Q", strokeDash=dash
    )
    return bars


def _words(base: alt.Chart, x: alt.X) -> list[alt.Chart]:
    """The note above, a refusal below it, and the printed levels at their visits below the bars."""
    note = base.transform_filter(alt.datum.kind == "note").mark_text(
        align="left", baseline="top", lineBreak="|", color=INK, fontWeight=600, fontSize=11
    )
    refused = base.transform_filter(alt.datum.kind == "refused").mark_text(
        align="left", baseline="top", lineBreak="|", color=INK
    )
    texts = [
        note.encode(x=alt.value(6), y=alt.value(4), text="words:N"),
        refused.encode(x=alt.value(6), y=alt.value(120), text="words:N"),
    ]
    for arm, height in (("HD", 272), ("LD", 300)):
        level = base.transform_filter(f"datum.kind == 'printed' && datum.arm == '{arm}'")
        text = level.mark_text(fontSize=10.5, color=INK, lineBreak="|", baseline="top").encode(
            x=x, y=alt.value(height), text="words:N"
        )
        texts.append(text)
    return texts
