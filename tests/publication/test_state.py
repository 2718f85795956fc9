"""Numbers in prose are formatted by one rule."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from analysis.publication import renderer
from analysis.publication.state import STATED, state, stated
from analysis.tables import Table
from analysis.tables.numbers import format_value


@dataclass(frozen=True)
class Result:
    pvalue: float
    n: int
    low: float
    method: str

    def sentence(self) -> str:
        return f"p = {self.pvalue}."


def test_a_result_states_every_field_and_its_sentence() -> None:
    assert stated(Result(np.float64(0.0303), np.int64(11), 0.0, "exact"), name="r") == {
        "r.pvalue": "0.0303",
        "r.n": "11",
        "r.low": "0",
        "r.low.percent": "0%",
        "r.method": "exact",
        "r.sentence": "p = 0.0303.",
    }


def test_a_table_states_every_cell() -> None:
    table = pd.DataFrame({"VALUE": ["0.020"], "floor": [0.0043]}, index=["p1"])
    assert stated(table, name="t") == {"t.p1.VALUE": "0.020", "t.p1.floor": "0.0043"}


def test_reported_text_is_never_reformatted() -> None:
    assert [format_value(text) for text in ("0.02", "0.020", "705 ± 160")] == ["0.02", "0.020", "705 ± 160"]


@pytest.mark.parametrize(
    ("value", "field", "text"),
    [
        (0.03125, "pvalue", "0.0313"),
        (0.0625, "floor", "0.0625"),
        (1.0, "pvalue", "1"),
        (0.000099, "pvalue", "< 0.0001"),
        (0.0001, "pvalue", "0.0001"),
        (0.000977, "floor", "0.00098"),
        (math.nan, "pvalue", "not defined"),
        (math.inf, "", "no finite value"),
        (0.28491, "high", "0.285"),
        (391.9, "sd", "392"),
        (80.4984, "sd", "80.5"),
        (0.000123456, "rate", "0.000123"),
        (-141, "", "−141"),
        (12345, "", "12,345"),
        (True, "", "yes"),
        (np.False_, "", "no"),
        (pd.NA, "", "not defined"),
        (pd.NaT, "", "not defined"),
        (None, "", "not stated"),
    ],
)
def test_formats(value: object, field: str, text: str) -> None:
    assert format_value(value, field) == text


def test_an_ambiguous_or_foreign_object_is_refused() -> None:
    with pytest.raises(ValueError, match="two rows are named x: pass by="):
        stated(pd.DataFrame({"a": [1, 2]}, index=["x", "x"]), name="t")
    with pytest.raises(TypeError, match="cannot state a list"):
        stated([1, 2], name="t")
    with pytest.raises(TypeError, match=r"day is .* neither text nor a number"):
        stated({"day": pd.Timestamp("2020-01-01")}, name="t")


def test_rows_are_named_by_columns_and_nested_results_by_their_names() -> None:
    rows = pd.DataFrame({"design": ["5 pairs (LD)", "5 v 6"], "method": "exact", "floor": [0.0625, 0.00433]})
    by_two = {"t.5-pairs-LD.exact.floor": "0.0625", "t.5-v-6.exact.floor": "0.0043"}
    assert stated(rows, name="t", by=["design", "method"]) == by_two
    table = Table(rows, headings={"design": "Design"}, title="Made up", basis="design")
    assert stated(table, name="t", by=["design", "method"]) == by_two
    counts = pd.Series({"not stated": 2})
    assert stated({"LD": {"n": 5}, "kinds": counts}, name="x") == {"x.LD.n": "5", "x.kinds.not-stated": "2"}
    with pytest.raises(ValueError, match=r"no column \['visit'\]"):
        stated(rows, name="t", by="visit")


def test_a_style_is_for_numbers_alone() -> None:
    assert stated({"p": 0.028461, "told": "0.020"}, name="x", style=".5f") == {
        "x.p": "0.02846",
        "x.told": "0.020",
    }
    assert stated({"fall": -7.4}, name="x", style=".0f") == {"x.fall": "−7"}


def test_a_key_is_stated_once_while_a_book_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(renderer.STATIC_BUILD, "1")
    monkeypatch.setattr("IPython.display.display", lambda *_, **__: None)
    state({"n": 1}, name="only-here")
    assert STATED["only-here.n"] == "1"
    with pytest.raises(ValueError, match=r"only-here\.n is stated a second time"):
        state({"n": 1}, name="only-here")
    monkeypatch.delenv(renderer.STATIC_BUILD)
    state({"n": 2}, name="only-here")
    assert STATED["only-here.n"] == "2"
