"""Published changes with age, converted to a span of years."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import data
from analysis.physiology import (
    DIVIDED,
    amount_over,
    change_between,
    changes_over,
    expected_directions,
    of_the_sex,
    percent_over,
    printed_change,
    span_in_years,
)

STUDY = data.Study.read()

COLUMNS = ["REFID", "QUANTITY", "VALUE", "AVALU", "PER"]


def table(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


@pytest.mark.parametrize(("per", "years"), [("year", 1), ("decade", 10), ("6 years", 6), ("13 years", 13)])
def test_spans(per: str, years: float) -> None:
    assert span_in_years(per) == years


@pytest.mark.parametrize("per", ["", "month", "years", "ten years", "-5 years"])
def test_unknown_span_is_refused(per: str) -> None:
    with pytest.raises(ValueError, match="the span is"):
        span_in_years(per)


def test_amounts_by_hand() -> None:
    assert amount_over(-340, "decade", 5) == -170  # Pearson 1998, men
    assert amount_over(-1.15, "year", 5) == pytest.approx(-5.75)  # Cohen 2014, 50 years and over
    assert amount_over(2.4, "15 years", 5) == pytest.approx(0.8)  # Jacobsen 2001, women


def test_percent_compounds() -> None:
    assert percent_over(-1.6, "year", 5) == pytest.approx(100 * (0.984**5 - 1))
    assert percent_over(21, "decade", 5) == pytest.approx(10)
    with pytest.raises(ValueError, match="nothing can lose more"):
        percent_over(-101, "year", 5)


def test_half_of_the_time_is_the_root_of_the_ratio() -> None:
    ends = ("il6-beaver-dam-start", "il6-beaver-dam-end")
    change = change_between(STUDY.table("aging"), *ends, per="decade", years=5)
    assert (change.start, change.end) == ("1.54", "1.78")  # Nash 2013
    assert 1 + change.percent / 100 == pytest.approx((1.78 / 1.54) ** 0.5)
    assert change.whole_percent == pytest.approx(100 * (1.78 / 1.54 - 1))


@pytest.mark.parametrize(
    ("row", "said"), [("il6-beaver-dam-end", "needs two levels"), ("il6-mars", "no row il6-mars")]
)
def test_a_change_needs_two_levels(row: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        change_between(STUDY.table("aging"), row, per="decade", years=5)


@given(st.floats(-99, 300), st.sampled_from(["year", "decade", "6 years"]))
def test_two_spans_in_a_row_are_one(percent: float, per: str) -> None:
    """Five years and five more are ten."""
    five, ten = percent_over(percent, per, 5), percent_over(percent, per, 10)
    assert (1 + five / 100) ** 2 == pytest.approx(1 + ten / 100)


@pytest.mark.parametrize(
    ("value", "quantity", "ends"),
    [
        ("340", "mean decline", (-340, -340)),
        ("240-330", "mean decline", (-330, -240)),
        ("383-667", "upper limit of normal decline", (-667, -383)),
        ("-0.72", "mean difference in measured GFR", (-0.72, -0.72)),
        ("-0.37 to -1.07", "annual change", (-1.07, -0.37)),
        ("2.0", "mean rise", (2, 2)),
    ],
)
def test_printed_changes(value: str, quantity: str, ends: tuple[float, float]) -> None:
    assert printed_change(value, quantity) == ends


@pytest.mark.parametrize("value", ["", "age/2", "3; 6; 10", "about 5"])
def test_unreadable_change_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="the printed change is"):
        printed_change(value, "mean decline")


def test_table_is_converted_row_by_row() -> None:
    changes = changes_over(
        table(
            ("a-men", "mean decline", "340", "mL", "decade"),
            ("b", "mean decline of total testosterone", "1.6", "%", "year"),
            ("c", "median", "147", "ng/mL", ""),
        ),
        5,
    )
    assert list(changes["REFID"]) == ["a-men", "b"]
    assert list(changes["low"]) == [-170, pytest.approx(-7.748, abs=0.001)]
    assert list(changes["high"]) == list(changes["low"])
    assert changes["trace"].iloc[0] == "aging:a-men formula:physiology.changes_over"


@pytest.mark.parametrize(("value", "per"), [("many", "year"), ("3", "month")])
def test_bad_row_is_named(value: str, per: str) -> None:
    with pytest.raises(ValueError, match="aging row bad-row: the "):
        changes_over(table(("bad-row", "mean decline", value, "mL", per)), 5)


def test_every_published_change_is_readable() -> None:
    changes = changes_over(STUDY.table("aging"), 5)
    assert {"FEV1", "EGFR", "TESTOS", "BMI", "HGB"} <= set(changes["PARAMCD"])
    assert (changes["low"] <= changes["high"]).all()
    falling = changes["DIRECTION"] == "falls"
    assert (changes.loc[falling, "high"] < 0).all()
    assert (changes.loc[changes["DIRECTION"] == "rises", "low"] > 0).all()


def test_a_direction_needs_more_than_half_of_the_sources() -> None:
    rows = [
        *[("A", source, "falls") for source in ("one", "two")],
        ("A", "three", "rises"),
        *[("B", "one", "rises"), ("B", "two", "falls")],
        *[("C", "one", "falls"), ("C", "one", "falls"), ("C", "two", "rises"), ("C", "three", "rises")],
        *[("D", "one", "falls"), ("D", "one", "no change")],
    ]
    table = pd.DataFrame(rows, columns=["PARAMCD", "SOURCEID", "DIRECTION"]).assign(SEX="both")
    expected = expected_directions(table, STUDY.parameters)
    assert expected.to_dict() == {"A": "falls", "B": DIVIDED, "C": "rises", "D": DIVIDED}


def test_published_directions_are_those_the_chapter_tells() -> None:
    expected = expected_directions(STUDY.table("aging"), STUDY.parameters).to_dict()
    assert {code for code, word in expected.items() if word == "rises"} == {"ESR", "IL6", "TNFA", "IL1RA"}
    assert {code for code, word in expected.items() if word == DIVIDED} == {"HGB", "TESTOS"}
    assert set(expected.values()) == {"falls", "rises", DIVIDED}


def test_a_test_of_one_sex_has_the_sources_on_that_sex_or_on_both() -> None:
    """Testosterone is read as a test of men: a study of women says nothing of it."""
    aging, parameters = STUDY.table("aging"), STUDY.parameters
    kept = of_the_sex(aging, parameters)
    assert set(aging["REFID"]) - set(kept["REFID"]) == {"testosterone-women"}
    assert set(kept.loc[kept["PARAMCD"] == "HGB", "SEX"]) == {"men", "women"}
    everybodys = parameters.assign(SEX="")
    assert expected_directions(aging, everybodys)["TESTOS"] == "falls"
    both = aging.assign(SEX="both")
    assert expected_directions(both, parameters)["TESTOS"] == "falls"


def test_twice_the_years_are_twice_the_amount() -> None:
    rows = table(("a", "mean decline", "340", "mL", "decade"), ("b", "mean rise", "21", "%", "decade"))
    five, ten = (changes_over(rows, years)["low"].tolist() for years in (5, 10))
    assert ten == [2 * five[0], pytest.approx(21)]
