"""Results of cells in frail people, dose by dose."""

from functools import partial

import altair as alt
import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.theme import INK
from analysis.reported.studies import frailty_results, from_papers

DOSES = ["0", "20", "100", "200", "all", "not printed"]
OUTCOMES = ["improved", "no difference", "not stated"]
WITHIN = "within arm"
ROW_HEIGHT = 64
_NAMES = {"CRATUS phase 1": "CRATUS 1", "CRATUS phase 2": "CRATUS 2", "NCT04314011": "Cord cells"}
_SHORT = {
    "short physical performance battery": "physical performance",
    "physical quality of life (SF-36)": "quality of life (SF-36)",
}
"""Endpoints as a title has room for them; the list of choices has them whole."""
_UNITS = {"m": " m", "s": " s"}
_LABELS = (
    "datum.value == '0' ? ['none'] : datum.value == 'all' ? ['all', 'arms'] "
    ": datum.value == 'not printed' ? ['not', 'printed'] : [datum.value, 'M']"
)


def frailty(study: Study) -> Explorer:
    """One endpoint at a time: the outcome by dose, a row for each trial, kind of contrast and month.

    It opens at the endpoint that most trials measured.

    Args:
        study: with the tables of studies and of results in frail people beside it.

    Raises:
        MissingFindingError: no result in frail people was read in a paper or its abstract.

    Examples:
        >>> frailty(Study.read()).title
        'TNF-α in blood: 5 of 6 results improved, 1 against placebo'
    """
    results = frailty_rows(study)
    trials = results.groupby("Endpoint", sort=False)["Trial"].nunique()
    return Explorer(
        finding=finding,
        subtitle="As abstracts report them: trials of cells in frail people, by dose; hollow: one arm alone",
        basis="reference",
        controls=(
            Control(
                "frailty_endpoint",
                "Endpoint",
                "select",
                choices=tuple(results["Endpoint"].unique()),
                default=str(trials.idxmax()),
            ),
        ),
        compute=partial(_of, results),
        draw=draw,
        describe=_describe,
        study=study,
    )


def finding(results: pd.DataFrame) -> str:
    """How many results of an endpoint improved, and how many of these against placebo.

    Args:
        results: of one endpoint, from `frailty_rows`.

    Examples:
        >>> one = {"Endpoint": ["grip strength"], "Outcome": ["improved"], "Contrast": ["against placebo"]}
        >>> finding(pd.DataFrame(one))
        'Grip strength: the only result is improved, against placebo'
    """
    endpoint = _SHORT.get(results["Endpoint"].iloc[0], results["Endpoint"].iloc[0])
    endpoint = endpoint[0].upper() + endpoint[1:]
    improved = results[results["Outcome"] == "improved"]
    against = int((improved["Contrast"] != WITHIN).sum())
    if len(results) == 1:
        (outcome,), (contrast,) = results["Outcome"], results["Contrast"]
        verb = "shows" if outcome == "no difference" else "is"
        return f"{endpoint}: the only result {verb} {outcome}, {contrast}"
    told = f"{endpoint}: {len(improved) or 'none'} of {len(results)} results improved"
    if improved.empty:
        return told
    return f"{told}, {against or 'none'} against placebo"


def frailty_rows(study: Study) -> pd.DataFrame:
    """The results that were read in a paper or its abstract, with their places.

    Args:
        study: with the tables of studies and of results in frail people beside it.

    Returns:
        `Row` (trial, contrast and month, joined by "|"), `Trial`, `Dose`, `Contrast`, `Endpoint`, `Outcome`,
        `Subjects`, `Size` (a printed change with its unit), `p` and `trace`.

    Raises:
        MissingFindingError: there is none.
    """
    results = from_papers(frailty_results(study))
    if results.empty:
        raise MissingFindingError(f"{study.name} has no result in frail people. Add a table of such trials.")
    when = results["CONTRAST"] + "|" + results["MONTHS"] + " months"
    return pd.DataFrame(
        {
            "Row": results["TRIAL"].replace(_NAMES) + "|" + when,
            "Trial": results["TRIAL"],
            "Dose": results["DOSE"],
            "Contrast": results["CONTRAST"],
            "Endpoint": results["ENDPOINT"],
            "Outcome": results["OUTCOME"],
            "Subjects": results["N"],
            "Size": _sizes(results),
            "p": results["PVALUE"].str.replace("0.", "."),
            "trace": results["trace"],
        }
    )


def draw(results: pd.DataFrame) -> alt.LayerChart:
    """Draw the results of an endpoint by dose: hollow within an arm, filled against placebo.

    Args:
        results: from `frailty_rows`.
    """
    most = results.groupby("Endpoint")["Row"].nunique().max()
    base = _by_dose(results)
    legend = alt.Legend(title=None, columns=3)
    shapes = ["triangle-up", "square", "stroke"]
    shape = alt.Shape("Outcome:N", scale=alt.Scale(domain=OUTCOMES, range=shapes), legend=legend)
    within = f"datum.Contrast == '{WITHIN}'"
    hollow = base.transform_filter(within).mark_point(
        size=130, strokeWidth=2, filled=False, opacity=1, color=INK
    )
    filled = base.transform_filter(f"!({within})").mark_point(
        size=130, strokeWidth=2, filled=True, opacity=1, color=INK
    )
    above = base.mark_text(dy=-15, color=INK).encode(text="Size:N")
    # On a phone a long p-value would meet its neighbor's.
    lower = alt.expr("length(datum.p) > 5 ? 28 : 16")
    below = base.mark_text(dy=lower, color=INK).encode(text="p:N")
    marks = (chart.encode(shape=shape) for chart in (hollow, filled))
    return alt.LayerChart(
        data=results, layer=[*marks, above, below], width="container", height=ROW_HEIGHT * most
    )


def _by_dose(results: pd.DataFrame) -> alt.Chart:
    """The results, placed by dose and row."""
    return alt.Chart().encode(
        x=alt.X(
            "Dose:N",
            sort=DOSES,
            title="Cells infused, millions (M)",
            scale=alt.Scale(domain=DOSES),
            axis=alt.Axis(labelAngle=0, labelExpr=_LABELS, grid=False),
        ),
        y=alt.Y(
            "Row:N",
            sort=list(dict.fromkeys(results["Row"])),
            title=None,
            axis=alt.Axis(labelExpr="split(datum.label, '|')", labelOffset=-12, grid=True),
        ),
    )


def _sizes(results: pd.DataFrame) -> "pd.Series[str]":
    """A printed change with its unit and a true minus sign; empty where none is printed."""
    sizes = results["VALUE"].str.replace("-", "−") + results["AVALU"].map(_UNITS)
    return sizes.where(results["VALUE"] != "", "")


def _of(results: pd.DataFrame, *, frailty_endpoint: str) -> pd.DataFrame:
    return results[results["Endpoint"] == frailty_endpoint].reset_index(drop=True)


def _describe(results: pd.DataFrame) -> str:
    told = (
        f"{contrast}, {', '.join(f'{n} {outcome}' for outcome, n in own.value_counts(sort=False).items())}"
        for contrast, own in results.groupby("Contrast", sort=False)["Outcome"]
    )
    return (
        "One endpoint at a time, a row for each trial, contrast and month, a column for each dose. "
        f"Of all results drawn: {'; '.join(told)}."
    )
