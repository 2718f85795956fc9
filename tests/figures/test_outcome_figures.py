"""Charts of single markers and of the illustrative cohort."""

from typing import Any

import altair as alt
import pandas as pd

from analysis import data
from analysis.figures.cohorts import cohort_drawing as cohort
from analysis.figures.record import people_drawing as people


def spec(chart: alt.LayerChart | alt.VConcatChart) -> dict[str, Any]:
    drawn: dict[str, Any] = chart.to_dict()
    for rows in drawn["datasets"].values():
        assert rows
        assert all(row["trace"] for row in rows)
    return drawn


def computed() -> pd.DataFrame:
    return cohort.visited(data.read("adlb"), data.parameters(), trace="seed:2025")


def test_the_cohort_is_drawn_in_relative_units_only() -> None:
    values = computed()
    table = data.read("adlb")
    relative = table[table["AVALU"] == "times the mean baseline of HD"]
    assert len(values) == (relative["AVAL"] != "").sum()
    assert values["Subject"].nunique() == 11
    assert not values["Value"].isna().any()
    assert {"Hemoglobin", "IGF-1", "CA 19-9"} <= set(values["Marker"])


def test_one_subject_is_linked_across_two_markers() -> None:
    drawn = spec(cohort.linked_trajectories(computed(), first="Hemoglobin", second="IGF-1"))
    names = {parameter["name"]: parameter["value"] for parameter in drawn["params"]}
    assert names == {"cohort_subject": "R11", "cohort_above": "Hemoglobin", "cohort_below": "IGF-1"}
    for view, marker in zip(drawn["vconcat"], ("cohort_above", "cohort_below"), strict=True):
        filters = [layer["transform"][-1].get("filter") for layer in view["layer"][2:4]]
        assert filters == ["datum.Subject == cohort_subject"] * 2
        assert view["layer"][0]["transform"][0]["filter"] == f"datum.Marker == {marker}"
        assert view["width"] == "container"


def test_a_missing_age_is_said_and_not_drawn() -> None:
    needed = pd.DataFrame(
        {"older": [0, 1], "oldest": [None, 93.0], "words": ["impossible", "93"], "trace": "x"}
    )
    drawn = spec(people.oldest_ages(needed))
    assert [layer["transform"][0]["filter"] for layer in drawn["layer"]] == [
        *["datum.oldest > 0"] * 3,
        "!(datum.oldest > 0)",
    ]
