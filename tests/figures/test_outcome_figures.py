"""Charts of single markers and of the illustrative cohort."""

from typing import Any

import altair as alt
import pandas as pd
import pytest

from analysis import data
from analysis.figures.aging import metabolism_drawing as metabolism
from analysis.figures.cohorts import cohort_drawing as cohort
from analysis.physiology import reference_change


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


def test_ranges_of_one_person_are_named_by_study() -> None:
    rows = data.variation().query("PARAMCD in ['CEA', 'GLUC'] and CVI != ''")
    named = metabolism.studies(rows, data.sources())
    own = reference_change(named["cvi"].to_numpy(), named["cva"].to_numpy())
    drawn = spec(metabolism.person_variation(named.assign(low=own.low_percent, high=own.high_percent)))
    drawn_rows = max(drawn["datasets"].values(), key=len)
    assert len(drawn_rows) == len(rows)
    assert {row["Row"].split("|")[0] for row in drawn_rows} == {"CEA", "Glucose"}
    for row in drawn_rows:
        assert row["low"] * row["high"] == pytest.approx(1, abs=2e-3)  # log-normal: as far down as up
