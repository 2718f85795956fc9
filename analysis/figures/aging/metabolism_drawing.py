"""One person's variation of single markers, and insulin resistance by arithmetic."""

import altair as alt
import pandas as pd

from analysis.figures.aging.stable_drawing import AXIS, SCALE
from analysis.figures.base.theme import BLUE, GRAY, INK, PURPLE, VERMILION
from analysis.figures.record.laboratory import SHORT

NAMES = SHORT | {"GLUC": "Glucose"}


def studies(variation: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The rows of variation with the names of marker and study.

    Args:
        variation: the table of variation, rows to draw.
        sources: the table of sources, for their short names.

    Returns:
        The rows with ``Marker``, ``Study``, ``trace``, and ``cvi``, ``cva`` as numbers. A missing analytical
        figure counts as 0, so that the ranges are lower bounds.
    """
    return variation.assign(
        Marker=variation["PARAMCD"].replace(NAMES),
        Study=variation["SOURCEID"].map(sources.set_index("SOURCEID")["LABEL"]),
        cvi=variation["CVI"].astype(float),
        cva=pd.to_numeric(variation["CVA"].replace("", "0")),
        trace="variation:" + variation["REFID"] + " formula:physiology.reference_change",
    ).sort_values("Marker", kind="stable")


def person_variation(changes: pd.DataFrame) -> alt.LayerChart:
    """The range of a second result of one person when nothing has happened, study by study.

    Args:
        changes: ``Marker``, ``Study``, ``low``, ``high`` (percent of the first result), ``trace``, in the
            order to draw.
    """
    frame = pd.DataFrame(
        {
            "Row": changes["Marker"] + "|" + changes["Study"],
            "low": (1 + changes["low"] / 100).round(4),
            "high": (1 + changes["high"] / 100).round(4),
            "Words": [
                f"{low:+.0f}% to {high:+.0f}%".replace("-", "−")
                for low, high in zip(changes["low"], changes["high"], strict=True)
            ],
            "trace": changes["trace"],
        }
    )
    row = alt.Y(
        "Row:N", sort=None, title=None, axis=alt.Axis(labelExpr="split(datum.label, '|')", labelOffset=-7)
    )
    x = alt.X("low:Q", title="Second result, percent change", scale=SCALE, axis=AXIS)
    base = alt.Chart(frame).encode(y=row)
    middle = base.transform_calculate(middle="sqrt(datum.low * datum.high)")
    return alt.LayerChart(
        layer=[
            base.mark_rule(strokeWidth=4, opacity=0.7, color=PURPLE).encode(x=x, x2="high:Q"),
            middle.mark_text(dy=-12, color=INK).encode(x="middle:Q", text="Words:N"),
            alt.Chart(frame.head(1))
            .mark_rule(color=INK, strokeDash=[3, 3], opacity=0.7)
            .encode(x=alt.datum(1)),
        ]
    ).properties(width="container", height=40 * len(frame))


def insulin_resistance(steps: pd.DataFrame) -> alt.LayerChart:
    """HOMA-IR before and after a rise of insulin at unchanged glucose.

    Args:
        steps: ``kind`` ("line", "before" or "after"), ``insulin`` (mU/L), ``homa``, ``words`` and ``trace``.
    """
    base = alt.Chart(steps)
    x = alt.X("insulin:Q", title="Fasting insulin (mU/L)", scale=alt.Scale(domain=[0, 32], nice=False))
    y = alt.Y("homa:Q", title="HOMA-IR", scale=alt.Scale(domain=[0, 8], nice=False))
    points = base.transform_filter("datum.kind != 'line'")
    kinds = ["before", "after"]
    color = alt.Color(
        "kind:N", scale=alt.Scale(domain=kinds, range=[BLUE, VERMILION]), legend=alt.Legend(title="Insulin")
    )
    shape = alt.Shape(
        "kind:N",
        scale=alt.Scale(domain=kinds, range=["circle", "triangle-up"]),
        legend=alt.Legend(title="Insulin"),
    )
    return alt.LayerChart(
        data=steps,
        layer=[
            base.transform_filter("datum.kind == 'line'")
            .mark_line(color=GRAY, strokeWidth=2)
            .encode(x=x, y=y),
            points.mark_point(size=120, opacity=1).encode(x=x, y=y, color=color, shape=shape),
            points.mark_text(align="right", dx=-10, dy=-4, color=INK).encode(x=x, y=y, text="words:N"),
        ],
    ).properties(width="container", height=250)
