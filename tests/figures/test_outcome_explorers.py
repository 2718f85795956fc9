"""Explorers of the primary outcomes: their grids, and that both lives of each show the same rows."""

import math
from itertools import product
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest

from analysis import data, figures
from analysis.figures import Explorer
from analysis.figures.base.control import Value
from analysis.inference import proportion
from analysis.publication import vega
from analysis.reconstruction import printed_ages

RATES = data.rates()
AGES = printed_ages(mean="55", spread="13", median="56", n=11, older=1, limit=60, seed=1, proposals=2**14)
SOME = data.cite("summary2025")
EXPLORERS: dict[str, Explorer] = {
    "background": figures.background(RATES, AGES, men=4, trace="findings:p1-age seed:1", sources=SOME),
    "chance": figures.chance(
        {"all": ([11] * 26 + [7] * 4 + [4] * 2, 7), "some": ([11] * 24, 3)},
        trace="findings:y5-hgb",
        sources=SOME,
    ),
    "once": figures.once(),
    "spreads": figures.spreads(data.findings(), sources=SOME),
    "surviving": figures.surviving(),
}
Choice = dict[str, Value]


def ends() -> list[Any]:
    """Every combination of the controls' first and last choice on the page."""
    cases = []
    for name, explorer in EXPLORERS.items():
        controls = explorer.controls
        for values in product(*(dict.fromkeys((c.page_choices[0], c.page_choices[-1])) for c in controls)):
            choice = dict(zip((c.name for c in controls), values, strict=True))
            cases.append(pytest.param(explorer, choice, id=f"{name}-{'-'.join(map(str, values))}"))
    return cases


@pytest.fixture(scope="module")
def pages() -> dict[str, dict[str, Any]]:
    return {explorer.title: explorer.static().to_dict() for explorer in EXPLORERS.values()}


@pytest.mark.parametrize(("explorer", "choice"), ends())
def test_the_page_s_rows_are_those_of_a_kernel(
    explorer: Explorer, choice: Choice, pages: dict[str, dict[str, Any]]
) -> None:
    (rows,) = pages[explorer.title]["datasets"].values()
    page = pd.DataFrame(rows)
    page = page[(page[list(choice)] == pd.Series(choice)).all(axis=1)].reset_index(drop=True)
    with alt.renderers.enable("json"):
        *inputs, view = explorer.live().children
        for control, box in zip(explorer.controls, inputs, strict=True):
            box.value = choice[control.name]
        (output,) = view.outputs
    (live,) = output["data"]["application/json"]["datasets"].values()
    assert len(page) > 0
    pd.testing.assert_frame_equal(pd.DataFrame(live), page, check_dtype=False)


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_row_is_traced_and_the_chart_is_drawn(name: str, pages: dict[str, dict[str, Any]]) -> None:
    page = pages[EXPLORERS[name].title]
    (rows,) = page["datasets"].values()
    assert all(row["trace"] for row in rows)
    assert vega.svg(page).startswith("<svg")
    names = {parameter["name"] for parameter in page["params"]}
    assert {control.name for control in EXPLORERS[name].controls} <= names


def test_no_standard_error_fits_and_some_other_reading_does() -> None:
    grid = EXPLORERS["spreads"].grid()
    assert (grid.loc[grid["reading"] == "SEM", "verdict"] == "impossible").all()
    assert (grid.loc[grid["reading"] == "SD", "verdict"] == "possible").all()
    assert grid.groupby("printed_spread").size().to_dict() == {
        "Age, Phase 1": 2,
        "Age, five years": 4,
        "Body mass index, read as a mean": 2,
        "Body mass index, read as a median": 4,
    }


