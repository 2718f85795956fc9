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

TABLES = {
    "findings": lambda: set(data.findings()["FINDINGID"]),
    "aging": lambda: set(data.aging()["REFID"]),
    "safety": lambda: set(data.safety()["REFID"]),
    "medical_history": lambda: set(data.medical_history()[["SUBJID", "MHSEQ"]].agg("-".join, axis=1)),
    "frailty_trials": lambda: set(data.frailty_trials()["REFID"]),
    "meanwhile": lambda: set(data.meanwhile()["REFID"]),
    "repeats": lambda: set(data.repeats()["REFID"]),
    "reporting": lambda: set(data.reporting()["ITEMID"]),
    "claims": lambda: set(data.claims()["CLAIMID"]),
    "causes": lambda: set(data.read("causes").iloc[:, 0]),
    "mechanisms": lambda: set(data.read("mechanisms")["PARAMCD"]),
    "studies": lambda: set(data.studies()["REFID"]),
    "sources": lambda: set(data.sources()["SOURCEID"]),
    "priors": lambda: set(data.read("priors")["PRIORID"]),
    "variation": lambda: set(data.variation()["REFID"]),
    "intervals": lambda: set(data.intervals()["REFID"]),
    "rates": lambda: set(data.rates()["REFID"]),
}


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


def exists(kind: str, key: str) -> bool:
    """Whether a trace leads to something: a row of a table, a function of this package, a seed."""
    if kind in TABLES:
        return key in TABLES[kind]()
    if kind == "formula":
        module, _, function = key.rpartition(".")
        return callable(getattr(importlib.import_module(f"analysis.{module}"), function, None))
    return kind == "seed" and key.isdigit()


def test_every_chart_is_published(charts: list[tuple[str, dict[str, Any]]]) -> None:
    """A chart without basis, title and description never reaches a page."""
    assert len(charts) >= 10
    for page, spec in charts:
        usermeta = spec.get("usermeta", {})
        assert usermeta.get("basis") in BASES, f"{page}: a chart was not published with figures.publish"
        assert usermeta["title"].strip(), page
        assert len(usermeta["description"].split()) >= 5, (page, usermeta["title"])
        assert BASES[usermeta["basis"]].badge.split(":")[0] in json.dumps(spec["title"]), page


def test_every_row_leads_to_its_evidence(charts: list[tuple[str, dict[str, Any]]]) -> None:
    for page, spec in charts:
        for rows in spec["datasets"].values():
            assert all(row.get("trace") for row in rows), (page, spec["usermeta"]["title"])
        for kind, key in traces(spec):
            assert exists(kind, key), f"{page}, {spec['usermeta']['title']}: {kind}:{key} leads nowhere"


def test_sources_cover_what_is_drawn(charts: list[tuple[str, dict[str, Any]]]) -> None:
    """A chart names the source of each finding and each cited row that it draws."""
    source = {
        "findings": data.findings().set_index("FINDINGID")["SOURCEID"],
        "aging": data.aging().set_index("REFID")["SOURCEID"],
        "safety": data.safety().set_index("REFID")["SOURCEID"],
    }
    known = set(data.sources()["SOURCEID"])
    for page, spec in charts:
        named = set(spec["usermeta"]["sources"])
        needed = {source[kind][key] for kind, key in traces(spec) if kind in source}
        assert named <= known, page
        assert needed <= named, (page, spec["usermeta"]["title"], needed - named)


def test_a_trace_that_leads_nowhere_is_seen() -> None:
    assert exists("findings", data.findings()["FINDINGID"].iloc[0])
    assert not exists("findings", "no-such-finding")
    assert not exists("formula", "inference.no_such_function")
    assert not exists("memory", "42")


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
