"""Rare events: the background counted by hand, and the people it takes to see one."""

import math

import pytest

from analysis import data, figures
from analysis.inference import proportion
from analysis.reconstruction import printed_ages

STUDY = data.Study.read()
RATES = STUDY.table("rates")
AGES = printed_ages(STUDY, older=1, limit=60, seed=1, proposals=2**14)
BACKGROUND = figures.background_risk(STUDY, AGES, men=4, trace="findings:y5-men")
DETECTION = figures.detection(STUDY)


def test_the_background_is_counted_by_hand() -> None:
    rows = BACKGROUND.rows({"background_age": "50"}).set_index(["outcome", "times"])
    own = RATES[RATES["AGE"] == "50-54"].set_index(["OUTCOME", "SEX"])
    for outcome, word in (("cancer incidence", "cancer"), ("death", "death")):
        women, men = (own.loc[(outcome, sex)] for sex in ("women", "men"))
        expected = 35 * float(women["RATE"]) / float(women["PER"]) + 20 * float(men["RATE"]) / float(
            men["PER"]
        )
        assert rows.loc[(word, 1), "expected"] == pytest.approx(expected, abs=1e-4)
        assert rows.loc[(word, 5), "none"] == pytest.approx(math.exp(-5 * expected), abs=1e-4)
        assert rows.loc[(word, 0.5), "none"] == pytest.approx(math.exp(-expected / 2), abs=1e-4)


def test_computed_ages_come_first_have_a_range_and_expect_more_than_their_median_age() -> None:
    (control,) = BACKGROUND.controls
    assert control.default == control.choices[0]
    computed, single = (
        BACKGROUND.rows({"background_age": age}).set_index(["outcome", "times"])
        for age in (control.default, "50")
    )
    assert (computed["none_low"] < computed["none_high"]).all()
    assert (single["none_low"] == single["none_high"]).all()
    assert (computed["expected"] > 1.5 * single["expected"]).all()  # rates are convex in age
    assert computed["trace"].str.contains("seed:1").all()
    assert not single["trace"].str.contains("seed|findings").any()
    words = BACKGROUND.static().to_dict()["description"]
    assert "computed ages" in words


def test_the_titles_say_the_chance_and_whose_it_is() -> None:
    rows = BACKGROUND.rows({"background_age": "50"})
    assert BACKGROUND.finding(rows) == "All aged 50 at first: 80% chance of no cancer, 75% of no death"
    assert BACKGROUND.title.startswith("Computed ages: ")
    assert BACKGROUND.subtitle.startswith("At background rates")
    sure = rows.assign(none=0.9999)
    assert BACKGROUND.finding(sure).endswith("over 99% chance of no cancer, over 99% of no death")
    seen = DETECTION.finding(DETECTION.rows({"once_risk": 1000}))
    assert seen == "11 people meet a harm of 1 in 1,000 with a chance of 1.1%"


def test_the_rates_and_the_ages_bring_their_sources() -> None:
    sources = BACKGROUND.static().to_dict()["usermeta"]["sources"]
    assert set(sources) == {"chin2020", "summary2025", *RATES["SOURCEID"]}


def test_at_the_lowest_risk_of_the_list_eleven_see_it() -> None:
    rows = DETECTION.rows({"once_risk": 4}).set_index("mark")
    assert rows.loc["enough", "people"] == 11
    assert rows.loc["11", "seen"] >= 0.95
    assert proportion(0, 11, upper=True).high < 1 / 4


def test_every_arm_has_its_mark_and_look() -> None:
    spec = DETECTION.static().to_dict()
    marks = spec["layer"][1]["encoding"]
    assert (
        marks["color"]["scale"]["domain"] == marks["shape"]["scale"]["domain"] == ["5", "6", "11", "enough"]
    )
    assert marks["shape"]["scale"]["range"] == ["circle", "diamond", "square", "triangle-up"]
    assert "Marks stand at 5, 6 and 11 people" in spec["usermeta"]["description"]
    one = figures.detection(STUDY.with_tables(arms=STUDY.table("arms").iloc[:1]))
    assert "Marks stand at 5 people" in one.describe(one.grid())
