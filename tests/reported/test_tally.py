"""How many findings there are of what, when and from whom."""

from analysis.data import Study
from analysis.reported import tally
from analysis.reported.tally import counted_at

STUDY = Study.read()


def test_tally_counts_every_placed_finding_once() -> None:
    counts = tally(STUDY)
    every, single = counts[counts["source"] == "all four"], counts[counts["source"] != "all four"]
    placed = (STUDY.findings["AVISIT"] != "").sum()
    assert every["findings"].sum() == single["findings"].sum() == placed
    assert (counts["numbers"] <= counts["findings"]).all()
    assert (counts["trace"].str.split().str.len() == counts["findings"]).all()


def test_a_period_is_counted_at_the_last_visit_within_it() -> None:
    assert counted_at(STUDY) == {
        "Baseline": "Baseline",
        "Day 2": "Day 2",
        "Month 6": "Month 6",
        "Year 5": "Year 5",
        "Through Month 6": "Month 6",
        "Through Year 5": "Year 5",
    }
    assert counted_at(Study.read("data/examples/mpc_2017"))["Through Month 24"] == "Month 24"
