"""Studies of people given cells: which rows a figure may rest on, and what they found in frailty."""

import pandas as pd

from analysis.data import Study

MONTHS = 12
DRAWN = ("primary", "abstract")
"""Standings that a figure may rest on: a paper's own text or its abstract, no release, wiki or news page."""


def from_papers(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that were read in a paper or its abstract; a table keeps the others, marked.

    Args:
        rows: a table with `STANDING`.
    """
    return rows[rows["STANDING"].isin(DRAWN)].reset_index(drop=True)


def follow_up(years: str) -> str:
    """A length of follow-up in words; in months where it is no whole number of years.

    Args:
        years: `YEARS` of the table of studies.

    Examples:
        >>> follow_up("6"), follow_up("1"), follow_up("0.5"), follow_up("6.25")
        ('6 years', '1 year', '6 months', '75 months')
    """
    length = float(years)
    amount, unit = (length, "year") if length.is_integer() else (length * MONTHS, "month")
    return f"{amount:g} {unit}{'s' * (amount != 1)}"


def other_studies(study: Study) -> pd.DataFrame:
    """Every study but this one, of the table of studies.

    Args:
        study: with the table of studies beside it.
    """
    studies = study.table("studies")
    return studies[studies["WHOSE"] == "other"].reset_index(drop=True)


def frailty_results(study: Study) -> pd.DataFrame:
    """Results in frail people, with the name of their trial and the source of its cells.

    Args:
        study: with the tables of studies and of results in frail people beside it.

    Returns:
        The rows of `frailty_trials` in order, with `TRIAL`, `CELLS` and `trace`.
    """
    named, results = study.table("studies").set_index("REFID"), study.table("frailty_trials")
    return results.assign(
        TRIAL=results["STUDYID"].map(named["TRIAL"]),
        CELLS=results["STUDYID"].map(named["CELLS"]),
        trace="frailty_trials:" + results["REFID"],
    )
