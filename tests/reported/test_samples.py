"""How many people stand behind what is printed at a visit."""

from analysis.data import Study
from analysis.reported import seen_at

CELLS = Study.read("data/examples/mpc_2017")


def test_those_seen_are_counted_as_printed_by_visit() -> None:
    visits = ("Month 6", "Month 12", "Month 24")
    assert [seen_at(CELLS, visit) for visit in visits] == [
        {"HA": 5, "MPC": 9},
        {"HA": 5, "MPC": 7},
        {"HA": 4, "MPC": 6},
    ]


def test_without_a_number_all_who_were_enrolled_may_have_come() -> None:
    book = Study.read()
    assert seen_at(book, "Month 6") == book.sizes
