"""Upper limits of a share: four controls over one table, every limit that of `inference.proportion`."""

import pytest

from analysis import figures
from analysis.figures.design.upper_limits import CHOSEN, CURVE, EXACT, METHODS, NAMES, RULE
from analysis.inference import proportion

EXPLORER = figures.upper_limits({"LD": 5, "HD": 6})
SPEC = EXPLORER.static().to_dict()
(ROWS,) = SPEC["datasets"].values()


def test_four_controls_stand_over_their_grid() -> None:
    binds = {parameter["name"]: parameter["bind"] for parameter in SPEC["params"]}
    assert set(binds) == {"zero_level", "zero_side", "zero_events", "zero_people"}
    assert binds["zero_events"]["max"] == max(row["zero_events"] for row in ROWS)
    assert set(binds["zero_level"]["options"]) == {row["zero_level"] for row in ROWS}
    assert binds["zero_people"]["labels"] == [
        "5 (LD)",
        "6 (HD)",
        "11 (both arms)",
        "30",
        "100",
        "1,000",
        "3,000",
    ]


def test_both_views_draw_the_one_traced_table_and_the_axis_holds_it() -> None:
    assert all(row["trace"] for row in ROWS)
    bars, curve = SPEC["vconcat"]
    line = curve["layer"][0]
    assert line["encoding"]["x"]["scale"]["type"] == "log"
    low, high = line["encoding"]["y"]["scale"]["domain"]
    assert all(low <= row["high"] <= high for row in ROWS)
    assert {row["Method"] for row in ROWS} == set(NAMES)
    assert [view["width"] for view in (bars, curve)] == ["container", "container"]
    assert all(EXACT in layer["transform"][0]["filter"] for layer in curve["layer"][:1])


@pytest.mark.parametrize(
    ("people", "events", "title"),
    [
        (11, 0, "No event in 11 people allows a risk of up to 24%, about 1 in 4"),
        (5, 1, "1 event in 5 people allows a risk of up to 66%"),
        (1000, 2, "2 events in 1,000 people allow a risk of up to 0.63%, about 1 in 160"),
    ],
)
def test_the_title_is_the_exact_limit(people: int, events: int, title: str) -> None:
    choice = {"zero_level": 95, "zero_side": "one", "zero_events": events, "zero_people": people}
    assert EXPLORER.finding(EXPLORER.rows(choice)) == title
    assert EXPLORER.subtitle.startswith("Upper confidence limit of a risk, at first 95%, one-sided")


def test_another_level_or_side_is_named_in_the_title() -> None:
    choice = {"zero_level": 95, "zero_side": "two", "zero_events": 0, "zero_people": 11}
    two = EXPLORER.finding(EXPLORER.rows(choice))
    assert two == "No event in 11 people allows a risk of up to 28% (95%, two-sided)"
    strict = EXPLORER.finding(EXPLORER.rows({**choice, "zero_level": 99, "zero_side": "one"}))
    assert strict.endswith("34% (99%, one-sided)")


def test_more_events_than_people_have_no_limit() -> None:
    few = figures.upper_limits({"A": 2})
    rows = few.rows({"zero_level": 95, "zero_side": "one", "zero_events": 3, "zero_people": 2})
    assert few.finding(rows) == "2 people are too few for 3 of them to have the event"


@pytest.mark.parametrize(("level", "side", "events", "people"), [(95, "one", 0, 11), (99, "two", 3, 6)])
def test_a_limit_is_that_of_the_proportion(level: int, side: str, events: int, people: int) -> None:
    choice = {"zero_level": level, "zero_side": side, "zero_events": events, "zero_people": people}
    rows = EXPLORER.rows(choice)
    chosen = rows[rows["component"] == CHOSEN].set_index("Method")["high"]
    for method, name in METHODS.items():
        by_hand = proportion(events, people, confidence=level / 100, upper=side == "one", method=method)
        assert chosen[name] == pytest.approx(by_hand.high, abs=5e-5)
    assert (rows.loc[rows["component"] == CURVE, "n"] > events).all()


def test_the_rule_of_three_stands_for_no_event_at_95_percent_one_sided_alone() -> None:
    rules = [row for row in ROWS if row["Method"] == RULE]
    assert {(row["zero_level"], row["zero_side"], row["zero_events"]) for row in rules} == {(95, "one", 0)}
    assert all(row["high"] == pytest.approx(3 / row["n"], abs=5e-5) for row in rules)
    assert {row["trace"] for row in rules} == {"sources:hanley1983"}
    assert set(SPEC["usermeta"]["sources"]) == {"clopper1934", "hanley1983"}


def test_one_arm_stands_for_itself() -> None:
    alone = figures.upper_limits({"A": 20})
    people = alone.controls[0]
    assert people.options[0] == ("20 (A)", 20)
    assert alone.describe(alone.grid()).endswith("13.9% for A (20 people).")
