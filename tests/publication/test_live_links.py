"""Tables of a live notebook link notebooks, not pages of a site that is not there."""

from pathlib import Path

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from analysis.publication import live_links
from analysis.tables import Table


def test_links_lead_to_notebooks_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "ledger.ipynb").write_text('{"cells": [{"id": "sec-rules"}]}')
    here = tmp_path / "chapters"
    here.mkdir()
    for before, after in (
        ("../ledger.html", "../ledger.ipynb"),
        ("../ledger.html#row-1", "../ledger.ipynb#row-1"),
        ("../ledger.html#sec-rules", "../ledger.ipynb#cell-id=sec-rules"),
        ("../other.html#x", "../other.html#x"),
        ("https://example.org/a.html#x", "https://example.org/a.html#x"),
        ("#row-1", "#row-1"),
    ):
        assert live_links.to_notebooks(f'<a href="{before}">x</a>', here) == f'<a href="{after}">x</a>'


def test_a_live_kernel_shows_tables_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ledger.ipynb").write_text("{}")
    monkeypatch.chdir(tmp_path)
    frame = pd.DataFrame({"a": ["x"], "to": ["ledger.html#row-1"]})
    table = Table(frame, headings={"a": "A"}, title="Made up", basis="design", links={"a": "to"})
    shell = InteractiveShell.instance()
    try:
        live_links.enable()
        shown = shell.display_formatter.format(table)[0]["text/html"]
    finally:
        InteractiveShell.clear_instance()
    assert 'href="ledger.ipynb#row-1"' in shown
