"""Charts of the primary outcomes: counts, ratios and the laboratory map."""

from typing import Any

import altair as alt
import pandas as pd
import pytest

from analysis import data
from analysis.figures.record import history
from analysis.figures.record import laboratory as evidence
from analysis.figures.record import reviews_drawing as reviews
from analysis.inference import proportion


def spec(chart: alt.LayerChart | alt.VConcatChart) -> dict[str, Any]:
    drawn: dict[str, Any] = chart.to_dict()
    for rows in drawn["datasets"].values():
        assert rows
        assert all(row["trace"] for row in rows)
    return drawn


def bound_parameters(drawn: dict[str, Any]) -> dict[str, Any]:
    return {parameter["name"]: parameter["bind"] for parameter in drawn["params"] if "bind" in parameter}


def test_people_are_counted_once() -> None:
    kinds = {"operation": ["operation"], "either": ["operation", "diagnosis"], "symptom": ["symptom"]}
    counts = history.people_with(data.medical_history(), kinds).set_index("outcome")
    assert list(counts["events"]) == [2, 3, 0]  # subjects 7 and 11; 6, 7 and 11; no new symptom
    assert len(counts.loc["operation", "trace"].split()) == 2
    assert counts.loc["symptom", "trace"] == ""


def test_counted_outcomes_draws_the_interval() -> None:
    counts = pd.DataFrame([proportion(0, 11), proportion(3, 11)]).assign(
        outcome=["Cancer", "Either"],
        standing=["printed in the summary", "our count, medical history"],
        trace="findings:y5-cancer",
    )
    drawn = spec(history.counted_outcomes(counts))
    (rows,) = drawn["datasets"].values()
    assert [row["count"] for row in rows] == ["0 of 11", "3 of 11"]
    assert rows[0]["high"] == pytest.approx(0.2849, abs=0.00005)
    marks = drawn["layer"][2]["encoding"]
    assert marks["y"]["sort"] is None
    assert marks["shape"]["scale"]["range"] == ["circle", "diamond"]  # our own counts are the diamonds


def test_the_timeline_keeps_every_entry_and_every_subject() -> None:
    table = data.medical_history()
    drawn = spec(history.history_timeline(table))
    (rows,) = drawn["datasets"].values()
    assert len(rows) == (table["MHSCAT"] != "none").sum()
    assert {row["Period"] for row in rows} == set(history.PERIODS.values())
    words = {row["Subject"]: row["Words"] for row in rows if row["Words"]}
    assert words == {2: "bisoprolol", 6: "atorvastatin", 7: "operation 2021-11"}  # after a row's last mark
    assert drawn["layer"][0]["encoding"]["y"]["scale"]["domain"] == list(range(1, 12))
    assert {row["Kind"] for row in rows} == set(history.ENTRIES)


def test_ratios_keep_what_is_printed() -> None:
    printed = data.safety().query("VALUE != ''")
    drawn = spec(
        reviews.pooled_ratios(printed.assign(Review=printed["SOURCEID"], trace="safety:" + printed["REFID"]))
    )
    rows = max(drawn["datasets"].values(), key=len)
    assert len(rows) == len(printed)
    death = next(row for row in rows if row["trace"] == "safety:thompson-death")
    assert death["Outcome"] == "Death|0.78 (0.65 to 0.94)"
    axis = drawn["layer"][2]["encoding"]["x"]
    assert axis["scale"]["type"] == "log"
    low, high = axis["scale"]["domain"]
    assert all(low <= row["low"] and row["high"] <= high for row in rows)


def statements() -> pd.DataFrame:
    return evidence.laboratory_statements(data.findings(), data.parameters())


def test_laboratory_statements_are_single_tests() -> None:
    told = statements()
    assert set(told["SYSTEM"]).isdisjoint({"demography", "cytokines and growth factors", "safety"})
    assert told["SYSTEM"].nunique() == 7
    assert {"LABS", "TUMMARK", "IL1RA"}.isdisjoint(told["PARAMCD"])
    assert not (told["STAT"] == "p").any()  # the chapter says that no laboratory statement carries a p-value
    assert set(told["SOURCEID"]) == {"summary2025"}  # and that the summary makes them all


def test_every_statement_has_its_column_and_mark() -> None:
    told = statements().query("DIRECTION != ''")
    assert set(told["COMPARISON"]) <= set(evidence.COMPARISONS)
    drawn = spec(evidence.evidence_map(statements(), opened="Hemoglobin"))
    shapes = drawn["vconcat"][0]["layer"][1]["encoding"]["shape"]["scale"]
    assert len(shapes["domain"]) == len(shapes["range"])
    rows = [row for rows in drawn["datasets"].values() for row in rows if "Arms" in row]
    assert {row["Statement"] for row in rows} == set(shapes["domain"])
    traced = {key for row in rows for key in row["trace"].split()}
    assert traced == set("findings:" + told["FINDINGID"])


def test_map_is_complete_and_absence_is_drawn() -> None:
    told = statements()
    drawn = spec(evidence.evidence_map(told, opened="Hemoglobin"))
    rows = [row for rows in drawn["datasets"].values() for row in rows]
    cells = {(row["Test"], row["Comparison"]) for row in rows if "Comparison" in row}
    assert len(cells) == told["PARAMCD"].nunique() * len(evidence.COMPARISONS)
    absent = {
        (row["Test"], row["Comparison"])
        for row in rows
        if row.get("Statement") == "none by name in what we read"
    }
    assert ("PSA", "Year 5 v Baseline") in absent
    assert ("Hemoglobin", "Year 5 v Baseline") not in absent
    assert ("HbA1c", "Year 5 v reference range") not in absent  # stable and in the normal range


def test_every_statement_can_be_opened() -> None:
    told = statements()
    drawn = spec(evidence.evidence_map(told, opened="CEA"))
    (lines,) = [rows for rows in drawn["datasets"].values() if "Words" in rows[0]]
    assert {row["trace"] for row in lines} == set("findings:" + told["FINDINGID"])
    assert all(row["trace"].removeprefix("findings:") in row["Words"] for row in lines)
    (arm,) = [row["Words"] for row in lines if row["trace"] == "findings:y5-cea-ld"]
    assert arm.split("|")[0].endswith("higher, LD")
    (choice,) = [parameter for parameter in drawn["params"] if parameter["name"] == "evidence_test"]
    assert set(choice["bind"]["options"]) == {row["Test"] for row in lines}
    assert choice["value"] == [{"Test": "CEA"}]
    assert choice["select"]["on"].startswith("click[")  # the list is not the only way
    assert drawn["vconcat"][1]["transform"] == [{"filter": {"param": "evidence_test", "empty": False}}]


def test_map_of_one_system_offers_that_system() -> None:
    lung = statements().query("SYSTEM == 'lung'")
    binds = bound_parameters(spec(evidence.evidence_map(lung, opened="FEV1")))
    assert binds["evidence_system"]["options"] == ["all", "lung"]


def test_significance_is_filled() -> None:
    assert all(
        (fill == "transparent") == ("," not in words) for words, (_, _, fill) in evidence.MARKS.items()
    )
