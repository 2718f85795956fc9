"""Paired trajectories of the illustrative cohort: one subject followed through two markers."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import ARM_COLOR, ARM_SHAPE, INK
from analysis.figures.record.laboratory import SHORT

VISITS = ["Baseline", "Day 2", "Month 6", "Year 5"]
RELATIVE = "REL"
"""Ending of the parameter codes that hold every visit, relative to the mean baseline of the high dose."""


def visited(adlb: pd.DataFrame, parameters: pd.DataFrame, *, trace: str) -> pd.DataFrame:
    """The relative values of the cohort with a reader's names.

    Args:
        adlb: the table of the cohort.
        parameters: the table of parameters, for the names.
        trace: where the cohort comes from.

    Returns:
        ``Subject, Arm, Marker, Visit, Value, trace``; subjects without a sample are left out at that visit.
    """
    rows = adlb[adlb["PARAMCD"].str.endswith(RELATIVE) & (adlb["AVAL"] != "")]
    names = parameters.set_index("PARAMCD")["PARAM"]
    return pd.DataFrame(
        {
            "Subject": rows["USUBJID"],
            "Arm": rows["TRT01A"],
            "Marker": rows["MARKER"].map(SHORT).fillna(rows["MARKER"].map(names)),
            "Visit": rows["AVISIT"],
            "Value": rows["AVAL"].astype(float),
            "trace": trace,
        }
    ).reset_index(drop=True)


def linked_trajectories(values: pd.DataFrame, *, first: str, second: str) -> alt.VConcatChart:
    """Two markers, one above the other, with one subject picked out in both.

    Args:
        values: from ``visited``.
        first: marker shown above at first.
        second: marker shown below at first.
    """
    subjects = sorted(values["Subject"].unique())
    markers = list(dict.fromkeys(values["Marker"]))
    picked = alt.param(
        name="cohort_subject",
        value=subjects[-1],
        bind=alt.binding_select(options=subjects, name="Subject "),
    )
    above, below = (
        alt.param(name=name, value=start, bind=alt.binding_select(options=markers, name=words))
        for name, start, words in (
            ("cohort_above", first, "Marker above "),
            ("cohort_below", second, "Marker below "),
        )
    )
    panels = [_panel(values, marker.name, picked.name) for marker in (above, below)]
    return alt.vconcat(*panels, spacing=26).add_params(picked, above, below)


def _panel(values: pd.DataFrame, marker: str, picked: str) -> alt.LayerChart:
    base = (
        alt.Chart(values)
        .transform_filter(f"datum.Marker == {marker}")
        .encode(
            x=alt.X("Visit:N", sort=VISITS, title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("Value:Q", title="Times mean baseline of HD", scale=alt.Scale(zero=False)),
        )
    )
    color = alt.Color("Arm:N", scale=ARM_COLOR, legend=alt.Legend(title=None, symbolOpacity=1))
    shape = alt.Shape("Arm:N", scale=ARM_SHAPE, legend=alt.Legend(title=None, symbolOpacity=1))
    one = base.transform_filter(f"datum.Subject == {picked}")
    lines = base.mark_line(strokeWidth=1.2, opacity=0.45).encode(color=color, detail="Subject:N")
    dots = base.mark_point(size=30, opacity=0.55).encode(color=color, shape=shape)
    thick = one.mark_line(strokeWidth=3.5).encode(color=color, detail="Subject:N")
    marks = one.mark_point(size=120, opacity=1).encode(color=color, shape=shape)
    words = one.transform_filter("datum.Visit == 'Year 5'").mark_text(align="left", dx=9, color=INK)
    name = (
        base.transform_aggregate(top="max(Value)", groupby=["Marker"])
        .mark_text(align="left", baseline="bottom", dy=-8, fontWeight=600, color=INK)
        .encode(x=alt.value(0), y=alt.value(0), text="Marker:N")
    )
    layers = [lines, dots, thick, marks, words.encode(text="Subject:N"), name]
    return alt.LayerChart(layer=layers).properties(width="container", height=170)
