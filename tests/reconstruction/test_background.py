"""Computed ages agree with what is printed; the background's events are checked by other means."""

from itertools import combinations
from math import comb, exp, prod

import numpy as np
import pytest

from analysis import data
from analysis.inference import expected_between
from analysis.reconstruction import background_events, printed_ages
from analysis.reconstruction.background import lowest_ages

STUDY = data.Study.read()
RATES = STUDY.table("rates")
SOME = printed_ages(STUDY, older=1, limit=60, seed=2025).sets


def own_rates(outcome: str, sex: str) -> tuple[np.ndarray, np.ndarray]:
    rows = RATES[(RATES["OUTCOME"] == outcome) & (RATES["SEX"] == sex)]
    return lowest_ages(rows), rows["RATE"].to_numpy(float) / rows["PER"].to_numpy(float)


def test_expected_events_are_the_rates_summed_day_by_day() -> None:
    bands, yearly = own_rates("death", "men")
    for start in (18.0, 51.3, 69.99, 84.9, 99.0):
        days = start + (np.arange(5 * 3650) + 0.5) / 3650
        rate = yearly[[np.flatnonzero(bands <= day)[-1] for day in days]]
        found = expected_between(start, start + 5, bands=bands, rates=yearly)
        assert found == pytest.approx(rate.sum() / 3650, rel=1e-4)


@pytest.mark.parametrize(
    ("start", "end", "bands", "rates"),
    [
        (14, 19, [15, 20], [1, 2]),
        (20, 19, [15, 20], [1, 2]),
        (16, 17, [20, 15], [1, 2]),
        (16, 17, [15], [1, 2]),
        (16, 17, [15, 20], [1, -2]),
    ],
)
def test_ages_outside_the_rates_and_unusable_rates_are_refused(
    start: float, end: float, bands: list[float], rates: list[float]
) -> None:
    with pytest.raises(ValueError, match="Pass"):
        expected_between(start, end, bands=bands, rates=rates)


def test_the_chance_of_none_is_that_of_simulated_lives() -> None:
    """Year by year, each of eleven people dies or lives; no Poisson formula is used."""
    ages = SOME[:1]
    found = background_events(STUDY, ages, men=4).set_index("outcome")
    rng = np.random.default_rng(7)
    steps, lives = 50, 20_000
    alive = np.ones((lives, 11), dtype=bool)
    for column, age in enumerate(ages[0]):
        bands, yearly = own_rates("death", "men" if column < 4 else "women")
        for step in range(5 * steps):
            rate = yearly[np.flatnonzero(bands <= age + (step + 0.5) / steps)[-1]]
            alive[:, column] &= rng.random(lives) >= rate / steps
    share = alive.all(axis=1).mean()
    expected = found.loc["death", "none"]
    assert share == pytest.approx(expected, abs=4 * np.sqrt(expected * (1 - expected) / lives))


def test_who_dies_is_counted_once_and_one_person_may_carry_the_sum() -> None:
    """People with the event, against lives drawn year by year; the largest share from each person's sum."""
    ages = SOME[:1]
    found = background_events(STUDY, ages, men=4).set_index("outcome").loc["death"]
    own = []
    for column, age in enumerate(ages[0]):
        bands, yearly = own_rates("death", "men" if column < 4 else "women")
        own.append(float(expected_between(age, age + 5, bands=bands, rates=yearly)))
    assert found["expected"] == pytest.approx(sum(own))
    assert found["largest"] == pytest.approx(max(own) / sum(own))
    rng = np.random.default_rng(5)
    deaths = (rng.exponential(size=(40_000, 11)) < own).sum(
        axis=1
    )  # the first event of a unit Poisson process
    assert found["struck"] == pytest.approx(deaths.mean(), abs=4 * deaths.std() / 200)
    assert found["struck"] < found["expected"]
    alike = background_events(STUDY, np.full((1, 11), 50.0), men=11).set_index("outcome").loc["death"]
    assert alike["largest"] == pytest.approx(1 / 11)


def test_the_first_columns_stand_for_any_choice_of_men() -> None:
    """All 330 choices of four men of eleven, for 40 sets of ages, against a random order of the columns."""
    sets = SOME[:40]
    each = {
        sex: expected_between(sets, sets + 5, bands=bands, rates=yearly)
        for sex in ("men", "women")
        for bands, yearly in [own_rates("death", sex)]
    }
    none = [
        prod(exp(-(each["men"] if i in chosen else each["women"])[row, i]) for i in range(11))
        for row in range(len(sets))
        for chosen in combinations(range(11), 4)
    ]
    assert len(none) == 40 * comb(11, 4)
    rng = np.random.default_rng(3)
    shuffled = rng.permuted(np.repeat(sets, 500, axis=0), axis=1)
    found = background_events(STUDY, shuffled, men=4).set_index("outcome")
    assert found.loc["death", "none"] == pytest.approx(np.mean(none), abs=0.002)


