"""Every chart can be read, drawn live and as its picture: no small word, none upon another, none cut.

What is measured are the boxes of a browser, on the widths of a phone, a tablet and a laptop.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from analysis.figures.base.theme import SMALLEST

pytestmark = pytest.mark.slow

WIDTHS = (390, 768, 1280)
TALLEST = 460
"""Height in px of a chart on a phone, so that a control and what it does share a screen."""
FAULTS = """(svg) => {
  const frame = svg.getBoundingClientRect();
  const words = [...svg.querySelectorAll("text")]
    .filter((text) => text.textContent.trim() && !text.closest('[opacity="0"]'))
    .map((text) => ({ words: text.textContent, size: parseFloat(getComputedStyle(text).fontSize),
                      box: text.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0);
  const faults = [];
  for (const { words: said, size, box } of words) {
    if (size < SMALLEST) faults.push(`${size} px: ${said}`);
    const across = Math.max(frame.left - box.left, box.right - frame.right);
    const over = Math.max(across, frame.top - box.top, box.bottom - frame.bottom);
    if (over > 2) faults.push(`cut by ${Math.round(over)} px: ${said}`);
  }
  words.forEach(({ words: said, box }, place) => words.slice(place + 1).forEach((other) => {
    const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
    const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
    const touching = across > 0 && down > Math.min(box.height, other.box.height) / 4;
    if (touching) faults.push(`touching: ${said} | ${other.words}`);
  }));
  return { faults, height: Math.round(frame.height) };
}""".replace("SMALLEST", str(SMALLEST))
DRAW = "() => Promise.all([...document.querySelectorAll('vega-chart')].map((chart) => chart.draw()))"


def pages(site: Path) -> list[Path]:
    """The pages with charts."""
    return [page for page in sorted(site.rglob("*.html")) if "<vega-chart" in page.read_text("utf8")]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_live_chart_can_be_read(site: Path, tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    faults: list[tuple[str, str, Any]] = []
    for page in pages(site):
        tab.goto(page.as_uri())
        tab.evaluate(DRAW)
        for chart in tab.locator("vega-chart").all():
            name = chart.evaluate("chart => chart.closest('figure')?.id ?? chart.getAttribute('aria-label')")
            found = chart.locator("svg.marks").evaluate(FAULTS)
            faults += [(page.stem, name, fault) for fault in found["faults"]]
            if width == min(WIDTHS) and found["height"] > TALLEST:
                faults.append((page.stem, name, f"{found['height']} px high"))
    assert not faults, "\n".join(map(str, faults))


@pytest.mark.parametrize("kind", ["phone", "wide"])
def test_every_picture_can_be_read(site: Path, tab: Page, kind: str) -> None:
    named = re.compile(rf"_images/(chart-[0-9a-f]+-{kind}-light\.svg)")
    shown = {name for page in pages(site) for name in named.findall(page.read_text("utf8"))}
    pictures = [site / "_images" / name for name in sorted(shown)]
    assert pictures
    faults = []
    for picture in pictures:
        tab.goto(picture.as_uri())
        found = tab.locator("svg").first.evaluate(FAULTS)
        faults += [(picture.name, fault) for fault in found["faults"]]
        if kind == "phone" and found["height"] > TALLEST:
            faults.append((picture.name, f"{found['height']} px high"))
    assert not faults, "\n".join(map(str, faults))


def test_a_picture_needs_nothing_from_a_page(site: Path) -> None:
    """No name of a page's color is left, and every letter is in the picture's own typeface."""
    for picture in (site / "_images").glob("chart-*-*-*.svg"):
        drawing = picture.read_text("utf8")
        assert not re.search(r"var\(--|currentColor", drawing), picture.name
        assert "@font-face" in drawing or "<text" not in drawing, picture.name


def test_light_and_dark_pictures_are_one_drawing(site: Path) -> None:
    color = re.compile(r"#[0-9a-f]{6}")
    for light in (site / "_images").glob("chart-*-light.svg"):
        dark = light.with_name(light.name.replace("-light", "-dark"))
        drawings = (each.read_text("utf8").partition("</style>")[2] for each in (light, dark))
        one, other = (color.sub("", drawing) for drawing in drawings)
        assert one == other, light.name
