"""Charts of single markers and of the illustrative cohort."""

from typing import Any

import altair as alt
import pytest

from analysis import data
from analysis.figures.aging import metabolism_drawing as metabolism
from analysis.physiology import reference_change


def spec(chart: alt.LayerChart | alt.VConcatChart) -> dict[str, Any]:
    drawn: dict[str, Any] = chart.to_dict()
    for rows in drawn["datasets"].values():
        assert rows
        assert all(row["trace"] for row in rows)
    return drawn


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


"""Charts of single markers."""
