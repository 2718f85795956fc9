"""The frame of every page: storage that is refused, the switch of the code, previews, focus, folds."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page

from tests.book.test_pages import pages

PHONE, DESKTOP = 390, 1280
BLOCKED = """for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
        configurable: true,
        get() { throw new DOMException('blocked', 'SecurityError'); },
    });
}"""
FULL = (
    """Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError'); };"""
)
INPUTS = "[...document.querySelectorAll('.cell_input')].map((code) => code.checkVisibility())"
LESSONS = ".tag_lesson, .tag_skip-execution"
FOCUSED = "(element) => element === document.activeElement"
TERM, FIGURE, SOURCE = (
    "main a.reference.internal:has(.std-term)",
    "main a.reference.internal:has(.std-numref)",
    "main .bibtex-citation a",
)


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    made = []

    def new(width: int = DESKTOP, script: str = "", **options: Any) -> BrowserContext:
        context = browser.new_context(viewport={"width": width, "height": 844}, **options)
        if script:
            context.add_init_script(script)
        made.append(context)
        return context

    yield new
    for each in made:
        each.close()


def opened(context: BrowserContext, address: str, name: str) -> tuple[Page, list[str]]:
    """A page, and the errors that it throws."""
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/{name}", wait_until="load")
    return page, errors


def box(element: Locator) -> FloatRect:
    """Where an element is shown."""
    found = element.bounding_box()
    assert found, "not shown"
    return found


@pytest.mark.parametrize("name", pages())
def test_the_shim_is_the_first_script(site: Path, name: str) -> None:
    text = (site / f"{name}.html").read_text("utf8")
    first = text[text.index("<script") :].partition("</script>")[0]
    assert "_static/first/storage.js?v=" in first


@pytest.mark.parametrize("script", [BLOCKED, FULL], ids=["blocked", "full"])
def test_a_phone_without_storage_has_menu_contents_and_search(
    context: Callable[..., BrowserContext], address: str, script: str
) -> None:
    page, errors = opened(context(PHONE, script), address, "chapters/methods.html")
    for button, dialog in (
        (".primary-toggle", "#pst-primary-sidebar-modal"),
        (".secondary-toggle", "#pst-secondary-sidebar-modal"),
        (".search-button", "#pst-search-dialog"),
    ):
        page.locator(f"{button}:visible").first.click()
        assert page.locator(dialog).evaluate("(dialog) => dialog.open"), button
        page.keyboard.press("Escape")
    page.locator(".code-switch").click()
    assert page.evaluate("bookCode.on")
    before = page.evaluate("document.documentElement.dataset.mode")
    page.locator(".theme-switch-button:visible").first.click()
    assert page.evaluate("document.documentElement.dataset.mode") != before
    assert errors == []
    page.goto(f"{address}/search.html?q=dose")
    page.locator("#search-results li a").first.wait_for()


def test_kept_settings_survive_a_storage_that_is_full(
    context: Callable[..., BrowserContext], address: str
) -> None:
    phone = context(PHONE)
    page, _ = opened(phone, address, "index.html")
    page.evaluate("localStorage.setItem('book-code', 'on')")
    phone.add_init_script(FULL)
    page.reload()
    assert page.evaluate("bookCode.on")


def test_code_is_off_at_first_and_the_switch_is_remembered(
    context: Callable[..., BrowserContext], address: str
) -> None:
    phone = context(PHONE)
    page, _ = opened(phone, address, "chapters/methods.html")
    lessons = page.locator(f":is({LESSONS}) > .cell_input").count()
    assert 0 < lessons < page.evaluate(f"{INPUTS}.length")
    assert page.evaluate(f"{INPUTS}.filter(Boolean).length") == lessons
    assert page.locator("details.above-input").count() == 0
    switch = page.locator(".code-switch")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    assert switch.get_attribute("aria-pressed") == "true"
    assert all(page.evaluate(INPUTS))
    page.goto(f"{address}/chapters/aging.html")
    assert all(page.evaluate(INPUTS))
    assert page.locator(".code-switch").get_attribute("aria-pressed") == "true"
    page.locator(".code-switch").click()
    page.reload()
    assert not any(page.evaluate(INPUTS))