def test_the_background_is_counted_by_hand() -> None:
    rows = EXPLORERS["background"].rows({"background_age": "50"}).set_index(["outcome", "times"])
    own = RATES[RATES["AGE"] == "50-54"].set_index(["OUTCOME", "SEX"])
    for outcome, word in (("cancer incidence", "cancer"), ("death", "death")):
        women, men = (own.loc[(outcome, sex)] for sex in ("women", "men"))
        expected = 35 * float(women["RATE"]) / float(women["PER"]) + 20 * float(men["RATE"]) / float(
            men["PER"]
        )
        assert rows.loc[(word, 1), "expected"] == pytest.approx(expected, abs=1e-4)
        assert rows.loc[(word, 5), "none"] == pytest.approx(math.exp(-5 * expected), abs=1e-4)
        assert rows.loc[(word, 0.5), "none"] == pytest.approx(math.exp(-expected / 2), abs=1e-4)


def test_computed_ages_come_first_have_a_range_and_expect_more_than_their_median_age() -> None:
    (control,) = EXPLORERS["background"].controls
    assert control.default == control.choices[0]
    computed, single = (
        EXPLORERS["background"].rows({"background_age": age}).set_index(["outcome", "times"])
        for age in (control.default, "50")
    )
    assert (computed["none_low"] < computed["none_high"]).all()
    assert (single["none_low"] == single["none_high"]).all()
    assert (computed["expected"] > 1.5 * single["expected"]).all()  # rates are convex in age
    assert computed["trace"].str.contains("seed:1").all()
    assert not single["trace"].str.contains("seed").any()
    words = EXPLORERS["background"].static().to_dict()["description"]
    assert "computed ages" in words


def test_the_table_of_the_background_says_its_ranges() -> None:
    assumed = {"computed": (AGES, 1.0), "halved": (AGES, 0.5), "one age": (np.full((1, 11), 50.0), 1.0)}
    table = figures.background_table(RATES, assumed, men=4).set_index("Assumption")
    rows = EXPLORERS["background"].rows({"background_age": "printed"}).set_index(["outcome", "times"])
    usual = rows.loc[("death", 1)]
    ends = usual["none"], usual["none_low"], usual["none_high"]
    assert table.loc["computed", "death_none"] == "{:.0%} ({:.0%} to {:.0%})".format(*ends)
    assert table.loc["one age", "cancer_none"] == "80%"
    assert table.loc["one age", "Sets"] == "1"
    assert float(table.loc["halved", "death_expected"][:4]) == pytest.approx(usual["expected"] / 2, abs=0.01)


def test_the_chance_columns_are_a_distribution() -> None:
    grid = EXPLORERS["chance"].grid()
    counts = grid[grid["kind"] == "count"]
    totals = counts.groupby(["chance_tests", "chance_pairs", "chance_correlation"])["probability"].sum()
    assert totals.to_numpy() == pytest.approx(1, abs=1e-3)
    expected = grid[(grid["kind"] == "expected") & (grid["chance_pairs"] == 3)]
    both = 3 * (26 * 86 / 2048 + 4 * 6 / 128)  # tests of four pairs have a level of 0
    assert set(expected["tests"].round(6)) == {round(both, 6), round(72 * 86 / 2048, 6)}


def test_a_test_of_one_sex_survives_in_a_smaller_family_or_never() -> None:
    grid = EXPLORERS["surviving"].grid()
    one = grid[(grid["family_method"] == "holm") & (grid["tests"] == 1)].groupby("group")["adjusted"].max()
    assert one["7 pairs (women)"] == pytest.approx(2 / 2**7, rel=1e-3)
    assert one["4 pairs (men)"] == 0.125
    assert set(grid["group"]) - {""} == {
        "11 pairs",
        "7 pairs (women)",
        "6 pairs (HD)",
        "5 pairs (LD)",
        "4 pairs (men)",
    }


def test_at_the_lowest_risk_of_the_list_eleven_see_it() -> None:
    rows = EXPLORERS["once"].rows({"once_risk": 4}).set_index("mark")
    assert rows.loc["enough", "people"] == 11
    assert rows.loc["11", "seen"] >= 0.95
    assert proportion(0, 11, upper=True).high < 1 / 4
