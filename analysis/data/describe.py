"""Writes what describes the tables, from the schemas: the data package and the dictionary.

Run as ``python -m analysis.data.describe``; it renews ``data/datapackage.json`` and, between its two marks,
``data/README.md``. What columns mean stands in the dictionary alone.
"""

import json
from pathlib import Path
from typing import Any

import pandera.pandas as pa

from analysis import __version__
from analysis.data.schemas import TABLES, TableSchema
from analysis.data.study import Study
from analysis.data.tables import find

BEGIN, END = "<!-- dictionary: begin -->", "<!-- dictionary: end -->"
WIDTH = 200
"""Characters up to which a part of the data package stands in one line."""


def data_package() -> dict[str, Any]:
    """The descriptor of all tables, as Frictionless Data Package version 2."""
    study = Study.read()
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": study.id.lower(),
        "title": f"{study.title}: what was published, as tables",
        "description": (
            f"Every number and direction that public sources report about {study.name}, as printed, with its "
            "source; and cited knowledge about other people. No individual measurements of its people."
        ),
        "version": __version__,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 International",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "contributors": [{"title": f"The maintainers of the book on {study.name}"}],
        "sources": [
            {"title": source.citation, "path": source.url}
            for source in study.cite(*study.table("reports")["SOURCEID"])
        ],
        "resources": [_resource(table) for table in TABLES.values()],
    }


def dictionary() -> str:
    """The dictionary of all tables, as Markdown."""
    return "\n\n".join(_section(table) for table in TABLES.values())


def in_lines(value: Any, depth: int = 0) -> str:
    """A value as JSON that a person can read: what fits stands in one line.

    Examples:
        >>> print(in_lines({"name": "arms", "fields": [160 * "a", 60 * "b"]}).replace(158 * "a", ""))
        {
         "name": "arms",
         "fields": [
          "aa",
          "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
         ]
        }
    """
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + depth <= WIDTH or not isinstance(value, dict | list):
        return line
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {in_lines(each, depth + 1)}" for key, each in value.items()]
    else:
        parts = [in_lines(each, depth + 1) for each in value]
    opened, closed = "{}" if isinstance(value, dict) else "[]"
    inner = ",\n".join(" " * (depth + 1) + part for part in parts)
    return f"{opened}\n{inner}\n{' ' * depth}{closed}"


def write(folder: Path) -> None:
    """Renews the data package, and the dictionary in a README that has both marks."""
    package = in_lines(data_package())
    (folder / "datapackage.json").write_text(package + "\n", encoding="utf-8", newline="\n")
    readme = folder / "README.md"
    readme.write_text(with_dictionary(readme.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def with_dictionary(text: str) -> str:
    """A text with the dictionary in place of whatever stands between its two marks."""
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{dictionary()}\n\n{END}{after}"


def _resource(table: TableSchema) -> dict[str, Any]:
    keys = [
        {
            "fields": [key.column],
            "reference": {"resource": key.table, "fields": list(TABLES[key.table].primary_key)},
        }
        for key in table.foreign_keys
        if not key.several  # the standard has no word for a cell that names several rows
    ]
    schema: dict[str, Any] = {
        "fields": [_field(name, column) for name, column in table.schema.columns.items()],
        "primaryKey": list(table.primary_key),
    }
    return {
        "name": table.name,
        "path": table.path,
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _field(name: str, column: pa.Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if _is_required(column) else {}
    for check in column.checks:
        if "allowed_values" in check.statistics:
            constraints["enum"] = [word for word in check.statistics["allowed_values"] if word]
        if "pattern" in check.statistics:
            constraints["pattern"] = check.statistics["pattern"]
    return {"name": name, "type": "string"} | ({"constraints": constraints} if constraints else {})


def _section(table: TableSchema) -> str:
    rows = [_row(name, column) for name, column in table.schema.columns.items()]
    keys = [f"`{key.column}` names a row of `{TABLES[key.table].path}`." for key in table.foreign_keys]
    rules = [f"`{check.name}` is {check.error}." for check in table.schema.checks]
    lines = [
        f"### {table.title}: `{table.path}`",
        "",
        f"{table.description} One row is named by {' and '.join(f'`{key}`' for key in table.primary_key)}.",
        "",
        "| column | type | unit | meaning | defined by |",
        "| --- | --- | --- | --- | --- |",
        *rows,
    ]
    return "\n".join([*lines, *(["", *(f"- {rule}" for rule in keys + rules)] if keys + rules else [])])


def _row(name: str, column: pa.Column) -> str:
    said = [str(check.error) for check in column.checks if "min_value" not in check.statistics]
    kind = "; ".join(["text", *said, *(["required"] if _is_required(column) else [])])
    notes = column.metadata or {}
    return f"| `{name}` | {kind} | {notes['unit']} | {column.description} | {notes['source']} |"


def _is_required(column: pa.Column) -> bool:
    return any("min_value" in check.statistics for check in column.checks)


if __name__ == "__main__":
    write(find())
