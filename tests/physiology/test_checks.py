"""Numbers at the door of the formulas."""

import numpy as np
import pytest

from analysis.physiology.checks import known_sex, measured, plain, positive, within


def test_one_number_stays_one_and_an_array_an_array() -> None:
    assert type(plain(within(3, 1, 5, "x", "", "it is small"))) is float
    assert np.asarray(plain(positive([1, 2], "x", "mL"))).tolist() == [1, 2]


def test_the_first_wrong_value_is_named() -> None:
    with pytest.raises(ValueError, match=r"x is 7 mL; it is small, 1 to 5 mL\."):
        within([2, 7, 9], 1, 5, "x", "mL", "it is small")
    with pytest.raises(ValueError, match=r"x is -2 mL; it must be above 0"):
        positive([1, -2], "x", "mL")
    with pytest.raises(ValueError, match=r"x is nan; it is small"):
        within(float("nan"), 1, 5, "x", "", "it is small")


def test_another_unit_is_guessed_only_where_it_would_be_plausible() -> None:
    with pytest.raises(
        ValueError, match=r"x is 50 g; that is the number for mg: 5\.0 g; what is plausible is 1 to 9 g"
    ):
        measured(50, 1, 9, "x", "g", other="mg", per=10)
    with pytest.raises(ValueError, match=r"x is 500 g; what is plausible"):
        measured(500, 1, 9, "x", "g", other="mg", per=10)


@pytest.mark.parametrize("word", ["male", "Men", ""])
def test_a_sex_has_its_word(word: str) -> None:
    with pytest.raises(ValueError, match="'men' and 'women'"):
        known_sex(word)
