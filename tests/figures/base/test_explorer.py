"""Both lives of every explorer: the page's grid and the widgets show the same rows."""

from dataclasses import replace
from itertools import product
from typing import Any

import altair as alt
import pandas as pd
import pytest

from analysis import figures
from analysis.figures import Explorer
from analysis.publication import vega
from tests.figures.lives import Choice, drawn_live

pytestmark = pytest.mark.slow

COHORTS = {
    "no effect": ((2, 4, 6, 8, 10), (1, 3, 5, 7, 9, 11)),
    "all effect": ((1, 2, 3, 4, 5), (6, 7, 8, 9, 10, 11)),
}
EXPLORERS = {
    "attainable": figures.attainable_pvalues({"A": 5, "B": 6}),
    "levels": figures.attained_levels({"A": 5, "B": 6}),
    "relabelings": figures.relabelings(COHORTS, shown="no effect"),
}


def corners(*, page: bool) -> list[Any]:
    """Every combination of the controls' extreme values, on the page or with a kernel."""
    cases = []
    for name, explorer in EXPLORERS.items():
        names = [control.name for control in explorer.controls]
        ends = [control.page_choices if page else control.choices for control in explorer.controls]
        for values in product(*(dict.fromkeys((end[0], end[-1])) for end in ends)):
            cases.append(pytest.param(explorer, dict(zip(names, values, strict=True)), id=f"{name}-{values}"))
    return cases


def on_page(explorer: Explorer, choice: Choice) -> pd.DataFrame:
    """The rows of the page's chart that pass its filter for ``choice``."""
    (rows,) = explorer.static().to_dict()["datasets"].values()
    frame = pd.DataFrame(rows)
    return frame[(frame[list(choice)] == pd.Series(choice)).all(axis=1)].reset_index(drop=True)


@pytest.mark.parametrize(("explorer", "choice"), corners(page=True))
def test_live_equals_static_at_the_page_s_extremes(explorer: Explorer, choice: Choice) -> None:
    page = on_page(explorer, choice)
    assert len(page) > 0
    pd.testing.assert_frame_equal(drawn_live(explorer, choice), page)


@pytest.mark.parametrize(("explorer", "choice"), corners(page=False))
def test_live_computes_at_its_own_extremes(explorer: Explorer, choice: Choice) -> None:
    live = drawn_live(explorer, choice)
    assert len(live) > 0
    pd.testing.assert_frame_equal(live, explorer.rows(choice), check_dtype=False)


@pytest.mark.parametrize(("explorer", "choice"), corners(page=True))
def test_the_page_s_filter_draws_only_the_choice(explorer: Explorer, choice: Choice) -> None:
    """Vega itself, with the parameters set, draws as many marks as the chart of that choice alone."""
    spec = explorer.static().to_dict()
    for parameter in spec["params"]:
        parameter["value"] = choice[parameter["name"]]
    mark = 'aria-roledescription="point"'
    alone = vega.svg(explorer.chart(choice).to_dict())
    assert vega.svg(spec).count(mark) == alone.count(mark) == len(explorer.rows(choice))


@pytest.mark.parametrize("explorer", EXPLORERS.values(), ids=EXPLORERS.keys())
def test_static_is_published_traced_and_bound(explorer: Explorer) -> None:
    spec = explorer.static().to_dict()
    names = [control.name for control in explorer.controls]
    assert [parameter["name"] for parameter in spec["params"]] == names
    assert all(parameter["bind"] for parameter in spec["params"])
    assert spec["usermeta"]["title"] == explorer.title
    assert spec["usermeta"]["traces"]
    (rows,) = spec["datasets"].values()
    sizes = [len(control.page_choices) for control in explorer.controls]
    assert len({tuple(row[name] for name in names) for row in rows}) == pd.Series(sizes).prod()


def test_a_chart_of_several_tables_is_refused() -> None:
    def two_tables(rows: pd.DataFrame) -> alt.LayerChart:
        line = pd.DataFrame({"level": [95], "trace": ["formula:inference.hodges_lehmann"]})
        return alt.LayerChart(layer=[alt.Chart(rows).mark_point(), alt.Chart(line).mark_rule()])

    with pytest.raises(ValueError, match="one table"):
        replace(EXPLORERS["levels"], draw=two_tables).static()


def test_a_widget_redraws_only_its_own_chart() -> None:
    explorer = EXPLORERS["levels"]
    first, second = explorer.live(), explorer.live()
    before = second.children[-1].outputs
    first.children[0].value = 60
    assert second.children[-1].outputs == before
    assert first.children[-1].outputs != before
