"""Who had what: people counted exactly as the source words it, each count with its interval."""

import altair as alt
import pandas as pd

from analysis.charts.theme import BLUE, INK

FOLLOW_UP = "Five-year follow-up"
STANDINGS = {
    "printed by the authors too": "cross",
    "printed in the summary": "circle",
    "follows: all came back": "triangle-up",
    "judged, by whom not told": "square",
    "our count, medical history": "diamond",
}
"""How a count came about, and the shape of its mark."""


def people_with(history: pd.DataFrame, kinds: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    """Count the subjects with at least one entry of some kinds during follow-up.

    Args:
        history: the table ``medical_history``.
        kinds: label of a count to the values of ``MHSCAT`` that it covers.

    Returns:
        One row per label: ``outcome``, ``events`` (subjects, each once) and ``trace`` (the entries counted).
    """
    later = history[history["MHCAT"] == FOLLOW_UP]
    rows = []
    for label, covered in kinds.items():
        found = later[later["MHSCAT"].isin(covered)]
        keys = found["SUBJID"] + "-" + found["MHSEQ"]
        rows.append((label, found["SUBJID"].nunique(), " ".join("medical_history:" + keys)))
    return pd.DataFrame(rows, columns=["outcome", "events", "trace"])


def counted_outcomes(counts: pd.DataFrame) -> alt.LayerChart:
    """Each outcome with its count and the two-sided interval of the share.

    Args:
        counts: ``outcome, standing, events, n, low, high, trace``, in the order to draw. ``standing`` is
            one of ``STANDINGS``.
    """
    base = alt.Chart(counts.assign(count=counts["events"].astype(str) + " of " + counts["n"].astype(str)))
    row = alt.Y("outcome:N", sort=None, title=None)
    standings = list(counts["standing"].unique())
    shapes = [STANDINGS[standing] for standing in standings]
    share = alt.X(
        "estimate:Q",
        title="Share, with its 95% interval",
        axis=alt.Axis(format="~%", values=[0, 0.2, 0.4, 0.6]),
        scale=alt.Scale(domain=[0, 0.9]),
    )
    layers = alt.LayerChart(
        layer=[
            base.mark_rule(strokeWidth=3, opacity=0.55, color=BLUE).encode(x=share, x2="high:Q", y=row),
            base.mark_rule(strokeWidth=3, opacity=0.55, color=BLUE).encode(x=share, x2="low:Q", y=row),
            base.mark_point(size=90, color=BLUE, opacity=1).encode(
                x=share,
                y=row,
                shape=alt.Shape(
                    "standing:N",
                    title="The count is",
                    scale=alt.Scale(domain=standings, range=shapes),
                    legend=alt.Legend(columns=1, symbolFillColor=BLUE),
                ),
            ),
            base.mark_text(align="left", dx=8, color=INK).encode(x="high:Q", y=row, text="count:N"),
        ]
    )
    return layers.properties(width="container", height=26 * len(counts))
