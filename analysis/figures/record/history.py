"""Who had what: people counted exactly as the source words it, each count with its interval."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import BLUE, GREEN, INK, PURPLE, VERMILION

FOLLOW_UP = "Five-year follow-up"
STANDINGS = {
    "printed by the authors too": "cross",
    "printed in the summary": "circle",
    "follows: all came back": "triangle-up",
    "judged, by whom not told": "square",
    "our count, medical history": "diamond",
}
"""How a count came about, and the shape of its mark."""
ENTRIES = {
    "operation": ("square", VERMILION),
    "diagnosis": ("triangle-up", PURPLE),
    "symptom": ("circle", BLUE),
    "unchanged finding": ("diamond", GREEN),
}
"""Shape and color of an entry, by kind."""
PERIODS = {"Prior": "Before the infusion", FOLLOW_UP: "During five years"}
APART = 0.15
"""Distance between entries of one subject in one period, in periods."""


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


def history_timeline(history: pd.DataFrame) -> alt.LayerChart:
    """Each entry as a mark: subjects down, the two periods across, in the order of the source.

    Args:
        history: the table ``medical_history``; a subject without an entry keeps an empty row.
    """
    frame = pd.DataFrame(
        {
            "Subject": history["SUBJID"].astype(int),
            "Period": history["MHCAT"].map(PERIODS),
            "Entry": history["MHTERM"],
            "Kind": history["MHSCAT"],
            "Date": history["MHSTDTC"],
            "Medicine": history["CMTRT"],
            "trace": "medical_history:" + history["SUBJID"] + "-" + history["MHSEQ"],
        }
    )
    subjects = sorted(frame["Subject"].unique().tolist())
    frame = frame[frame["Kind"] != "none"].reset_index(drop=True)
    turn = frame.groupby(["Subject", "Period"]).cumcount()
    frame["Place"] = (
        frame["Period"].map(dict(zip(PERIODS.values(), (0, 1), strict=True))) + 0.08 + APART * turn
    )
    dated = (frame["Kind"] + " " + frame["Date"]).where(frame["Date"] != "", "")
    said = frame["Medicine"].where(frame["Medicine"] != "", dated)
    row = said.groupby([frame["Subject"], frame["Period"]])
    frame["Words"] = row.transform(" ".join).str.strip().where(row.cumcount(ascending=False) == 0, "")
    kinds = [kind for kind in ENTRIES if kind in set(frame["Kind"])]
    shapes, colors = (list(part) for part in zip(*(ENTRIES[kind] for kind in kinds), strict=True))
    legend = alt.Legend(title="Entry", columns=3, symbolSize=90)
    base = alt.Chart(frame).encode(
        x=alt.X(
            "Place:Q",
            title=None,
            scale=alt.Scale(domain=[0, 2]),
            axis=alt.Axis(
                orient="top",
                values=[0, 1],
                labelExpr=f"datum.value == 0 ? '{PERIODS['Prior']}' : '{PERIODS[FOLLOW_UP]}'",
                labelAlign="left",
                ticks=False,
                domain=False,
            ),
        ),
        y=alt.Y(
            "Subject:O",
            title="Subject",
            scale=alt.Scale(domain=subjects),
            axis=alt.Axis(grid=True, ticks=False, domain=False),
        ),
    )
    marks = base.mark_point(size=110, opacity=1).encode(
        shape=alt.Shape("Kind:N", scale=alt.Scale(domain=kinds, range=shapes), legend=legend),
        color=alt.Color("Kind:N", scale=alt.Scale(domain=kinds, range=colors), legend=legend),
        tooltip=["Subject:O", "Period:N", "Kind:N", "Entry:N", "Date:N", "Medicine:N"],
    )
    words = base.transform_filter("datum.Words").mark_text(align="left", dx=9, dy=-7, fontSize=11, color=INK)
    return alt.LayerChart(layer=[marks, words.encode(text="Words:N")]).properties(
        width="container", height=27 * len(subjects)
    )


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
