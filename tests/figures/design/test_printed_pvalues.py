"""How p-values print, against `reported.decode`, and printed ones on the rungs of their tests."""

from typing import Any

import pandas as pd
import pytest

from analysis import data, figures, reported
from analysis.figures.design.designs import LEVEL
from analysis.figures.design.printed_pvalues import (
    BAND,
    COLUMNS,
    DESIGNS,
    HEADINGS,
    LINES,
    RUNG,
    draw_decoding,
    draw_printed,
    prints,
)
from analysis.inference.pvalues import METHODS, floor
from analysis.publication import vega
from analysis.reported import decode

pytestmark = pytest.mark.slow

DECODING = figures.pvalue_decoding()
GRID = DECODING.grid()
STUDY = data.Study.read()
PVALUES = reported.printed_pvalues(STUDY)
PRINTED = figures.printed_pvalues(STUDY, PVALUES)
ROWS = pd.DataFrame(
    {
        "statistic": [0, 1],
        "statistics": ["0 or 6", "1 or 5"],
        "pvalue": [0.02, 0.2],
        "two": ["0.02", "0.20"],
        "three": ["0.020", "0.200"],
        "column": 0,
        "line": [0, 1],
        "trace": "formula:inference.attainable",
    }
)


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
            fits = decode(str(text), sizes=[DESIGNS[design]], conventions=[method]).fits
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
    spec: dict[str, Any] = DECODING.static().to_dict()
    choice = {"design": design, "method": "normal"}
    for parameter in spec["params"]:
        parameter["value"] = choice[parameter["name"]]
    alone = vega.svg(DECODING.chart(choice).to_dict())
    mark = 'aria-roledescription="point"'
    rows: pd.DataFrame = DECODING.rows(choice)
    assert vega.svg(spec).count(mark) == alone.count(mark) == len(rows)
    assert vega.svg(spec).count("2 dec.") == alone.count("2 dec.") == min(2, len(rows))


def test_all_rows_are_traced_and_the_words_name_the_floors() -> None:
    assert DECODING.static().to_dict()["usermeta"]["traces"] == ["formula:inference.attainable"]
    assert "3 pairs, 4 pairs, 5 pairs" in DECODING.describe(GRID)


@pytest.fixture
def spec() -> dict[str, Any]:
    return draw_decoding(ROWS).to_dict()


def test_all_layers_draw_the_one_traced_table(spec: dict[str, Any]) -> None:
    (rows,) = spec["datasets"].values()
    assert [row["trace"] for row in rows] == list(ROWS["trace"])
    assert not any("data" in layer for layer in spec["layer"])


def test_a_column_stands_below_its_heading(spec: dict[str, Any]) -> None:
    """The place of each text in its column; headings stand on the first line only."""
    places: dict[str, set[str]] = {}
    for layer in spec["layer"][1:]:
        text = layer["encoding"]["text"]
        words = text.get("field") or text["value"]
        places[words] = {each["calculate"] for each in layer["transform"] if "calculate" in each}
    for column, share in COLUMNS.items():
        assert places[column] == places[HEADINGS[column]] == {f"(datum.column + {share})"}


def test_a_square_is_at_or_below_the_level(spec: dict[str, Any]) -> None:
    shape = spec["layer"][0]["encoding"]["shape"]
    assert f"datum.pvalue <= {LEVEL}" in str(shape["condition"])
    assert (shape["condition"]["value"], shape["value"]) == ("square", "circle")


def test_lines_fill_two_columns_smallest_p_first() -> None:
    for _, rows in GRID.groupby(["design", "method"]):
        assert rows["pvalue"].is_monotonic_increasing
        assert rows[["column", "line"]].apply(tuple, axis=1).is_monotonic_increasing
        assert rows["line"].max() < LINES


@pytest.mark.parametrize(
    ("design", "method", "title"),
    [
        ("5 and 6 values", "exact", "5 and 6 values can give 16 p-values (exact), from 0.0043 up"),
        ("3 pairs", "normal", "3 pairs can give 4 p-values (normal), from 0.11 up"),
    ],
)
def test_the_title_counts_the_p_values_and_says_the_smallest(design: str, method: str, title: str) -> None:
    assert DECODING.finding(DECODING.rows({"design": design, "method": method})) == title


