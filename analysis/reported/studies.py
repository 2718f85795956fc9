"""Studies of people given cells: which rows a figure may rest on, and what they found in frailty."""

import pandas as pd

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


def other_studies(studies: pd.DataFrame) -> pd.DataFrame:
    """Every study but this trial.

    Args:
        studies: the table of studies.
    """
    return studies[studies["WHOSE"] == "other"].reset_index(drop=True)


def frailty_results(results: pd.DataFrame, studies: pd.DataFrame) -> pd.DataFrame:
    """Results in frail people, with the name of their trial and the source of its cells.

    Args:
        results: the table `frailty_trials`.
        studies: the table of studies.

    Returns:
        The rows of `results` in order, with `TRIAL`, `CELLS` and `trace`.
    """
    named = studies.set_index("REFID")
    return results.assign(
        TRIAL=results["STUDYID"].map(named["TRIAL"]),
        CELLS=results["STUDYID"].map(named["CELLS"]),
        trace="frailty_trials:" + results["REFID"],
    )
