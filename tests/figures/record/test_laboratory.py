"""The map of the laboratory."""

from typing import Any

import pandas as pd

from analysis.data import Study
from analysis.figures.record import laboratory
from analysis.reported import laboratory_statements

STUDY = Study.read()
STATEMENTS = laboratory_statements(STUDY)
COLUMNS = laboratory.comparison_columns(STUDY, STATEMENTS)


def spec(statements: pd.DataFrame, opened: str) -> dict[str, Any]:
    drawn: dict[str, Any] = laboratory.draw(statements, columns=COLUMNS, opened=opened).to_dict()
    for rows in drawn["datasets"].values():
        assert rows
        assert all(row["trace"] for row in rows)
    return drawn


def test_comparisons_stand_in_the_order_of_the_visits() -> None:
    assert COLUMNS == {
        "Month 6 v Baseline": "6 mo|v|base",
        "Year 5 v Baseline": "5 y|v|base",
        "Year 5 v Month 6": "5 y|v|6 mo",
        "": "5 y|v not|named",
        "Year 5 v reference range": "5 y|v|range",
    }
    assert list(COLUMNS)[3] == ""


def test_every_statement_has_its_column_and_mark() -> None:
    told = STATEMENTS.query("DIRECTION != ''")
    assert set(told["COMPARISON"]) == set(COLUMNS)
    drawn = spec(STATEMENTS, "Hemoglobin")
    shapes = drawn["vconcat"][0]["layer"][1]["encoding"]["shape"]["scale"]
    assert len(shapes["domain"]) == len(shapes["range"])
    rows = [row for rows in drawn["datasets"].values() for row in rows if "Arms" in row]
    assert {row["Statement"] for row in rows} == set(shapes["domain"])
    traced = {key for row in rows for key in row["trace"].split()}
    assert traced == set("findings:" + told["FINDINGID"])


def test_map_is_complete_and_absence_is_drawn() -> None:
    drawn = spec(STATEMENTS, "Hemoglobin")
    rows = [row for rows in drawn["datasets"].values() for row in rows]
    cells = {(row["Test"], row["Comparison"]) for row in rows if "Comparison" in row}
    assert len(cells) == STATEMENTS["PARAMCD"].nunique() * len(COLUMNS)
    absent = {
        (row["Test"], row["Comparison"])
        for row in rows
        if row.get("Statement") == "none by name in what we read"
    }
    assert ("PSA", "Year 5 v Baseline") in absent
    assert ("Hemoglobin", "Year 5 v Baseline") not in absent
    assert ("HbA1c", "Year 5 v reference range") not in absent  # stable and in the normal range


def test_every_statement_can_be_opened() -> None:
    drawn = spec(STATEMENTS, "CEA")
    (lines,) = [rows for rows in drawn["datasets"].values() if "Words" in rows[0]]
    assert {row["trace"] for row in lines} == set("findings:" + STATEMENTS["FINDINGID"])
    assert all(row["trace"].removeprefix("findings:") in row["Words"] for row in lines)
    (arm,) = [row["Words"] for row in lines if row["trace"] == "findings:y5-cea-ld"]
    assert arm.split("|")[0].endswith("higher, LD")
    (choice,) = [parameter for parameter in drawn["params"] if parameter["name"] == "evidence_test"]
    assert set(choice["bind"]["options"]) == {row["Test"] for row in lines}
    assert choice["value"] == [{"Test": "CEA"}]
    assert choice["select"]["on"].startswith("click[")  # the list is not the only way
    assert drawn["vconcat"][1]["transform"] == [{"filter": {"param": "evidence_test", "empty": False}}]


def test_map_of_one_system_offers_that_system() -> None:
    drawn = spec(STATEMENTS.query("SYSTEM == 'lung'"), "FEV1")
    binds = {parameter["name"]: parameter["bind"] for parameter in drawn["params"] if "bind" in parameter}
    assert binds["evidence_system"]["options"] == ["all", "lung"]


def test_significance_is_filled() -> None:
    assert all(
        (fill == "transparent") == ("," not in words) for words, (_, _, fill) in laboratory.MARKS.items()
    )


def test_every_direction_has_a_mark_whatever_is_said_of_significance() -> None:
    for direction in ("higher", "lower", "no difference", "within range"):
        for claimed in ("", ", significant", ", not significant"):
            assert direction + claimed in laboratory.MARKS
