"""Miller's rule against the values that its sources print."""

import pytest

from analysis.physiology import esr_age_years, esr_upper_limit_mm_per_h
from analysis.physiology.checks import Sex


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


@pytest.mark.parametrize("sex", ["men", "women"])
def test_a_limit_is_that_of_one_age(sex: Sex) -> None:
    for age in (18, 56, 110):
        assert esr_age_years(esr_upper_limit_mm_per_h(age, sex), sex) == age
    with pytest.raises(ValueError, match="the limit is 80 mm/h"):
        esr_age_years(80, sex)


def test_miller_names_two_sexes() -> None:
    with pytest.raises(ValueError, match="'men' and 'women'"):
        esr_upper_limit_mm_per_h(50, "male")  # type: ignore[arg-type]
