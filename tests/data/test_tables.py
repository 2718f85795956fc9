"""Tables are found, read once, and handed out as text."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import data
from analysis.data import tables

STUDY = data.Study.read()

FORBIDDEN = ("altair", "sphinx", "IPython", "ipywidgets", "jupyter_book", "myst_nb")


@pytest.mark.parametrize("name", list(data.TABLES))
def test_every_cell_of_a_table_is_text(name: str) -> None:
    frame = data.read(name)
    assert len(frame) > 0
    assert all(isinstance(cell, str) for column in frame for cell in frame[column])


def test_a_reader_hands_out_a_fresh_copy() -> None:
    first = STUDY.findings
    first.loc[0, "VALUE"] = "changed by a careless reader"
    assert STUDY.findings.loc[0, "VALUE"] != first.loc[0, "VALUE"]


def test_numbers_keep_the_decimals_that_were_printed() -> None:
    values = STUDY.findings.set_index("FINDINGID")["VALUE"]
    assert values["y5-age"] == "56"
    assert values["y5-age-again"] == "56.0"
    assert values["y5-bmi"] == "22.40"


def test_an_unknown_table_is_refused_with_the_known_names() -> None:
    with pytest.raises(data.DataError, match="one of: study, arms, visits, reports"):
        data.read("finding")


def test_tables_come_from_the_checkout_and_else_from_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "analysis" / "data"
    package.mkdir(parents=True)
    monkeypatch.setattr(tables, "__file__", str(package / "tables.py"))
    with pytest.raises(data.DataError, match="no tables"):
        data.find()
    shutil.copytree(Path(__file__).parents[2] / "data", package / "tables")
    assert data.find() == package / "tables"
    shutil.copytree(package / "tables", tmp_path / "data")
    assert data.find() == tmp_path / "data"


def test_files_have_unix_line_ends_and_end_with_one() -> None:
    for table in data.TABLES.values():
        text = (data.find() / table.path).read_bytes()
        assert b"\r" not in text, table.path
        assert text.endswith(b"\n"), table.path
        assert not text.endswith(b"\n\n"), table.path


def test_no_cell_has_stray_space() -> None:
    stray = [
        f"{name}, row {row + 2}, {column}: {cell!r}"
        for name in data.TABLES
        for column, cells in data.read(name).items()
        for row, cell in enumerate(cells)
        if cell != cell.strip() or "  " in cell
    ]
    assert not stray


def test_reading_tables_loads_no_chart_or_notebook_library() -> None:
    program = (
        "import sys; from analysis import data; data.Study.read(); "
        f"print([name for name in {FORBIDDEN!r} if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
    assert run.stderr == ""
