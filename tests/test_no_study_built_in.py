"""Nothing under the chapters knows the book's study: not its arms, visits, sources, findings or people."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import data

PACKAGE = Path(data.__file__).parents[1]
STUDY = data.Study.read()
NUMBER_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


def words() -> Iterator[str]:
    """What only this study's tables may say."""
    yield from (arm.code for arm in STUDY.arms)
    yield from (arm.label for arm in STUDY.arms)
    yield from (visit.name for visit in (*STUDY.visits, *STUDY.periods) if visit != STUDY.baseline)
    yield from (visit.words for visit in STUDY.visits if visit != STUDY.baseline)
    yield from STUDY.table("reports")["SOURCEID"]
    yield from STUDY.findings["FINDINGID"]
    yield from (STUDY.name, STUDY.persons)
    yield f"{NUMBER_WORDS[STUDY.people - 1]} (people|subjects|volunteers)"


KNOWN = re.compile(r"(?<![\w-])(" + "|".join(sorted(set(words()), key=len, reverse=True)) + r")(?![\w-])")


def said(source: str) -> Iterator[tuple[int, str]]:
    """The strings of a module, without its docstrings, each with its line."""
    tree = ast.parse(source)
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    prose = {
        id(statement.value)
        for node in ast.walk(tree)
        if hasattr(node, "body") and isinstance(node.body, list)
        for place, statement in enumerate(node.body)
        if isinstance(statement, ast.Expr) and (isinstance(node, holders) or place)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent.name != "schemas"]
"""All but the schemas, whose descriptions show a reader what a cell looks like."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_names_nothing_of_one_study(path: Path) -> None:
    found = [
        f"line {line}: {match.group(0)!r} in {text!r}"
        for line, text in said(path.read_text("utf8"))
        for match in KNOWN.finditer(text)
    ]
    assert not found, "\n".join(found)


def test_the_search_finds_what_it_looks_for() -> None:
    program = '"""About HD."""\nrows = {"arm": "HD", "visit": f"at {STUDY.visits[-1].name}"}\n'
    assert [text for _, text in said(program) if KNOWN.search(text)] == ["HD"]