def test_the_chance_is_averaged_and_not_taken_at_the_average() -> None:
    found = background_events(STUDY, SOME, men=4).set_index("outcome")
    assert (found["none"] > np.exp(-found["expected"])).all()  # exp is convex
    assert (found["expected_low"] < found["expected"]).all()
    assert (found["expected"] < found["expected_high"]).all()
    halved = background_events(STUDY, SOME, men=4, times=0.5).set_index("outcome")
    assert halved["expected"].to_numpy() == pytest.approx(found["expected"].to_numpy() / 2)


def test_one_age_for_all_is_the_rate_of_its_band() -> None:
    found = background_events(STUDY, np.full((1, 11), 50.0), men=4).set_index("outcome")
    for outcome, word in (("cancer incidence", "cancer"), ("death", "death")):
        rate = {sex: own_rates(outcome, sex)[1][7] for sex in ("men", "women")}  # 50-54
        assert found.loc[word, "expected"] == pytest.approx(35 * rate["women"] + 20 * rate["men"])
    assert found.loc["death", "expected"] == pytest.approx(0.29, abs=0.005)
    assert found.loc["cancer", "none"] == pytest.approx(0.798, abs=0.0005)
    assert (found["old"] == 0).all()
    assert found.loc["death", "trace"].split() == [
        "rates:death-malaysia-men-50", "rates:death-malaysia-women-50",
        "formula:inference.expected_between",
    ]  # fmt: skip


def other_ages() -> np.ndarray:
    """Eleven normal ages with exactly mean 55 and SD 13, median 51 at entry, 18 to 85, by other code."""
    rng = np.random.default_rng(11)
    normal = rng.normal(size=(200_000, 11))
    ages = 55 + 13 * (normal - normal.mean(1, keepdims=True)) / normal.std(1, ddof=1, keepdims=True)
    fits = (np.abs(np.median(ages, axis=1) - 51) <= 0.5) & (ages.min(axis=1) >= 18) & (ages.max(axis=1) <= 85)
    kept: np.ndarray = ages[fits]
    return kept


def mid_year_events(outcome: str, ages: np.ndarray, *, held: bool) -> np.ndarray:
    """From the rates of 45 to 74 alone, at the middle of each year, shape of `ages`.

    Beyond these ages the end bands are held, or a line fitted to the logarithms of all six rates goes on.
    """
    columns = []
    for sex, part in (("men", ages[:, :4]), ("women", ages[:, 4:])):
        bands, yearly = own_rates(outcome, sex)
        inside = (bands >= 45) & (bands < 75)
        slope, start = np.polyfit(bands[inside] + 2.5, np.log(yearly[inside]), 1)
        total = np.zeros(part.shape)
        for year in range(5):
            age = part + year + 0.5
            rate = yearly[inside][np.clip(np.floor((age - 45) / 5), 0, 5).astype(int)]
            total += rate if held else np.where((age < 45) | (age >= 75), np.exp(start + slope * age), rate)
        columns.append(total)
    return np.concatenate(columns, axis=1)


@pytest.mark.parametrize(
    ("outcome", "held", "expected", "none"),
    [
        ("death", False, 0.98, 0.38),
        ("death", True, 0.72, 0.49),
        ("cancer incidence", False, 0.43, 0.66),
        ("cancer incidence", True, 0.36, 0.70),
    ],
)
def test_another_computation_with_fewer_rates_gives_known_values(
    outcome: str, held: bool, expected: float, none: float
) -> None:
    """The values, of two digits, were computed elsewhere before the rates of other ages were in the table."""
    events = mid_year_events(outcome, other_ages(), held=held).sum(axis=1)
    assert events.mean() == pytest.approx(expected, abs=0.011)
    assert np.exp(-events).mean() == pytest.approx(none, abs=0.01)


def test_most_deaths_come_from_people_over_seventy() -> None:
    """Computed elsewhere: 58 % of the deaths from people who are over 70 at the infusion."""
    ages = other_ages()
    events = mid_year_events("death", ages, held=False)
    assert events[ages > 70].sum() / events.sum() == pytest.approx(0.58, abs=0.01)
    found = background_events(STUDY, ages, men=4).set_index("outcome")
    assert found.loc["death", "old"] > 0.58  # the years after 70 of those who turn 70 count as well


def test_published_rates_beyond_the_middle_ages_replace_a_guess() -> None:
    """Deaths go on rising as they did; the cancers of the old rise less than their line."""
    ages = other_ages()
    found = background_events(STUDY, ages, men=4).set_index("outcome")["expected"]
    ends = {
        word: [mid_year_events(outcome, ages, held=held).sum(axis=1).mean() for held in (True, False)]
        for outcome, word in (("death", "death"), ("cancer incidence", "cancer"))
    }
    assert found["death"] == pytest.approx(ends["death"][1], rel=0.02)
    assert ends["cancer"][0] < found["cancer"] < ends["cancer"][1]


def test_more_men_than_subjects_are_refused() -> None:
    with pytest.raises(ValueError, match="12 men among 11"):
        background_events(STUDY, SOME[:1], men=12)
