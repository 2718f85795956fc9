"""How a table is set follows from what it says."""

import pandas as pd
import pytest

from analysis.tables.layout import PROSE_ABOVE, TABLE_ABOVE, TEXT_WIDTH, Layout, layout


def of(**columns: list[str]) -> Layout:
    return layout(pd.DataFrame(columns), [name.replace("_", " ") for name in columns])


@pytest.mark.parametrize(
    ("cells", "number"),
    [
        (["0.02", "< 0.05", "–"], True),
        (["−1.5", "≈ 3"], False),
        (["105 / 102", "38% (28% to 44%)", "0 to 4 (p 0.125)"], True),
        (["41%", "the control", "25%"], True),
        (["41%", "the control group of it", "25%"], False),
        (["5 v 6", "4 v 5"], True),
        (["Year 5", "Day 2"], False),
        (["–", ""], False),
    ],
)
def test_numbers_are_told_from_words(cells: list[str], number: bool) -> None:
    assert of(key=[f"row {n}" for n, _ in enumerate(cells)], value=cells).columns[1].number == number


def test_half_of_the_columns_after_the_first_make_a_table_of_numbers_unless_a_cell_is_long() -> None:
    assert of(a=["x"], p=["0.02"], word=["no"]).numbers
    assert not of(a=["x"], p=["0.02"], word=["no"], other=["yes"]).numbers
    assert not of(a=["x"], p=["0.02"], word=["w" * (TABLE_ABOVE + 1)]).numbers


def test_a_row_is_known_by_its_second_cell_too_where_the_first_repeats_or_is_a_number() -> None:
    keys = [
        [column.key for column in each.columns]
        for each in (
            of(a=["x", "y"], b=["p", "q"], c=["r", "s"]),
            of(a=["x", "x"], b=["p", "q"], c=["r", "s"]),
            of(a=["1", "2"], b=["p", "q"], c=["r", "s"]),
            of(a=["w" * (PROSE_ABOVE + 1)] * 2, b=["p", "q"], c=["r", "s"]),
        )
    ]
    assert keys == [[True, False, False], [True, True, False], [True, True, False], [True, False, False]]


def test_a_narrow_row_says_a_heading_only_where_it_adds_something() -> None:
    prose = ["w" * (PROSE_ABOVE + 1)]
    look = of(a=["x"], said=prose, n=["11"], agrees=["yes"], kind=["words"], other=["words"], more=prose)
    named = [column.named for column in look.columns]
    assert named == [False, False, True, True, True, True, True]
    assert not of(a=["x"], b=["observation"], c=["Background"]).columns[2].named


def test_what_needs_more_than_the_width_of_the_text_may_be_wide() -> None:
    narrow = of(a=["x"], b=["y"])
    assert not narrow.wide
    assert narrow.classes == "words"
    broad = of(**{f"column_{n}": ["about twenty letters"] for n in range(6)})
    assert broad.width > TEXT_WIDTH
    assert broad.wide
    assert broad.classes == "words broad"
