"""The ladder of attainable p-values and the hidden bias that each survives: rungs, marks and words."""

from typing import Any

import pandas as pd
import pytest

from analysis import figures
from analysis.data import Study
from analysis.figures.design.hidden_bias import ABOVE, HEAD, RUNG, TALLEST, finding, hidden_bias_rows
from analysis.inference import attainable

READINGS = {"y5-il1ra-p": "Year 5 v Baseline"}
EXAMPLES = ["data/examples/mpc_2017", "data/examples/rebamipide_2016"]


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    spec = figures.hidden_bias(Study.read(), second_readings=READINGS).to_dict()
    (drawn,) = spec["datasets"].values()
    return list(drawn)


@pytest.mark.parametrize("design", [(5, 6), 6, 11, (12, 12), (3, 4)])
def test_the_rungs_are_all_p_values_at_or_below_the_level_and_one_above(design: Any) -> None:
    sizes = design if isinstance(design, tuple) else (design,)
    table = hidden_bias_rows({"it": design})
    known = sorted(set(attainable(*sizes)["pvalue"].round(12)))
    reached = [p for p in known if p <= 0.05]
    assert sorted(table["pvalue"].round(12)) == known[: len(reached) + 1]
    assert table["pvalue"].is_monotonic_decreasing
    assert table["gamma"].isna().tolist() == [True] + [False] * len(reached)
    assert table["gamma"].dropna().is_monotonic_increasing


def test_a_design_that_reaches_no_level_has_one_row() -> None:
    table = hidden_bias_rows({"5 pairs": 5})
    assert table[["statistic", "pvalue"]].to_numpy().tolist() == [[0, 0.0625]]
    assert table["gamma"].isna().all()


def test_the_printed_p_values_stand_on_their_rungs(rows: list[dict[str, Any]]) -> None:
    printed = {row["row"].split(",")[0]: row["printed"] for row in rows if row["printed"]}
    assert printed == {
        "5 v 6|U = 4": "TNF-α 0.04",
        "5 v 6|U = 3": "TNF-α 0.04; IL-1Ra 0.028",
        "5 v 6|U = 2": "IL-1Ra 0.02; IL-10 0.02",
        "6 pairs (HD)|W = 0": "IL-1Ra 0.028",
    }
    marked = next(row for row in rows if row["row"].startswith("5 v 6|U = 3"))
    assert marked["trace"].split() == [
        "formula:inference.hidden_bias",
        "findings:p1-tnfa-p-m6",
        "findings:y5-il1ra-p",
    ]


def test_the_title_is_the_most_that_is_survived_rounded_up(rows: list[dict[str, Any]]) -> None:
    drawn = pd.DataFrame(rows)
    assert finding(drawn, 0.05) == "No printed p survives a hidden bias above Γ = 1.8"
    alone = drawn.assign(printed="")
    assert finding(alone, 0.05) == "No p of these arms survives a hidden bias above Γ = 2.9"
    above = drawn[drawn["kind"] != RUNG]
    assert finding(above, 0.05) == "No printed p is exactly at or below 0.05, even without hidden bias"
    assert finding(alone.assign(gamma=16.57), 0.05).endswith("Γ = 17")


def test_a_long_ladder_keeps_its_ends_and_what_is_printed() -> None:
    spec = figures.hidden_bias(Study.read(EXAMPLES[1])).to_dict()
    (drawn,) = spec["datasets"].values()
    assert spec["height"] <= TALLEST
    rungs = [row["row"] for row in drawn if row["row"].startswith("12 v 12|U")]
    assert len(rungs) < len(hidden_bias_rows({"it": (12, 12)}))
    assert [rungs[place].split(",")[0] for place in (0, 1, -1)] == [
        "12 v 12|U = 38",
        "12 v 12|U = 37",
        "12 v 12|U = 0",
    ]


def test_each_design_has_its_head_and_one_p_above_the_level(rows: list[dict[str, Any]]) -> None:
    kinds = pd.Series([row["kind"] for row in rows]).value_counts().to_dict()
    assert kinds == {RUNG: 5, HEAD: 3, ABOVE: 3}
    assert {row["survives"] for row in rows if row["kind"] == ABOVE} == {"none"}
    assert {row["gamma"] for row in rows if row["kind"] == ABOVE} == {1.0}


def test_words_say_what_is_drawn() -> None:
    chart = figures.hidden_bias(Study.read(), second_readings=READINGS)
    assert "5 v 6: 4 at or below 0.05, Γ from 1.32 to 2.84" in chart.description
    assert "5 pairs (LD): none at or below 0.05" in chart.description
    assert "IL-1Ra 0.028 (Year 5): 1.32" in chart.description


@pytest.mark.parametrize("folder", EXAMPLES)
def test_without_a_printed_rank_test_the_ladders_stand_alone(folder: str) -> None:
    spec = figures.hidden_bias(Study.read(folder)).to_dict()
    (drawn,) = spec["datasets"].values()
    assert spec["usermeta"]["basis"] == "design"
    assert not any(row["printed"] for row in drawn)
    assert spec["usermeta"]["sources"] == ["rosenbaum1990", "rosenbaum2002"]


def test_a_stricter_level_has_fewer_rungs() -> None:
    loose, strict = (hidden_bias_rows({"it": (5, 6)}, level=level) for level in (0.05, 0.01))
    assert loose["gamma"].count() == 4
    assert strict["gamma"].count() == 2
