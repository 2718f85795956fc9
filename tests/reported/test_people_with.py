"""People counted by what happened to them."""

from analysis.data import Study
from analysis.reported import people_with


def test_people_are_counted_once() -> None:
    kinds = {"operation": ["operation"], "either": ["operation", "diagnosis"], "symptom": ["symptom"]}
    counts = people_with(Study.read(), kinds).set_index("outcome")
    assert list(counts["events"]) == [2, 3, 0]  # subjects 7 and 11; 6, 7 and 11; no new symptom
    assert len(counts.loc["operation", "trace"].split()) == 2
    assert counts.loc["symptom", "trace"] == ""


def test_without_a_history_nobody_is_counted() -> None:
    counts = people_with(Study.read("data/examples/mpc_2017"), {"either": ["operation", "diagnosis"]})
    assert counts["events"].tolist() == [0]
