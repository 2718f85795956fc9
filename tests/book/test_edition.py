"""The notebook edition of the built book: every page reads as on the site, and every link leads somewhere."""

import html
import json
import os
import posixpath
import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from nbclient import NotebookClient

from analysis.publication.edition.start import FIRST
from analysis.publication.renderer import STATIC_BUILD
from tests.book.conftest import ROOT

LINK = re.compile(r"(?:\]\(|href=\")(?!https?:|mailto:)([^)\"#]*)(?:#(cell-id=)?([^)\"]*))?[)\"]")
RAW = re.compile(r"\{[\w:]+\}`|^\s*:::|`{3,}\{|\]\{\.|\{\{[a-z]", flags=re.MULTILINE)

Notebook = dict[str, Any]


@pytest.fixture(scope="module")
def edition(site: Path) -> dict[str, Notebook]:
    """Page to its notebook."""
    folder = site / "notebooks"
    return {
        path.relative_to(folder).with_suffix("").as_posix(): json.loads(path.read_text("utf8"))
        for path in sorted(folder.rglob("*.ipynb"))
    }


def words(notebook: Notebook) -> str:
    """The Markdown that a reader sees before any run."""
    parts = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            parts.append("".join(cell["source"]))
        for output in cell.get("outputs", []):
            parts.append("".join(output.get("data", {}).get("text/markdown", "")))
    return "\n\n".join(parts)


def plain(text: str) -> str:
    return " ".join(text.split())


def test_every_page_is_there_and_linked_from_its_page(site: Path, edition: dict[str, Notebook]) -> None:
    listed = re.findall(r"(?:file|root): (\S+)", (ROOT / "_toc.yml").read_text("utf8"))
    assert set(edition) == {"START", *listed}
    for page in listed:
        up = posixpath.relpath(".", posixpath.dirname(page))
        address = posixpath.normpath(f"{up}/notebooks/{page}.ipynb")
        assert f'href="{address}"' in (site / f"{page}.html").read_text("utf8"), page


def test_every_notebook_is_valid_and_the_same_everywhere(site: Path, edition: dict[str, Notebook]) -> None:
    for page, notebook in edition.items():
        nbformat.validate(nbformat.from_dict(notebook))
        assert notebook["metadata"]["kernelspec"]["display_name"] == "Python 3 (ipykernel)"
        text = (site / "notebooks" / f"{page}.ipynb").read_text("utf8")
        assert str(ROOT) not in text, page
        assert not re.search(r'"iopub\.|\d\d:\d\d:\d\d', text), page
        assert not {key for cell in notebook["cells"] for key in cell["metadata"]} - {"jupyter"}, page


def test_nothing_raw_remains(edition: dict[str, Notebook]) -> None:
    assert {
        page: found[0] for page, notebook in edition.items() if (found := RAW.search(words(notebook)))
    } == {}


def test_every_paragraph_of_the_site_is_there(site: Path, edition: dict[str, Notebook]) -> None:
    """Word for word, with the numbers that were pasted; without what cells show, and mathematics."""
    parser = MarkdownIt("commonmark").enable(["table"])
    compared = 0
    for page in edition.keys() - {"START"}:
        read = BeautifulSoup(parser.render(words(edition[page])), "html.parser")
        there = plain(read.get_text())
        article = BeautifulSoup((site / f"{page}.html").read_text("utf8"), "html.parser").select_one(
            "article"
        )
        assert article is not None
        for aside in article.select("div.cell, script, svg, p:has(.math), .toctree-wrapper, .place"):
            aside.decompose()
        for paragraph in article.select("p"):
            text = plain(paragraph.get_text())
            assert text in there, (page, text)
            compared += 1
    assert compared > 500


def test_every_caption_is_there_with_its_number(site: Path, edition: dict[str, Notebook]) -> None:
    parser = MarkdownIt("commonmark").enable(["table"])
    for page in edition.keys() - {"START"}:
        there = plain(BeautifulSoup(parser.render(words(edition[page])), "html.parser").get_text())
        shown = BeautifulSoup((site / f"{page}.html").read_text("utf8"), "html.parser")
        for caption in shown.select("figcaption .caption-text"):
            number = caption.find_previous_sibling(class_="caption-number")
            assert number is not None
            assert f"{plain(number.get_text())}. {plain(caption.get_text())}" in there, page


def test_every_link_leads_somewhere(site: Path, edition: dict[str, Notebook]) -> None:
    rows = {page: set(re.findall(r'id="([^"]+)"', words(notebook))) for page, notebook in edition.items()}
    cells = {page: {cell["id"] for cell in notebook["cells"]} for page, notebook in edition.items()}
    lost = []
    for page, notebook in edition.items():
        for path, is_cell, place in LINK.findall(words(notebook)):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), html.unescape(path)))
            other = target.removesuffix(".ipynb") if path else page
            if not path.endswith(".ipynb") and path:
                found = (site / "notebooks" / target).is_file()
            else:
                found = other in edition and (not place or place in (cells if is_cell else rows)[other])
            lost += [] if found else [(page, path, place)]
    assert lost == []


def test_every_figure_has_a_picture_and_every_table_its_rows(edition: dict[str, Notebook]) -> None:
    figures = 0
    for notebook in edition.values():
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code" and cell["id"].startswith(("fig-", "tab-")):
                shown = [output["data"] for output in cell["outputs"] if "data" in output]
                if cell["id"].startswith("fig-"):
                    figures += 1
                    assert any("data:image/svg+xml" in data.get("text/html", "") for data in shown), cell[
                        "id"
                    ]
                else:
                    texts = ["".join(data.get("text/markdown", "")) for data in shown]
                    assert any("<td" in text or "| --- |" in text for text in texts), cell["id"]
    assert figures > 50


def test_a_notebook_runs_where_it_lies_and_its_prose_comes_out_as_saved(site: Path, tmp_path: Path) -> None:
    """One that reads a study by its path, in a copy of the edition alone."""
    name = "appendices/examples/rebamipide_2016"
    shutil.copytree(site / "notebooks", tmp_path / "notebooks")
    path = tmp_path / "notebooks" / f"{name}.ipynb"
    before = nbformat.read(path, as_version=4)
    after = nbformat.read(path, as_version=4)
    environment = {key: value for key, value in os.environ.items() if key != STATIC_BUILD}
    NotebookClient(after, resources={"metadata": {"path": str(path.parent)}}).execute(env=environment)
    calls = 0
    for old, new in zip(before.cells, after.cells, strict=True):
        assert [output for output in new.get("outputs", []) if output.get("name") == "stderr"] == []
        if "publication.prose" in new.source and new.cell_type == "code":
            calls += 1
            assert [output.data["text/markdown"] for output in new.outputs] == [
                output.data["text/markdown"] for output in old.outputs
            ]
    assert calls > 5


def test_start_leads_to_what_can_be_changed_first(edition: dict[str, Notebook]) -> None:
    start = words(edition["START"])
    for page, (code, what) in FIRST.items():
        (name,) = re.findall(
            rf"\[`{re.escape(code)}`\]\({page}\.ipynb#cell-id=([\w-]+)\), {re.escape(what)}", start
        )
        (cell,) = [cell for cell in edition[page]["cells"] if cell["id"] == name]
        assert code in "".join(cell["source"]), page
