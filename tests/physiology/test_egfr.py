"""eGFR by three equations: against R and published values, and the part of each that is age."""

from pathlib import Path
from typing import get_args

import numpy as np
import pandas as pd
import pytest

from analysis.physiology import (
    EQUATIONS,
    Equation,
    age_factor,
    age_losses,
    ckd_epi_2009,
    ckd_epi_2021,
    mdrd,
)
from analysis.physiology.checks import Sex
from analysis.physiology.egfr import UMOL_PER_L_IN_MG_PER_DL

ORACLE = pd.read_csv(Path(__file__).parents[1] / "oracles" / "physiology.csv").query(
    "formula == 'egfr_ckd_epi_2021'"
)
EVERY = pytest.mark.parametrize("equation", EQUATIONS.values(), ids=list(EQUATIONS))


@EVERY
@pytest.mark.parametrize("sex", get_args(Sex))
@pytest.mark.parametrize("creatinine", [0.5, 0.7, 0.9, 1.4])
@pytest.mark.parametrize("age", [30, 51, 60])
def test_the_age_factor_is_what_the_equation_does(
    creatinine: float, age: float, sex: Sex, equation: Equation
) -> None:
    before, after = np.asarray(equation(creatinine, [age, age + 5], sex))
    assert after / before == pytest.approx(age_factor(equation, start=age, years=5))


def test_five_years_at_unchanged_creatinine() -> None:
    # By hand: (56/51)^-0.203, 0.993^5, 0.9938^5.
    lost = [100 * (1 - age_factor(equation, start=51, years=5)) for equation in EQUATIONS.values()]
    assert lost == pytest.approx([1.88, 3.45, 3.06], abs=0.01)


def test_values_of_r_packages() -> None:
    # transplantr 0.2.0 (R), tests/testthat/test_egfr.R: 120 µmol/L, 45.2 years, a man who is not Black.
    scr = 120 / UMOL_PER_L_IN_MG_PER_DL
    assert round(float(ckd_epi_2009(scr, 45.2, "men")), 1) == 62.5
    # It takes MDRD as it was before standardization, with 186 in the place of 175.
    assert round(float(mdrd(scr, 45.2, "men")) * 186 / 175, 1) == 60.3
    # tabletools (R), R/calculate_egfr_mdrd.R, men of 50 years; it prints 142.6, 79, 49 and 35.5.
    printed = {0.6: (142.6, 118), 1.0: (79, 92), 1.5: (49, 56), 2.0: (35.5, 40)}
    for creatinine, (old, new) in printed.items():
        assert mdrd(creatinine, 50, "men") == pytest.approx(old, abs=0.55)
        assert ckd_epi_2021(creatinine, 50, "men") == pytest.approx(new, abs=0.55)


@pytest.mark.parametrize("age", [18, 51, 90])
def test_the_equation_of_2009_in_four_lines(age: float) -> None:
    # Written out for each sex and side of kappa, as tests/oracles/r/physiology.R does for that of 2021.
    for creatinine in (0.4, 0.6, 0.7, 0.71, 0.95, 2.0):
        exponent = -0.329 if creatinine <= 0.7 else -1.209
        line = 141 * 1.018 * (creatinine / 0.7) ** exponent * 0.993**age
        assert ckd_epi_2009(creatinine, age, "women") == pytest.approx(line)
    for creatinine in (0.4, 0.8, 0.9, 0.91, 1.3):
        exponent = -0.411 if creatinine <= 0.9 else -1.209
        line = 141 * (creatinine / 0.9) ** exponent * 0.993**age
        assert ckd_epi_2009(creatinine, age, "men") == pytest.approx(line)


