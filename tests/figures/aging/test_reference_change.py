"""How far one person's result moves by itself."""

import pytest

from analysis import figures
from analysis.data import Study


def test_ranges_of_one_person_are_named_by_study() -> None:
    study = Study.read()
    rows = study.table("variation").query("PARAMCD in ['CEA', 'GLUC'] and CVI != ''")
    drawn = figures.reference_change(study, ["CEA", "GLUC"]).to_dict()
    drawn_rows = max(drawn["datasets"].values(), key=len)
    assert len(drawn_rows) == len(rows)
    assert {row["Row"].split("|")[0] for row in drawn_rows} == {"CEA", "Glucose"}
    for row in drawn_rows:
        assert row["low"] * row["high"] == pytest.approx(1, abs=2e-3)  # log-normal: as far down as up
