"""CKD-EPI 2021, its units and its age term; HOMA-IR."""

import numpy as np
import pytest

from analysis.physiology import (
    ckd_epi_2021_age_factor,
    creatinine_mg_per_dl,
    egfr_ckd_epi_2021,
    homa_ir,
)


@pytest.mark.parametrize("sex", ["men", "women"])
@pytest.mark.parametrize("creatinine", [0.5, 0.7, 0.9, 1.4])
@pytest.mark.parametrize("age", [30, 51, 60])
def test_the_age_factor_is_what_the_equation_does(creatinine: float, age: float, sex: str) -> None:
    before, after = egfr_ckd_epi_2021(creatinine, [age, age + 5], sex)  # type: ignore[arg-type, misc]
    assert after / before == pytest.approx(ckd_epi_2021_age_factor(5))


def test_at_kappa_both_branches_meet_in_the_leading_constant() -> None:
    assert egfr_ckd_epi_2021(0.9, 50, "men") == pytest.approx(142 * 0.9938**50)
    assert egfr_ckd_epi_2021(0.7, 50, "women") == pytest.approx(142 * 1.012 * 0.9938**50)


def test_more_creatinine_means_less_filtration() -> None:
    for sex in ("men", "women"):
        assert (np.diff(egfr_ckd_epi_2021(np.linspace(0.2, 6, 300), 56, sex)) < 0).all()


def test_scalars_give_floats_and_arrays_broadcast() -> None:
    assert type(egfr_ckd_epi_2021(1, 50, "men")) is float
    table = egfr_ckd_epi_2021([[0.8], [1.0]], [50, 55, 60], "women")
    assert np.shape(table) == (2, 3)
    assert np.asarray(table)[1, 2] == egfr_ckd_epi_2021(1.0, 60, "women")


def test_units_of_creatinine() -> None:
    assert creatinine_mg_per_dl(88.4) == 1
    assert np.asarray(creatinine_mg_per_dl([44.2, 176.8])).tolist() == [0.5, 2]


def test_errors_say_what_was_found_and_what_is_valid() -> None:
    with pytest.raises(ValueError, match=r"creatinine is 0 mg/dL; it must be above 0"):
        egfr_ckd_epi_2021([1, 0], 50, "men")
    with pytest.raises(ValueError, match=r"age is 12 years; the equation describes adults, 18 to 110 years"):
        egfr_ckd_epi_2021(1, 12, "men")
    with pytest.raises(ValueError, match=r"age is nan years"):
        egfr_ckd_epi_2021(1, float("nan"), "men")
    with pytest.raises(ValueError, match=r"sex is 'male'; .* 'men' and 'women'"):
        egfr_ckd_epi_2021(1, 50, "male")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"creatinine is inf µmol/L"):
        creatinine_mg_per_dl(float("inf"))
    with pytest.raises(ValueError, match=r"insulin is -1 mU/L"):
        homa_ir(5, [3, -1])


def test_homa_is_one_in_the_model_person() -> None:
    assert homa_ir(4.5, 5) == 1
    # With glucose in mg/dL, 18 times as large, the divisor is 405.
    assert homa_ir(90 / 18, 9) == pytest.approx(90 * 9 / 405)
    assert np.asarray(homa_ir([4.5, 9], 5)).tolist() == [1, 2]