def test_the_later_equations_are_flat_where_creatinine_is_low() -> None:
    def slope(equation: Equation, creatinine: float, sex: Sex) -> float:
        before, after = np.log(equation([creatinine, creatinine * 1.001], 51, sex))
        return float((after - before) / np.log(1.001))

    assert slope(ckd_epi_2021, 0.6, "women") == pytest.approx(-0.241)
    assert slope(ckd_epi_2021, 0.8, "men") == pytest.approx(-0.302)
    assert slope(ckd_epi_2009, 0.6, "women") == pytest.approx(-0.329)
    assert slope(ckd_epi_2021, 0.8, "women") == pytest.approx(-1.2)
    for creatinine in (0.6, 0.8, 1.2):
        assert slope(mdrd, creatinine, "women") == pytest.approx(-1.154)


def test_at_kappa_both_branches_meet_in_the_leading_constant() -> None:
    assert ckd_epi_2021(0.9, 50, "men") == pytest.approx(142 * 0.9938**50)
    assert ckd_epi_2021(0.7, 50, "women") == pytest.approx(142 * 1.012 * 0.9938**50)


@EVERY
def test_more_creatinine_means_less_filtration(equation: Equation) -> None:
    for sex in get_args(Sex):
        assert (np.diff(equation(np.linspace(0.2, 6, 300), 56, sex)) < 0).all()


def test_scalars_give_floats_and_arrays_broadcast() -> None:
    assert type(ckd_epi_2021(1, 50, "men")) is float
    table = ckd_epi_2021([[0.8], [1.0]], [50, 55, 60], "women")
    assert np.shape(table) == (2, 3)
    assert np.asarray(table)[1, 2] == ckd_epi_2021(1.0, 60, "women")


@EVERY
def test_a_number_in_another_unit_is_refused_with_what_it_would_be(equation: Equation) -> None:
    with pytest.raises(
        ValueError,
        match=r"creatinine is 88.4 mg/dL; that is the number for µmol/L: 1.0 mg/dL; .* 0.1 to 20 mg/dL",
    ):
        equation(88.4, 51, "women")
    with pytest.raises(ValueError, match=r"creatinine is 5000 mg/dL; what is plausible is 0.1 to 20 mg/dL"):
        equation([1, 5000], 51, "men")  # µmol/L would be 57 mg/dL, which is no hint
    assert equation([0.1, 20], 51, "men") is not None


def test_errors_say_what_was_found_and_what_is_valid() -> None:
    with pytest.raises(ValueError, match=r"creatinine is 0 mg/dL; it must be above 0"):
        ckd_epi_2021([1, 0], 50, "men")
    with pytest.raises(ValueError, match=r"age is 12 years; the equation describes adults, 18 to 110 years"):
        ckd_epi_2021(1, 12, "men")
    with pytest.raises(ValueError, match=r"age is nan years"):
        ckd_epi_2021(1, float("nan"), "men")
    with pytest.raises(ValueError, match=r"sex is 'male'; .* 'men' and 'women'"):
        ckd_epi_2021(1, 50, "male")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"creatinine is inf mg/dL"):
        ckd_epi_2021(float("inf"), 50, "men")


@pytest.mark.parametrize("sex", get_args(Sex))
def test_the_equation_of_2021_agrees_with_r(sex: Sex) -> None:
    # The R call stands in the `call` column; the script is tests/oracles/r/physiology.R.
    rows = ORACLE[ORACLE["sex"] == sex]
    assert len(rows) >= 28
    np.testing.assert_allclose(ckd_epi_2021(rows["a"], rows["b"], sex), rows["result"], rtol=1e-9)


def test_years_can_be_looked_back() -> None:
    there, back = (age_factor(ckd_epi_2021, start=51, years=years) for years in (5, -5))
    assert there * back == pytest.approx(1)
    assert age_factor(ckd_epi_2021, start=51, years=0) == 1


def test_what_the_years_take_is_what_the_factor_leaves() -> None:
    losses = age_losses(start=51, years=5)
    assert losses["CKD-EPI, 2021"] == pytest.approx(1 - 0.9938**5)
    assert losses["CKD-EPI, 2009"] == pytest.approx(1 - 0.993**5)
    assert losses["MDRD, 2006"] == pytest.approx(1 - (56 / 51) ** -0.203)
