"""Medical histories, and people counted as the source words it."""

import pandas as pd
import pytest

from analysis.data import Study
from analysis.figures.record import history
from analysis.inference import proportion

STUDY = Study.read()


def test_the_timeline_keeps_every_entry_and_every_subject() -> None:
    drawn = history.medical_history(STUDY).to_dict()
    (rows,) = drawn["datasets"].values()
    assert len(rows) == (STUDY.medical_history["MHSCAT"] != "none").sum()
    assert {row["Period"] for row in rows} == {"Before the infusion", "During five years"}
    words = {row["Subject"]: row["Words"] for row in rows if row["Words"]}
    assert words == {2: "bisoprolol", 6: "atorvastatin", 7: "operation 2021-11"}  # after a row's last mark
    assert drawn["layer"][0]["encoding"]["y"]["scale"]["domain"] == list(range(1, 12))
    assert {row["Kind"] for row in rows} == set(history.ENTRIES)
    assert "subjects 6, 7, 11 have an entry; 5 have none" in drawn["description"]


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
    assert marks["y"]["sort"] is None
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
