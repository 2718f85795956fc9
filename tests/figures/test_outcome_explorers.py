"""Explorers of the primary outcomes: their grids, and that both lives of each show the same rows."""

import math
from itertools import product
from typing import Any

import altair as alt
import pandas as pd
import pytest

from analysis import data, figures
from analysis.figures import Explorer
from analysis.figures.aging.minimal_detectable_change import (
    cited,
    hidden_by_noise,
    relative_changes,
    smallest_shift,
    unchanged,
    with_variation,
)
from analysis.figures.aging.stable_drawing import ENDS
from analysis.figures.base.control import Value
from analysis.inference import detectable
from analysis.physiology import log_change_sd, spirometry
from analysis.publication import vega
from analysis.reported import laboratory_statements

STUDY = data.Study.read()
STATEMENTS = laboratory_statements(STUDY)
TESTS = with_variation(unchanged(STATEMENTS), data.variation())
PAIRS = {"": 11, "men": 4, "women": 7}
SOME = data.cite("summary2025")
EXPLORERS: dict[str, Explorer] = {
    "insulin": figures.insulin(sources=SOME),
    "lung": figures.lung(sources=SOME),
    "spreads": figures.spreads(STUDY, first="Phase 1"),
    "stable": figures.stable(TESTS, relative_changes(data.aging()), pairs=PAIRS, sources=SOME),
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


def test_the_lung_is_the_equations_difference() -> None:
    rows = EXPLORERS["lung"].rows({"lung_measure": "FVC", "lung_height": 160}).set_index(["sex", "age"])
    before, after = (spirometry("FVC", age, 160, "women").predicted for age in (51, 56))
    assert rows.loc[("women", 51), "change"] == pytest.approx(1000 * (after - before), abs=0.05)
    assert (rows["change"] < 0).all()


def test_homa_rises_by_the_share_of_insulin() -> None:
    rows = (
        EXPLORERS["insulin"].rows({"homa_before": 8, "homa_rise": 50, "homa_glucose": 45}).set_index("kind")
    )
    assert rows.loc["before", "homa"].item() == 1.6
    assert rows.loc["after", "homa"].item() == 2.4


def test_unchanged_tests_never_differ_significantly() -> None:
    tests = unchanged(STATEMENTS)
    assert "ESR" not in set(tests["PARAMCD"])  # told to be stable, and told to have risen
    assert {"EGFR", "TRIG", "HSCRP", "TESTOS"} <= set(tests["PARAMCD"])
    assert tests["PARAMCD"].is_unique
    assert set(tests["PARAMCD"]) > set(TESTS["PARAMCD"])  # some have no figure of variation


def test_no_bound_is_made_for_the_filtration_rate_from_creatinine() -> None:
    assert "EGFR" in set(unchanged(STATEMENTS)["PARAMCD"])
    assert {"EGFR"}.isdisjoint(TESTS["PARAMCD"])
    assert "EGFR" not in relative_changes(data.aging()).index


def test_tests_of_one_sex_have_its_pairs() -> None:
    tests = unchanged(STATEMENTS).set_index("PARAMCD")
    assert tests.loc[["TESTOS", "ESTRDIOL", "PROGEST", "DHEAS"], "Sex"].tolist() == [
        "men",
        "women",
        "women",
        "",
    ]
    same = pd.DataFrame(
        {
            "PARAMCD": list("ABC"),
            "Test": list("ABC"),
            "System": "x",
            "Number": [1, 2, 3],
            "trace": "findings:x",
        }
    ).assign(Sex=["", "women", "men"], cvi=5.0, cva=1.0)
    made = figures.stable(same, relative_changes(data.aging()), pairs=PAIRS, sources=SOME)
    rows = made.rows({"power": 80, "level": 5, "slopes": 0, "shared": 0}).set_index("Test")
    noise = float(log_change_sd(5.0, 1.0))
    for test, pairs in (("A", 11), ("B", 7)):
        assert rows.loc[test, "high"] == pytest.approx(math.exp(noise * detectable(pairs).shift), abs=6e-4)
    assert rows.loc["C", ["low", "high"]].tolist() == list(ENDS)  # four pairs can see no shift at all
    strict = made.rows({"power": 80, "level": 1, "slopes": 0, "shared": 0}).set_index("Test")
    assert strict.loc["B", "high"] == ENDS[1]  # nor seven at a level of 1 %: their floor is 0.016


def test_the_least_variation_is_taken_so_that_bands_are_lower_bounds() -> None:
    rows = [
        ("A", "wide", "9", ""),
        ("A", "narrow", "5", "1"),
        ("A", "unknown", "", ""),
        ("B", "only", "3", ""),
    ]
    table = pd.DataFrame(rows, columns=["PARAMCD", "REFID", "CVI", "CVA"])
    tests = pd.DataFrame({"PARAMCD": ["A", "B"], "trace": "findings:x"})
    known = with_variation(tests, table).set_index("PARAMCD")
    assert known[["cvi", "cva"]].to_numpy().tolist() == [[5, 1], [3, 0]]  # nothing is assumed for B
    assert known["trace"].tolist() == ["findings:x variation:narrow", "findings:x variation:only"]


def test_the_smallest_shift_is_detectable_times_noise() -> None:
    shift = detectable(11).shift
    noise = float(log_change_sd(5.0, 1.0))
    assert smallest_shift(5.0, 1.0, shift=shift, slopes=0, shared=0) == pytest.approx(shift * noise)
    wider = smallest_shift(5.0, 1.0, shift=shift, slopes=20, shared=0)
    assert wider == pytest.approx(shift * math.sqrt(noise**2 + math.log(1.04)))
    assert smallest_shift(5.0, 1.0, shift=shift, slopes=20, shared=5) - wider == pytest.approx(math.log(1.05))


def test_more_power_or_a_stricter_level_widens_every_band() -> None:
    def highest(power: int, level: int, slopes: int, shared: int) -> "pd.Series[float]":
        choice: Choice = {"power": power, "level": level, "slopes": slopes, "shared": shared}
        return EXPLORERS["stable"].rows(choice)["high"]

    usual = highest(80, 5, 0, 0)
    for choice in ((90, 5, 0, 0), (80, 1, 0, 0), (80, 5, 20, 0), (80, 5, 0, 5)):
        assert (highest(*choice) > usual).all()


def test_age_hides_where_its_change_is_inside_the_band() -> None:
    rows = pd.DataFrame(
        {
            "Test": ["in", "out", "unknown"],
            "low": 0.9,
            "high": 1.1,
            "age_low": [0.95, 0.85, None],
            "age_high": [0.97, 0.95, None],
        }
    )
    assert hidden_by_noise(rows) == ["in"]


def test_every_source_behind_a_row_is_cited() -> None:
    tables = {"variation": data.variation(), "aging": data.aging()}
    keys = cited(TESTS, relative_changes(data.aging()), tables)
    assert "orentreich1984" in keys  # the levels of DHEA-S
    used = [trace.removeprefix("variation:") for trace in TESTS["trace"].str.split().str[1]]
    rows = data.variation().set_index("REFID")
    assert set(rows.loc[used, "SOURCEID"]) <= set(keys)
    assert len(keys) == len(set(keys))


def test_changes_with_age_are_ratios_with_their_evidence() -> None:
    changes = relative_changes(data.aging())
    assert changes.loc["TESTOS", "age_low"] == pytest.approx(0.984**5)
    assert changes.loc["DHEAS", "age_low"] == pytest.approx((670 / 3470) ** 0.1)
    assert changes["age_trace"].str.contains("aging:|formula:").all()
