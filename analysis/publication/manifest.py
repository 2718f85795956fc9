"""``results.json``: every number, figure and table of the book, so that a change of any shows in a diff."""

import ast
import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from analysis.publication.renderer import MIME

FILE = "results.json"

Results = dict[str, dict[str, Any]]


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
    executed = Path(app.outdir).parent / "jupyter_execute"  # where MyST-NB writes what it has executed
    notebook = json.loads((executed / f"{page}.ipynb").read_text("utf8"))
    glued = executed / f"{page}.glue.json"
    values = json.loads(glued.read_text("utf8")) if glued.is_file() else {}
    _collected(app.env)[page] = {"figures": figures(notebook), "values": texts(values)}


def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop the results of a page that is removed or about to be read again."""
    _collected(env).pop(docname, None)


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the manifest into the built site: sorted, with no times and no paths."""
    if exception is None and app.builder.format == "html":
        text = json.dumps(_collected(app.env), indent=1, sort_keys=True, ensure_ascii=False)
        (Path(app.outdir) / FILE).write_text(text + "\n", "utf8")


def figures(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """What the ``usermeta`` of each chart in an executed notebook says, in page order."""
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", []))
    charts = (output["data"][MIME] for output in outputs if MIME in output.get("data", {}))
    return [chart.get("usermeta", {}) for chart in charts]


def texts(glued: dict[str, Any]) -> dict[str, str]:
    """Key to text of the values that a page has glued; MyST-NB keeps them as ``repr`` of a string."""
    return {key: str(ast.literal_eval(value["data"]["text/plain"])) for key, value in glued.items()}


def _collected(env: BuildEnvironment) -> Results:
    if not hasattr(env, "book_results"):
        env.book_results = {}  # type: ignore[attr-defined]
    collected: Results = env.book_results  # type: ignore[attr-defined]
    return collected
