"""How far one person's second result lies from the first when nothing has happened, study by study."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from analysis.claims.words import inside
from analysis.data import Study
from analysis.figures.aging.minimal_detectable_change import AXIS, SCALE
from analysis.figures.aging.words import between, brief
from analysis.figures.base.publish import LONGEST_TITLE, publish
from analysis.figures.base.theme import INK
from analysis.physiology import reference_change as limits_of


def reference_change(study: Study, markers: Sequence[str]) -> alt.LayerChart:
    """The range of a second result of one person without any change, by marker and study of variation.

    Args:
        study: with a table of variation.
        markers: codes of the markers to draw.

    Raises:
        MissingFindingError: the table has no figure of any of them.
    """
    rows = reference_change_limits(study, markers)
    spans = [
        f"{marker} {low:.0f} to +{high:.0f} ({source})"
        for marker, low, high, source in zip(
            rows["Marker"], rows["low"], rows["high"], rows["Study"], strict=True
        )
    ]
    return publish(
        draw(rows),
        title=finding(rows),
        subtitle="The range that holds 95 of 100 second results, by study of variation in healthy people",
        basis="reference",
        added="ranges computed",
        study=study,
        description=f"Range of a second result in percent, by marker and study: {'; '.join(spans)}.",
    )


def reference_change_limits(study: Study, markers: Sequence[str]) -> pd.DataFrame:
    """The limits within which 95 of 100 second results lie.

    Args:
        study: with a table of variation.
        markers: codes of the markers.

    Returns:
        The rows of variation with a within-subject figure, by marker, with ``Marker``, ``Study``, ``low`` and
        ``high`` (percent of the first result) and ``trace``. A missing analytical figure counts as 0, so that
        the ranges are lower bounds.

    Raises:
        MissingFindingError: the table has no figure of any of them.
    """
    names = [study.short(code) for code in markers]
    listed = study.need_reference("variation", f"variation of {', '.join(names)}", PARAMCD=markers)
    listed = listed[listed["CVI"] != ""]
    analytical = pd.to_numeric(listed["CVA"].replace("", "0"))
    limits = limits_of(listed["CVI"].astype(float).to_numpy(), analytical.to_numpy())
    return listed.assign(
        Marker=listed["PARAMCD"].map(study.short),
        Study=listed["SOURCEID"].map(study.source_labels),
        low=limits.low_percent,
        high=limits.high_percent,
        trace="variation:" + listed["REFID"] + " formula:physiology.reference_change",
    ).sort_values("Marker", kind="stable")


def finding(rows: pd.DataFrame) -> str:
    """How much higher one person's second result may read, of the most and of the least variable marker.

    Args:
        rows: as `reference_change_limits` gives them.
    """
    most, least = (rows.loc[rows["high"].agg(end)] for end in ("idxmax", "idxmin"))
    person = f"One person’s {inside(most['Marker'])} may read"
    if most["Marker"] == least["Marker"]:
        return f"{person} {between(least['high'], most['high'])}% higher with no change"
    first = f"{person} {brief(most['high'])}% higher with no change"
    both = f"{first}, {inside(least['Marker'])} {brief(least['high'])}%"
    return both if len(both) <= LONGEST_TITLE else first


def draw(rows: pd.DataFrame) -> alt.LayerChart:
    """One bar for each study, under the name of its marker, on an axis of percent.

    Args:
        rows: ``Marker``, ``Study``, ``low``, ``high`` (percent of the first result) and ``trace``, in the
            order to draw.
    """
    frame = pd.DataFrame(
        {
            "Row": rows["Marker"] + "|" + rows["Study"],
            "low": (1 + rows["low"] / 100).round(4),
            "high": (1 + rows["high"] / 100).round(4),
            "Words": rows["high"].map("{:+.0f}%".format),
            "trace": rows["trace"],
        }
    )
    lines: dict[str, None] = {}  # the name of each marker, and below it its studies
    for marker, line in zip(rows["Marker"], frame["Row"], strict=True):
        lines |= {str(marker): None, line: None}
    bold: Any = {"condition": {"test": "indexof(datum.value, '|') < 0", "value": 600}, "value": 400}
    row = alt.Y(
        "Row:N",
        title=None,
        scale=alt.Scale(domain=list(lines)),
        axis=alt.Axis(
            labelExpr="slice(split(datum.label, '|'), -1)[0]",
            labelFontWeight=bold,
            ticks=False,
            domain=False,
        ),
    )
    x = alt.X("low:Q", title="Second result against the first", scale=SCALE, axis=AXIS)
    base = alt.Chart(frame).encode(y=row)
    return alt.LayerChart(
        layer=[
            base.mark_rule(strokeWidth=5, color=INK).encode(x=x, x2="high:Q"),
            base.mark_text(align="left", dx=6, color=INK).encode(x="high:Q", text="Words:N"),
            alt.Chart(frame.head(1))
            .mark_rule(color=INK, strokeDash=[3, 3], opacity=0.7)
            .encode(x=alt.datum(1)),
        ]
    ).properties(width="container", height=22 * len(lines))
