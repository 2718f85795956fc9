"""The tests of the laboratory, by the word on significance."""

import pandas as pd
import pytest

from analysis.data import Study
from analysis.figures.record import laboratory
from analysis.reported import laboratory_statements

STUDY = Study.read()
STATEMENTS = laboratory_statements(STUDY)
COLUMNS = laboratory.comparison_columns(STUDY, STATEMENTS)
CELLS = laboratory.reported_cells(STATEMENTS)


def test_comparisons_stand_in_the_order_of_the_visits() -> None:
    assert COLUMNS == {
        "Month 6 v Baseline": "6 mo v|baseline",
        "Year 5 v Baseline": "5 y v|baseline",
        "Year 5 v Month 6": "5 y v|6 mo",
        "": "5 y v|not named",
        "Year 5 v reference range": "5 y v|range",
    }
    assert list(COLUMNS)[3] == ""


def test_every_statement_has_its_column_its_shape_and_its_row() -> None:
    assert set(CELLS["Comparison"]) == set(COLUMNS)
    assert set(CELLS["Direction"]) == set(laboratory.SHAPES)
    traced = {key for trace in CELLS["trace"] for key in trace.split()}
    assert traced == set(STATEMENTS["trace"])
    assert set(CELLS["Test"]) == set(STATEMENTS["Test"])


def test_a_test_stands_in_one_group_by_its_strongest_word() -> None:
    pairs = CELLS.drop_duplicates(["Test", "Called"])
    assert not pairs["Test"].duplicated().any()
    groups = pairs["Called"].value_counts()
    assert groups.to_dict() == {"no word": 19, "significant": 7, "not significant": 6}
    rate = CELLS[CELLS["Test"] == "Sedimentation rate"]
    assert set(rate["Called"]) == {"significant"}
    assert set(rate["Word"]) == {"significant", "no word"}


def test_a_test_that_is_only_named_has_a_mark_without_direction() -> None:
    named = CELLS[CELLS["Direction"] == laboratory.UNDIRECTED]
    assert set(named["Test"]) == {"PSA", "CA 125", "CA 15-3", "AFP"}
    assert set(named["Comparison"]) == {""}


def test_an_arm_alone_is_told() -> None:
    (arms,) = CELLS.query("Test == 'CEA' and Statement == 'higher'")["Arms"]
    assert arms == "all subjects, LD"


def test_a_level_of_a_test_with_a_direction_is_no_statement_of_its_own() -> None:
    other = laboratory_statements(Study.read("data/examples/mpc_2017"))
    cells = laboratory.reported_cells(other)
    assert (cells["Statement"] != laboratory.UNDIRECTED).all()
    assert "" not in laboratory.comparison_columns(Study.read("data/examples/mpc_2017"), other)


def test_significance_is_filled() -> None:
    assert list(laboratory.FILLS) == list(laboratory.CALLED)
    (view,) = laboratory.laboratory(STUDY).static().to_dict()["vconcat"]
    (points,) = view["layer"]
    assert points["encoding"]["fill"]["scale"]["range"] == list(laboratory.FILLS.values())
    assert points["encoding"]["fill"]["legend"] is None


def cells(called: str, tests: int, *, printed: bool) -> pd.DataFrame:
    names = [f"test {number}" for number in range(tests)]
    return pd.DataFrame({"Test": names, "Called": called, "Word": called, "P": printed})


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            cells("significant", 7, printed=False),
            "7 of 9 measurements are called significant, without a p-value",
        ),
        (cells("significant", 1, printed=True), "1 of 9 measurements is called significant"),
        (cells("not significant", 2, printed=True), "2 of 9 measurements are called not significant"),
        (cells("no word", 1, printed=False), "1 of 9 measurements has no word on significance"),
        (cells("no word", 9, printed=False), "9 of 9 measurements have no word on significance"),
    ],
)
def test_the_title_counts_the_group(rows: pd.DataFrame, words: str) -> None:
    assert laboratory.finding(rows, tests=9) == words


def test_the_page_offers_the_groups_that_exist() -> None:
    (control,) = laboratory.laboratory(STUDY).controls
    assert (control.default, control.choices) == ("significant", tuple(laboratory.CALLED))
    tablets = laboratory.laboratory(Study.read("data/examples/rebamipide_2016"))
    assert tablets.title == "1 of 3 measurements is called significant"


def test_the_words_name_what_is_called_significant() -> None:
    explorer = laboratory.laboratory(STUDY)
    words = explorer.describe(explorer.grid())
    assert "32 tests by five comparisons" in words
    assert "higher: Hemoglobin, Hematocrit, Mean cell volume, Sedimentation rate; lower: FEV1" in words
