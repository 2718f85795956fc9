"""Explorers of the primary outcomes: their grids, and that both lives of each show the same rows."""

from itertools import product
from typing import Any

import altair as alt
import pandas as pd
import pytest

from analysis import data, figures
from analysis.figures import Explorer
from analysis.figures.base.control import Value
from analysis.publication import vega

STUDY = data.Study.read()


SOME = data.cite("summary2025")


EXPLORERS: dict[str, Explorer] = {
    "spreads": figures.spreads(data.findings(), sources=SOME),
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
