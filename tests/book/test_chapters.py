"""The agreed anatomy of a chapter, read from its source."""

import ast
import re
from pathlib import Path

import jupytext
import pytest

from analysis import data
from tests.book.conftest import ROOT

CHAPTERS = sorted((ROOT / "chapters").glob("*.md"))
APPENDICES = [
    path for path in sorted((ROOT / "appendices").rglob("*.md")) if "kernelspec:" in path.read_text("utf8")
]
EXAMPLES = [path for path in APPENDICES if path.parent.name == "examples"]
NOTEBOOKS = [ROOT / "index.md", *CHAPTERS, *APPENDICES]
PAGES = sorted({*NOTEBOOKS, ROOT / "references.md", *(ROOT / "appendices").rglob("*.md")})
PARTS = ("## Learning objectives", "## Exercises", "## Summary")
UNGLUED = re.compile(r"\b[pP]\s*[=<>≈]\s*0?\.\d|\b\d+\.\d+\s*(?:%|pg/mL|mL|L\b|years)")
ACCIDENTAL_LIST = re.compile(r"^(?![\s#:|>*-]|\d+\. ).+\n\d+\. ", flags=re.MULTILINE)
# What a sentence is, roughly: no code, table, term or mark of a list; it ends in a period before a capital.
NO_PROSE = re.compile(
    r"^(```|:::)(?:\w+|\{(?:list-table|glossary|include|bibliography)\}).*?^\1$",
    flags=re.MULTILINE | re.DOTALL,
)
BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n|^(?:[:|#>]|\(.+\)=).*$|^\s*(?:-|\d+\.) ", flags=re.MULTILINE)
NO_SENTENCE = re.compile(r"`[^`\n]*`|\$[^$]*\$|\]\([^)]*\)|^\*\*\d+\.\*\*", flags=re.MULTILINE)
SENTENCE_END = re.compile(r"""(?<! al)(?<! vs)(?<!e\.g)(?<!i\.e)[.?!]["”)*]*(?=\s+[^a-z\s]|$)""")


def cells(path: Path, kind: str) -> list[str]:
    return [cell.source for cell in jupytext.read(path, fmt="md:myst").cells if cell.cell_type == kind]


def figures(path: Path) -> list[dict[str, str]]:
    """The figure options of the code cells that make one."""
    notebook = jupytext.read(path, fmt="md:myst")
    options = [cell.metadata.get("mystnb", {}) for cell in notebook.cells]
    return [option["figure"] for option in options if "figure" in option]


def test_five_chapters() -> None:
    assert {path.stem for path in CHAPTERS} == {
        "background",
        "methods",
        "primary_outcomes",
        "cytokines",
        "aging",
    }


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_parts_in_order(path: Path) -> None:
    text = "\n".join(cells(path, "markdown"))
    positions = [text.find(part) for part in PARTS]
    assert -1 not in positions, f"missing one of {PARTS}"
    assert positions == sorted(positions)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_code_cells_are_short_and_plain(path: Path) -> None:
    """At most ten lines, no function, and the first cell imports from the shared module."""
    code = cells(path, "code")
    assert "from analysis" in code[0]
    assert "publication.enable(" in code[0]
    for source in code:
        assert len(source.strip().splitlines()) <= 10, source
        assert not re.search(r"^\s*(def|class|import \*)\b|lambda", source, flags=re.M), source


def test_every_example_has_a_page() -> None:
    """Its name is that of the folder, and its claims lead to it."""
    folders = [path for path in (ROOT / "data" / "examples").iterdir() if path.is_dir()]
    assert {path.stem for path in EXAMPLES} == {folder.name for folder in folders}
    for folder, page in ((folder, ROOT / f"appendices/examples/{folder.name}.md") for folder in folders):
        text = page.read_text("utf8")
        assert f'data.Study.read("../../data/examples/{folder.name}")' in text
        for section in set(data.Study.read(folder).claims["SECTION"]):
            path, _, label = section.partition("#")
            assert ROOT / f"{path}.md" == page
            assert re.search(rf"^\({label}\)=\n+#+ ", text, flags=re.M), f"{page.name} lacks ({label})="


@pytest.mark.parametrize("path", [*CHAPTERS, *EXAMPLES], ids=lambda path: path.stem)
def test_figures_are_captioned_and_referred_to(path: Path) -> None:
    text = path.read_text("utf8")
    options = figures(path)
    assert len(options) >= 2
    for option in options:
        assert re.fullmatch(r"(fig|tab)-[a-z0-9-]+", option["name"]), option
        assert len(option["caption"].split()) >= 8, option
        assert f"{{numref}}`{option['name']}`" in text, f"{option['name']} is never referred to"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_numbers_in_prose_are_glued(path: Path) -> None:
    """A p-value or a measurement typed into prose rots; made-up numbers stand in code marks."""
    for source in cells(path, "markdown"):
        prose = re.sub(r"`[^`]*`", "", source)
        assert not UNGLUED.search(prose), UNGLUED.search(prose)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_sentence_breaks_into_a_list(path: Path) -> None:
    """A line of a paragraph that starts with a number and a point becomes an ordered list."""
    for source in cells(path, "markdown"):
        assert not ACCIDENTAL_LIST.search(source), ACCIDENTAL_LIST.search(source)


def conclusions(path: Path) -> list[str]:
    """The words that a page ties to its numbers."""
    calls = (node for source in cells(path, "code") for node in ast.walk(ast.parse(source)))
    tied = (
        call for call in calls if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(".holds")
    )
    return [ast.literal_eval(call.args[1]) for call in tied]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_conclusion_that_is_tied_to_numbers_stands_in_the_prose(path: Path) -> None:
    prose = " ".join(" ".join(cells(path, "markdown")).split())
    assert [words for words in conclusions(path) if words not in prose] == []


def test_the_conclusions_of_methods_are_tied_to_numbers() -> None:
    assert len(conclusions(ROOT / "chapters" / "methods.md")) >= 20


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_sentence_has_a_line(path: Path) -> None:
    """A change of a sentence is a change of its line, in the text and in the captions."""
    prose = [NO_PROSE.sub("", source) for source in cells(path, "markdown")]
    prose += [option["caption"] for option in figures(path) if "caption" in option]
    for paragraph in (part for source in prose for part in BETWEEN_PARAGRAPHS.split(source)):
        lines = NO_SENTENCE.sub("X", paragraph.strip()).splitlines()
        for number, line in enumerate(lines, start=1):
            ends = {found.end() for found in SENTENCE_END.finditer(line)}
            assert ends <= {len(line)}, f"more than one sentence: {line}"
            assert ends or number == len(lines), f"less than a sentence: {line}"


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_solutions_are_collapsed(path: Path) -> None:
    text = path.read_text("utf8")
    exercises = text.partition("## Exercises")[2].partition("\n## ")[0]
    assert exercises.count("{dropdown} Solution") >= 2
