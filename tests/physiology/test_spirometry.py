"""GLI Global 2022: against pyspiro 1.0.0, what is printed of it, its shape, and what it refuses."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import data
from analysis.physiology import spirometry

ORACLE = pd.read_csv(Path(__file__).parents[1] / "oracles" / "spirometry.csv")
GROUPS = [(measure, sex) for measure in ("FEV1", "FVC", "FEV1FVC") for sex in ("men", "women")]


@pytest.mark.parametrize(
    ("measure", "height", "sex", "before", "after"),
    [
        ("FEV1", 168, "men", 3.20, 3.06),
        ("FVC", 168, "men", 3.96, 3.84),
        ("FEV1", 156, "women", 2.36, 2.25),
        ("FVC", 156, "women", 2.88, 2.77),
    ],
)
def test_five_years_from_51(measure: str, height: float, sex: str, before: float, after: float) -> None:
    predicted = spirometry(measure, [51, 56], height, sex).predicted  # type: ignore[arg-type]
    np.testing.assert_allclose(predicted, [before, after], atol=0.006)


@pytest.mark.parametrize(("measure", "sex"), GROUPS)
def test_limits_of_normal_are_the_z_scores_of_their_name(measure: str, sex: str) -> None:
    normal = spirometry(measure, [20, 56, 90], [150, 168, 190], sex)  # type: ignore[arg-type]
    np.testing.assert_allclose(normal.z_score(normal.predicted), 0, atol=1e-12)
    np.testing.assert_allclose(normal.z_score(normal.lower_limit_of_normal), -1.645)
    np.testing.assert_allclose(normal.z_score(normal.upper_limit_of_normal), 1.645)


@pytest.mark.parametrize(("measure", "sex"), GROUPS)
def test_splines_have_no_jump_and_adults_lose_function(measure: str, sex: str) -> None:
    ages = np.linspace(18, 95, 1541)
    predicted = np.asarray(spirometry(measure, ages, 168, sex).predicted)  # type: ignore[arg-type]
    assert np.abs(np.diff(np.log(predicted))).max() < 0.003
    assert (np.diff(predicted[ages > 30]) < 0).all()


def test_between_two_ages_of_the_table_the_line_lies_between() -> None:
    low, middle, high = np.asarray(spirometry("FEV1", [56, 56.1, 56.25], 168, "men").predicted)
    assert high < middle < low


def test_taller_people_have_more_volume_and_a_lower_ratio() -> None:
    assert (np.diff(spirometry("FEV1", 56, [150, 168, 190], "women").predicted) > 0).all()
    assert (np.diff(spirometry("FEV1FVC", 56, [150, 168, 190], "women").predicted) < 0).all()


def test_scalars_give_floats() -> None:
    normal = spirometry("FVC", 56, 168, "men")
    assert {type(value) for value in (normal.predicted, normal.spread, normal.z_score(3.8))} == {float}
    assert normal.z_score([3.0, 3.8]).shape == (2,)  # type: ignore[union-attr]


def test_errors_say_what_was_found_and_what_is_valid() -> None:
    with pytest.raises(ValueError, match=r"the measure is 'DLCO'; .* 'FEV1', 'FVC' and 'FEV1FVC'"):
        spirometry("DLCO", 56, 168, "men")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"age is 96 years; .* 18 to 95 years"):
        spirometry("FEV1", [56, 96], 168, "men")
    with pytest.raises(ValueError, match=r"height is 1.68 cm; the equations take centimeters, 100 to 250 cm"):
        spirometry("FEV1", 56, 1.68, "men")
    with pytest.raises(ValueError, match=r"sex is 'M'"):
        spirometry("FEV1", 56, 168, "M")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"FEV1 is -2 L; it must be above 0"):
        spirometry("FEV1", 56, 168, "men").z_score([3, -2])


def test_the_table_of_splines_is_complete_and_licensed() -> None:
    table = data.read("gli_splines")
    for group in GROUPS:
        rows = table[(table["PARAMCD"] == group[0]) & (table["SEX"] == group[1])]
        assert rows["AGE"].astype(float).tolist() == np.arange(18, 95.25, 0.25).tolist()
    license_text = (data.find() / "reference" / "gli_splines.LICENSE.txt").read_text("utf8")
    assert "MIT License" in license_text
    assert "Copyright (c) 2024" in license_text


@pytest.mark.parametrize(("measure", "sex"), GROUPS)
def test_spirometry_agrees_with_pyspiro(measure: str, sex: str) -> None:
    # Written by tests/oracles/python/spirometry.py, at ages of the table: pyspiro does not interpolate.
    rows = ORACLE[(ORACLE["measure"] == measure) & (ORACLE["sex"] == sex)]
    found = spirometry(measure, rows["age"], rows["height"], sex)  # type: ignore[arg-type]
    for column, computed in (
        ("median", found.predicted),
        ("lower", found.lower_limit_of_normal),
        ("spread", found.spread),
        ("z", found.z_score(rows["observed"])),
    ):
        np.testing.assert_allclose(computed, rows[column], rtol=1e-10, err_msg=column)
    np.testing.assert_allclose(np.broadcast_to(found.skewness, len(rows)), rows["skewness"], rtol=1e-10)
