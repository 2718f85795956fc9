"""What another site shows when a link is sent: words always, the picture where its address is known."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document

from analysis.publication.link_preview import add
from analysis.publication.notebook_plugin import chart_pictures

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"><rect width="8" height="4"/></svg>'


def head(folder: Path, baseurl: str) -> str:
    (folder / "chart-1.svg").write_text(DRAWING, "utf8")
    document = new_document("page")
    document += nodes.paragraph("", "Some prose.")
    document += nodes.paragraph("", 'Few people "show" much', classes=["figure-title"])
    document += chart_pictures(files={}, leaving="chart-1.svg", alt="Two bars.")
    app: Any = SimpleNamespace(
        srcdir=folder,
        outdir=folder / "site",
        builder=SimpleNamespace(imagedir="_images"),
        config=SimpleNamespace(html_title="A book", html_baseurl=baseurl),
    )
    context = {"title": "1. One &amp; <em>two</em>", "metatags": ""}
    add(app, "one", "page.html", context, document)
    return context["metatags"]


def test_words_come_from_the_page_and_its_first_finding(tmp_path: Path) -> None:
    said = head(tmp_path, "")
    assert '<meta property="og:title" content="1. One &amp; two">' in said
    assert '<meta property="og:site_name" content="A book">' in said
    assert '<meta property="og:description" content="Few people &quot;show&quot; much">' in said
    assert "og:image" not in said, "an address without its site leads nowhere"


@pytest.mark.parametrize("baseurl", ["https://example.org/book", "https://example.org/book/"])
def test_the_picture_that_leaves_the_page_is_named_by_its_whole_address(tmp_path: Path, baseurl: str) -> None:
    said = head(tmp_path, baseurl)
    assert '<meta property="og:image" content="https://example.org/book/_images/chart-1.png">' in said
    assert '<meta property="og:image:alt" content="Two bars.">' in said
    assert (tmp_path / "site/_images/chart-1.png").read_bytes().startswith(b"\x89PNG")


def test_a_page_that_is_no_document_has_none() -> None:
    context = {"title": "Search", "metatags": ""}
    add(SimpleNamespace(), "search", "search.html", context, None)  # type: ignore[arg-type]
    assert context["metatags"] == ""
