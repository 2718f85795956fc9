"""Formulas against the values that their sources print."""

import pytest

from analysis import physiology
from analysis.physiology import age_factor, esr_upper_limit_mm_per_h


def ckd_epi_2021(creatinine_mg_per_dl: float, age: float, *, woman: bool) -> float:
    """The whole equation, as the National Kidney Foundation's page prints it."""
    kappa, alpha = (0.7, -0.241) if woman else (0.9, -0.302)
    ratio = creatinine_mg_per_dl / kappa
    factor = 1.012 if woman else 1
    return float(142 * min(ratio, 1) ** alpha * max(ratio, 1) ** -1.2 * 0.9938**age * factor)


def test_five_years_at_the_same_creatinine() -> None:
    there, back = (age_factor(physiology.ckd_epi_2021, start=51, years=years) for years in (5, -5))
    assert there == pytest.approx(0.9694, abs=0.00005)
    assert there * back == pytest.approx(1)
    assert age_factor(physiology.ckd_epi_2021, start=51, years=0) == 1


@pytest.mark.parametrize("woman", [True, False])
@pytest.mark.parametrize("creatinine", [0.5, 0.7, 0.9, 1.4])
@pytest.mark.parametrize("age", [30, 51, 60])
def test_age_factor_is_what_the_equation_does(creatinine: float, age: float, woman: bool) -> None:
    before, after = (ckd_epi_2021(creatinine, years, woman=woman) for years in (age, age + 5))
    assert after / before == pytest.approx(age_factor(physiology.ckd_epi_2021, start=age, years=5))


# Nishisako et al. 2017 (doi 10.1002/jgf2.1) on Miller et al. 1983: about 11 in young men, 20 in young women,
# and about 30 and 36 mm/h at 65 years.
@pytest.mark.parametrize(("sex", "limit", "printed"), [("men", 32.5, 30), ("women", 37.5, 36)])
def test_miller_at_65(sex: str, limit: float, printed: float) -> None:
    assert esr_upper_limit_mm_per_h(65, sex) == limit  # type: ignore[arg-type]
    assert abs(limit - printed) <= 2.5


def test_miller_rises_half_a_millimeter_a_year() -> None:
    assert esr_upper_limit_mm_per_h(61, "men") - esr_upper_limit_mm_per_h(56, "men") == 2.5
    assert esr_upper_limit_mm_per_h(56, "women") - esr_upper_limit_mm_per_h(56, "men") == 5


@pytest.mark.parametrize("age", [17.9, 111, float("nan")])
def test_miller_is_for_adults(age: float) -> None:
    with pytest.raises(ValueError, match="describes adults"):
        esr_upper_limit_mm_per_h(age, "men")


def test_miller_names_two_sexes() -> None:
    with pytest.raises(ValueError, match="'men' and 'women'"):
        esr_upper_limit_mm_per_h(50, "male")  # type: ignore[arg-type]
