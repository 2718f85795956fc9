"""Dates as the sources state them, and the bounds that they set to what is not dated."""

from dataclasses import dataclass

import pandas as pd

from analysis.data import MissingFindingError, Study

PUBLISHED = "PUBDTC"
"""The code of the date on which a report of the trial was published."""


@dataclass(frozen=True, slots=True)
class InfusionBounds:
    """Between which months the infusions lie, as far as the dates that are told bound them.

    Attributes:
        earliest: the first month, as "2016-11", of the one subject whose follow-up holds a dated event, if
            that subject's visit was held on time; the others' infusions have no such bound.
        latest: the last month, of everybody.
        event: the date of that event, which the earliest month follows from.
        report: the date of the first report, which the latest follows from.
    """

    earliest: str
    latest: str
    event: str
    report: str

    def in_words(self, *, years_later: int = 0) -> dict[str, str]:
        """Both months as a reader writes them, or those that lie some years later.

        Args:
            years_later: how many years after the infusion.

        Examples:
            >>> infusion_bounds(Study.read()).in_words(years_later=10)
            {'earliest': 'November 2026', 'latest': 'March 2030'}
        """
        months = {"earliest": self.earliest, "latest": self.latest}
        return {end: month_in_words(months_before(month, -12 * years_later)) for end, month in months.items()}


def infusion_bounds(study: Study) -> InfusionBounds:
    """Bound the infusions by what came after them.

    A report that follows everybody for some months was published later than those months; an event told of as
    within the follow-up came before its end.

    Args:
        study: its findings, with the date of the first report and both lengths of follow-up, and its medical
            history, with one dated event or more at follow-up.

    Raises:
        MissingFindingError: one of these is not printed.

    Examples:
        >>> infusion_bounds(Study.read())
        InfusionBounds(earliest='2016-11', latest='2020-03', event='2021-11', report='2020-09-28')
    """
    lasted = {
        unit: study.need(f"length of follow-up in {unit}", PARAMCD="FUPDUR", AVALU=unit)["VALUE"].astype(int)
        for unit in ("years", "months")
    }
    report = study.need("date of its first report", PARAMCD=PUBLISHED)["VALUE"].iloc[0]
    dates = study.medical_history["MHSTDTC"]
    if not any(dates):
        raise MissingFindingError(f"{study.name} has no dated event in its medical history.")
    return InfusionBounds(
        earliest=months_before(dates.max(), 12 * lasted["years"].iloc[0]),
        latest=months_before(report, lasted["months"].iloc[0]),
        event=dates.max(),
        report=report,
    )


def months_before(date: str, months: int) -> str:
    """The month that lies some months before a date.

    Examples:
        >>> months_before("2020-09-28", 6), months_before("2021-11", 60)
        ('2020-03', '2016-11')
    """
    return str(pd.Period(date[:7], "M") - months)


def month_in_words(date: str) -> str:
    """The month of a date as a reader writes it; a year alone stays as it is.

    Examples:
        >>> month_in_words("2020-03"), month_in_words("2020-09-28"), month_in_words("2009")
        ('March 2020', 'September 2020', '2009')
    """
    return f"{pd.Period(date):%B %Y}" if "-" in date else date
