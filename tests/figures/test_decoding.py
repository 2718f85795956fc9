"""The page's decoding of printed p-values against `reported.decode` and against a kernel."""

from typing import Any

import pandas as pd
import pytest

from analysis import figures
from analysis.figures.design.printed_pvalues import DESIGNS, prints
from analysis.inference.pvalues import METHODS, floor
from analysis.publication import vega
from analysis.reported import decode

EXPLORER = figures.decoding()
GRID = EXPLORER.grid()


def test_every_pair_of_sizes_and_every_number_of_pairs_is_there() -> None:
    groups = {design for design in DESIGNS.values() if len(design) == 2}
    assert groups == {(n1, n2) for n1 in range(3, 9) for n2 in range(n1, 9)}
    assert set(DESIGNS.values()) - groups == {(n,) for n in range(3, 9)}
    assert GRID.groupby(["design", "method"]).ngroups == len(DESIGNS) * len(METHODS)


@pytest.mark.parametrize("column", ["two", "three"])
def test_a_reader_finds_what_decode_finds(column: str) -> None:
    """For each text printed in a column, the lines that show it are the fits of `reported.decode`."""
    for (design, method), rows in GRID.groupby(["design", "method"]):
        shown = rows.assign(text=rows[column].str.split("/")).explode("text")
        for text, found in shown.groupby("text"):
            fits = decode(str(text), sizes=[DESIGNS[design]], methods=[method]).fits
            assert list(found["statistic"]) == [fit.statistic for fit in fits], (design, method, text)


def test_the_smallest_p_is_the_floor() -> None:
    smallest = GRID.loc[GRID["statistic"] == 0].set_index(["design", "method"])["pvalue"]
    for words, design in DESIGNS.items():
        for method in METHODS:
            expected = floor(sum(design), design[0] if len(design) == 2 else None, method)
            assert smallest[words, method] == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("pvalue", "decimals", "text"),
    [
        (0.0303, 2, "0.03"),
        (0.125, 2, "0.12/0.13"),
        (0.0625, 3, "0.062/0.063"),
        (0.002, 2, "0.00"),
        (1.0, 3, "1.000"),
    ],
)
def test_prints_as_a_paper_would(pvalue: float, decimals: int, text: str) -> None:
    assert prints(pvalue, decimals) == text


@pytest.mark.parametrize("design", ["3 pairs", "5 and 6 values", "8 and 8 values"])
def test_the_filter_leaves_one_design(design: str) -> None:
    """Vega draws one mark per p-value, and as much as the chart of that choice alone."""
    spec: dict[str, Any] = EXPLORER.static().to_dict()
    choice = {"design": design, "method": "normal"}
    for parameter in spec["params"]:
        parameter["value"] = choice[parameter["name"]]
    alone = vega.svg(EXPLORER.chart(choice).to_dict())
    mark = 'aria-roledescription="point"'
    rows: pd.DataFrame = EXPLORER.rows(choice)
    assert vega.svg(spec).count(mark) == alone.count(mark) == len(rows)
    assert f"{design}. Smallest p: {rows['p'].iloc[0]}" in vega.svg(spec)


def test_all_rows_are_traced_and_the_words_name_the_floors() -> None:
    assert EXPLORER.static().to_dict()["usermeta"]["traces"] == ["formula:inference.attainable"]
    assert "3 pairs, 4 pairs, 5 pairs" in EXPLORER.describe(GRID)
