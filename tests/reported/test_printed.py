"""A printed number keeps its text, its decimals and the interval that it stands for."""

from decimal import ROUND_DOWN, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reported import Printed

PRINTED = st.from_regex(r"-?[0-9]{1,4}(\.[0-9]{1,5})?", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "decimals", "low", "high"),
    [
        ("0.020", 3, "0.0195", "0.0205"),
        ("0.02", 2, "0.015", "0.025"),
        (".028", 3, "0.0275", "0.0285"),
        ("705", 0, "704.5", "705.5"),
        ("−1.5", 1, "-1.55", "-1.45"),
        ("56.0", 1, "55.95", "56.05"),
    ],
)
def test_interval_is_half_a_unit_of_the_last_digit(text: str, decimals: int, low: str, high: str) -> None:
    printed = Printed(text)
    assert (printed.decimals, printed.low, printed.high) == (decimals, Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text", ["", "<0.05", "0.02 ", "1,234", "1e3", "5.", "nan", "22.40 ± 5.15", "--1", "٣", 0.02, None]
)
def test_anything_else_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="is not a printed number"):
        Printed(text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12,5", "('12.5'), and a comma between thousands not at all ('125')"),
        ("1,234,567", "a point, and a comma between thousands not at all ('1234567')"),
    ],
)
def test_a_comma_in_a_number_is_told_in_one_line(text: str, words: str) -> None:
    with pytest.raises(ValueError, match="Write a decimal comma as a point") as refused:
        Printed(text)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_both_ends_belong_to_the_interval() -> None:
    assert Printed("0.028").holds(0.0275)
    assert Printed("0.028").holds(0.0285)
    assert not Printed("0.028").holds(0.02851)
    assert not Printed("0.028").holds(float("nan"))
    assert not Printed("0.028").holds(float("inf"))


@pytest.mark.parametrize(
    ("text", "held", "not_held"),
    [
        ("1.64", [1.64, 1.6499], [1.635, 1.65]),
        ("−1.64", [-1.64, -1.6499], [-1.635, -1.65]),
        ("0.00", [0.0, 0.0099, -0.0099], [0.01, -0.01]),
        ("-0.00", [0.0, -0.0099], [0.0001, -0.01]),
        ("705", [705.0, 705.99], [704.9, 706.0]),
    ],
)
def test_what_was_cut_off_lies_up_to_a_unit_farther_from_zero(
    text: str, held: list[float], not_held: list[float]
) -> None:
    cut = Printed(text).cut_off
    assert all(map(cut.holds, held))
    assert not any(map(cut.holds, [*not_held, float("nan"), float("inf")]))


@settings(derandomize=True)
@given(st.integers(-99999, 99999), st.integers(0, 4))
def test_a_number_is_held_by_its_cut_off_print(thousandths: int, decimals: int) -> None:
    number = Decimal(thousandths).scaleb(-3)
    cut = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN)
    assert Printed(f"{cut:f}").cut_off.holds(float(number))


@settings(derandomize=True)
@given(PRINTED)
def test_interval_is_centered_and_one_unit_wide(text: str) -> None:
    printed = Printed(text)
    assert printed.high - printed.low == Decimal(1).scaleb(-printed.decimals)
    assert (printed.low + printed.high) / 2 == printed.value
    assert printed.holds(float(printed.value))


@settings(derandomize=True)
@given(st.floats(-999, 999), st.integers(0, 4))
def test_a_number_is_held_by_its_own_print(number: float, decimals: int) -> None:
    assert Printed(f"{number:.{decimals}f}").holds(number)
