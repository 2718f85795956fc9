"""All triples that share a mean and a standard deviation: a circle."""

from functools import partial
from math import pi

import altair as alt
import numpy as np
import pandas as pd

from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK, LOOK, MUTED
from analysis.reconstruction import on_sphere

KINDS = ["kept", "has a value below 0"]
STEP = 15
"""Degrees between neighbors."""


def same_mean_sd(*, mean: float, sd: float) -> Explorer:
    """The circle of all triples with one mean and SD (divisor 2), and one triple that a reader turns.

    Args:
        mean: of the made-up triples.
        sd: their standard deviation.

    Examples:
        >>> same_mean_sd(mean=50, sd=10).title
        'Of 24 triples with mean 50 and SD 10, 24 have no value below 0'
    """
    steps = tuple(range(360 // STEP))
    return Explorer(
        finding=partial(finding, mean, sd),
        subtitle="Made-up numbers: first and second value of three; the third follows from the mean",
        basis="design",
        controls=(Control("turn", f"Turn, in steps of {STEP}°", "range", choices=steps, default=1),),
        compute=partial(_rows, mean, sd),
        draw=_drawing,
        describe=_describe,
    )


def finding(mean: float, sd: float, rows: pd.DataFrame) -> str:
    """How many of the triples with one mean and SD stay at or above 0.

    Args:
        mean: of the triples.
        sd: of the triples.
        rows: one row a triple: `kind` (one of `KINDS`).
    """
    kept = int((rows["kind"] == KINDS[0]).sum())
    have = "has" if kept == 1 else "have"
    return (
        f"Of {len(rows)} triples with mean {mean:g} and SD {sd:g}, {kept or 'none'} {have} no value below 0"
    )


def _rows(mean: float, sd: float, *, turn: int) -> pd.DataFrame:
    """Every triple of the circle, equally spaced; the chosen one with its values in words."""
    angles = 2 * pi * (np.arange(360 // STEP) * STEP / 360 + np.array([[0], [1 / 3], [2 / 3]]))
    values = on_sphere(np.cos(angles), mean, sd).round(2)
    rows = pd.DataFrame({"first": values[0], "second": values[1], "third": values[2]})
    rows["kind"] = [KINDS[int(low < 0)] for low in values.min(axis=0)]
    rows["chosen"] = rows.index == turn
    told = "{:.1f}, {:.1f}, {:.1f}".format(*values[:, turn]).replace("-", "−")
    rows["words"] = np.where(rows["chosen"], f"{told}|mean {mean:g}, SD {sd:g}", "")
    return rows.assign(trace="formula:reconstruction.on_sphere")


def _describe(rows: pd.DataFrame) -> str:
    one = rows.drop_duplicates(["first", "second"])
    below = int((one["kind"] == KINDS[1]).sum())
    words = next(text for text in rows["words"] if text).partition("|")[2]
    return (
        f"Made-up numbers. {len(one)} triples with {words} are drawn by their first and second value; the "
        "third follows from the mean. They lie on a circle that is seen at a slant, as an ellipse, in "
        f"equal turns. {below} of them contain a value below 0 and are crosses; one triple is chosen and "
        "written out."
    )


def _drawing(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw triples by their first two values; one is chosen and its values are written out.

    The circle lies at a slant to the plane of the first two values, so it is seen as an ellipse.

    Args:
        rows: `first`, `second`, `kind` (one of `KINDS`), `chosen` (true for one row), `words` (the chosen
            triple, its lines divided by "|") and `trace`.
    """
    span = [min(rows["first"].min(), rows["second"].min()) - 5, rows["first"].max() + 5]
    scale = alt.Scale(domain=span, nice=False)
    legend = alt.Legend(title=None, columns=2)
    base = alt.Chart(rows, width="container", height=320).encode(
        x=alt.X("first:Q", title="First value", scale=scale, axis=alt.Axis(tickCount=5)),
        y=alt.Y("second:Q", title="Second value", scale=scale, axis=alt.Axis(tickCount=5)),
    )
    marks = base.encode(
        shape=alt.Shape(
            "kind:N", title=None, scale=alt.Scale(domain=KINDS, range=["circle", "cross"]), legend=legend
        ),
    )
    is_chosen = alt.datum.chosen
    chosen = base.transform_filter(is_chosen)
    layers = [
        marks.transform_filter(~is_chosen).mark_point(filled=True, size=45, opacity=1, color=MUTED),
        chosen.mark_rule(strokeDash=[4, 4], color=INK).encode(y2=alt.datum(span[0])),
        chosen.mark_rule(strokeDash=[4, 4], color=INK).encode(x2=alt.datum(span[0])),
        marks.transform_filter(is_chosen).mark_point(filled=True, size=260, opacity=1, color=LOOK),
        chosen.mark_text(align="right", baseline="top", lineBreak="|", color=INK).encode(
            x=alt.value("width"), y=alt.value(4), text="words:N"
        ),
    ]
    return alt.LayerChart(layer=layers)
