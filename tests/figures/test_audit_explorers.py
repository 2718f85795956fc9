"""The explorer of reconstructed values says what its layers computed."""

import pandas as pd
import pytest

from analysis import data
from analysis.figures import Explorer, plausible
from analysis.reconstruction import Reading

FINDINGS = data.findings()
SOURCES = data.cite("chin2020")


@pytest.fixture(scope="module")
def behind() -> Explorer:
    study = data.Study.read()
    readings = {"sd": Reading.of(study), "sem": Reading(spread_is="sem")}
    return plausible(study, ("IL1RA", "IL10"), readings, visit="Month 6", size=100, seed=1, sources=SOURCES)


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
