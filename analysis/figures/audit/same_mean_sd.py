"""Explorer of all triples that share a mean and a standard deviation."""

from functools import partial
from math import pi

import numpy as np
import pandas as pd

from analysis.figures.audit.sphere_drawing import KINDS, triples
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.reconstruction import on_sphere

STEP = 15
"""Degrees between neighbors."""


def circle(*, mean: float, sd: float) -> Explorer:
    """The circle of all triples with one mean and SD (divisor 2), and one triple that a reader turns.

    Args:
        mean: of the made-up triples.
        sd: their standard deviation.
    """
    steps = tuple(range(360 // STEP))
    return Explorer(
        title="Illustration, made-up numbers: every triple with one mean and SD",
        basis="design",
        sources=(),
        controls=(Control("turn", f"Turn, in steps of {STEP}°", "range", choices=steps, default=1),),
        compute=partial(_rows, mean, sd),
        draw=triples,
        describe=_describe,
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
