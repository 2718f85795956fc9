"""Every page in a real browser: phone and desktop, light and dark, with nothing asked of another host."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from analysis.figures.base.tokens import COLORS
from tests.book.conftest import ROOT

WIDTHS = {"phone": 390, "desktop": 1280}
DRAW_ALL = "Promise.all([...document.querySelectorAll('vega-chart')].map((chart) => chart.draw()))"


def pages() -> list[str]:
    """The pages that ``_toc.yml`` lists."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf8"))
    parts = toc.get("parts", [toc])
    return [toc["root"], *(chapter["file"] for part in parts for chapter in part["chapters"])]


@dataclass
class Visit:
    """What a browser saw on a page."""

    page: Page
    host: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on(
            "console", lambda m: self.errors.append(m.text) if m.type in {"error", "warning"} else None
        )
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("requestfailed", lambda request: self.errors.append(f"failed: {request.url}"))
        self.page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith((self.host, "data:", "blob:")):
            self.foreign.append(url)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def go(name: str, *, width: int, scheme: str = "light", **options: bool) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            **options,
        )
        contexts.append(context)
        seen = Visit(context.new_page(), address)
        seen.page.goto(f"{address}/{name}.html", wait_until="networkidle")
        return seen

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", pages())
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS.keys())
def test_page_is_whole(visit: Callable[..., Visit], name: str, width: int) -> None:
    """No error, no foreign request, no sideways scrolling, every chart drawn, labelled and in its column."""
    seen = visit(name, width=width)
    seen.page.evaluate(DRAW_ALL)
    charts = seen.page.evaluate(
        """[...document.querySelectorAll('vega-chart')].map((chart) => ({
            label: chart.getAttribute('aria-label') || '',
            drawn: chart.dataset.ready === 'true',
            marks: chart.querySelectorAll('svg.marks path, svg.marks text').length,
            drawnLabel: chart.querySelector('[role="graphics-document"]')?.getAttribute('aria-label') || '',
            over: chart.querySelector('svg.marks')?.getBoundingClientRect().width - chart.clientWidth,
        }))"""
    )
    assert seen.errors == []
    assert seen.foreign == []
    for chart in charts:
        assert chart["drawn"], chart
        assert chart["marks"] > 3, chart
        assert len(chart["label"]) > 20, chart
        assert chart["drawnLabel"] == chart["label"]
        assert chart["over"] <= 1, chart
    assert seen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("name", pages())
def test_dark_and_light_are_readable(visit: Callable[..., Visit], name: str) -> None:
    """Words of charts have the colors of the theme, and follow its switch without being drawn again."""
    seen = visit(name, width=WIDTHS["desktop"], scheme="dark")
    seen.page.evaluate(DRAW_ALL)
    colors = """[...document.querySelectorAll('vega-chart svg.marks text')].map(
        (text) => getComputedStyle(text).fill)"""
    assert seen.page.evaluate("document.documentElement.dataset.theme") == "dark"
    dark = seen.page.evaluate(colors)
    seen.page.evaluate("document.documentElement.dataset.theme = 'light'")
    light = seen.page.evaluate(colors)
    assert len(dark) == len(light)
    assert set(dark) <= {rgb(token.dark) for token in COLORS.values()}
    assert set(light) <= {rgb(token.light) for token in COLORS.values()}


def rgb(color: str) -> str:
    """A color as a browser writes it."""
    return f"rgb({', '.join(str(int(color[at : at + 2], 16)) for at in (1, 3, 5))})"


def test_charts_and_tables_do_without_javascript(visit: Callable[..., Visit]) -> None:
    """A static picture stands in for every chart, with the same description; tables are whole."""
    for name in pages():
        seen = visit(name, width=WIDTHS["phone"], java_script_enabled=False)
        charts = seen.page.locator("vega-chart")
        for index in range(charts.count()):
            picture = charts.nth(index).locator("img.vega-chart-fallback:visible")
            picture.scroll_into_view_if_needed()
            assert picture.get_attribute("alt") == charts.nth(index).get_attribute("aria-label")
            picture.evaluate("(image) => image.decode()")
            assert picture.bounding_box()["height"] > 80
        for table in seen.page.locator("filter-table").all():
            assert table.locator("tbody tr").first.is_visible()


def test_evidence_opens_by_keyboard(visit: Callable[..., Visit]) -> None:
    """The rows behind a chart are reached and opened without a mouse, and can be taken away."""
    seen = visit("chapters/cytokines", width=WIDTHS["phone"])
    seen.page.evaluate(DRAW_ALL)
    figure = seen.page.locator("figure:has(vega-chart)").first
    figure.get_by_role("button", name="Data and description of this chart").focus()
    seen.page.keyboard.press("Enter")
    more = figure.get_by_role("button", name="show all")
    figure.locator(".figure-data table").first.wait_for()
    if more.count():
        more.first.click()
    rows = figure.locator(".figure-data table").first.locator("tbody tr").count()
    assert rows > 0
    with seen.page.expect_download() as download:
        figure.locator(".figure-data a[download]").first.click()
    taken = Path(download.value.path()).read_text("utf8").splitlines()
    assert len(taken) == rows + 1


