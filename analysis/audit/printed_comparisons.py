"""Every printed comparison of two arms beside what the usual tests give from the printed means or counts."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Literal

import pandas as pd
from scipy.stats import chi2, fisher_exact

from analysis.audit.t_tests import TTest, t_tests
from analysis.data import Study
from analysis.reported import PrintedPvalue, Summary
from analysis.reported.samples import samples
from analysis.reported.summary import READINGS

NEITHER = "none of them"
_MEANS = ["finding", "what", "visit", "means", "n1", "n2", "printed", "student", "welch", "agrees", "trace"]
_COUNTS = [
    *("finding", "what", "visit", "counts", "printed"),
    *("one_sided", "two_sided", "chi_squared", "agrees", "trace"),
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
        One row per p between the arms with one mean ± in each: `finding`, `what`, `visit`, `means` (both as
        printed, the later arm first), `n1`, `n2`, `printed`, `student` and `welch` (p from the printed
        numbers themselves), `agrees` (which of them can print so, with the rounding of all numbers) and
        `trace`.

    Raises:
        MissingFindingError: no p of this comparison is printed at this visit.

    Examples:
        >>> study = Study.read("data/examples/mpc_2017")
        >>> table = compared_means(study, visit="Month 6").set_index("finding")
        >>> table.loc["mp-mtcvchg-p-m6", ["means", "printed", "agrees"]].tolist()
        ['0.7 ± 5.9 v -4.0 ± 3.9', '0.10', "Welch's"]
    """
    found = [
        _means(study, row, pair, sizes)
        for row, pair in _pairs(study, visit, STAT="mean", SPREADKIND=READINGS)
    ]
    return pd.DataFrame(found, columns=_MEANS)


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
        `chi_squared`, `agrees` (which of them print so) and `trace`.

    Raises:
        MissingFindingError: no p of this comparison is printed at this visit.
    """
    found = [_counts(study, row, pair) for row, pair in _pairs(study, visit, STAT="count")]
    return pd.DataFrame(found, columns=_COUNTS)


def _pairs(study: Study, visit: str, **asked: str | tuple[str, ...]) -> Iterator[tuple[Row, list[Row]]]:
    """Each printed p between the arms, with the one finding of the later and that of the earlier arm."""
    ps = study.need("p between its arms", AVISIT=visit, STAT="p", COMPARISON=study.between)
    for row in ps.to_dict("records"):
        own = [
            study.where(AVISIT=visit, PARAMCD=row["PARAMCD"], TRT01A=arm, **asked).to_dict("records")
            for arm in study.between.split(" v ")
        ]
        if all(len(rows) == 1 for rows in own):
            yield row, [rows[0] for rows in own]


def _means(study: Study, p: Row, pair: list[Row], sizes: Mapping[str, int] | None) -> Record:
    numbers = [sizes[row["TRT01A"]] if sizes else _values(study, row) for row in pair]
    first, second = (Summary(row["VALUE"], row["SPREAD"], n) for row, n in zip(pair, numbers, strict=True))
    (spread_is,) = {row["SPREADKIND"] for row in pair}
    reading: Literal["sd", "sem"] = "sd" if spread_is == "sd" else "sem"
    found: dict[str, TTest] = {
        test.variances: test for test in t_tests(first, second, PrintedPvalue(p["VALUE"]), spread_is=reading)
    }
    agreeing = {"Student's": found["pooled"].agrees, "Welch's": found["welch"].agrees}
    return _record(study, p, pair, agreeing) | {
        "means": f"{first.printed} v {second.printed}",
        "n1": numbers[0],
        "n2": numbers[1],
        "student": found["pooled"].pvalue,
        "welch": found["welch"].pvalue,
    }


def _counts(study: Study, p: Row, pair: list[Row]) -> Record:
    numbers = [_values(study, row) for row in pair]
    counts = [int(row["VALUE"]) for row in pair]
    table = [[count, n - count] for count, n in zip(counts, numbers, strict=True)]
    sides = [float(fisher_exact(table, alternative=side).pvalue) for side in ("less", "greater")]
    tests = {
        "one_sided": min(sides),
        "two_sided": float(fisher_exact(table).pvalue),
        "chi_squared": _chi_squared(table),
    }
    words = ("one-sided Fisher", "two-sided Fisher", "chi-squared")
    fits = PrintedPvalue(p["VALUE"]).fits(list(tests.values()))
    agreeing = dict(zip(words, map(bool, fits), strict=True))
    told = " v ".join(f"{count} of {n}" for count, n in zip(counts, numbers, strict=True))
    return _record(study, p, pair, agreeing) | {"counts": told, **tests}


def _record(study: Study, p: Row, pair: list[Row], agreeing: Mapping[str, bool]) -> Record:
    names = [name for name, agrees in agreeing.items() if agrees]
    return {
        "finding": p["FINDINGID"],
        "what": study.short(p["PARAMCD"]),
        "visit": p["AVISIT"],
        "printed": p["VALUE"],
        "agrees": ", ".join(names) or NEITHER,
        "trace": " ".join(f"findings:{row['FINDINGID']}" for row in (p, *pair)),
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
