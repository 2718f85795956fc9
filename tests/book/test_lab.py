"""Notebooks in the JupyterLab that ``make lab`` and ``make author`` start.

A reader opens the notebook edition of the methods chapter; an author opens the chapter itself and the form.
"""

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
IDLE = "Python 3 (ipykernel) | Idle"
STDERR = '[data-mime-type="application/vnd.jupyter.stderr"]'
METHODS = ROOT / "chapters" / "methods.md"
INPUT = "mean, sd = 30, 28"
"""A made-up mean and SD, which one of the chapter's figures shows and its prose quotes before and after."""


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the pages and of the notebook edition: Lab saves what it runs."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(site / "notebooks", folder / "notebooks")
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
    """A page, opened as a notebook, with a kernel that waits."""
    context = browser.new_context(viewport={"width": 1300, "height": 1000})
    page = context.new_page()
    page.goto(address)
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=PATIENCE)
    page.get_by_text(IDLE).wait_for(timeout=PATIENCE)
    yield page
    context.close()


def run(page: Page) -> None:
    """Run a notebook that ends in a widget from its first cell to its last."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(".jupyter-widgets").first.wait_for(state="attached", timeout=PATIENCE)
    expect(page.locator(".jp-InputPrompt", has_text="[*]")).to_have_count(0, timeout=PATIENCE)
    page.get_by_text(IDLE).wait_for(timeout=PATIENCE)


def change(cell: Locator, line: str, to: str) -> None:
    """Write something else in place of a line of a cell."""
    cell.locator(".cm-line", has_text=line).first.click()
    keyboard = cell.page.keyboard
    for key in ("Home", "Shift+End"):
        keyboard.press(key)
    keyboard.insert_text(to)


def prose(page: Page) -> list[str]:
    """What every Markdown of a notebook says, also where it is out of sight."""
    texts = page.locator(".jp-Notebook .jp-RenderedMarkdown").all_text_contents()
    return [" ".join(text.split()) for text in texts]


def save(page: Page, file: Path) -> str:
    """Save a notebook; return its file's text."""
    before = file.stat().st_mtime_ns
    page.locator('.jp-NotebookPanel-toolbar [data-jp-item-name="save"]').click()
    for _ in range(120):
        if file.stat().st_mtime_ns != before:
            return file.read_text("utf8")
        page.wait_for_timeout(250)
    pytest.fail(f"{file} was not saved")


@pytest.fixture(scope="module")
def notebook(lab: str, browser: Browser) -> Iterator[Page]:
    """The methods chapter, run."""
    with opened(browser, lab.format(space="methods", page="chapters/methods.md")) as page:
        run(page)
        yield page


@pytest.fixture(scope="module")
def edition(lab: str, browser: Browser) -> Iterator[Page]:
    """The methods chapter of the notebook edition, as it opens."""
    with opened(browser, lab.format(space="edition", page="notebooks/chapters/methods.ipynb")) as page:
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
    code = [cell for cell in jupytext.read(METHODS).cells if cell.cell_type == "code"]
    expect(notebook.locator(".jp-CodeCell")).to_have_count(len(code))
    assert notebook.locator(STDERR).all_inner_texts() == []


def test_every_chart_is_drawn(notebook: Page) -> None:
    charts = notebook.locator("vega-chart")
    names = re.findall(r"^    name: fig-", METHODS.read_text("utf8"), flags=re.M)
    expect(charts).to_have_count(len(names) + 1)  # and the live one
    for index in range(charts.count()):
        assert draw(charts.nth(index))
    badges = [badge.partition(":")[0] for badge in (basis.badge for basis in BASES.values())]
    lines = notebook.locator(".figure-line .badge").all_text_contents()
    assert len(lines) >= charts.count()
    assert set(lines) <= set(badges)


def test_a_live_control_redraws_the_chart(notebook: Page) -> None:
    """One step of the slider computes six pairs in place of five, with no other change to the page."""
    cell = notebook.locator(".jp-CodeCell:has(.jupyter-widgets)")
    chart = cell.locator("vega-chart")
    title = cell.locator(".figure-title")
    draw(chart)
    expect(title).to_have_text("5 pairs can give 8 p-values (exact); none reaches 0.05")
    cell.get_by_role("slider").last.focus()  # the pairs; the second group stands before them
    notebook.keyboard.press("ArrowRight")
    expect(title).to_have_text("6 pairs can give 11 p-values (exact); 1 reaches 0.05")
    cell.get_by_label("normal", exact=True).check()
    expect(title).to_contain_text("(normal)")
    expect(cell.locator("vega-chart")).to_have_count(1)


def test_a_page_is_saved_as_it_was(notebook: Page, folder: Path) -> None:
    """After a run and a step of the slider, no byte of the file has changed."""
    assert save(notebook, folder / "chapters" / "methods.md") == METHODS.read_text("utf8")


def test_a_changed_input_is_one_changed_line(notebook: Page, folder: Path) -> None:
    change(notebook.locator(".jp-CodeCell", has_text=INPUT), INPUT, "mean, sd = 40, 36")
    after = METHODS.read_text("utf8").replace(INPUT, "mean, sd = 40, 36")
    assert save(notebook, folder / "chapters" / "methods.md") == after


def test_the_edition_reads_whole_before_it_runs(edition: Page) -> None:
    """In a notebook that is not trusted: words and pictures are there, solutions closed, nothing is raw."""
    source = METHODS.read_text("utf8")
    expect(edition.locator('[title^="Notebook not trusted: 0 of"]')).to_have_count(1)
    expect(edition.locator(".jp-mod-dirty")).to_have_count(0)
    pictures = edition.locator('img[src^="data:image/svg+xml"]')
    expect(pictures).to_have_count(len(re.findall(r"^    name: fig-", source, flags=re.M)))
    assert pictures.evaluate_all("all => all.filter(one => !one.naturalWidth || !one.alt).length") == 0
    solutions = edition.locator(".jp-Notebook details")
    expect(solutions).to_have_count(source.count(":::{dropdown}"))
    assert solutions.evaluate_all("all => all.filter(one => one.open).length") == 0
    shown = prose(edition)
    assert "with mean 30 and SD 28" in " ".join(shown)
    assert [text for text in shown if re.search(r"\{[\w:]+\}`|:::|\{\{|\]\(", text)] == []


def test_the_edition_follows_a_changed_input(edition: Page) -> None:
    """Charts, captions and prose, before the cell that states a number and after it."""
    cell = edition.locator(".jp-CodeCell", has_text=INPUT)
    change(cell, INPUT, "mean, sd = 40, 36")
    run(edition)
    assert edition.locator(STDERR).all_inner_texts() == []
    assert "mean 40, SD 36" in draw(
        edition.locator(".jp-CodeCell", has_text="mean, sd = 40, 36").locator("vega-chart")
    )
    shown = " ".join(prose(edition))
    for text in ("values with mean 40 and SD 36", "“36” can stand for"):
        assert text in shown
    assert "waits for a cell" not in shown


def test_typed_numbers_are_audited(lab: str, browser: Browser) -> None:
    """A bad entry is named under its field and changes nothing; a good one redraws map and sentences."""
    with opened(browser, lab.format(space="audit", page="appendices/audit_your_paper.md")) as page:
        run(page)
        assert page.locator(STDERR).all_inner_texts() == []
        cell = page.locator(".jp-CodeCell:has(.jupyter-widgets)")
        chart = cell.locator("vega-chart")
        assert "6 Group 1" in draw(chart)
        sentences = cell.locator(".jp-RenderedHTMLCommon p:not([class])")
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
