"""Tables too large for a page leave it: each becomes a script of its own, loaded when its chart comes near.

A script rather than JSON, because a page that is opened from a file may load the one and not the other. Its
name is made from its content, so that it is never stale, and two charts with one table share it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from analysis.publication.manifest import executed, specifications

FOLDER = "_data"
LARGE = 50_000
"""Characters of JSON above which a table leaves the page."""

Rows = list[dict[str, Any]]


def connect(app: Sphinx) -> None:
    """Write the scripts once the pages are written."""
    app.connect("build-finished", write)


def outsourced(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The specification for a page: in place of each large table, its script and its columns."""
    names = {key: name for key, name, _ in scripts(spec)}
    datasets = {
        key: {"script": f"{FOLDER}/{names[key]}.js", "name": names[key], "columns": sorted(rows[0])}
        if key in names
        else rows
        for key, rows in spec.get("datasets", {}).items()
    }
    return {**spec, "datasets": datasets} if names else dict(spec)


def scripts(spec: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Key, name and text of the script of each large table of a specification."""
    for key, rows in spec.get("datasets", {}).items():
        if _alike(rows) and len(_dump(rows)) > LARGE:
            table = _dump(columns(rows))
            name = hashlib.sha256(table.encode()).hexdigest()[:16]
            yield key, name, f'(window.chartTables??={{}})["{name}"]={table};\n'


def columns(rows: Rows) -> dict[str, Any]:
    """The rows by column, sorted by name; a value that a column repeats is written once.

    >>> columns([{"b": "x", "a": 1}, {"b": "x", "a": 2}])
    {'a': {'values': [1, 2], 'at': [0, 1]}, 'b': {'values': ['x'], 'at': [0, 0]}}
    """
    return {name: _distinct([row[name] for row in rows]) for name in sorted(rows[0])}


def _distinct(values: list[Any]) -> dict[str, list[Any]]:
    """The different values, and which of them each row has."""
    texts = [_dump(value) for value in values]  # 1 and 1.0 and True are different
    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    return {"values": [json.loads(text) for text in places], "at": [places[text] for text in texts]}


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the scripts of all pages, and remove those that no page asks for any more."""
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    wanted = {
        f"{name}.js": text
        for page in sorted(app.env.found_docs)
        if app.env.metadata[page].get("kernelspec")
        for spec in specifications(executed(app, page))
        for _, name, text in scripts(spec)
    }
    for file in folder.glob("*.js"):
        if file.name not in wanted:
            file.unlink()
    for name, text in wanted.items():
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf8")


def _alike(rows: Rows) -> bool:
    """Whether all rows have the same columns; others stay in the page as they are."""
    return bool(rows) and all(row.keys() == rows[0].keys() for row in rows)


def _dump(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
