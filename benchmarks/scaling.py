"""Cost against the size of one data set and against the number of data sets, as a table and a chart."""

from functools import partial

import altair as alt
import numpy as np
import pandas as pd

from analysis.inference import rank_sum, rank_sum_many, signed_rank, signed_rank_many
from benchmarks.timing import cold


def against_size() -> pd.DataFrame:
    """Time one exact test with ties for growing numbers of subjects, with an empty cache."""
    rng = np.random.default_rng(5)
    rows = []
    for n in (6, 12, 24, 50, 100, 200, 500):
        d = np.round(rng.normal(size=n), 1)
        rows.append(("signed_rank", n, cold(partial(signed_rank, d))))
        if n <= 200:
            rows.append(("rank_sum", n, cold(partial(rank_sum, d[: n // 2], d[n // 2 :]))))
    return pd.DataFrame(rows, columns=["test", "subjects", "seconds"])


def against_number() -> pd.DataFrame:
    """Time growing numbers of data sets of the trial's size, without ties and with many."""
    rng = np.random.default_rng(6)
    rows = []
    for k in (100, 1_000, 10_000, 100_000, 1_000_000):
        smooth = rng.normal(size=(k, 11))
        for label, data in (("no ties", smooth), ("ties in nearly every row", np.round(smooth, 1))):
            x, y = data[:, :5].copy(), data[:, 5:].copy()
            rows.append((f"rank_sum_many, {label}", k, cold(partial(rank_sum_many, x, y))))
            rows.append((f"signed_rank_many, {label}", k, cold(partial(signed_rank_many, y))))
    return pd.DataFrame(rows, columns=["test", "data_sets", "seconds"])


def chart(size: pd.DataFrame, number: pd.DataFrame) -> alt.HConcatChart:
    """Draw both tables side by side, on logarithmic axes."""
    left = _panel(size, "subjects", "Subjects in one data set (ties)")
    right = _panel(number, "data_sets", "Data sets (5 v 6 subjects; 6 pairs)")
    both: alt.HConcatChart = alt.hconcat(left, right).resolve_scale(color="independent")
    return both


def _panel(table: pd.DataFrame, column: str, title: str) -> alt.Chart:
    legend = alt.Legend(orient="bottom", columns=1, title=None, labelLimit=320)
    return (
        alt.Chart(table, width=320, height=260)
        .mark_line(point=True)
        .encode(
            x=alt.X(f"{column}:Q", title=title).scale(type="log"),
            y=alt.Y("seconds:Q", title="Seconds, best of 3").scale(type="log"),
            color=alt.Color("test:N", legend=legend),
        )
    )
