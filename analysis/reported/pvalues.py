"""Printed p-values beside the p-values that the likely test can give."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.inference import attainable, floors
from analysis.inference.pvalues import METHODS, Method
from analysis.reported.markers import MARKERS
from analysis.reported.printed import Printed

BETWEEN = "HD v LD"


def printed_pvalues(
    findings: pd.DataFrame, sizes: Mapping[str, int], *, second_readings: Mapping[str, str]
) -> pd.DataFrame:
    """Every printed p-value of a marker with the rank test that it most likely comes from.

    A comparison of the arms is read as a rank-sum (Mann-Whitney) test, one of two visits as a signed-rank
    test of the high-dose arm: the tests that the poster names for such comparisons. The other sources we
    read name none.

    Args:
        findings: the table of findings.
        sizes: subjects enrolled per arm; how many samples stand behind a p is not stated.
        second_readings: finding id to the comparison that its sentence also allows.

    Returns:
        One row per p-value and reading: `finding`, `marker`, `visit`, `comparison`, `printed`, `low` and
        `high` (the values that print so), `test`, `named` (by the finding's source: yes or no), `n1`, `n2`
        (missing for pairs), `row` (a label) and `trace`.
    """
    rows = findings[(findings["STAT"] == "p") & findings["PARAMCD"].isin(list(MARKERS))].to_dict("records")
    first = [_likely_test(row, row["COMPARISON"], sizes) for row in rows]
    second = [
        _likely_test(row, second_readings[row["FINDINGID"]], sizes)
        for row in rows
        if row["FINDINGID"] in second_readings
    ]
    return pd.DataFrame(first + second).astype({"n2": "Int64"})


def rungs(pvalues: pd.DataFrame, *, methods: Sequence[Method] = METHODS, below: float = 0.2) -> pd.DataFrame:
    """The p-values that each likely test can give without ties, like the rungs of a ladder.

    Args:
        pvalues: from `printed_pvalues`.
        methods: the methods of calculation.
        below: leave out p-values from here up.

    Returns:
        One row per row of `pvalues`, method and rung: `row`, `finding`, `test`, `method`, `statistic` (W+ or
        U, the smaller of the two that share this p), `pvalue`, `holds` (it would print as the printed p),
        `trace`.
    """
    ladders = [_ladder(row, method) for row in pvalues.to_dict("records") for method in methods]
    table = pd.concat(ladders, ignore_index=True)
    return table[table["pvalue"] < below].reset_index(drop=True)


def with_floors(pvalues: pd.DataFrame) -> pd.DataFrame:
    """The printed p-values with one column per method: the smallest p that the likely test can give.

    Args:
        pvalues: from `printed_pvalues`.
    """
    sizes = [n1 if pd.isna(n2) else (n1, n2) for n1, n2 in zip(pvalues["n1"], pvalues["n2"], strict=True)]
    lowest = {method: floors(sizes, methods=[method])["floor"].to_numpy() for method in METHODS}
    return pvalues.assign(**lowest)


def _likely_test(row: Mapping[Hashable, str], comparison: str, sizes: Mapping[str, int]) -> dict[str, object]:
    between = comparison == BETWEEN
    printed = Printed(row["VALUE"])
    marker, visit = MARKERS[row["PARAMCD"]], row["AVISIT"]
    return {
        "finding": row["FINDINGID"],
        "marker": marker,
        "visit": visit,
        "comparison": comparison,
        "printed": row["VALUE"],
        "low": float(printed.low),
        "high": float(printed.high),
        "test": "rank-sum" if between else "signed-rank",
        "named": "no" if row["TEST"].startswith("not named") else "yes",
        "n1": sizes["HD"],
        "n2": sizes["LD"] if between else None,
        "row": f"{marker}, {visit}: {row['VALUE']}|{comparison}",
        "trace": f"findings:{row['FINDINGID']}",
    }


def _ladder(row: Mapping[Hashable, Any], method: Method) -> pd.DataFrame:
    """The rungs of one test; a statistic and its mirror image share theirs."""
    second = None if pd.isna(row["n2"]) else int(row["n2"])
    table = attainable(int(row["n1"]), second, method=method)
    half = table.loc[table["statistic"] <= table["statistic"].max() / 2, ["statistic", "pvalue"]]
    printed = Printed(row["printed"])
    rungs_of_row: pd.DataFrame = half.assign(
        row=row["row"],
        finding=row["finding"],
        test=row["test"],
        method=method,
        holds=[printed.holds(p) for p in half["pvalue"]],
        trace=f"{row['trace']} formula:inference.attainable",
    )
    return rungs_of_row
