"""The values that can lie behind a printed level: ordered, traced, refused where no cohort agrees."""

import pandas as pd
import pytest

from analysis import data, figures
from analysis.figures import Explorer
from analysis.figures.cohorts.possible_values import draw
from analysis.reconstruction import Reading

pytestmark = pytest.mark.slow

STUDY = data.Study.read()
READINGS = {"sd": Reading.of(STUDY), "sem": Reading(spread_is="sem")}


@pytest.fixture(scope="module")
def behind() -> Explorer:
    return figures.possible_values(STUDY, ("IL1RA", "IL10"), READINGS, visit="Month 6", size=100, seed=1)


def test_values_are_ordered_and_keep_their_arms_apart_as_an_sd(behind: Explorer) -> None:
    rows = behind.rows({"behind": "IL1RA", "read_as": "sd"})
    drawn = rows[rows["kind"] == "value"]
    assert drawn.groupby("arm").size().to_dict() == {"HD": 6, "LD": 3}
    assert (drawn["low"] <= drawn["middle"]).all()
    assert (drawn["middle"] <= drawn["high"]).all()
    for _, arm in drawn.groupby("arm"):
        assert arm.sort_values("place")["middle"].is_monotonic_increasing
    assert drawn.loc[drawn["arm"] == "LD", "high"].max() < drawn.loc[drawn["arm"] == "HD", "low"].min()


def test_a_refused_reading_is_shown_as_refused(behind: Explorer) -> None:
    rows: pd.DataFrame = behind.rows({"behind": "IL10", "read_as": "sem"})
    assert set(rows["kind"]) == {"printed", "refused"}
    (refusal,) = rows[rows["kind"] == "refused"].to_dict("records")
    assert refusal["words"].startswith("Refused: ")
    assert "findings:p1-il10-p-m6" in refusal["trace"]


def test_the_figure_says_reconstructed(behind: Explorer) -> None:
    assert behind.basis == "reconstructed"
    assert behind.static().to_dict()["description"].startswith("Reconstructed, not patients' data.")


def test_values_show_range_median_mean_and_refusal() -> None:
    rows = pd.DataFrame(
        {
            "row": ["HD, lowest", "HD, printed mean", "refused"],
            "place": [1, 0, 2],
            "arm": ["HD", "HD", ""],
            "kind": ["value", "printed", "refused"],
            "low": [1.0, 3.0, None],
            "middle": [2.0, 3.0, None],
            "high": [3.0, 3.0, None],
            "unit": ["pg/mL", "pg/mL", None],
            "words": ["", "", "Refused"],
            "trace": "formula:x.y",
        }
    )
    layers = draw(rows, arms=["LD", "HD"]).to_dict()["layer"]
    assert [layer["mark"]["type"] for layer in layers] == ["rule", "point", "tick", "text"]
    for layer, kind in zip(layers[2:], ["printed", "refused"], strict=True):
        assert f"=== '{kind}'" in layer["transform"][0]["filter"]
    assert "!== 'refused'" in layers[0]["transform"][0]["filter"]
    assert layers[0]["encoding"]["y"]["sort"] == ["HD, printed mean", "HD, lowest", "refused"]
    assert layers[1]["encoding"]["shape"]["scale"]["range"] == ["circle", "diamond"]


def test_units_and_arms_come_from_the_study(behind: Explorer) -> None:
    spec = behind.static().to_dict()
    assert spec["layer"][0]["encoding"]["x"]["title"] == "pg/mL"
    assert spec["layer"][0]["encoding"]["color"]["scale"]["domain"] == ["LD", "HD"]
    first = behind.rows({"behind": "IL1RA", "read_as": "sd"}).sort_values("place")["row"]
    assert first.iloc[0] == "HD, printed mean", "the later arm stands first"


def test_sources_of_findings_that_are_not_shown_stay_behind_the_figure(behind: Explorer) -> None:
    meta = behind.static().to_dict()["usermeta"]
    assert {"chin2020", "poster", "summary2025"} <= set(meta["sources"])
    assert not any(name.startswith("y5") for name in meta["findings"])
    assert any(trace.startswith("priors:") for trace in meta["traces"])


def test_a_marker_without_a_printed_level_is_refused() -> None:
    with pytest.raises(data.MissingFindingError, match="prints no level of IL-6 at Month 6"):
        figures.possible_values(STUDY, ["IL6"], READINGS, visit="Month 6", size=10, seed=1)
