"""Claims and findings as JSON are made when a build starts, equal to their tables."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

from analysis.data import Study
from analysis.publication import downloads


def test_a_build_writes_the_tables_that_pages_link_and_leaves_fresh_ones_alone(tmp_path: Path) -> None:
    book = SimpleNamespace(srcdir=tmp_path)
    downloads.write(book)
    study = Study.read()
    written = {path.stem: path for path in (tmp_path / "data" / "json").glob("*.json")}
    assert set(written) == set(downloads.AS_JSON)
    for name, path in written.items():
        assert json.loads(path.read_text(encoding="utf-8")) == study.table(name).to_dict("records")
    before = {name: path.stat().st_mtime_ns for name, path in written.items()}
    written["claims"].write_text("stale", encoding="utf-8")
    downloads.write(book)
    assert written["findings"].stat().st_mtime_ns == before["findings"]
    assert written["claims"].read_text(encoding="utf-8") == downloads.records("claims")


def test_every_json_that_a_page_links_is_made() -> None:
    text = (Path(__file__).parents[2] / "appendices" / "claims_ledger.md").read_text(encoding="utf-8")
    assert set(re.findall(r"<\.\./data/json/(\w+)\.json>", text)) == set(downloads.AS_JSON)
