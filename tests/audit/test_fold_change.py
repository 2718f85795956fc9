import pytest

from analysis.audit import fold_change


def test_nearly_threefold_has_two_ranges_of_three_quantities():
    table = fold_change("nearly 3").table()
    assert list(zip(table["relation"], table["quantity"], table["low"], table["high"], strict=True)) == [
        ("to", "means", 2.5, 3.0),
        ("to", "medians", 2.5, 3.0),
        ("to", "individuals", 2.5, 3.0),
        ("by", "means", 3.5, 4.0),
        ("by", "medians", 3.5, 4.0),
        ("by", "individuals", 3.5, 4.0),
    ]


@pytest.mark.parametrize(
    ("text", "low", "high"), [("about 3", 2.5, 3.5), ("3", 2.5, 3.5), ("nearly 2.0", 1.95, 2.0)]
)
def test_words_and_decimals(text, low, high):
    reading = fold_change(text).readings[0]
    assert (reading.low, reading.high) == pytest.approx((low, high))


def test_data_tell_the_readings_apart():
    before = [100, 100, 400]
    held = fold_change("nearly 3").holding(before, [290, 280, 400])
    assert [(r.relation, r.quantity) for r in held] == [("to", "medians"), ("to", "individuals")]
    held = fold_change("nearly 3").holding(before, [390, 380, 400])
    assert [(r.relation, r.quantity) for r in held] == [("by", "medians"), ("by", "individuals")]


def test_levels_follow_from_a_printed_baseline():
    levels = fold_change("nearly 3").levels("436").set_index("relation")
    assert levels.loc["to"].tolist() == [2.5 * 435.5, 3 * 436.5]
    assert levels.loc["by"].tolist() == [3.5 * 435.5, 4 * 436.5]


@pytest.mark.parametrize(
    ("text", "to", "by"),
    [
        ("0.5", "a fall", "a rise"),
        ("0", "a fall", "a rise"),
        ("1", "a change", "a rise"),
        ("3", "a rise", "a rise"),
    ],
)
def test_a_multiple_below_one_is_a_fall(text, to, by):
    result = fold_change(text)
    kinds = [reading.kind for reading in result.readings]
    assert kinds == [to] * 3 + [by] * 3
    assert all(reading.low >= 0 for reading in result.readings)
    assert f"can mean {to} to" in result.sentence()
    assert result.readings[0].sentence().startswith(f"Read as {to} to")
    assert result.readings[3].sentence().startswith(f"Read as {by} by")


def test_unusable_input_is_refused():
    with pytest.raises(ValueError, match="not a printed multiple"):
        fold_change("threefold")
    with pytest.raises(ValueError, match="Give digits as text"):
        fold_change(3)
    with pytest.raises(ValueError, match="needs a level above 0"):
        fold_change("3").levels("-5")
    with pytest.raises(ValueError, match="one positive baseline"):
        fold_change("3").holding([1, 0], [2, 3])
    with pytest.raises(ValueError, match="one positive baseline"):
        fold_change("3").holding([1, 1], [2])