@pytest.mark.parametrize(
    ("method", "title"),
    [
        ("exact", "2 of 5 printed p-values fit their likely test (exact)"),
        ("normal", "5 of 5 printed p-values fit their likely test (normal)"),
    ],
)
def test_the_title_counts_the_printed_p_values_that_fit(method: str, title: str) -> None:
    assert PRINTED.finding(PRINTED.rows({"p_method": method})) == title


@pytest.mark.parametrize(
    ("number", "method", "left_out", "title"),
    [
        (1, "normal", "", "The printed p-value fits its likely test (normal)"),
        (1, "exact", "", "The printed p-value does not fit its likely test (exact)"),
        (2, "exact", "", "None of 2 printed p-values fits its likely test (exact)"),
        (2, "exact", "a t-test is named", "No printed p-value is read as that of a rank test"),
    ],
)
def test_the_title_of_one_or_none(number: int, method: str, left_out: str, title: str) -> None:
    late = PVALUES[PVALUES["printed"] == "0.04"].head(1)
    rows = pd.concat([late.assign(row=f"{place}|x", trace=f"findings:{place}") for place in range(number)])
    explorer = figures.printed_pvalues(STUDY, rows.assign(left_out=left_out, finding=rows["row"]))
    drawn = explorer.rows({"p_method": method})
    assert explorer.finding(drawn) == title


def test_a_printed_p_is_one_band_and_its_rungs_follow_the_method() -> None:
    rows = PRINTED.grid()
    bands = rows[rows["component"] == BAND]
    assert bands["row"].tolist() == PVALUES["row"].tolist()
    assert (bands["p_method"] == "").all()
    for method in METHODS:
        own = rows[(rows["component"] == RUNG) & (rows["p_method"] == method)]
        wanted = reported.rungs(PVALUES, methods=[method])
        assert own["pvalue"].tolist() == wanted["pvalue"].tolist()
        assert own["holds"].tolist() == wanted["holds"].tolist()
        assert set(own.loc[own["holds"].astype(bool), "words"].str[:4]) <= {"U = ", "W = "}
        assert (own.loc[~own["holds"].astype(bool), "words"] == "").all()


def test_a_p_of_another_test_keeps_its_band_and_says_why_it_has_no_rungs() -> None:
    other = PVALUES.head(2).assign(left_out=["a t-test is named", ""])
    explorer = figures.printed_pvalues(STUDY, other)
    rows = explorer.rows({"p_method": "normal"})
    bands = rows[rows["component"] == BAND]
    assert bands["words"].tolist() == ["a t-test is named", ""]
    assert set(rows.loc[rows["component"] == RUNG, "row"]) == {other["row"].iloc[1]}
    assert explorer.describe(explorer.grid()).endswith("No rank test is tried for 1; the figure says why.")
    none = figures.printed_pvalues(STUDY, other.head(1))
    assert "a t-test is named" in vega.svg(none.static().to_dict())


def test_the_words_count_the_rows_that_a_method_fits() -> None:
    fits = reported.rungs(PVALUES).query("holds").groupby("method")["row"].nunique()
    told = PRINTED.describe(PRINTED.grid())
    assert f"of {fits['exact']} (exact), of {fits['normal']} (normal)" in told
    assert told.startswith(f"{len(PVALUES)} rows.")


def test_the_method_of_the_page_is_the_control_above_the_rungs() -> None:
    (parameter,) = PRINTED.static().to_dict()["params"]
    assert (parameter["name"], parameter["value"]) == ("p_method", "normal")
    assert parameter["bind"]["options"] == list(METHODS)


def test_bands_are_drawn_once_a_row_on_a_logarithmic_axis() -> None:
    spec = PRINTED.static().to_dict()
    (rows,) = spec["datasets"].values()
    assert sum(row["component"] == BAND for row in rows) == len(PVALUES) == 5
    band = spec["layer"][0]
    assert band["mark"]["type"] == "bar"
    assert band["encoding"]["x"]["scale"]["type"] == "log"


def test_a_bound_has_a_band_that_a_logarithmic_axis_can_hold() -> None:
    """What prints as 0.00 may be 0; its band starts at a tenth of its end."""
    bound = PVALUES.head(1).assign(low=0.0, high=0.005, printed="0.00")
    rows = figures.printed_pvalues(STUDY, bound).rows({"p_method": "exact"})
    assert rows["low"].dropna().tolist() == [0.0005]
    scale = draw_printed(rows).to_dict()["layer"][0]["encoding"]["x"]["scale"]
    assert 0 < scale["domain"][0] < 0.0005
