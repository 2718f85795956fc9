"""A table that is wrong in any way is refused, by this package and by Frictionless, every problem named."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest

from analysis import data

pytestmark = pytest.mark.slow

STUDY = data.Study.read()

Rows = list[list[str]]
Corruption = Callable[[Rows], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data.find(), tmp_path / "data"))


def corrupt(folder: Path, name: str, corruption: Corruption) -> Path:
    path = folder / data.TABLES[name].path
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    corruption(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path


def put(column: str, text: str, row: int = 3) -> Corruption:
    """Writes a cell; the row is the number a spreadsheet shows."""

    def apply(rows: Rows) -> None:
        rows[row - 1][rows[0].index(column)] = text

    return apply


def drop_column(rows: Rows) -> None:
    for row in rows:
        del row[2]


def add_column(rows: Rows) -> None:
    for row in rows:
        row.append("more")


def swap_columns(rows: Rows) -> None:
    for row in rows:
        row[0], row[1] = row[1], row[0]


def repeat_row(rows: Rows) -> None:
    rows.insert(3, list(rows[2]))


def shorten_row(rows: Rows) -> None:
    rows[2].pop()


def lengthen_row(rows: Rows) -> None:
    rows[2].append("more")


# table, corruption, row as a spreadsheet shows it, column, words of the message
BOTH_REFUSE = [
    pytest.param("findings", put("STAT", "average"), 3, "STAT", "one of: mean, median", id="bad vocabulary"),
    pytest.param("visits", put("KIND", "day"), 3, "KIND", "one of: visit, period", id="kind of a visit"),
    pytest.param("findings", put("TEST", "z-test"), 3, "TEST", "or empty", id="bad optional vocabulary"),
    pytest.param("findings", put("SPREAD", "circa 13", 8), 8, "SPREAD", "a plain number", id="bad number"),
    pytest.param(
        "findings", put("SOURCEID", "chin2019"), 3, "SOURCEID", "a SOURCEID of", id="unknown source"
    ),
    pytest.param("findings", put("PARAMCD", "IL99"), 3, "PARAMCD", "a PARAMCD of", id="unknown parameter"),
    pytest.param("findings", put("PLACE", ""), 3, "PLACE", "not an empty cell", id="empty required"),
    pytest.param("findings", repeat_row, 3, "FINDINGID", "in more than one row", id="duplicated key"),
    pytest.param(
        "medical_history",
        repeat_row,
        3,
        "SUBJID, MHSEQ",
        "in more than one row",
        id="duplicated pair of keys",
    ),
    pytest.param("sources", put("DOI", "doi:10.1/x"), 3, "DOI", "starts with 10.", id="bad DOI"),
    pytest.param("sources", put("ACCESSED", "22 Nov 2026"), 3, "ACCESSED", "a date", id="bad date"),
    pytest.param(
        "aging", put("SOURCEID", "nobody2020"), 3, "SOURCEID", "a SOURCEID of", id="unknown reference"
    ),
    pytest.param("safety", put("VALUE", "1,16"), 3, "VALUE", "a plain number", id="comma in a number"),
    pytest.param("variation", put("CVI", "2.7 %"), 3, "CVI", "a plain number", id="unit in a variation"),
    pytest.param("variation", put("CVI", ""), 3, "CVI", "not an empty cell", id="variation without a figure"),
    pytest.param("variation", put("CVI_LOW", "about 4"), 3, "CVI_LOW", "or empty", id="limit in words"),
    pytest.param("variation", put("STANDING", "database"), 3, "STANDING", "one of", id="unknown standing"),
    pytest.param("variation", put("PARAMCD", "SODIUM"), 3, "PARAMCD", "a PARAMCD of", id="unknown variation"),
    pytest.param("intervals", put("SEX", ""), 3, "SEX", "not an empty cell", id="interval without a sex"),
    pytest.param("intervals", put("SEX", "male"), 3, "SEX", "one of: men, women", id="sex in other words"),
    pytest.param("intervals", put("LOW", "< 3"), 3, "LOW", "a plain number", id="limit with a sign"),
    pytest.param(
        "intervals", put("AVALU", ""), 3, "AVALU", "not an empty cell", id="interval without a unit"
    ),
    pytest.param("rates", put("OUTCOME", "cancer"), 3, "OUTCOME", "one of: cancer", id="unknown outcome"),
    pytest.param("rates", put("PER", "1e5"), 3, "PER", "a whole number", id="exponent in person-years"),
    pytest.param("rates", put("PERIOD", "2015 to 2020"), 3, "PERIOD", "a year or two", id="period in words"),
    pytest.param("rates", put("SOURCEID", "nobody2020"), 3, "SOURCEID", "a SOURCEID", id="rate of nobody"),
    pytest.param("gli_splines", put("MEDIAN", ""), 3, "MEDIAN", "not an empty cell", id="spline left out"),
    pytest.param(
        "gli_splines", put("SEX", "both"), 3, "SEX", "one of: men, women", id="spline of both sexes"
    ),
    pytest.param(
        "gli_splines", repeat_row, 3, "PARAMCD, SEX, AGE", "in more than one row", id="spline twice"
    ),
    pytest.param("arms", put("ARM", "low\ndose"), 3, "ARM", "a name in one line", id="line end in a name"),
    pytest.param("arms", put("ARM", "low\u200bdose"), 3, "ARM", "can be seen", id="unseen in a name"),
    pytest.param("visits", put("LABEL", " day 2"), 3, "LABEL", "Remove the space", id="blank before a name"),
    pytest.param("parameters", put("SHORT", "a\u2028b"), 3, "SHORT", "or empty", id="line end in a name"),
    pytest.param("parameters", drop_column, 1, "PARAM", "no such column", id="missing column"),
    pytest.param("parameters", add_column, 1, "more", "not in the schema", id="extra column"),
    pytest.param("parameters", swap_columns, 1, "", "in this order", id="order of columns"),
    pytest.param("parameters", shorten_row, 3, "", "9 cells", id="short row"),
    pytest.param("parameters", lengthen_row, 3, "", "11 cells", id="long row"),
]


def test_a_faithful_copy_is_accepted_by_both(folder: Path) -> None:
    assert set(data.Study.read(folder).tables) == set(data.TABLES)
    assert frictionless.validate(folder / "datapackage.json").valid


@pytest.mark.parametrize(("name", "corruption", "row", "column", "words"), BOTH_REFUSE)
def test_a_corrupted_table_is_refused_where_it_is_wrong(
    folder: Path, name: str, corruption: Corruption, row: int, column: str, words: str
) -> None:
    corrupt(folder, name, corruption)
    with pytest.raises(data.DataError) as caught:
        data.Study.read(folder)
    problem = caught.value.problems[0]
    assert (problem.file, problem.row, problem.column) == (data.TABLES[name].path, row, column)
    assert words in str(problem)
    assert not frictionless.validate(folder / "datapackage.json").valid


ROW_RULES = [
    pytest.param(
        put("VALUE", "55 or so", 8), 8, "VALUE", "a plain number where STAT", id="mean that is no number"
    ),
    pytest.param(put("VALUE", "p = .02", 14), 14, "VALUE", "a p-value such as", id="p with words"),
    pytest.param(put("SPREADKIND", "", 8), 8, "SPREAD", "SPREADKIND is empty", id="spread without its kind"),
    pytest.param(put("SPREAD", "", 8), 8, "SPREADKIND", "where SPREAD is empty", id="kind without a spread"),
    pytest.param(
        put("AVISITN", "5"), 3, "AVISITN", "that the table of visits gives", id="number of another visit"
    ),
    pytest.param(put("AVISIT", "Month 7"), 3, "AVISIT", "Month 6, Through", id="unknown visit"),
    pytest.param(put("TRT01A", "MD"), 3, "TRT01A", "one of: LD, HD, ALL", id="unknown arm"),
    pytest.param(put("COMPARISON", "LD v HD"), 3, "COMPARISON", "later v earlier", id="earlier arm first"),
    pytest.param(put("SOURCEID", "poster"), 3, "FINDINGID", "starts with po-", id="name of another source"),
    pytest.param(put("ATTRIBUTED", "summary only"), 3, "ATTRIBUTED", "or both", id="words of another source"),
]


@pytest.mark.parametrize(("corruption", "row", "column", "words"), ROW_RULES)
def test_columns_that_disagree_are_refused(
    folder: Path, corruption: Corruption, row: int, column: str, words: str
) -> None:
    corrupt(folder, "findings", corruption)
    with pytest.raises(data.DataError) as caught:
        data.Study.read(folder)
    assert any(
        (problem.row, problem.column) == (row, column) and words in str(problem)
        for problem in caught.value.problems
    )


@pytest.mark.parametrize(
    ("name", "column", "copy"),
    [
        ("arms", "ARM", lambda text: text),
        ("arms", "ARM", lambda text: text.replace("l", "\uff4c")),
        ("visits", "LABEL", lambda text: text),
        ("visits", "WORDS", lambda text: text),
        ("parameters", "PARAM", lambda text: text),
        ("parameters", "SHORT", lambda text: text),
    ],
)
def test_names_that_look_the_same_are_refused(
    folder: Path, name: str, column: str, copy: Callable[[str], str]
) -> None:
    table = STUDY.table(name)
    first = STUDY.short(table["PARAMCD"][0]) if column == "SHORT" else table[column][0]
    corrupt(folder, name, put(column, copy(first)))
    with pytest.raises(data.DataError, match="looks like that of no row above") as caught:
        data.Study.read(folder)
    problem = caught.value.problems[0]
    assert (problem.file, problem.row, problem.column) == (data.TABLES[name].path, 3, column)


def test_an_interval_without_any_limit_is_refused(folder: Path) -> None:
    rows = STUDY.table("intervals")
    number = int((rows["LOW"] == "").to_numpy().argmax()) + 2
    path = corrupt(folder, "intervals", put("HIGH", "", number))
    with pytest.raises(data.DataError, match="a plain number where LOW is empty") as caught:
        data.Study.read(folder)
    (problem,) = caught.value.problems
    assert (folder / problem.file, problem.row, problem.column) == (path, number, "HIGH")


def test_one_error_holds_every_problem_of_every_table(folder: Path) -> None:
    corrupt(folder, "findings", put("STAT", "average", 5))
    corrupt(folder, "findings", put("PLACE", "", 9))
    corrupt(folder, "medical_history", put("SUBJID", "no. 2", 4))
    corrupt(folder, "aging", put("PARAMCD", "IL99", 6))
    (folder / "published" / "visits.csv").unlink()
    with pytest.raises(data.DataError) as caught:
        data.Study.read(folder)
    places = {(problem.file, problem.row, problem.column) for problem in caught.value.problems}
    assert places == {
        ("published/findings.csv", 5, "STAT"),
        ("published/findings.csv", 9, "PLACE"),
        ("published/medical_history.csv", 4, "SUBJID"),
        ("reference/aging.csv", 6, "PARAMCD"),
        ("published/visits.csv", None, ""),
    }
    assert str(caught.value).startswith("5 problems in the data:\n")
    assert all(str(problem) in str(caught.value) for problem in caught.value.problems)


HEADER = ",".join(data.TABLES["safety"].schema.columns).encode()
ROW = b",".join(b"x" for _ in data.TABLES["safety"].schema.columns)

# content, row as a spreadsheet shows it, words of the one line
UNREADABLE = [
    pytest.param(b"", None, "an empty file", id="empty file"),
    pytest.param(b"\n\n", None, "an empty file", id="blank lines only"),
    pytest.param("A,B\n".encode("utf-16"), None, "UTF-16; expected text in UTF-8. Save", id="utf-16"),
    pytest.param(HEADER + b"\nChin \xe9t al\n", 2, "0xe9, which is not UTF-8", id="latin-1"),
    pytest.param(HEADER + b'\n"Chin\n' + ROW, 2, "Close the quotation mark.", id="open quotation mark"),
    pytest.param(HEADER + b'\n"a "b" c"\n', 2, "Double each quotation mark", id="quotation mark within"),
    pytest.param(HEADER + b"\n" + ROW + b"\n\n", 3, "a blank line; expected a row of", id="blank last line"),
    pytest.param(b"\n" + HEADER + b"\n" + ROW, 1, "a blank line; expected the header", id="blank first line"),
    pytest.param(HEADER + b"\n\n" + ROW + b"\n", 2, "Remove the line.", id="blank line"),
    pytest.param(HEADER + b"\n" + ROW.replace(b"x", b"a\0b", 1), 2, "U+0000", id="NUL"),
    pytest.param(HEADER + b"\n" + ROW.replace(b"x", "a\u202eb".encode(), 1), 2, "U+202E", id="turned text"),
    pytest.param(HEADER + b'\n"' + 131_073 * b"a" + b'"', 2, "more than 131,072 char", id="long cell"),
    pytest.param(HEADER.replace(b",", b";"), 1, "cells separated by ';'", id="semicolons"),
    pytest.param(HEADER.replace(b",", b"\t"), 1, r"cells separated by '\t'", id="tabs"),
]


@pytest.mark.parametrize(("content", "row", "words"), UNREADABLE)
def test_a_file_that_cannot_be_read_says_why_in_one_line(
    tmp_path: Path, content: bytes, row: int | None, words: str
) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with pytest.raises(data.DataError) as caught:
        data.read_table(path, data.TABLES["safety"].schema)
    told = [problem for problem in caught.value.problems if words in str(problem)]
    assert [problem.row for problem in told] == [row]
    assert "\n" not in str(told[0])


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85"])
def test_only_cr_and_lf_end_a_line(folder: Path, character: str) -> None:
    path = corrupt(folder, "safety", put("NOTE", f"pasted{character}text"))
    assert f",pasted{character}text\n".encode() in path.read_bytes()
    frame = data.read_table(path, data.TABLES["safety"].schema)
    assert frame.loc[1, "NOTE"] == f"pasted{character}text"
    assert len(frame) == len(STUDY.table("safety"))


def test_faults_of_every_kind_are_listed_at_once(folder: Path) -> None:
    def spoil(rows: Rows) -> None:
        put("SOURCEID", "nobody2020", 2)(rows)
        shorten_row(rows)
        put("VALUE", "1,16", 4)(rows)
        rows[0][-1] = "REMARK"
        rows.append([])

    corrupt(folder, "safety", spoil)
    with pytest.raises(data.DataError) as caught:
        data.Study.read(folder)
    assert [(problem.row, problem.column) for problem in caught.value.problems] == [
        (1, "NOTE"),
        (1, "REMARK"),
        (3, ""),
        (4, "VALUE"),
        (len(STUDY.table("safety")) + 2, ""),
        (2, "SOURCEID"),
    ]


def test_semicolons_do_not_hide_what_else_is_wrong(folder: Path) -> None:
    path = folder / data.TABLES["rates"].path
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    put("PER", "100,5", 2)(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    with pytest.raises(data.DataError) as caught:
        data.read_table(path, data.TABLES["rates"].schema)
    assert [(problem.row, problem.column) for problem in caught.value.problems] == [(1, ""), (2, "PER")]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("12,5", "Write a decimal comma as a point ('12.5')"),
        ("12,345", "a comma between thousands not at all ('12345')"),
        ("1,234,567.8", "a comma between thousands not at all ('1234567.8')"),
        (" 1.2", "Remove the space around the text."),
        ("1.2\n", "Remove the space around the text."),
        ("\uff11.2", "Write digits as 0 to 9"),
        ("+1.2", "Correct the cell."),
    ],
)
def test_a_cell_that_is_no_number_says_what_to_do(folder: Path, cell: str, words: str) -> None:
    path = corrupt(folder, "safety", put("VALUE", cell))
    with pytest.raises(data.DataError) as caught:
        data.read_table(path, data.TABLES["safety"].schema)
    (problem,) = caught.value.problems
    assert (problem.row, problem.column) == (3, "VALUE")
    assert words in problem.remedy


def test_a_missing_file_is_named_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(data.DataError, match=r"nowhere\.csv"):
        data.read_table(tmp_path / "nowhere.csv", data.TABLES["sources"].schema)


def test_a_file_saved_by_a_spreadsheet_reads_the_same(folder: Path) -> None:
    table = data.TABLES["safety"]
    path = folder / table.path
    before = data.read_table(path, table.schema)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert data.read_table(path, table.schema).equals(before)


def test_cells_with_line_breaks_and_quotes_survive(folder: Path) -> None:
    note = 'two lines:\n"quoted", with a comma'
    path = corrupt(folder, "safety", put("NOTE", note))
    frame = data.read_table(path, data.TABLES["safety"].schema)
    assert frame.loc[1, "NOTE"] == note
    assert len(frame) == len(STUDY.table("safety"))
