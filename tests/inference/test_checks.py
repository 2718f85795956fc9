"""What is refused at the door, and in which words."""

import numpy as np
import pytest

from analysis.inference import hedges_g
from analysis.inference.checks import count, design_sizes, distinct, finite, open_unit, plain, some_of


def test_numbers_come_back_as_floats_of_the_shape_asked_for():
    assert finite([1, 2], "x").dtype == np.float64
    assert finite([[1, 2]], "x", ndim=2).shape == (1, 2)
    assert (count(np.int64(3), "n"), design_sizes((5, 6)), design_sizes(np.int64(4))) == (3, (5, 6), (4,))
    assert distinct(["A", "B"], "names", size=2) == ("A", "B")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hedges_g(["1", "a"], [1, 2]), "x holds what is no number"),
        (lambda: hedges_g({1, 2}, [1, 2]), "x holds what is no number"),
        (lambda: hedges_g(np.array(["2020-01-01", "2021-01-01"], dtype="M8[D]"), [1, 2]), "no number"),
        (lambda: hedges_g([1, 2], [1j, 2]), "y holds what is no number"),
        (lambda: hedges_g([1, 2], [2, 3], confidence="0.9"), "confidence is 0.9"),
        (lambda: finite([[1, 2]], "x"), "x has 2 dimension"),
        (lambda: count(True, "n"), "n is True"),
        (lambda: open_unit(True, "alpha"), "alpha is True"),
        (lambda: some_of(["exact", "t"], "methods", ("exact",)), "methods is 't'"),
        (lambda: design_sizes(True), "design True"),
        (lambda: plain("  ", "a name"), "a name is '  '"),
        (lambda: plain("A ", "a name"), "Remove the blanks"),
        (lambda: distinct("AB", "names", size=2), "Pass 2 texts"),
        (lambda: distinct(["A", "\uff21"], "names", size=2), "two of them look the same"),
    ],
)
def test_errors_say_what_to_do(call, message):
    with pytest.raises(ValueError, match=message):
        call()
