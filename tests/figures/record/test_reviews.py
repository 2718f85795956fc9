"""Pooled ratios of reviews."""

from analysis.data import Study
from analysis.figures.record import reviews

STUDY = Study.read()


def test_ratios_keep_what_is_printed() -> None:
    printed = STUDY.table("safety").query("VALUE != ''")
    drawn = reviews.reviews(STUDY).to_dict()
    rows = max(drawn["datasets"].values(), key=len)
    assert len(rows) == len(printed)
    death = next(row for row in rows if row["trace"] == "safety:thompson-death")
    assert (death["Outcome"], death["printed"]) == ("Death", "0.78 (0.65 to 0.94)")
    assert "Death 0.78 (0.65 to 0.94)" in drawn["description"]
    axis = drawn["layer"][2]["encoding"]["x"]
    assert axis["scale"]["type"] == "log"
    low, high = axis["scale"]["domain"]
    assert all(low <= row["low"] and row["high"] <= high for row in rows)


def test_the_clearest_excess_of_each_review_is_marked_and_named() -> None:
    ratios = reviews.rows(STUDY)
    assert list(ratios.loc[ratios["clearest"], "outcome"]) == ["Fever", "Transient fever"]
    assert reviews.finding(ratios).startswith("Fever is the clearest excess in both reviews")


def test_reviews_that_agree_on_nothing_are_counted() -> None:
    ratios = reviews.rows(STUDY)
    without = ratios[ratios["outcome"] != "Transient fever"]
    again = without.assign(clearest=without["outcome"].isin(["Fever", "Fatigue"]))
    assert reviews.finding(again) == "Of 11 pooled ratios, 5 lie above 1 with their whole interval, 1 below"
    alone = again[again["Review"] == again["Review"].iloc[0]]
    assert reviews.finding(alone) == "Of 6 pooled ratios, 1 lies above 1 with its whole interval, 1 below"
