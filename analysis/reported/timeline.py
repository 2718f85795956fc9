"""Dates and visits as the sources state them; what is not dated has no place on the calendar."""

import re
from dataclasses import dataclass

import pandas as pd

PUBLISHED = "PUBDTC"
"""The code of the date on which a report of the trial was published."""
_YEAR = re.compile(r"\. (\d{4})[;.]")


def calendar(findings: pd.DataFrame, history: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Everything that the sources date, as the span of time that the printed date allows.

    Args:
        findings: the table of findings.
        history: the table of medical history.
        sources: the table of sources.

    Returns:
        One row per event: `event`, `printed` (the date as far as it is stated), `start` (the first day that
        it allows, as a year with decimals), `end` (the day after the last) and `trace`.
    """
    registered = findings.loc[findings["PARAMCD"] == "REGDTC", ["VALUE", "FINDINGID"]]
    report = findings.loc[findings["PARAMCD"] == PUBLISHED, ["VALUE", "FINDINGID"]]
    dated = history.loc[history["MHSTDTC"] != ""]
    rows = [
        (
            "Reg. number's date",
            registered["VALUE"].iloc[0],
            " ".join("findings:" + registered["FINDINGID"]),
        ),
        *(
            (
                f"Surgery, subject {row.SUBJID}",
                row.MHSTDTC,
                f"medical_history:{row.SUBJID}-{row.MHSEQ}",
            )
            for row in dated.itertuples()
        ),
        ("Phase 1 paper", report["VALUE"].iloc[0], " ".join("findings:" + report["FINDINGID"])),
        ("Five-year paper", published_year(sources, "chin2025"), "sources:chin2025"),
    ]
    frame = pd.DataFrame(rows, columns=["event", "printed", "trace"])
    spans = [pd.Period(date) for date in frame["printed"]]
    frame["start"] = [_years(span) for span in spans]
    frame["end"] = [_years(span + 1) for span in spans]
    return frame.sort_values("start", kind="stable").reset_index(drop=True)


@dataclass(frozen=True, slots=True)
class InfusionBounds:
    """Between which months the infusions lie, as far as the dates that are told bound them.

    Attributes:
        earliest: the first month, as "2016-11", of the one subject whose follow-up holds a dated event, if
            that subject's visit was held on time; the others' infusions have no such bound.
        latest: the last month, of everybody.
    """

    earliest: str
    latest: str


def infusion_bounds(findings: pd.DataFrame, history: pd.DataFrame) -> InfusionBounds:
    """Bound the infusions by what came after them.

    A report that follows everybody for some months was published later than those months; an event told of as
    within the follow-up came before its end.

    Args:
        findings: the table of findings, with the date of the first report and both lengths of follow-up.
        history: the table of medical history, with one dated event or more at follow-up.
    """
    lasted = findings[findings["PARAMCD"] == "FUPDUR"].set_index("AVALU")["VALUE"].astype(int)
    report = findings.loc[findings["PARAMCD"] == PUBLISHED, "VALUE"].item()
    latest_event = history.loc[history["MHSTDTC"] != "", "MHSTDTC"].max()
    return InfusionBounds(
        earliest=months_before(latest_event, 12 * int(lasted["years"])),
        latest=months_before(report, int(lasted["months"])),
    )


def months_before(date: str, months: int) -> str:
    """The month that lies some months before a date.

    Examples:
        >>> months_before("2020-09-28", 6), months_before("2021-11", 60)
        ('2020-03', '2016-11')
    """
    return str(pd.Period(date[:7], "M") - months)


def month_in_words(date: str) -> str:
    """A month as a reader writes it; a year alone stays as it is.

    Examples:
        >>> month_in_words("2020-03"), month_in_words("2009")
        ('March 2020', '2009')
    """
    return f"{pd.Period(date):%B %Y}" if "-" in date else date


def _years(span: pd.Period) -> float:
    """The first day of a span as a year with a decimal part."""
    first = span.start_time
    return round(first.year + (first.day_of_year - 1) / 365.25, 3)


def published_year(sources: pd.DataFrame, key: str) -> str:
    """The year in the citation of one source.

    Raises:
        ValueError: the citation does not print a year between a period and a period or semicolon.
    """
    citation = str(sources.set_index("SOURCEID").loc[key, "CITATION"])
    found = _YEAR.search(citation)
    if found is None:
        raise ValueError(
            f"no year in the citation of {key!r}: {citation!r}. Write it as '. 2020;' or '. 2020.'."
        )
    return found[1]


def study_clock(findings: pd.DataFrame) -> pd.DataFrame:
    """The visits in order, with how many findings tell of each.

    Args:
        findings: the table of findings.

    Returns:
        One row per visit: `visit`, `order`, `findings` and `trace`.
    """
    visits = findings[(findings["AVISIT"] != "") & ~findings["AVISIT"].str.startswith("Through")]
    groups = visits.assign(trace="findings:" + visits["FINDINGID"]).groupby(["AVISITN", "AVISIT"])
    counted = groups.agg(findings=("FINDINGID", "size"), trace=("trace", " ".join)).reset_index()
    return counted.rename(columns={"AVISITN": "order", "AVISIT": "visit"})
