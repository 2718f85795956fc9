"""Nothing under the chapters knows the book's study: not its arms, visits, sources, findings or people.

The schemas and the bases of `analysis.data` are left out: they tell a reader by an example what they hold.
"""

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


EXAMPLES = ("data/schemas/", "data/basis.py")
MODULES = {str(path.relative_to(PACKAGE)): path for path in sorted(PACKAGE.rglob("*.py"))}


def either(word: str) -> str:
    """The word with its first letter small or large, as a pattern."""
    return f"[{word[0].lower()}{word[0].upper()}]{word[1:]}" if word[0].islower() else word


KNOWN = re.compile(
    r"(?<![\w-])(" + "|".join(map(either, sorted(set(words()), key=len, reverse=True))) + r")(?![\w-])"
)


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


@pytest.mark.parametrize("module", [name for name in MODULES if not name.startswith(EXAMPLES)])
def test_a_module_names_nothing_of_one_study(module: str) -> None:
    found = [
        f"line {line}: {match.group(0)!r} in {text!r}"
        for line, text in said(MODULES[module].read_text("utf8"))
        for match in KNOWN.finditer(text)
    ]
    assert not found, "\n".join(found)


def test_the_search_finds_what_it_looks_for() -> None:
    program = '"""About HD."""\nrows = {"arm": "HD", "name": "High dose", "visit": f"at {visit}"}\n'
    assert [text for _, text in said(program) if KNOWN.search(text)] == ["HD", "High dose"]
