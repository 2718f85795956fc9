"""From every drawn row back to what it stands on: a finding, a cited row, a formula or a seed."""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from analysis import data
from analysis.data import BASES
from analysis.figures import traces
from analysis.publication.renderer import MIME

ROOT = Path(__file__).parents[2]
STUDY = data.Study.read()

EXAMPLES = "appendices/examples/"


def study_of(page: str) -> data.Study:
    """The study that a page is about: an example's page has the name of its folder."""
    if page.startswith(EXAMPLES):
        return data.Study.read(ROOT / "data" / "examples" / page.removeprefix(EXAMPLES))
    return STUDY


def executed(site: Path) -> dict[str, dict[str, Any]]:
    """The executed notebooks of the book by page name."""
    folder = site.parent / "jupyter_execute"
    pages = json.loads((site / "results.json").read_text("utf8"))
    return {page: json.loads((folder / f"{page}.ipynb").read_text("utf8")) for page in pages}


@pytest.fixture(scope="session")
def charts(site: Path) -> list[tuple[str, dict[str, Any]]]:
    """Every chart of the book with the page it is on."""
    return [
        (page, output["data"][MIME])
        for page, notebook in executed(site).items()
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if MIME in output.get("data", {})
    ]


def leads(page: str, kind: str, key: str) -> bool:
    """Whether a trace leads to something: a row of the study's tables, a function of this package, a seed."""
    if kind == "formula":
        module, _, function = key.rpartition(".")
        return callable(getattr(importlib.import_module(f"analysis.{module}"), function, None))
    if kind == "seed":
        return key.isdigit()
    try:
        study_of(page).sources_of([f"{kind}:{key}"])
    except data.DataError:
        return False
    return True


def test_every_chart_is_published(charts: list[tuple[str, dict[str, Any]]]) -> None:
    """A chart without basis, title and description never reaches a page."""
    assert len(charts) >= 10
    for page, spec in charts:
        usermeta = spec.get("usermeta", {})
        assert usermeta.get("basis") in BASES, f"{page}: a chart was not published with figures.publish"
        assert usermeta["title"].strip(), page
        assert len(usermeta["description"].split()) >= 5, (page, usermeta["title"])
        assert usermeta["badge"] == BASES[usermeta["basis"]].badge, page
        assert usermeta["subtitle"].strip(), (page, usermeta["title"])


def test_every_row_leads_to_its_evidence(charts: list[tuple[str, dict[str, Any]]]) -> None:
    for page, spec in charts:
        for rows in spec["datasets"].values():
            assert all(row.get("trace") for row in rows), (page, spec["usermeta"]["title"])
        for kind, key in traces(spec):
            assert leads(page, kind, key), f"{page}, {spec['usermeta']['title']}: {kind}:{key} leads nowhere"


def test_sources_cover_what_is_drawn(charts: list[tuple[str, dict[str, Any]]]) -> None:
    """A chart names the source of each finding and each cited row that it draws."""
    for page, spec in charts:
        named = set(spec["usermeta"]["sources"])
        followed = study_of(page).sources_of(":".join(trace) for trace in traces(spec))
        needed = {source.key for source in followed}
        assert needed <= named, (page, spec["usermeta"]["title"], needed - named)


def test_a_trace_that_leads_nowhere_is_seen() -> None:
    assert leads("index", "findings", STUDY.findings["FINDINGID"].iloc[0])
    assert not leads("index", "findings", "no-such-finding")
    assert not leads("index", "formula", "inference.no_such_function")
    assert not leads("index", "memory", "42")


def test_every_published_table_names_its_basis(site: Path) -> None:
    for page, notebook in executed(site).items():
        for cell in notebook["cells"]:
            for output in cell.get("outputs", []):
                text = "".join(output.get("data", {}).get("text/html", ""))
                assert "<table" not in text or 'data-basis="' in text, f"{page}: a table without a basis"


def test_the_manifest_is_the_committed_one(site: Path) -> None:
    """A number that changes must show in the commit: run ``make results`` and read the diff."""
    committed = site.parents[1] / "results.json"
    assert committed.read_text("utf8") == (site / "results.json").read_text("utf8")