def test_a_link_turns_code_on_for_one_view(context: Callable[..., BrowserContext], address: str) -> None:
    page, _ = opened(context(), address, "chapters/aging.html?code=on")
    assert all(page.evaluate(INPUTS))
    assert "code=on" not in page.locator("main").inner_text()
    page.goto(f"{address}/chapters/aging.html")
    assert not any(page.evaluate(INPUTS))
    page.goto(f"{address}/chapters/aging.html?code=on")
    page.locator(".code-switch").click()
    assert "code" not in page.evaluate("location.search")
    assert not any(page.evaluate(INPUTS))


def test_code_is_settled_before_the_page_is_painted(site: Path) -> None:
    """The attribute is set by the first script, and the style that reads it stands in the head."""
    head = (site / "chapters/aging.html").read_text("utf8").partition("</head>")[0]
    assert head.index("first/storage.js") < head.index("code-switch.css")
    assert "dataset.code" in (site / "_static/first/storage.js").read_text("utf8")


def test_one_cell_shows_its_code_below_what_it_shows(
    context: Callable[..., BrowserContext], address: str
) -> None:
    page, _ = opened(context(), address, "chapters/aging.html")
    cell = page.locator(".cell:has(> .cell_output figure)").first
    figure = cell.locator("figure").first
    before = box(figure)
    assert cell.evaluate("(cell) => bookCode.toggle(cell)")
    code = cell.locator("> .cell_input")
    assert code.is_visible()
    after, below = box(figure), box(code)
    assert after["y"] == before["y"]
    assert below["y"] >= after["y"] + after["height"] - 1
    assert page.evaluate(f"{INPUTS}.filter(Boolean).length") == 1
    assert not cell.evaluate("(cell) => bookCode.toggle(cell)")
    assert not any(page.evaluate(INPUTS))


def test_the_line_of_a_table_has_its_code(context: Callable[..., BrowserContext], address: str) -> None:
    page, _ = opened(context(), address, "chapters/aging.html")
    table = page.locator(".cell:has(filter-table .figure-line)").first
    button = table.locator(".figure-line .figure-code")
    assert button.count() == 1
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    assert table.locator("> .cell_input").is_visible()


def test_code_is_there_without_scripts_and_not_on_paper(
    context: Callable[..., BrowserContext], address: str
) -> None:
    page, _ = opened(context(java_script_enabled=False), address, "chapters/aging.html")
    assert page.locator(".cell_input").first.is_visible()
    assert not page.locator(".code-switch").is_visible()
    page, _ = opened(context(), address, "chapters/methods.html?code=on")
    page.emulate_media(media="print")
    assert not any(page.evaluate(INPUTS))


def test_pages_say_their_place(context: Callable[..., BrowserContext], address: str) -> None:
    page, _ = opened(context(PHONE), address, "chapters/primary_outcomes.html")
    words = page.locator(".place").inner_text().split(" · ")
    assert words[:2] == ["3 of 5", "Safety"]
    assert int(words[2].removesuffix(" min")) > 5
    assert box(page.locator(".place"))["y"] < box(page.locator("main h1:visible"))["y"]
    ways = page.locator(".place-ways a")
    assert [way.get_attribute("rel") for way in ways.all()] == ["prev", "next"]
    assert ways.last.locator(".place-ways-where").inner_text() == "Next · 4 of 5 · Blood markers"
    page.goto(f"{address}/appendices/glossary.html")
    assert page.locator(".place").inner_text().startswith("Appendix · ")
    page.goto(f"{address}/index.html")
    assert page.locator(".place").count() == 0


@pytest.mark.parametrize("link", [TERM, FIGURE, SOURCE], ids=["term", "figure", "source"])
def test_a_preview_by_hover_can_be_entered_and_ends(
    context: Callable[..., BrowserContext], address: str, link: str
) -> None:
    page, errors = opened(context(), address, "chapters/methods.html")
    trigger, card = page.locator(link).first, page.locator("#preview")
    trigger.scroll_into_view_if_needed()
    height = page.evaluate("document.documentElement.scrollHeight")
    trigger.hover()
    card.wait_for(state="visible")
    assert len(card.inner_text()) > 10
    assert trigger.get_attribute("aria-describedby") == "preview"
    assert page.evaluate("document.documentElement.scrollHeight") == height
    shown = box(card)
    assert 0 <= shown["x"] <= DESKTOP - shown["width"]
    page.mouse.move(shown["x"] + 20, shown["y"] + 10, steps=5)
    page.wait_for_timeout(500)
    assert card.is_visible()
    page.mouse.move(2, 2)
    card.wait_for(state="hidden")
    assert trigger.get_attribute("aria-describedby") is None
    assert errors == []


