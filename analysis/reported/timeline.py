"""Dates and visits as the sources state them; what is not dated has no place on the calendar."""

import re

import pandas as pd

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
        ("Phase 1 paper", published_year(sources, "chin2020"), "sources:chin2020"),
        ("Five-year paper", published_year(sources, "chin2025"), "sources:chin2025"),
    ]
    frame = pd.DataFrame(rows, columns=["event", "printed", "trace"])
    spans = [pd.Period(date) for date in frame["printed"]]
    frame["start"] = [_years(span) for span in spans]
    frame["end"] = [_years(span + 1) for span in spans]
    return frame.sort_values("start", kind="stable").reset_index(drop=True)


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
