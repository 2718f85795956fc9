"""Medical histories, and people counted as the source words it."""

from functools import partial

import pandas as pd
import pytest

from analysis.data import Study
from analysis.figures.record import history
from analysis.inference import proportion

STUDY = Study.read()


def test_every_subject_and_every_entry_is_drawn_in_words() -> None:
    drawn = history.medical_history(STUDY).to_dict()
    (rows,) = drawn["datasets"].values()
    assert len(rows) == len(STUDY.medical_history)
    assert {row["Period"] for row in rows} == {"Before the infusion", "During five years"}
    assert [row["Subject"] for row in rows if row["first"]] == list(range(1, 12))
    words = {row["trace"].partition(":")[2]: row["Words"].replace("|", " ") for row in rows}
    assert words["1-1"] == "dilation and curettage"
    assert words["6-2"] == "high cholesterol (atorvastatin)"
    assert words["7-6"] == "surgery for the benign uterine fibroid known before (2021-11)"
    assert words["3-1"] == "none"
    assert [row["trace"].partition(":")[2] for row in rows if row["new"]] == ["6-2", "7-6", "11-2"]
    assert "subjects 6, 7, 11 have an entry; 5 have none" in drawn["usermeta"]["description"]


def test_no_line_of_one_entry_meets_another() -> None:
    rows = history.medical_history_rows(STUDY)
    for _, own in rows.groupby(["Subject", "Period"]):
        ends = own["Top"] + history.LINE * (own["Words"].str.count(r"\|") + 1)
        assert (own["Top"].iloc[1:].to_numpy() >= ends.iloc[:-1].to_numpy()).all()
    tops = rows.groupby("Subject")["Row"].first()
    last = (rows["Top"] + history.LINE).groupby(rows["Subject"]).max()
    assert (tops.iloc[1:].to_numpy() > last.iloc[:-1].to_numpy()).all()
    assert rows["Words"].str.split("|").explode().str.len().max() <= history.WIDTH // 2


def test_the_finding_counts_people_with_something_new() -> None:
    entries = history.medical_history_rows(STUDY)
    title = partial(history.history_finding, people=11, last="During five years")
    assert title(entries) == "Three of eleven people had a new diagnosis or an operation"
    assert title(entries[entries["Subject"] < 7]).startswith("One of eleven people")
    assert title(entries[entries["Period"] == "Before the infusion"]).startswith("None of eleven")
    operated = history.history_finding(entries[entries["Subject"] == 6], people=1, last="During five years")
    assert operated == "One of one people had a new diagnosis or an operation"


@pytest.mark.parametrize(
    ("events", "title"),
    [
        ([0, 3], "One of two outcomes: reported of nobody, yet up to 28% stays possible"),
        ([0, 0], "All two outcomes: reported of nobody, yet up to 28% stays possible"),
        ([1, 3], "Two outcomes are reported of 1 to 3 of 11 people each"),
        ([2, 2], "Two outcomes are reported of 2 of 11 people each"),
        ([3], "Cancer: reported of 3 of 11 people, so 6% to 61% stay possible"),
    ],
)
def test_the_finding_of_outcomes(events: list[int], title: str) -> None:
    counts = pd.DataFrame([proportion(number, 11) for number in events])
    assert history.outcomes_finding(counts.assign(outcome=["Cancer", "Stay"][: len(events)])) == title


def test_outcomes_draw_the_interval() -> None:
    counts = pd.DataFrame([proportion(0, 11), proportion(3, 11)]).assign(
        outcome=["Cancer", "Either"],
        standing=["printed in the summary", history.COUNTED],
        trace="findings:y5-cancer",
    )
    drawn = history.draw_outcomes(counts).to_dict()
    (rows,) = drawn["datasets"].values()
    assert [row["count"] for row in rows] == ["0 of 11", "3 of 11"]
    assert rows[0]["high"] == pytest.approx(0.2849, abs=0.00005)
    marks = drawn["layer"][2]["encoding"]
    assert marks["y"]["scale"]["domain"] == [
        *("is printed in the summary", "Cancer"),
        *(f"is {history.COUNTED}", "Either"),
    ]
    assert marks["shape"]["scale"]["range"] == ["circle", "diamond"]  # our own counts are the diamonds


def test_outcomes_are_counted_and_say_who_tells_of_them() -> None:
    rows = history.outcomes_rows(
        STUDY,
        printed={
            "Side effect": "SIDEEFF",
            "Cancer": "CANCER",
            "Death": "DEATH",
            "Event judged related": "AEREL",
        },
        standing={"Event judged related": "judged, by whom not told"},
        counted={"Either": ["diagnosis", "operation"]},
    ).set_index("outcome")
    assert list(rows["events"]) == [0, 0, 0, 0, 3]
    assert list(rows["standing"]) == list(history.STANDINGS)[:5]
    assert rows.loc["Either", "trace"].endswith(" formula:inference.proportion")


def test_counts_of_all_are_not_added_and_those_of_arms_are() -> None:
    tablets = Study.read("data/examples/rebamipide_2016")
    rows = history.outcomes_rows(tablets, printed={"Ulcer": "ULCER"})
    assert rows[["events", "n"]].iloc[0].tolist() == [6, 24]
    told = STUDY.findings
    told.loc[told["FINDINGID"].isin(["a5-side-effects", "y5-side-effects"]), "VALUE"] = "2"
    twice = history.outcomes_rows(STUDY.with_tables(findings=told), printed={"Side effect": "SIDEEFF"})
    assert twice["events"].item() == 2
    lost = STUDY.findings
    lost.loc[lost["FINDINGID"] == "y5-enrolled", "VALUE"] = "9"
    deaths = history.outcomes_rows(STUDY.with_tables(findings=lost), printed={"Death": "DEATH"})
    assert deaths["events"].item() == 2
