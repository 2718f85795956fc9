"""What a printed p-value stands for, asked of many computed ones at once."""

import math
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from analysis.reported import PrintedPvalue

PRINTS = st.sampled_from(["0.028", "0.03", "0.020", "1", "0", "0.0625", "0.1"])
ENDS = st.sampled_from([0.0275, 0.0285, 0.025, 0.035, 0.0195, 0.02, 0.028, 0.029, 0.06245, 0.5, math.nan])


@given(PRINTS, st.lists(st.floats(0, 1) | ENDS))
def test_many_fit_as_one_alone_does(text: str, pvalues: list[float]) -> None:
    """The ends of what a print stands for are decimals, and a comparison of floats alone may miss one."""
    printed = PrintedPvalue(text)
    assert printed.fits(pvalues).tolist() == [printed.number.holds(p) for p in pvalues]


@given(PRINTS, st.lists(st.floats(0, 1) | ENDS))
def test_many_are_cut_as_one_alone_is(text: str, pvalues: list[float]) -> None:
    digits = len(text.partition(".")[2])
    cut = [
        not math.isnan(p) and Decimal(str(p)) // Decimal(1).scaleb(-digits) == int(text.replace(".", ""))
        for p in pvalues
    ]
    assert PrintedPvalue(text).fits_truncated(pvalues).tolist() == cut


def test_a_table_keeps_its_shape_and_no_number_fits_nothing() -> None:
    printed = PrintedPvalue("0.028")
    assert printed.fits([[math.nan, math.inf, 0.028]]).tolist() == [[False, False, True]]
    assert printed.fits_truncated([[-math.inf], [0.0289]]).tolist() == [[False], [True]]
