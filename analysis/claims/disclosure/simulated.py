"""Rows that a sentence not yet told would add to a study's findings: drawn, marked, and never saved."""

from collections.abc import Iterable, Mapping
from math import floor, log10

import pandas as pd

from analysis.data import Study
from analysis.data.schemas.published import NOT_STATED

NOTE = "SIMULATED: drawn to see what it would change; nobody printed it."

Cells = Mapping[str, str]


def with_findings(study: Study, rows: Iterable[Cells]) -> Study:
    """The study with drawn findings beside its own.

    Args:
        study: the study.
        rows: column to text; what is left out is empty, and every row is named and marked as simulated.
    """
    told = study.findings
    source = told["SOURCEID"].iloc[-1]
    drawn = [
        dict.fromkeys(told.columns, "")
        | {"FINDINGID": f"simulated-{number}", "SOURCEID": source, "NOTE": NOTE}
        | _numbered(study, row)
        for number, row in enumerate(rows, start=1)
    ]
    return study.with_tables(findings=pd.concat([told, pd.DataFrame(drawn)], ignore_index=True))


def without(study: Study, names: Iterable[str]) -> Study:
    """The study without some of its findings."""
    findings = study.findings
    return study.with_tables(findings=findings[~findings["FINDINGID"].isin(list(names))])


def level(
    marker: str, arm: str, visit: str, mean: float, spread: float | None = None, *, n: int | None = None
) -> Cells:
    """A drawn mean, with the number after ± and the number of values where they are told too."""
    spreads = {} if spread is None else {"SPREAD": printed(spread), "SPREADKIND": NOT_STATED}
    number = {} if n is None else {"N": str(n)}
    return {
        "PARAMCD": marker,
        "TRT01A": arm,
        "AVISIT": visit,
        "STAT": "mean",
        "VALUE": printed(mean),
        **spreads,
        **number,
    }


def printed(value: float) -> str:
    """A number above 0 with three digits, or all before the point, as a table prints it.

    Examples:
        >>> [printed(value) for value in (1234.6, 705.2, 17.36, 0.04567)]
        ['1235', '705', '17.4', '0.0457']
    """
    return f"{value:.{max(0, 2 - floor(log10(value)))}f}"


def _numbered(study: Study, row: Cells) -> dict[str, str]:
    """The row with the number of its visit."""
    visit = row.get("AVISIT", "")
    return {**row, "AVISITN": str(study.visit(visit).number) if visit else ""}
