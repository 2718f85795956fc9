"""Large tables leave the page whole, under a name made from their content."""

import json
import re
from typing import Any

from analysis.publication import datasets

MANY = [{"n": n, "word": "the same word in every row", "trace": "seed:1", "gap": None} for n in range(3000)]
FEW = [{"n": 1, "trace": "seed:1"}]
SPEC: dict[str, Any] = {"mark": "point", "datasets": {"many": MANY, "few": FEW}}


def read(text: str) -> tuple[str, dict[str, Any]]:
    """The name and the table that a script registers."""
    match = re.fullmatch(r'\(window\.chartTables\?\?=\{\}\)\["(\w+)"\]=(.*);\n', text)
    assert match
    return match[1], json.loads(match[2])


def test_only_large_tables_leave() -> None:
    spec = datasets.outsourced(SPEC)
    ((key, name, _),) = datasets.scripts(SPEC)
    assert key == "many"
    assert spec["datasets"]["few"] == FEW
    assert spec["datasets"]["many"] == {
        "script": f"_data/{name}.js",
        "name": name,
        "columns": ["gap", "n", "trace", "word"],
    }
    assert SPEC["datasets"]["many"] is MANY, "the argument is not changed"
    assert datasets.outsourced({"datasets": {"few": FEW}}) == {"datasets": {"few": FEW}}


def test_the_script_holds_every_row() -> None:
    ((_, name, text),) = datasets.scripts(SPEC)
    registered, table = read(text)
    assert registered == name
    rows = [{c: table[c]["values"][table[c]["at"][place]] for c in MANY[0]} for place in range(len(MANY))]
    assert rows == MANY
    assert text.count("the same word") == 1
    assert len(text) < len(json.dumps(MANY)) / 3


def test_equal_content_has_equal_bytes_whatever_the_order_of_columns() -> None:
    turned = {"datasets": {"other": [dict(reversed(row.items())) for row in MANY]}}
    ((_, first, text),) = datasets.scripts(SPEC)
    ((_, second, again),) = datasets.scripts(turned)
    assert (first, text) == (second, again)
    ((_, other, _),) = datasets.scripts({"datasets": {"many": [*MANY[:-1], MANY[-1] | {"n": 1.5}]}})
    assert other != first


def test_values_that_only_look_equal_are_kept_apart() -> None:
    table = datasets.columns([{"a": 1}, {"a": True}, {"a": 1.0}, {"a": "1"}])
    assert [type(value) for value in table["a"]["values"]] == [int, bool, float, str]


def test_uneven_rows_stay_in_the_page() -> None:
    uneven = {"datasets": {"many": [*MANY, {"n": 1}]}}
    assert list(datasets.scripts(uneven)) == []
    assert datasets.outsourced(uneven) == uneven
