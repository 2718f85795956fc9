"""An unknown name in prose is answered with the nearest names, in a page that MyST-NB reads."""

import io
import json
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from analysis.publication.glued import unknown

NAMES = ("zero.pvalue", "zero.floor", "age.mean")


def read(folder: Path, prose: str) -> tuple[str, str]:
    """The page of an executed notebook whose cell has glued the names, and the warnings of its build."""
    glued = [
        {
            "output_type": "display_data",
            "data": {"application/papermill.record/text/plain": json.dumps({name: f"value of {name}"})},
            "metadata": {"scrapbook": {"mime_prefix": "application/papermill.record/", "name": name}},
        }
        for name in NAMES
    ]
    page = [
        {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": glued, "source": "pass"},
        {"cell_type": "markdown", "metadata": {}, "source": f"# Page\n\n{prose}\n"},
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    book = {"cells": page, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4}
    (folder / "index.ipynb").write_text(json.dumps(book), "utf8")
    (folder / "conf.py").write_text(
        "def setup(app):\n    from analysis.publication import glued\n    glued.connect(app)\n\n\n"
        "nb_execution_mode = 'off'\n"
    )
    warnings = io.StringIO()
    with docutils_namespace():
        built = folder / "built"
        app = Sphinx(folder, folder, built, built / "trees", "html", status=None, warning=warnings)
        app.build()
    return (built / "index.html").read_text("utf8"), warnings.getvalue()


def test_known_names_are_pasted(tmp_path: Path) -> None:
    html, warnings = read(tmp_path, "p is {glue:text}`zero.pvalue`, again {glue:text}`zero.pvalue`.")
    assert html.count("value of zero.pvalue") == 2
    assert "glue" not in warnings


def test_an_unknown_name_is_answered_with_the_nearest_at_its_line(tmp_path: Path) -> None:
    _, warnings = read(tmp_path, "p is {glue:text}`zero.pvalu`.")
    told = [line for line in warnings.splitlines() if "glued as" in line]
    assert len(told) == 1
    assert "nothing on this page is glued as 'zero.pvalu'. The nearest: zero.pvalue" in told[0]
    assert "index.ipynb:2000" in told[0]  # a line of the second cell, as MyST-NB counts
    assert "No key" not in warnings


def test_without_a_near_name_the_page_s_beginnings_are_told() -> None:
    assert unknown("cytokine", NAMES).endswith("No name is near; those on the page begin with age, zero.")
