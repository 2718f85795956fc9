"""``results.json``: every number and figure of the book, and its cell, so that a change shows in a diff."""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from analysis.publication import glued, page
from analysis.publication.renderer import MIME

FILE = "results.json"
HEADING = re.compile(r"^#+ (.+)$", flags=re.MULTILINE)

_PADDING = re.compile(r" *\| *")

_UNSAID = {"badge", "columns", "links", "titles"}

Results = dict[str, list[dict[str, Any]]]


def connect(app: Sphinx) -> None:
    """Collect while pages are read; write when the site is finished."""
    app.connect("doctree-read", collect)
    app.connect("env-purge-doc", forget)
    app.connect("build-finished", write)


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the results of the page that has just been read."""
    page = app.env.docname
    if not app.env.metadata[page].get("kernelspec"):
        return
    quoted = app.env.temp_data.get(glued.QUOTED, set())
    values = {key: text for key, text in stated(app, page).items() if key in quoted}
    _collected(app.env)[page] = cells(executed(app, page), values)


def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop the results of a page that is removed or about to be read again."""
    _collected(env).pop(docname, None)


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the manifest into the built site: sorted, with no times and no paths."""
    if exception is None and app.builder.format == "html":
        text = json.dumps(_collected(app.env), indent=1, sort_keys=True, ensure_ascii=False)
        (Path(app.outdir) / FILE).write_text(text + "\n", "utf8")


def executed(app: Sphinx, page: str) -> dict[str, Any]:
    """The executed notebook of a page."""
    notebook: dict[str, Any] = json.loads((_executed_folder(app) / f"{page}.ipynb").read_text("utf8"))
    return notebook


def stated(app: Sphinx, page: str) -> dict[str, str]:
    """Key to text of all that the cells of a page have stated."""
    kept = _executed_folder(app) / f"{page}.glue.json"
    return glued.values(json.loads(kept.read_text("utf8"))) if kept.is_file() else {}


def specifications(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """The charts of an executed notebook, in page order."""
    return [data[MIME] for data in _outputs(notebook) if MIME in data]


def cells(notebook: dict[str, Any], values: dict[str, str]) -> list[dict[str, Any]]:
    """What each code cell of an executed notebook gave the page, in page order.

    A cell is known by the name of its figure or table, else by its place under its heading. It has its charts
    (their ``usermeta``), the rows of its tables, the values of it that prose quotes, and what sentences that
    follow the page's choices say by default.

    Args:
        notebook: the executed notebook.
        values: the values that the page's prose quotes, key to text.

    Raises:
        ValueError: a value that no cell states.
    """
    found = [(name, cell, _Given()) for cell, name in _named(notebook)]
    stated_in = {pattern: given for _, cell, given in found for pattern in _states("".join(cell["source"]))}
    for key, text in values.items():
        owners = {match.end(): given for p, given in stated_in.items() if (match := re.match(p, key))}
        if not owners:
            raise ValueError(f"no cell states {key!r}: glue values with publication.state(..., name='...')")
        owners[max(owners)].values[key] = text
    for _, cell, given in found:
        outputs = [output.get("data", {}) for output in cell.get("outputs", [])]
        given.figures.extend(_told(data[MIME]) for data in outputs if MIME in data)
        given.tables.extend(rows(data) for data in outputs if _shows(data, "filter-table"))
        given.sentences.extend(sentences(outputs))
    parts = ((name, {k: v for k, v in asdict(given).items() if v}) for name, _, given in found)
    return [{"cell": name, **part} for name, part in parts if part]


@dataclass(frozen=True, slots=True)
class _Given:
    """What one cell gave the page."""

    figures: list[dict[str, Any]] = field(default_factory=list)
    tables: list[list[str]] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)


def sentences(outputs: list[dict[str, Any]]) -> list[str]:
    """What sentences that follow the page's choices say by default."""
    return ["".join(data["text/plain"]) for data in outputs if _shows(data, "choice-text")]


def rows(data: dict[str, Any]) -> list[str]:
    """A table's title, its headings and its rows, a line each, the cells apart by a bar."""
    return [_PADDING.sub(" | ", line.strip()) for line in "".join(data["text/plain"]).splitlines()]


def _shows(data: dict[str, Any], element: str) -> bool:
    """Whether an output is one of the page's own elements."""
    return "".join(data.get("text/html", "")).startswith(f"<{element}")


def _told(spec: dict[str, Any]) -> dict[str, Any]:
    """What a chart says of itself; how its tables are ordered and where its sources lie is not said."""
    return {name: value for name, value in spec.get("usermeta", {}).items() if name not in _UNSAID}


def _named(notebook: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """The code cells, each with the name of its figure, or its heading and its place under it."""
    heading, place = "", 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            headings = HEADING.findall("".join(cell["source"]))
            heading, place = (headings[-1], 0) if headings else (heading, place)
        elif cell["cell_type"] == "code":
            place += 1
            figure = cell["metadata"].get("mystnb", {}).get("figure", {})
            yield cell, figure.get("name", f"{heading}, cell {place}")


def _states(source: str) -> list[str]:
    """Patterns of the keys that a cell's calls of ``state`` keep, and ``enable`` of a study."""
    patterns = []
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        match call:
            case ast.Call(func=ast.Attribute(attr="state"), keywords=words):
                patterns += [_pattern(word.value) for word in words if word.arg == "name"]
            case ast.Call(func=ast.Attribute(attr="enable"), args=[_, *_]):
                patterns += [_pattern(ast.Constant(name)) for name in page.NAMES]
    return patterns


def _pattern(name: ast.expr) -> str:
    """The beginning of the keys under a name, which may be an f-string."""
    parts = name.values if isinstance(name, ast.JoinedStr) else [name]
    fixed = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[^.]+" for part in parts)
    return "".join(fixed) + r"\."


def _outputs(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [output.get("data", {}) for cell in notebook["cells"] for output in cell.get("outputs", [])]


def _executed_folder(app: Sphinx) -> Path:
    return Path(app.outdir).parent / "jupyter_execute"  # where MyST-NB writes what it has executed


def _collected(env: BuildEnvironment) -> Results:
    if not hasattr(env, "book_results"):
        env.book_results = {}  # type: ignore[attr-defined]
    collected: Results = env.book_results  # type: ignore[attr-defined]
    return collected
