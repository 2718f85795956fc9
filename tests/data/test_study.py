"""A study is one object: the book's own and both examples give arms, visits, words and sources alike."""

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis import data
from analysis.data import Arm, MissingFindingError, Study, Visit

BOOK = Study.read()
EXAMPLES = data.find() / "examples"
MPC, REBAMIPIDE = Study.read(EXAMPLES / "mpc_2017"), Study.read(str(EXAMPLES / "rebamipide_2016"))
STUDIES = pytest.mark.parametrize("study", [BOOK, MPC, REBAMIPIDE], ids=lambda study: study.id)


@pytest.mark.parametrize(
    ("study", "told"),
    [
        (BOOK, ("CLV100", "CLV-100", "healthy volunteers", "infusion")),
        (
            MPC,
            (
                "MPC2017",
                "the MPC trial",
                "patients after reconstruction of the cruciate ligament",
                "injection",
            ),
        ),
        (REBAMIPIDE, ("REBAMIPIDE2016", "the rebamipide trial", "healthy volunteers", "first dose")),
    ],
)
def test_what_a_study_is_called(study: Study, told: tuple[str, ...]) -> None:
    assert (study.id, study.name, study.persons, study.treatment) == told
    assert study.title in study.table("study").iloc[0].tolist()


def test_the_arms_of_the_book_with_sizes_and_doses_as_printed() -> None:
    assert BOOK.arms == (
        Arm("LD", 1, "low dose", 5, "65 million cells", "p1-n-ld", "p1-dose-ld"),
        Arm("HD", 2, "high dose", 6, "130 million cells", "p1-n-hd", "p1-dose-hd"),
    )
    assert BOOK.arm("HD") is BOOK.arms[1]


@pytest.mark.parametrize(
    ("study", "sizes", "between", "undosed"),
    [
        (BOOK, {"LD": 5, "HD": 6}, "HD v LD", []),
        (MPC, {"HA": 6, "MPC": 11}, "MPC v HA", ["HA"]),
        (REBAMIPIDE, {"PLA": 12, "REB": 12}, "REB v PLA", ["PLA"]),
    ],
)
def test_sizes_and_the_comparison_of_arms(
    study: Study, sizes: dict[str, int], between: str, undosed: list[str]
) -> None:
    assert study.sizes == sizes
    assert study.people == sum(sizes.values())
    assert study.between == between
    assert [arm.code for arm in study.arms if not arm.dose] == undosed


@pytest.mark.parametrize(
    ("study", "months", "periods"),
    [
        (
            BOOK,
            {"Baseline": 0, "Day 2": 0.07, "Month 6": 6, "Year 5": 60},
            ["Through Month 6", "Through Year 5"],
        ),
        (MPC, {"Baseline": 0, "Month 6": 6, "Month 12": 12, "Month 24": 24}, ["Through Month 24"]),
        (REBAMIPIDE, {"Baseline": 0, "Day 7": 0.23}, []),
    ],
)
def test_visits_and_periods_in_order_of_time(
    study: Study, months: dict[str, float], periods: list[str]
) -> None:
    assert {visit.name: visit.months for visit in study.visits} == months
    assert [visit.name for visit in study.visits] == list(months)
    assert [period.name for period in study.periods] == periods
    assert (study.baseline.name, study.last.name) == (
        min(months, key=months.get),
        max(months, key=months.get),
    )


def test_a_visit_has_words_for_an_axis_and_for_a_sentence() -> None:
    assert BOOK.visit("Month 6") == Visit("Month 6", 2, 6.0, "6 months", "six months")
    assert BOOK.visit("Through Year 5").words == "the five years"


@STUDIES
def test_markers_have_short_names_in_order_of_display(study: Study) -> None:
    table = study.parameters
    flagged = table[table["MARKER"] == "Y"]
    assert list(study.markers) == flagged["PARAMCD"].tolist()
    assert study.markers == {code: study.short(code) for code in flagged["PARAMCD"]}
    assert len(study.markers) >= 2


def test_a_short_name_is_the_full_one_where_none_is_given() -> None:
    assert (BOOK.short("TNFA"), BOOK.short("IL6")) == ("TNF-α", "IL-6")
    assert BOOK.full("IL6") == "Interleukin-6"
    parameters = BOOK.parameters
    plain = parameters[parameters["SHORT"] == ""].iloc[0]
    assert BOOK.short(plain["PARAMCD"]) == plain["PARAM"]


@STUDIES
def test_every_property_that_is_a_table_is_a_fresh_copy(study: Study) -> None:
    for name in ("findings", "parameters", "sources", "claims", "priors", "medical_history"):
        frame: pd.DataFrame = getattr(study, name)
        pd.testing.assert_frame_equal(frame, study.table(name))
        frame["new"] = "changed by a careless reader"
        assert "new" not in getattr(study, name)


@STUDIES
def test_a_table_that_a_study_lacks_is_empty_with_its_columns(study: Study) -> None:
    for name, table in data.TABLES.items():
        assert list(study.table(name)) == list(table.schema.columns)
    if study is not BOOK:
        assert study.table("medical_history").empty


