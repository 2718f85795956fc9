"""The book's design, measured in a real browser: its fonts, its measure, its widths, its paper."""

import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from analysis.publication import fonts
from tests.book.test_pages import pages

Go = Callable[..., Page]

WIDTHS = (320, 390, 768, 1280, 1920)
FAMILIES = {"Book Serif", "Book Sans"}
LEFT_TO_THE_SYSTEM = {"━": "a bar above a number in a chart; every system has one"}
CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")

CHARACTERS_A_LINE = """
() => [...document.querySelectorAll('.bd-article section > p')].slice(0, 40).flatMap((paragraph) => {
  const lines = new Map();
  const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/\\S+\\s*/g)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].trimEnd().length);
      const line = Math.round(range.getBoundingClientRect().bottom / 8);
      lines.set(line, (lines.get(line) ?? 0) + word[0].replace(/\\s+/, ' ').length);
    }
  }
  return [...lines.values()].slice(0, -1);
})
"""


@pytest.fixture(scope="module")
def go(browser: Browser, address: str) -> Iterator[Go]:
    """Open a page of the book at a width; all its pages share one tab."""
    context = browser.new_context()
    page = context.new_page()
    page.foreign = []  # type: ignore[attr-defined]
    page.on("request", lambda request: page.foreign.append(request.url))  # type: ignore[attr-defined]

    def visit(name: str, *, width: int) -> Page:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{address}/{name}.html", wait_until="load")
        page.evaluate("document.fonts.ready.then(() => 0)")
        return page

    yield visit
    context.close()


@pytest.mark.parametrize("name", [*pages(), "search", "genindex"])
def test_nothing_is_wider_than_its_window(go: Go, name: str) -> None:
    for width in WIDTHS:
        page = go(name, width=width)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width


@pytest.mark.parametrize("name", ["chapters/primary_outcomes", "chapters/cytokines"])
def test_twice_the_text_size_still_fits(go: Go, name: str) -> None:
    """Who needs text of 200% gets it, and nothing beside it."""
    for width in (390, 1280):
        page = go(name, width=width)
        before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('section > p')).fontSize)")
        page.add_style_tag(content="html { font-size: 200% !important; }")
        after = page.evaluate("parseFloat(getComputedStyle(document.querySelector('section > p')).fontSize)")
        assert after == pytest.approx(2 * before)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width


@pytest.mark.parametrize("width", [768, 1280, 1920])
def test_a_line_has_about_66_characters(go: Go, width: int) -> None:
    for name in ("chapters/background", "chapters/primary_outcomes", "appendices/claims_ledger"):
        lines = go(name, width=width).evaluate(CHARACTERS_A_LINE)
        assert len(lines) > 20
        assert 55 <= sum(lines) / len(lines) <= 70, name


def test_text_is_set_in_the_fonts_that_the_book_carries(go: Go, address: str) -> None:
    page = go("chapters/primary_outcomes", width=1280)
    loaded = page.evaluate("[...document.fonts].filter((f) => f.status == 'loaded').map((f) => f.family)")
    assert {family.strip('"') for family in loaded} >= FAMILIES
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    for selector, family in (
        ("section > p:not(.place)", "Book Serif"),
        ("article h1", "Book Serif"),
        ("figcaption p", "Book Sans"),
    ):
        node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        used = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        first = max(used, key=lambda font: font["glyphCount"])
        assert first["isCustomFont"], (selector, used)
        assert first["familyName"] == family
    assert [url for url in page.foreign if not url.startswith((address, "data:", "blob:"))] == []  # type: ignore[attr-defined]


def test_the_fonts_have_every_character_that_they_promise(go: Go) -> None:
    """Each is drawn from a font of the book, in text and in controls."""
    page = go("index", width=1280)
    promised = [one for one in fonts.CHARACTERS if one.strip("\u00ad ")]
    page.evaluate(
        """(characters) => {
            const stacks = ['--font-text', '--font-ui'];
            document.body.replaceChildren(...stacks.flatMap((stack) => characters.map((one) => {
                const span = document.createElement('span');
                span.className = 'one';
                span.style.fontFamily = `var(${stack})`;
                span.textContent = one;
                return span;
            })));
            return document.fonts.ready.then(() => 0);
        }""",
        promised,
    )
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    nodes = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": "span.one"})["nodeIds"]
    assert len(nodes) == 2 * len(promised)
    foreign = []
    for index, node in enumerate(nodes):
        used = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        if not all(font["isCustomFont"] for font in used):
            foreign.append((index, used))
    assert foreign == []


def test_every_character_of_the_pages_is_in_the_fonts(site: Path) -> None:
    """Text, tables and the charts' own words; Chinese is left to the reader's system."""
    lacking: dict[str, str] = {}
    for name in pages():
        text = (site / f"{name}.html").read_text("utf8").partition("<main")[2]
        specs = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL)
        words = " ".join(json.dumps(json.loads(spec), ensure_ascii=False) for spec in specs)
        shown = html.unescape(
            re.sub(r"<[^>]*>", " ", re.sub(r"<script.*?</script>", " ", text, flags=re.DOTALL))
        )
        for one in set(shown + words) - set(fonts.CHARACTERS) - {*LEFT_TO_THE_SYSTEM, "\n", "\t"}:
            if not CJK.match(one):
                lacking[one] = name
    assert lacking == {}


def test_wide_things_leave_the_contents_alone(go: Go) -> None:
    """From 1280 what is wide takes the margin too; the page's contents fold away while it is in view."""
    page = go("chapters/primary_outcomes", width=1280)
    figure = page.locator(".bd-article figure").first
    before = figure.bounding_box()["width"]
    figure.evaluate("(figure) => figure.classList.add('wide')")
    assert before <= 680 < figure.bounding_box()["width"] <= 960
    right = "document.querySelector('.bd-article figure').getBoundingClientRect().right"
    assert page.evaluate(f"{right} <= innerWidth")


def test_paper_has_neither_controls_nor_empty_folds(go: Go) -> None:
    page = go("chapters/primary_outcomes", width=700)
    page.emulate_media(media="print")
    hidden = (
        ".bd-sidebar",
        ".bd-header-article",
        ".prev-next-footer",
        "a.headerlink",
        "#jb-print-toc",
        ".cell_input",
    )
    for selector in (*hidden, "details:not([open])"):
        for part in page.locator(selector).all():
            assert not part.is_visible(), selector
    assert page.locator("h1:visible").count() == 1
    assert page.locator("figcaption:visible").count() > 10
    page.emulate_media(media="screen")


def test_what_a_figure_rests_on_is_seen_in_forced_colors(go: Go) -> None:
    """There a background says nothing: the outlines do."""
    page = go("index", width=1280)
    page.emulate_media(forced_colors="active")
    page.evaluate(
        """document.querySelector('.bd-article').insertAdjacentHTML('beforeend',
            '<p class="figure-line"><b class="badge badge-reconstructed">R</b>' +
            '<button class="figure-tool">data</button></p>')"""
    )
    for selector in (".badge-reconstructed", ".figure-line button"):
        border = page.locator(selector).last.evaluate("(part) => getComputedStyle(part).borderTop")
        assert re.match(r"[1-9][\d.]*px (solid|dashed)", border), (selector, border)
    page.emulate_media(forced_colors="none")
