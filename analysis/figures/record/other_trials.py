"""Results of cells in frail people, dose by dose."""

import altair as alt
import pandas as pd

from analysis.figures.base.theme import GRAY, GREEN, INK, PURPLE

DOSES = ["0", "20", "100", "200", "all", "not printed"]
OUTCOMES = ["improved", "no difference", "not stated"]
ROW_HEIGHT = 64
_NAMES = {"CRATUS phase 1": "CRATUS 1", "CRATUS phase 2": "CRATUS 2", "NCT04314011": "Cord cells"}
_UNITS = {"m": " m", "s": " s"}
_LABELS = (
    "datum.value == '0' ? ['none'] : datum.value == 'all' ? ['all', 'arms'] "
    ": datum.value == 'not printed' ? ['not', 'printed'] : [datum.value, 'M']"
)


def dose_results(results: pd.DataFrame) -> alt.LayerChart:
    """One endpoint at a time: the outcome by dose, a row for each trial, kind of contrast and month.

    It opens at the endpoint that most trials measured.

    Args:
        results: from ``reported.frailty_results``, rows that were read in a paper or its abstract.
    """
    rows = results.assign(
        Row=results["TRIAL"].replace(_NAMES)
        + "|"
        + results["CONTRAST"]
        + "|"
        + results["MONTHS"]
        + " months",
        Size=_sizes(results),
        p=results["PVALUE"].str.replace("0.", "."),
    )
    names = {
        "DOSE": "Dose",
        "CONTRAST": "Contrast",
        "ENDPOINT": "Endpoint",
        "OUTCOME": "Outcome",
        "N": "Subjects",
    }
    drawn = rows.rename(columns=names)[["Row", *names.values(), "Size", "p", "trace"]]
    most = drawn.groupby("Endpoint")["Row"].nunique().max()
    endpoint = alt.param(
        name="frailty_endpoint",
        value=results.groupby("ENDPOINT", sort=False)["TRIAL"].nunique().idxmax(),
        bind=alt.binding_select(options=list(dict.fromkeys(drawn["Endpoint"])), name="Endpoint "),
    )
    base = _by_dose(drawn)
    legend = alt.Legend(title=None, columns=2)
    color = alt.Color(
        "Outcome:N", scale=alt.Scale(domain=OUTCOMES, range=[GREEN, GRAY, PURPLE]), legend=legend
    )
    shapes = ["triangle-up", "square", "stroke"]
    shape = alt.Shape("Outcome:N", scale=alt.Scale(domain=OUTCOMES, range=shapes), legend=legend)
    within = "datum.Contrast == 'within arm'"
    hollow = base.transform_filter(within).mark_point(size=130, strokeWidth=2, filled=False, opacity=1)
    filled = base.transform_filter(f"!({within})").mark_point(size=130, strokeWidth=2, filled=True, opacity=1)
    above = base.mark_text(dy=-15, fontSize=11, color=INK).encode(text="Size:N")
    # On a phone a long p-value would meet its neighbor's.
    lower = alt.expr("length(datum.p) > 5 ? 28 : 16")
    below = base.mark_text(dy=lower, fontSize=11, color=INK).encode(text="p:N")
    marks = (chart.encode(color=color, shape=shape) for chart in (filled, hollow))
    return (
        alt.LayerChart(layer=[*marks, above, below])
        .add_params(endpoint)
        .properties(width="container", height=ROW_HEIGHT * most)
    )


def _by_dose(drawn: pd.DataFrame) -> alt.Chart:
    """The results of the chosen endpoint, placed by dose and row."""
    return (
        alt.Chart(drawn)
        .transform_filter("datum.Endpoint == frailty_endpoint")
        .encode(
            x=alt.X(
                "Dose:N",
                sort=DOSES,
                title="Cells infused, millions (M)",
                scale=alt.Scale(domain=DOSES),
                axis=alt.Axis(labelAngle=0, labelExpr=_LABELS, grid=False),
            ),
            y=alt.Y(
                "Row:N",
                sort=list(dict.fromkeys(drawn["Row"])),
                title=None,
                axis=alt.Axis(labelExpr="split(datum.label, '|')", labelOffset=-12, grid=True),
            ),
        )
    )


def _sizes(results: pd.DataFrame) -> "pd.Series[str]":
    """A printed change with its unit and a true minus sign; empty where none is printed."""
    sizes = results["VALUE"].str.replace("-", "−") + results["AVALU"].map(_UNITS)
    return sizes.where(results["VALUE"] != "", "")