def test_findings_by_name_and_by_their_words() -> None:
    assert BOOK.finding("p1-n-ld")["VALUE"] == "5"
    sizes = BOOK.where(STAT="n", FINDINGID=["p1-n-ld", "p1-n-hd", "p1-dose-ld"])
    assert sorted(sizes["FINDINGID"]) == ["p1-n-hd", "p1-n-ld"]
    assert BOOK.where(PARAMCD="NOTHING").empty
    pd.testing.assert_frame_equal(BOOK.need("size", STAT="n"), BOOK.where(STAT="n"))


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (lambda: MPC.finding("p1-n-ld"), MissingFindingError, "the MPC trial prints no finding 'p1-n-ld'"),
        (
            lambda: REBAMIPIDE.need("mean level", PARAMCD="IL6", STAT=["mean", "median"]),
            MissingFindingError,
            r"prints no mean level \(its findings have no row with PARAMCD IL6, STAT mean or median\)",
        ),
        (lambda: BOOK.arm("PLA"), ValueError, "no arm 'PLA'. Use one of LD, HD"),
        (lambda: BOOK.visit("Day 7"), ValueError, "no visit 'Day 7'. Use one of Baseline, Day 2"),
        (lambda: BOOK.short("CRYER"), ValueError, "no parameter 'CRYER'"),
        (lambda: BOOK.table("finding"), ValueError, "no table 'finding'. Name one of study"),
        (lambda: BOOK.with_tables(finding=pd.DataFrame()), ValueError, "no table finding"),
        (lambda: BOOK.cite("chin2019"), data.DataError, "'chin2019'.* Did you mean"),
    ],
)
def test_what_a_study_does_not_have_is_said(ask, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        ask()


def test_labels_need_no_finding_and_sizes_do() -> None:
    findings = BOOK.findings
    less = BOOK.with_tables(findings=findings[findings["FINDINGID"] != "p1-n-hd"])
    assert less.labels == BOOK.labels == {"LD": "low dose", "HD": "high dose"}
    assert less.between == BOOK.between
    with pytest.raises(MissingFindingError, match="CLV-100 prints no finding p1-n-hd of its arms"):
        _ = less.arms


def test_only_two_arms_are_compared() -> None:
    one = BOOK.with_tables(arms=BOOK.table("arms").iloc[:1])
    with pytest.raises(MissingFindingError, match="CLV-100 has 1 arms"):
        _ = one.between


def test_a_changed_copy_leaves_the_study_as_it_is() -> None:
    findings = BOOK.findings
    findings.loc[findings["FINDINGID"] == "p1-n-ld", "VALUE"] = "7"
    changed = BOOK.with_tables(findings=findings)
    assert (changed.sizes, BOOK.sizes) == ({"LD": 7, "HD": 6}, {"LD": 5, "HD": 6})


def test_citing_gives_the_sources_of_the_study_in_the_order_asked() -> None:
    assert [source.key for source in BOOK.cite("poster", "chin2020")] == ["poster", "chin2020"]
    assert [source.key for source in MPC.cite("wang2017b")] == ["wang2017b"]
    with pytest.raises(data.DataError, match="chin2020"):
        MPC.cite("chin2020")


def test_a_table_may_lie_at_its_usual_path_or_plainly(tmp_path: Path) -> None:
    (tmp_path / "published").mkdir()
    for path in (EXAMPLES / "mpc_2017").glob("*.csv"):
        usual = path.name in ("findings.csv", "arms.csv")
        shutil.copy(path, tmp_path / "published" if usual else tmp_path)
    read = Study.read(tmp_path)
    for name in data.TABLES:
        pd.testing.assert_frame_equal(read.table(name), MPC.table(name))


def test_all_problems_of_several_tables_stand_in_one_error(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLES / "mpc_2017", tmp_path / "mine"))
    spoil(folder / "findings.csv", 5, "STAT", "average")
    spoil(folder / "visits.csv", 3, "MONTHS", "six")
    spoil(folder / "reports.csv", 2, "SOURCEID", "wang2017")
    (folder / "study.csv").unlink()
    with pytest.raises(data.DataError) as caught:
        Study.read(folder)
    assert {(p.file, p.row, p.column) for p in caught.value.problems} == {
        ("published/findings.csv", 5, "STAT"),
        ("published/visits.csv", 3, "MONTHS"),
        ("published/reports.csv", 2, "SOURCEID"),
        ("published/study.csv", None, ""),
    }
    assert all(problem.remedy for problem in caught.value.problems)


def test_a_folder_that_is_no_study_lists_the_tables_that_every_study_needs(tmp_path: Path) -> None:
    with pytest.raises(data.DataError) as caught:
        Study.read(tmp_path)
    assert [problem.file for problem in caught.value.problems] == [
        table.path for table in data.TABLES.values() if table.needed
    ]


def spoil(path: Path, row: int, column: str, text: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[row - 1][rows[0].index(column)] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
