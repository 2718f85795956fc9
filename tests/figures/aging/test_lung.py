"""The change that the equations of spirometry expect."""

import pytest

from analysis import figures
from analysis.data import Study
from analysis.physiology import spirometry


def test_the_lung_is_the_equations_difference() -> None:
    made = figures.lung(Study.read()).rows({"lung_measure": "FVC", "lung_height": 160})
    rows = made.set_index(["sex", "age"])
    before, after = (spirometry("FVC", age, 160, "women").predicted for age in (51, 56))
    assert rows.loc[("women", 51), "change"] == pytest.approx(1000 * (after - before), abs=0.05)
    assert (rows["change"] < 0).all()


def test_one_age_is_written_out() -> None:
    rows = figures.lung(Study.read()).rows({"lung_measure": "FEV1", "lung_height": 160})
    assert rows.loc[rows["words"] != "", "age"].tolist() == [51, 51]  # the printed median, five years before


def test_the_title_is_the_change_at_the_printed_age_of_both_sexes() -> None:
    made = figures.lung(Study.read())
    rows = made.rows({"lung_measure": "FVC", "lung_height": 160})
    assert made.finding(rows) == "From 51 to 56 years of age FVC falls by 110 to 120 mL"
    grown = rows.assign(change=-rows["change"])
    assert made.finding(grown) == "From 51 to 56 years of age FVC rises by 110 to 120 mL"
    assert made.finding(rows[rows["age"] != 51]) == "FVC falls by 7 to 120 mL at the ages drawn"