@pytest.mark.parametrize("link", [TERM, FIGURE, SOURCE], ids=["term", "figure", "source"])
def test_a_preview_by_keyboard_closes_with_escape(
    context: Callable[..., BrowserContext], address: str, link: str
) -> None:
    page, _ = opened(context(), address, "chapters/methods.html")
    trigger, card = page.locator(link).first, page.locator("#preview")
    trigger.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert trigger.evaluate(FOCUSED)
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert trigger.evaluate(FOCUSED)


@pytest.mark.parametrize("link", [TERM, FIGURE, SOURCE], ids=["term", "figure", "source"])
def test_the_first_tap_previews_and_the_second_follows(
    context: Callable[..., BrowserContext], address: str, link: str
) -> None:
    page, _ = opened(context(PHONE, has_touch=True), address, "chapters/methods.html")
    trigger, card = page.locator(link).first, page.locator("#preview")
    trigger.scroll_into_view_if_needed()
    trigger.tap()
    assert card.is_visible()
    assert page.evaluate("location.hash") == ""
    shown = box(card)
    assert 0 <= shown["x"] <= PHONE - shown["width"]
    trigger.tap()
    page.wait_for_function("location.hash !== ''")


def test_a_badge_says_what_it_means(context: Callable[..., BrowserContext], address: str) -> None:
    page, _ = opened(context(), address, "chapters/methods.html")
    badge, card = page.locator("main .badge[class*='badge-']").first, page.locator("#preview")
    badge.scroll_into_view_if_needed()
    badge.hover()
    card.wait_for(state="visible")
    assert len(card.inner_text().split()) > 5
    assert badge.get_attribute("tabindex") == "0"


def test_previews_work_from_a_file(context: Callable[..., BrowserContext], site: Path) -> None:
    page, errors = opened(context(), f"file://{site}", "chapters/methods.html")
    page.locator(TERM).first.hover()
    page.locator("#preview").wait_for(state="visible")
    assert errors == []


@pytest.mark.parametrize(
    "button", [".primary-toggle", ".secondary-toggle", ".search-button"], ids=["menu", "contents", "search"]
)
def test_focus_returns_after_escape(
    context: Callable[..., BrowserContext], address: str, button: str
) -> None:
    page, _ = opened(context(PHONE), address, "chapters/methods.html")
    opener = page.locator(f"{button}:visible").first
    opener.focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('dialog[open]')")
    page.wait_for_timeout(100)
    assert opener.evaluate(FOCUSED)


def test_each_solution_has_an_address_that_opens_it(
    context: Callable[..., BrowserContext], address: str
) -> None:
    page, _ = opened(context(), address, "chapters/cytokines.html")
    ids = page.evaluate("[...document.querySelectorAll('details.sd-dropdown')].map((fold) => fold.id)")
    assert len(ids) > 5
    assert len(set(ids)) == len(ids)
    assert all(ids)
    assert page.locator("details.sd-dropdown[open]").count() == 0
    page.goto(f"{address}/chapters/cytokines.html#{ids[2]}")
    page.wait_for_function(f"document.getElementById('{ids[2]}').open")
    page.evaluate(f"location.hash = '{ids[3]}'")
    page.wait_for_function(f"document.getElementById('{ids[3]}').open")


def test_the_theme_follows_in_a_second_tab(context: Callable[..., BrowserContext], address: str) -> None:
    both = context()
    first, _ = opened(both, address, "index.html")
    second, _ = opened(both, address, "index.html")
    theme = "document.documentElement.dataset.theme"
    while first.evaluate(theme) != "dark":
        first.locator(".theme-switch-button:visible").first.click()
    second.wait_for_function(f"{theme} === 'dark'")
