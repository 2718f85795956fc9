"""Bands over cohorts: means of arms and changes in order, each beside the ensemble that it shows."""

import pandas as pd
import pytest

from analysis import data, figures
from analysis.figures.cohorts.bands import draw
from analysis.reconstruction import Ensemble, bands, cohorts, constrain, ordered_changes

STUDY = data.Study.read()
BANDS = pd.DataFrame(
    {
        "place": ["first", "first", "second"],
        "case": ["a", "b", "a"],
        "low": [0.1, 0.2, 0.3],
        "median": [0.2, 0.3, 0.4],
        "high": [0.5, 0.6, 0.7],
        "trace": "seed:1",
    }
)


@pytest.fixture(scope="module")
def kept() -> Ensemble:
    return cohorts(constrain(STUDY, ["IL1RA"]), size=40, seed=1)


def test_bands_keep_the_order_of_places_and_cases() -> None:
    line, bars, points = draw(BANDS, title="Mean", marked=1).to_dict()["layer"]
    assert line["encoding"]["x"] == {"datum": 1}
    assert bars["encoding"]["y"]["sort"] == ["first", "second"]
    assert bars["encoding"]["x2"]["field"] == "high"
    assert points["encoding"]["shape"]["scale"]["domain"] == ["a", "b"]


def test_more_cases_than_symbols_are_refused() -> None:
    with pytest.raises(ValueError, match="4 cases"):
        draw(pd.concat([BANDS.assign(case=name) for name in "abcd"]), title="x", marked=0)


def test_the_chart_fills_its_column() -> None:
    spec = draw(BANDS, title="x", marked=0).to_dict()
    view = spec if "width" in spec else spec["layer"][1]
    assert view["width"] == "container"
    assert view["height"] >= 80


def test_means_are_those_of_the_ensemble(kept: Ensemble) -> None:
    chart = figures.mean_bands(STUDY, {"as listed": kept}).to_dict()
    rows = pd.DataFrame(next(iter(chart["datasets"].values())))
    table = bands(kept)
    assert list(rows["place"]) == list(table["arm"] + ", " + table["visit"])
    assert rows["median"].to_numpy() == pytest.approx(table["median"].to_numpy())
    assert chart["layer"][1]["encoding"]["x"]["title"] == "Mean of IL-1Ra, high-dose baseline = 1"
    assert "As listed: HD, Baseline: 1.00 to 1.00" in chart["usermeta"]["description"]


def test_changes_are_in_order_and_name_what_speaks_of_the_two_visits(kept: Ensemble) -> None:
    visits = {"before": "Baseline", "after": "Day 2"}
    chart = figures.change_bands(STUDY, {"all": kept}, arm="HD", **visits).to_dict()
    rows = pd.DataFrame(next(iter(chart["datasets"].values())))
    assert list(rows["place"]) == ["smallest change", "2nd", "3rd", "4th", "5th", "largest change"]
    assert rows["high"].to_numpy() == pytest.approx(
        ordered_changes(kept, "IL1RA", "HD", **visits)["high"].to_numpy()
    )
    meta = chart["usermeta"]
    assert {"po-il1ra-hd-baseline", "po-il1ra-hd-d2", "po-il1ra-p-d2"} <= set(meta["findings"])
    assert not any(name.startswith("p1") for name in meta["findings"]), "they speak of six months"
    assert "chin2020" in meta["sources"], "but the cohorts were drawn under them"


def test_cohorts_of_several_markers_are_refused() -> None:
    both = cohorts(constrain(STUDY, ["IL6", "HGF"]), size=10, seed=1)
    with pytest.raises(ValueError, match=r"2 markers \(HGF, IL6\): draw one"):
        figures.mean_bands(STUDY, {"both": both})
