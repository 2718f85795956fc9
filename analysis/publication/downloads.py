"""Tables that a reader can also take as JSON: made before the pages are read, since they link them."""

import json
from pathlib import Path

from sphinx.application import Sphinx

from analysis.data import TABLES, find, read_table

AS_JSON = ("claims", "findings")


def connect(app: Sphinx) -> None:
    """Write the tables when a build starts, before the inputs are counted, of which they are a part."""
    app.connect("builder-inited", write, priority=100)


def write(app: Sphinx) -> None:
    """Write them to ``data/json/`` in the book, where nothing is kept in git."""
    folder = Path(app.srcdir) / "data" / "json"
    folder.mkdir(parents=True, exist_ok=True)
    for name in AS_JSON:
        path, text = folder / f"{name}.json", records(name)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")


def records(name: str) -> str:
    """The rows of one table of the book as JSON, each with its columns by name."""
    table = TABLES[name]  # read alone: a build need not wait for all tables
    rows = read_table(find() / table.path, table.schema).to_dict("records")
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
