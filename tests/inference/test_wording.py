"""Numbers as people print them."""

import pytest

from analysis.inference.wording import counted, number, percent


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.05, "0.05"), (1 / 3, "0.3333"), (-391.4, "-391.4"), (12.0, "12"), (float("inf"), "inf")],
)
def test_four_significant_digits(value: float, text: str) -> None:
    assert number(value) == text


def test_shares_and_sizes() -> None:
    assert (percent(1), percent(0.2849), percent(0.0419921875)) == ("100%", "28.49%", "4.199%")
    assert counted((8,), 2) == "8 pairs, 2 zero differences dropped"
    assert counted((1, 2)) == "1 v 2 subjects"
