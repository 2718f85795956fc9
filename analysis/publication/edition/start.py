"""The first notebook that a reader opens."""

from importlib.resources import files
from typing import Any

from sphinx.application import Sphinx

from analysis.publication.edition.notebook import written

FILE = "START.ipynb"


def notebook(app: Sphinx) -> dict[str, Any]:
    """What the notebooks are and how to use them, with a link to each, in the order of the book."""
    return written("START", [{"cell_type": "markdown", "id": "start", "metadata": {}, "source": "x"}], {})
