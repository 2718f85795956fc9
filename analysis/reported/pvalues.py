"""Printed p-values beside the p-values that the likely test can give."""

from collections.abc import Hashable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from analysis.data import Study
from analysis.inference import attainable, floors
from analysis.inference.pvalues import METHODS, Method
from analysis.reported.printed_pvalue import PrintedPvalue
from analysis.reported.samples import samples, sides

RANK_TESTS = {"Mann-Whitney": "rank-sum", "Wilcoxon signed-rank": "signed-rank"}
"""TEST as printed to the rank test that it names."""
_LIKELY = {"arms": "rank-sum", "visits": "signed-rank", "": ""}
_NONE: Mapping[str, str] = MappingProxyType({})
_COLUMNS = [
    *("finding", "marker", "visit", "comparison", "printed", "low", "high"),
    *("test", "named", "n1", "n2", "row", "left_out", "trace"),
]
_RUNGS = ["statistic", "pvalue", "row", "finding", "test", "method", "holds", "trace"]


def printed_pvalues(study: Study, *, second_readings: Mapping[str, str] = _NONE) -> pd.DataFrame:
    """Every printed p-value of a marker with the rank test that it most likely comes from.

    Where no test is named, a comparison of two arms is read as a rank-sum (Mann-Whitney) test and one of two
    visits as a signed-rank test. Where another test is named, or the sides are neither arms nor visits, the
    p-value keeps its row, and the row says why no rank test is tried.

    Args:
        study: its findings, arms, visits and markers.
        second_readings: finding id to the comparison that its sentence also allows.

    Returns:
        One row per p-value and reading: `finding`, `marker`, `visit`, `comparison`, `printed`, `low` and
        `high` (the values that print so), `test`, `named` (by the finding's source: yes or no), `n1`, `n2`
        (missing for pairs, see `analysis.reported.samples` for how they are counted), `row` (a label),
        `left_out` (why no rank test is tried; empty where one is) and `trace`.

    Examples:
        >>> printed_pvalues(Study.read())["printed"].tolist()
        ['0.02', '0.02', '0.04', '0.028', '0.028']
    """
    rows = study.where(STAT="p", PARAMCD=study.markers).to_dict("records")
    first = [_likely_test(study, row, row["COMPARISON"]) for row in rows]
    second = [
        _likely_test(study, row, second_readings[row["FINDINGID"]])
        for row in rows
        if row["FINDINGID"] in second_readings
    ]
    table = pd.DataFrame(first + second, columns=_COLUMNS)
    return table.astype({"low": "float64", "high": "float64", "n1": "Int64", "n2": "Int64"})


def rungs(pvalues: pd.DataFrame, *, methods: Sequence[Method] = METHODS, below: float = 0.2) -> pd.DataFrame:
    """The p-values that each likely test can give without ties, like the rungs of a ladder.

    Args:
        pvalues: from `printed_pvalues`; rows that are left out there have no rungs.
        methods: the methods of calculation.
        below: leave out p-values from here up.

    Returns:
        One row per row of `pvalues`, method and rung: `row`, `finding`, `test`, `method`, `statistic` (W+ or
        U, the smaller of the two that share this p), `pvalue`, `holds` (it would print as the printed p),
        `trace`.
    """
    ranked = pvalues[pvalues["left_out"] == ""].to_dict("records")
    ladders = [_ladder(row, method) for row in ranked for method in methods]
    if not ladders:
        return pd.DataFrame(columns=_RUNGS)
    table = pd.concat(ladders, ignore_index=True)
    return table[table["pvalue"] < below].reset_index(drop=True)


def with_floors(pvalues: pd.DataFrame) -> pd.DataFrame:
    """The printed p-values with one column per method: the smallest p that the likely test can give.

    Args:
        pvalues: from `printed_pvalues`; a row that is left out there has no floor.
    """
    ranked = pvalues[pvalues["left_out"] == ""]
    sizes = [n1 if pd.isna(n2) else (n1, n2) for n1, n2 in zip(ranked["n1"], ranked["n2"], strict=True)]
    lowest = {
        method: pd.Series(floors(sizes, methods=[method])["floor"].to_numpy() if sizes else [], ranked.index)
        for method in METHODS
    }
    return pvalues.assign(**{method: column.reindex(pvalues.index) for method, column in lowest.items()})


def _likely_test(study: Study, row: Mapping[Hashable, str], comparison: str) -> dict[str, object]:
    low, high = PrintedPvalue(row["VALUE"]).range
    marker, visit = study.short(row["PARAMCD"]), row["AVISIT"]
    named, likely = not row["TEST"].startswith("not named"), _LIKELY[sides(study, comparison)]
    other = named and row["TEST"] not in RANK_TESTS
    left_out = f"its test is named: {row['TEST']}" if other else "" if likely else "neither arms nor visits"
    n1, n2 = _counted(study, row, comparison)
    return {
        "finding": row["FINDINGID"],
        "marker": marker,
        "visit": visit,
        "comparison": comparison,
        "printed": row["VALUE"],
        "low": low,
        "high": high,
        "test": row["TEST"] if other else likely,
        "named": "yes" if named else "no",
        "n1": n1,
        "n2": n2,
        "row": f"{marker}, {visit}: {row['VALUE']}|{comparison}",
        "left_out": left_out,
        "trace": f"findings:{row['FINDINGID']}",
    }


def _counted(study: Study, row: Mapping[Hashable, str], comparison: str) -> tuple[int | None, int | None]:
    """Values on both sides of a comparison of arms, or the pairs of one of visits."""
    asked = {"marker": row["PARAMCD"], "visit": row["AVISIT"]}
    match sides(study, comparison):
        case "arms":
            first, second = comparison.split(" v ")
            return samples(study, first, **asked), samples(study, second, **asked)
        case "visits":
            arm = row["TRT01A"].split(" v ")[0]
            return int(row["N"]) if row["N"] else samples(study, arm, **asked), None
    return None, None


def _ladder(row: Mapping[Hashable, Any], method: Method) -> pd.DataFrame:
    """The rungs of one test; a statistic and its mirror image share theirs."""
    second = None if pd.isna(row["n2"]) else int(row["n2"])
    table = attainable(int(row["n1"]), second, method=method)
    half = table.loc[table["statistic"] <= table["statistic"].max() / 2, ["statistic", "pvalue"]]
    printed = PrintedPvalue(row["printed"])
    rungs_of_row: pd.DataFrame = half.assign(
        row=row["row"],
        finding=row["finding"],
        test=row["test"],
        method=method,
        holds=printed.fits(half["pvalue"]),
        trace=f"{row['trace']} formula:inference.attainable",
    )
    return rungs_of_row
