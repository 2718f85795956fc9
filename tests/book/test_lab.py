"""The methods chapter and the audit form as notebooks, in the JupyterLab that ``make lab`` starts."""

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jupytext
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from analysis.data import BASES
from tests.book.conftest import ROOT

JUPYTER = Path(sys.executable).with_name("jupyter")
START_SECONDS = 60
PATIENCE = 180_000
"""Milliseconds that the slowest machine may take for the whole chapter."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the pages: Lab saves what it runs."""
    folder = tmp_path_factory.mktemp("lab")
    for part in ("chapters", "appendices"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "jupytext.toml", folder)
    return folder


@pytest.fixture(scope="module")
def lab(folder: Path) -> Iterator[str]:
    """The address of a page in a JupyterLab on the copy of the pages, with places for workspace and page."""
    token = secrets.token_hex(16)
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")
    own = {
        name: str(folder / name.lower())
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    own |= {
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "user"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "spaces"),
    }
    with (folder / "lab.log").open("w") as log:
        server = subprocess.Popen(
            [JUPYTER, "lab", *options],
            cwd=folder,
            env={**os.environ, **own, "JUPYTER_TOKEN": token},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://localhost:{port}"
            wait_for(f"{address}/api?token={token}", server, folder / "lab.log")
            # A workspace of its own for each page: one that is restored brings other tabs to the front.
            yield f"{address}/lab/workspaces/{{space}}/tree/{{page}}?token={token}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server answers."""
    for _ in range(START_SECONDS * 4):
        assert server.poll() is None, f"JupyterLab stopped:\n{log.read_text()[-3000:]}"
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.25)
        else:
            return
    pytest.fail(f"JupyterLab did not answer within {START_SECONDS} s:\n{log.read_text()[-3000:]}")


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """A page, opened as a notebook and run from its first cell to its last."""
    context = browser.new_context(viewport={"width": 1300, "height": 1000})
    page = context.new_page()
    page.goto(address)
    idle = page.get_by_text("Python 3 (ipykernel) | Idle")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=PATIENCE)
    idle.wait_for(timeout=PATIENCE)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(".jupyter-widgets").first.wait_for(state="attached", timeout=PATIENCE)
    idle.wait_for(timeout=PATIENCE)
    yield page
    context.close()


@pytest.fixture(scope="module")
def notebook(lab: str, browser: Browser) -> Iterator[Page]:
    """The methods chapter, run."""
    with opened(browser, lab.format(space="methods", page="chapters/methods.md")) as page:
        yield page


def draw(chart: Locator) -> str:
    """The words of a chart, brought into view until it is drawn: Lab moves cells as it learns their size."""
    for _ in range(120):
        chart.evaluate("element => element.scrollIntoView({block: 'center'})")
        if chart.get_attribute("data-ready") == "true":
            return chart.locator("svg.marks").text_content() or ""
        chart.page.wait_for_timeout(250)
    pytest.fail(f"not drawn: {chart.get_attribute('aria-label')}")


def test_every_cell_runs(notebook: Page) -> None:
    """Cells that the built page skips run here too, and nothing is written to the error stream."""
    code = [
        cell for cell in jupytext.read(ROOT / "chapters" / "methods.md").cells if cell.cell_type == "code"
    ]
    expect(notebook.locator(".jp-CodeCell")).to_have_count(len(code))
    assert notebook.locator('[data-mime-type="application/vnd.jupyter.stderr"]').all_inner_texts() == []


def test_every_chart_is_drawn(notebook: Page) -> None:
    charts = notebook.locator("vega-chart")
    names = re.findall(r"^    name: fig-", (ROOT / "chapters" / "methods.md").read_text("utf8"), flags=re.M)
    expect(charts).to_have_count(len(names) + 1)  # and the live one
    for index in range(charts.count()):
        words = draw(charts.nth(index))
        assert any(basis.badge in words for basis in BASES.values()), words


def test_a_live_control_redraws_the_chart(notebook: Page) -> None:
    """One step of the slider computes six pairs in place of five, with no other change to the page."""
    cell = notebook.locator(".jp-CodeCell:has(.jupyter-widgets)")
    chart = cell.locator("vega-chart")
    assert "Smallest p: 0.0625" in draw(chart)
    cell.get_by_role("slider").first.focus()
    notebook.keyboard.press("ArrowRight")
    expect(chart.locator("svg.marks")).to_contain_text("Smallest p: 0.03125")
    cell.get_by_label("normal", exact=True).check()
    expect(chart.locator("svg.marks")).to_contain_text("Smallest p: 0.02771")
    expect(cell.locator("vega-chart")).to_have_count(1)


def test_a_page_is_saved_as_it_was(notebook: Page, folder: Path) -> None:
    """After a run and a step of the slider, no byte of the file has changed."""
    saved = folder / "chapters" / "methods.md"
    before = saved.stat().st_mtime_ns
    notebook.locator('.jp-NotebookPanel-toolbar [data-jp-item-name="save"]').click()
    for _ in range(120):
        if saved.stat().st_mtime_ns != before:
            break
        notebook.wait_for_timeout(250)
    assert saved.stat().st_mtime_ns != before, "not saved"
    assert saved.read_text("utf8") == (ROOT / "chapters" / "methods.md").read_text("utf8")


def test_typed_numbers_are_audited(lab: str, browser: Browser) -> None:
    """A bad entry is named under its field and changes nothing; a good one redraws map and sentences."""
    with opened(browser, lab.format(space="audit", page="appendices/audit_your_paper.md")) as page:
        assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').all_inner_texts() == []
        cell = page.locator(".jp-CodeCell:has(.jupyter-widgets)")
        chart = cell.locator("vega-chart")
        assert "6 Group 1" in draw(chart)
        sentences = cell.locator(".jp-RenderedHTMLCommon p")
        expect(sentences.first).to_contain_text("12.4 ± 1.1 and 9.8 ± 0.9 with p = 0.03")
        mean = cell.get_by_label("First group: mean")
        mean.fill("12,4")
        mean.press("Enter")
        expect(cell.get_by_role("alert")).to_contain_text("'12,4' is not a printed number")
        expect(sentences.first).to_contain_text("12.4 ± 1.1")
        mean.fill("12.9")
        mean.press("Enter")
        expect(sentences.first).to_contain_text("12.9 ± 1.1 and 9.8 ± 0.9", timeout=30_000)
        expect(cell.get_by_role("alert")).to_have_count(0)
        size = cell.get_by_label("First group: enrolled")
        size.fill("4")
        size.press("Enter")
        expect(chart.locator("svg.marks")).not_to_contain_text("6 Group 1", timeout=30_000)
        assert "4 Group 1" in draw(chart)
