"""Paired trajectories of single people: one subject followed through two markers."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from analysis.data import Study
from analysis.figures.base.control import Control, key
from analysis.figures.base.publish import publish, titles
from analysis.figures.base.theme import INK, arm_scales
from analysis.inference.wording import in_words
from analysis.reconstruction import basis_of, individuals

ABOVE, BELOW = "cohort_above", "cohort_below"
"""Names of the controls that say which markers are shown."""
WHO = {"reconstructed": "Computed", "observed": "Observed"}
LEADS = {
    "reconstructed": ("Computed, not patients' data.", "computed subjects"),
    "observed": ("Observed in single people.", "subjects"),
}


def paired_trajectories(study: Study, *, first: str, second: str) -> alt.VConcatChart:
    """Two markers, one above the other, with one subject picked out in both.

    The people are those of the study's table adlb: an illustrative cohort, or people who were observed.

    Args:
        study: whose people are drawn.
        first: PARAMCD of the marker shown above at first.
        second: PARAMCD of the marker shown below at first.

    Raises:
        MissingFindingError: the study has no values of single people.
        ValueError: none of these two markers.
    """
    basis = basis_of(study)
    lead, who = LEADS[basis]
    rows = _rows(study)
    known = set(rows["Marker"])
    if strange := [code for code in (first, second) if study.short(code) not in known]:
        having = [code for code in study.parameters["PARAMCD"] if study.short(code) in known]
        raise ValueError(f"no single people have {', '.join(strange)} here. Choose from {', '.join(having)}.")
    people, ends = rows["Subject"].nunique(), (study.baseline.name, study.last.name)
    rising = {str(name): _rising(own, *ends) for name, own in rows.groupby("Marker", sort=False)}
    by_key = {
        key(
            {ABOVE: one, BELOW: other}
        ): f"{WHO[basis]}: {one} up in {rising[one]}, {other} in {rising[other]}"
        for one in rising
        for other in rising
    }
    chart = publish(
        draw(
            rows,
            first=study.short(first),
            second=study.short(second),
            arms=tuple(study.sizes),
            visits=tuple(visit.name for visit in study.visits),
        ),
        title=by_key[key({ABOVE: study.short(first), BELOW: study.short(second)})],
        subtitle=f"{'In one computed cohort' if basis == 'reconstructed' else 'Observed'}: each person "
        f"from {ends[0].lower()} to {ends[1].lower()}, where both values are there",
        basis=basis,
        study=study,
        description=f"{lead} Two panels show two markers of {in_words(people)} {who} from visit to visit, "
        "one line a subject; one subject, chosen by the reader, is bold in both panels.",
    )
    chart.usermeta["titles"] = titles((ABOVE, BELOW), by_key)
    return chart


def _rising(rows: pd.DataFrame, first: str, last: str) -> str:
    """In how many of the people with both values the later one is higher."""
    by_visit = (
        rows.pivot_table(index="Subject", columns="Visit", values="Value")
        .reindex(columns=[first, last])
        .dropna()
    )
    return f"{(by_visit[last] > by_visit[first]).sum()} of {len(by_visit)}"


def _rows(study: Study) -> pd.DataFrame:
    """The people's values with a reader's names: `Subject, Arm, Marker, Unit, Visit, Value, trace`."""
    rows = individuals(study)
    return pd.DataFrame(
        {
            "Subject": rows["subject"],
            "Arm": rows["arm"],
            "Marker": rows["marker"].map(study.short),
            "Unit": rows["unit"],
            "Visit": rows["visit"],
            "Value": rows["value"],
            "trace": rows["trace"],
        }
    )


def draw(
    rows: pd.DataFrame, *, first: str, second: str, arms: Sequence[str], visits: Sequence[str]
) -> alt.VConcatChart:
    """Two panels that share their choice of a subject.

    Args:
        rows: `Subject`, `Arm`, `Marker`, `Unit`, `Visit`, `Value` and `trace`.
        first: marker shown above at first.
        second: marker shown below at first.
        arms: codes of the arms in order.
        visits: their names in order of time.
    """
    subjects, markers = tuple(sorted(rows["Subject"].unique())), tuple(dict.fromkeys(rows["Marker"]))
    picked = Control("cohort_subject", "Subject", "select", subjects, subjects[-1])
    above = Control(ABOVE, "Marker above", "select", markers, first)
    below = Control(BELOW, "Marker below", "select", markers, second)
    panels = [_panel(rows, marker.name, picked.name, arms, visits) for marker in (above, below)]
    controls = [each.parameter() for each in (above, below, picked)]
    return alt.vconcat(*panels, spacing=26).add_params(*controls)


def _panel(
    rows: pd.DataFrame, marker: str, picked: str, arms: Sequence[str], visits: Sequence[str]
) -> alt.LayerChart:
    units = ", ".join(rows["Unit"].unique())
    base = (
        alt.Chart(rows)
        .transform_filter(f"datum.Marker == {marker}")
        .encode(
            x=alt.X("Visit:N", sort=list(visits), title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("Value:Q", title=units, scale=alt.Scale(zero=False)),
        )
    )
    colors, shapes = arm_scales(arms)
    legend = alt.Legend(title=None, symbolOpacity=1)
    color, shape = (
        alt.Color("Arm:N", scale=colors, legend=legend),
        alt.Shape("Arm:N", scale=shapes, legend=legend),
    )
    one = base.transform_filter(f"datum.Subject == {picked}")
    lines = base.mark_line(strokeWidth=1.2, opacity=0.45).encode(color=color, detail="Subject:N")
    dots = base.mark_point(size=30, opacity=0.55).encode(color=color, shape=shape)
    thick = one.mark_line(strokeWidth=3.5).encode(color=color, detail="Subject:N")
    marks = one.mark_point(size=120, opacity=1).encode(color=color, shape=shape)
    last = one.transform_filter(alt.datum.Visit == visits[-1])
    words = last.mark_text(align="left", dx=9, color=INK).encode(text="Subject:N")
    name = (
        base.transform_aggregate(top="max(Value)", groupby=["Marker"])
        .mark_text(align="left", baseline="bottom", dy=-8, fontWeight=600, color=INK)
        .encode(x=alt.value(0), y=alt.value(0), text="Marker:N")
    )
    layers = [lines, dots, thick, marks, words, name]
    return alt.LayerChart(layer=layers).properties(width="container", height=142)
