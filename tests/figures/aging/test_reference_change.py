"""How far one person's result moves by itself."""

import pytest

from analysis import figures
from analysis.data import Study
from analysis.figures.aging.reference_change import finding


def test_ranges_of_one_person_are_named_by_study() -> None:
    study = Study.read()
    rows = study.table("variation").query("PARAMCD in ['CEA', 'GLUC'] and CVI != ''")
    drawn = figures.reference_change(study, ["CEA", "GLUC"]).to_dict()
    drawn_rows = max(drawn["datasets"].values(), key=len)
    assert len(drawn_rows) == len(rows)
    assert {row["Row"].split("|")[0] for row in drawn_rows} == {"CEA", "Glucose"}
    for row in drawn_rows:
        assert row["low"] * row["high"] == pytest.approx(1, abs=2e-3)  # log-normal: as far down as up


def test_the_title_names_the_most_and_the_least_variable_marker() -> None:
    rows = figures.reference_change_limits(Study.read(), ["CEA", "HBA1C"])
    assert finding(rows) == "One person’s CEA may read 130% higher with no change, HbA1c 3.4%"
    assert (
        finding(rows[rows["Marker"] == "CEA"]) == "One person’s CEA may read 44 to 130% higher with no change"
    )
    calm = rows.assign(high=rows["high"] / 10)
    assert finding(calm) == "One person’s CEA may read 13% higher with no change, HbA1c 0.34%"
    long = rows.replace({"Marker": {"HbA1c": "a marker with a very long name"}})
    assert finding(long) == "One person’s CEA may read 130% higher with no change"
