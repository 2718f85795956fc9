"""Every printed comparison of two arms beside what the usual tests give from the printed means or counts."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import chi2, fisher_exact

from analysis.audit.comparisons import PrintedComparison, comparisons
from analysis.audit.t_tests import t_tests
from analysis.data import MissingFindingError, Study, trace_of
from analysis.reported import PrintedPvalue
from analysis.reported.samples import samples

NEITHER = "none of them"
_MEANS = [
    *("finding", "what", "visit", "means", "n1", "n2", "printed", "student", "welch"),
    *("agrees", "cut_off", "trace"),
]
_COUNTS = [
    *("finding", "what", "visit", "counts", "printed"),
    *("one_sided", "two_sided", "chi_squared", "agrees", "cut_off", "trace"),
]

Row = Mapping[Hashable, str]
Record = dict[str, Any]


def compared_means(study: Study, *, visit: str, sizes: Mapping[str, int] | None = None) -> pd.DataFrame:
    """Student's and Welch's t-test from the printed means, beside the printed p of each comparison of arms.

    Args:
        study: its findings. Only means whose ± is said to be an SD or an SEM are tested.
        visit: AVISIT.
        sizes: values in each arm; without it, those of `analysis.reported.samples.samples`.

    Returns:
        One row per comparison of `audit.comparisons`: `finding` (the p), `what`, `visit`, `means` (both as
        printed, the later arm first), `n1`, `n2`, `printed`, `student` and `welch` (p from the printed
        numbers themselves), `agrees` (which of them can print so, with the rounding of all numbers),
        `cut_off` (the same where decimals of any number may also have been cut off) and `trace`.

    Raises:
        MissingFindingError: no such comparison is printed at this visit.

    Examples:
        >>> study = Study.read("data/examples/mpc_2017")
        >>> table = compared_means(study, visit="Month 6").set_index("finding")
        >>> table.loc["mp-mtcvchg-p-m6", ["means", "printed", "agrees"]].tolist()
        ['0.7 ± 5.9 v -4.0 ± 3.9', '0.10', "Welch's"]
    """
    told = [each for each in comparisons(study, visit=visit) if len(each.spreads) == 1]
    if not told:
        raise MissingFindingError(
            f"{study.name} prints no means with SD or SEM and a p between them at {visit}."
        )
    numbers = [sizes[arm] for arm in study.between.split(" v ")] if sizes else None
    return pd.DataFrame([_means(study, each, numbers) for each in told], columns=_MEANS)


def compared_counts(study: Study, *, visit: str) -> pd.DataFrame:
    """Fisher's exact test and the chi-squared test from the printed counts, beside the printed p.

    The one-sided p is that of the side on which the counts differ: the smaller of the two. The chi-squared
    test has no continuity correction. Where nobody or everybody is counted every p is 1.

    Args:
        study: its findings.
        visit: AVISIT.

    Returns:
        One row per p between the arms with one count of people in each: `finding`, `what`, `visit`, `counts`
        ("2 of 12 v 4 of 12", the later arm first), `printed`, `one_sided`, `two_sided` (Fisher's),
        `chi_squared`, `agrees` (which of them print so), `cut_off` (which do if further digits may also have
        been cut off) and `trace`.

    Raises:
        MissingFindingError: no p of this comparison is printed at this visit.
    """
    ps = study.need("p between its arms", AVISIT=visit, STAT="p", COMPARISON=study.between)
    arms = study.between.split(" v ")
    found = []
    for row in ps.to_dict("records"):
        here = {"AVISIT": visit, "PARAMCD": row["PARAMCD"], "STAT": "count"}
        own = [study.where(**here, TRT01A=arm).to_dict("records") for arm in arms]
        if all(len(rows) == 1 for rows in own):
            found.append(_counts(study, row, [rows[0] for rows in own]))
    return pd.DataFrame(found, columns=_COUNTS)


def _means(study: Study, printed: PrintedComparison, numbers: list[int] | None) -> Record:
    n1, n2 = numbers or (printed.first.n, printed.second.n)
    first, second = replace(printed.first, n=n1), replace(printed.second, n=n2)
    pvalue, (spread_is,) = PrintedPvalue(printed.pvalue), printed.spreads
    welch, pooled = t_tests(first, second, pvalue, spread_is=spread_is)
    tests = {"Student's": pooled, "Welch's": welch}
    (row,) = study.where(FINDINGID=printed.findings, STAT="p").to_dict("records")
    return _record(study, row, printed.findings) | {
        "agrees": _named({name: test.agrees for name, test in tests.items()}),
        "cut_off": _named({name: test.agrees_if_cut_off for name, test in tests.items()}),
        "means": f"{first.printed} v {second.printed}",
        "n1": n1,
        "n2": n2,
        "student": pooled.pvalue,
        "welch": welch.pvalue,
    }


def _counts(study: Study, p: Row, pair: list[Row]) -> Record:
    numbers = [_values(study, row) for row in pair]
    counts = [int(row["VALUE"]) for row in pair]
    table = [[count, n - count] for count, n in zip(counts, numbers, strict=True)]
    sides = [float(fisher_exact(np.array(table), alternative=side).pvalue) for side in ("less", "greater")]
    tests = {
        "one_sided": min(sides),
        "two_sided": float(fisher_exact(np.array(table)).pvalue),
        "chi_squared": _chi_squared(table),
    }
    words = ("one-sided Fisher", "two-sided Fisher", "chi-squared")
    printed, pvalues = PrintedPvalue(p["VALUE"]), list(tests.values())
    fits = printed.fits(pvalues)
    told = " v ".join(f"{count} of {n}" for count, n in zip(counts, numbers, strict=True))
    findings = [row["FINDINGID"] for row in (p, *pair)]
    return _record(study, p, findings) | {
        "agrees": _named(dict(zip(words, fits, strict=True))),
        "cut_off": _named(dict(zip(words, fits | printed.fits_truncated(pvalues), strict=True))),
        "counts": told,
        **tests,
    }


def _named(agreeing: Mapping[str, Any]) -> str:
    return ", ".join(name for name, agrees in agreeing.items() if agrees) or NEITHER


def _record(study: Study, p: Row, findings: Iterable[str]) -> Record:
    return {
        "finding": p["FINDINGID"],
        "what": study.short(p["PARAMCD"]),
        "visit": p["AVISIT"],
        "printed": p["VALUE"],
        "trace": trace_of(findings),
    }


def _values(study: Study, row: Row) -> int:
    """The values behind one printed mean or count."""
    if row["N"]:
        return int(row["N"])
    return samples(study, row["TRT01A"], marker=row["PARAMCD"], visit=row["AVISIT"])


def _chi_squared(table: list[list[int]]) -> float:
    """Pearson's test of a two by two table, without continuity correction."""
    (a, b), (c, d) = table
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    return float(chi2.sf((a * d - b * c) ** 2 * (a + b + c + d) / margins, 1)) if margins else 1.0
