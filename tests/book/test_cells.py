"""Cells that a student can read: counted over all pages, from their source.

Run as a script it lists what each cell breaks, and the sizes of all: ``python -m tests.book.test_cells``.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import jupytext
import pytest

from tests.book.test_chapters import NOTEBOOKS, ROOT

LINES, WIDTH, CALLS, MEDIAN_CALLS, TEXT = 8, 88, 6, 3, 160
IMPORT_LINES = 4
SHARE = 1 / 20
"""Of the cells may break one of these, each for a reason that a student would accept."""

EXCEPTIONS: dict[str, str] = {
    "chapters/methods: The permutation test, by hand, cell 1": "the lesson is this code, taken away whole",
    "appendices/audit_your_paper: Add the means and their ±, cell 1": "a reader takes this cell away whole, "
    "its imports too",
}
"""Page and cell, and the reason."""

TAGS = {
    "lesson": "its code is the lesson, and stays open where the switch hides all other code",
    "remove-input": "it checks the prose, or shows what a library says of itself: nothing to read in it",
    "skip-execution": "it is shown for a reader to run",
}
"""What a cell may be tagged with; a cell without a tag shows its code when the reader switches code on."""

HEADING = re.compile(r"^#+ (.+)$", flags=re.MULTILINE)
IMPORTS = (ast.Import, ast.ImportFrom)
UNREADABLE = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda, ast.NamedExpr)


@dataclass(frozen=True)
class Cell:
    """A code cell of a page: its name there, what it says, its options, and whether it is the first."""

    page: str
    name: str
    source: str
    options: dict[str, Any]
    first: bool

    @property
    def key(self) -> str:
        return f"{self.page}: {self.name}"

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def lines(self) -> list[str]:
        return self.source.strip().splitlines()

    @property
    def calls(self) -> int:
        return sum(isinstance(node, ast.Call) for node in ast.walk(self.tree))

    def problems(self) -> Iterator[str]:
        nodes = list(ast.walk(self.tree))
        if len(self.lines) > LINES:
            yield f"{len(self.lines)} lines"
        if max(map(len, self.lines), default=0) > WIDTH:
            yield f"a line of {max(map(len, self.lines))} characters"
        if self.calls > CALLS:
            yield f"{self.calls} calls"
        if (text := sum(len(n.value) for n in nodes if _is_text(n))) > TEXT:
            yield f"{text} characters of text in strings"
        yield from sorted({type(node).__name__ for node in nodes if isinstance(node, UNREADABLE)})
        names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        yield from sorted(names & {"format", "set_index", "__format__"})
        if any(_is_query(node) for node in nodes):
            yield "a query made by an f-string"
        if not self.first and (again := [ast.unparse(node) for node in nodes if isinstance(node, IMPORTS)]):
            yield f"imports once more: {', '.join(again)}"
        yield from self._options()

    def _options(self) -> Iterator[str]:
        options = dict(self.options)
        tags = options.pop("tags", [])
        if len(tags) > 1:
            yield "more than one tag"
        if unknown := sorted(set(tags) - set(TAGS)):
            yield f"tags {unknown}"
        if self.first and "lesson" in tags:
            yield "the cell that sets the page up is no lesson"
        figure = options.pop("mystnb", {}).get("figure", {})
        if others := sorted({*options, *figure} - {"name", "caption"}):
            yield f"options {others}"


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_query(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "query"
        and any(isinstance(argument, ast.JoinedStr) for argument in node.args)
    )


def cells_of(path: Path) -> Iterator[Cell]:
    """The code cells of a page, each named by its figure or by its place under its heading."""
    page = path.relative_to(ROOT).with_suffix("").as_posix()
    heading, place, first = "", 0, True
    for cell in jupytext.read(path, fmt="md:myst").cells:
        if cell.cell_type == "markdown" and (found := HEADING.findall(cell.source)):
            heading, place = found[-1], 0
        elif cell.cell_type == "code":
            place += 1
            figure = cell.metadata.get("mystnb", {}).get("figure", {})
            name = figure.get("name", f"{heading}, cell {place}")
            yield Cell(page, name, cell.source, cell.metadata, first)
            first = False


CELLS = [cell for path in NOTEBOOKS for cell in cells_of(path)]


def test_every_cell_can_be_read() -> None:
    broken = {cell.key: list(cell.problems()) for cell in CELLS if cell.key not in EXCEPTIONS}
    assert {key: problems for key, problems in broken.items() if problems} == {}


def test_few_cells_are_excepted_and_each_breaks_one_rule() -> None:
    assert len(EXCEPTIONS) <= SHARE * len(CELLS)
    by_key = {cell.key: cell for cell in CELLS}
    for key, reason in EXCEPTIONS.items():
        assert key in by_key, f"{key}: no such cell"
        assert len(list(by_key[key].problems())) == 1, f"{key}: {list(by_key[key].problems())}"
        assert len(reason.split()) >= 4, f"{key}: say why"


def test_most_cells_are_a_few_calls() -> None:
    assert median(cell.calls for cell in CELLS) <= MEDIAN_CALLS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_one_cell_imports_in_one_style(path: Path) -> None:
    """The first: ``from analysis import ...``, pandas where it is used, ``enable``, and the study."""
    first = next(cells_of(path))
    assert len(first.lines) <= IMPORT_LINES, first.source
    imports = [node for node in ast.walk(first.tree) if isinstance(node, IMPORTS)]
    assert {ast.unparse(node) for node in imports if isinstance(node, ast.Import)} <= {"import pandas as pd"}
    assert {node.module for node in imports if isinstance(node, ast.ImportFrom)} == {"analysis"}


def report() -> None:
    """Write what each cell breaks, and how large the cells are."""
    for cell in CELLS:
        if problems := list(cell.problems()):
            print(f"{cell.key}: {', '.join(problems)}")
    calls = [cell.calls for cell in CELLS]
    wide = [max(map(len, cell.lines)) for cell in CELLS]
    print(f"{len(CELLS)} cells, calls: median {median(calls)}, most {max(calls)}; widest line {max(wide)}")


if __name__ == "__main__":
    report()
