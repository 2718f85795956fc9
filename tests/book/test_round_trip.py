"""JupyterLab saves a page as it stands in the file, byte for byte, whatever a run adds to the notebook."""

import runpy
from pathlib import Path

import jupytext
import pytest
from jupytext.config import load_jupytext_config
from jupytext.myst import CompactDumper
from nbformat import NotebookNode
from nbformat.v4 import new_output

from tests.book.conftest import ROOT
from tests.book.test_chapters import NOTEBOOKS

SETTINGS = load_jupytext_config(str(ROOT / "index.md"))


@pytest.fixture(autouse=True)
def server(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server of ``make lab`` does to jupytext, undone after the test."""
    monkeypatch.setattr(CompactDumper, "yaml_representers", dict(CompactDumper.yaml_representers))
    runpy.run_path(str(ROOT / "lab-server.py"))


def read(path: Path) -> NotebookNode:
    return jupytext.reads(path.read_text("utf8"), "md:myst", config=SETTINGS)


def written(notebook: NotebookNode) -> str:
    return jupytext.writes(notebook, "md:myst", config=SETTINGS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_page_is_saved_as_it_stands(path: Path) -> None:
    assert written(read(path)) == path.read_text("utf8")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_run_adds_nothing_to_the_page(path: Path) -> None:
    """Outputs, counts and times, and what Lab notes of the kernel, stay out of the file."""
    notebook = read(path)
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    language = {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": "3.13.5",
    }
    widgets = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    notebook.metadata.update(kernelspec=kernel, language_info=language, widgets=widgets)
    for number, cell in enumerate(notebook.cells, start=1):
        cell.metadata["trusted"] = True
        if cell.cell_type == "code":
            cell.execution_count = number
            cell.outputs = [new_output("stream", text="printed\n")]
            cell.metadata["execution"] = {"iopub.execute_input": "2026-11-28T05:00:00.000000Z"}
            cell.metadata["jupyter"] = {"source_hidden": True}
    assert written(notebook) == path.read_text("utf8")