def test_filters_narrow_a_table(visit: Callable[..., Visit]) -> None:
    seen = visit("chapters/primary_outcomes", width=WIDTHS["desktop"])
    table = seen.page.locator("filter-table:has(.filter-table-controls)").first
    every = table.locator("tbody tr").count()
    select = table.locator("select").first
    select.select_option(index=1)
    shown = table.locator("tbody tr:visible").count()
    assert 0 < shown < every
    assert table.locator("output").inner_text() == f"{shown} of {every} rows"
    table.locator("input[type=search]").fill("no row holds this")
    assert table.locator("tbody tr:visible").count() == 0


def test_search_finds_a_word(browser: Browser, address: str) -> None:
    """The search page works with no other host."""
    page = browser.new_page()
    page.goto(f"{address}/search.html?q=signed-rank")
    page.locator("#search-results li a").first.wait_for()
    assert "methods" in page.locator("#search-results").inner_text().lower()
    page.close()


def test_opens_from_a_file(browser: Browser, site: object) -> None:
    """A double click on the page is enough: the charts are drawn from file:// too."""
    page = browser.new_page()
    seen = Visit(page, "file://")
    page.goto(f"file://{site}/chapters/methods.html")
    page.evaluate(DRAW_ALL)
    assert page.locator("vega-chart[data-ready]").count() == page.locator("vega-chart").count() > 0
    assert seen.errors == []
    page.close()


def test_prints_every_chart(visit: Callable[..., Visit]) -> None:
    """Print shows a picture for charts that were never scrolled to, and hides the controls."""
    seen = visit("chapters/methods", width=WIDTHS["desktop"])
    seen.page.locator("vega-chart").last.evaluate("(chart) => chart.draw()")
    assert seen.page.locator("vega-chart:not([data-ready])").count() > 0
    seen.page.pdf()
    heights = """[...document.querySelectorAll('vega-chart :is(img.vega-chart-fallback, svg.marks)')]
        .filter((picture) => picture.checkVisibility())
        .map((picture) => picture.naturalHeight ?? picture.getBoundingClientRect().height)"""
    pictures = seen.page.evaluate(heights)
    assert len(pictures) == seen.page.locator("vega-chart").count()
    assert min(pictures) > 80
    seen.page.emulate_media(media="print")
    assert seen.page.locator(".chart-controls:visible").count() == 0


def test_prints_in_the_light_theme(visit: Callable[..., Visit]) -> None:
    """Paper is white: light text on it could not be read."""
    page = visit("chapters/methods", width=WIDTHS["desktop"], scheme="dark").page
    theme = "document.documentElement.dataset.theme"
    page.evaluate(f"addEventListener('beforeprint', () => (window.printed = {theme}))")
    page.pdf()
    assert page.evaluate("window.printed") == "light"
    assert page.evaluate(theme) == "dark"


def test_keyboard_focus_is_seen(visit: Callable[..., Visit]) -> None:
    """Every stop of a walk with the Tab key has an outline, a shadow or a visible box of its own."""
    page = visit("chapters/methods", width=WIDTHS["desktop"]).page
    page.evaluate(DRAW_ALL)
    unseen, stops = [], 0
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body"):
        stops += 1
        name, outline, shadow = page.evaluate(
            """(({activeElement: element}) => {
                const {outlineStyle, boxShadow} = getComputedStyle(element);
                return [element.outerHTML.slice(0, 80), outlineStyle, boxShadow];
            })(document)"""
        )
        if outline == shadow == "none":
            unseen.append(name)
        page.keyboard.press("Tab")
    assert stops > 100
    assert unseen == []


@pytest.mark.parametrize(("before", "after"), [(700, 1280), (1280, 390)])
def test_charts_keep_the_width_of_their_column(visit: Callable[..., Visit], before: int, after: int) -> None:
    """Single and stacked charts, when the window is made wider or narrower."""
    page = visit("chapters/background", width=before).page
    page.evaluate(DRAW_ALL)
    page.set_viewport_size({"width": after, "height": 900})
    page.wait_for_timeout(1000)
    widths = page.evaluate(
        "[...document.querySelectorAll('vega-chart')].map(c => "
        "[c.clientWidth, c.querySelector('svg.marks').width.baseVal.value])"
    )
    assert len(widths) >= 5
    assert all(0.9 * column < drawn < 1.1 * column for column, drawn in widths), widths
