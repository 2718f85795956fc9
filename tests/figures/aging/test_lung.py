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
