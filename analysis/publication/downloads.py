"""Tables that a reader can also take as JSON: made before the pages are read, since they link them."""

import json
from pathlib import Path

from sphinx.application import Sphinx

from analysis.data import Study

AS_JSON = ("claims", "findings")


def connect(app: Sphinx) -> None:
    """Write the tables when a build starts, before the inputs are counted, of which they are a part."""
    app.connect("builder-inited", write, priority=100)


def write(app: Sphinx) -> None:
    """Write them to ``data/json/`` in the book, where nothing is kept in git."""
    folder = Path(app.srcdir) / "data" / "json"
    folder.mkdir(parents=True, exist_ok=True)
    for name in AS_JSON:
        path, text = folder / f"{name}.json", records(Study.read(), name)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")


def records(study: Study, name: str) -> str:
    """The rows of one table as JSON, each with its columns by name."""
    return json.dumps(study.table(name).to_dict("records"), ensure_ascii=False, indent=1) + "\n"
