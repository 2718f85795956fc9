"""Tables of the built site: no inner boxes, eight rows and a button, and what was chosen is kept."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

LEDGER = "appendices/claims_ledger"
WIDTHS = (320, 390, 768, 1280, 1920)
FIRST, WHOLE = 8, 10

Open = Callable[..., Page]


@pytest.fixture
def shown(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a page, with a query and a place, in a window of its own."""
    contexts = []

    def go(name: str = LEDGER, rest: str = "", *, width: int = 1280, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/{name}.html{rest}", wait_until="load")
        if scripts:
            page.locator("filter-table[data-ready]").first.wait_for()
        return page

    yield go
    for context in contexts:
        context.close()


def ledger(page: Page) -> Locator:
    return page.locator("#tab-ledger filter-table")


def rows(table: Locator) -> Locator:
    return table.locator("tbody tr:visible")


def query(page: Page) -> str:
    """The query of the address once nothing waits to be written."""
    page.wait_for_timeout(500)
    return str(page.evaluate("decodeURIComponent(location.search).replaceAll('+', ' ')"))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [LEDGER, "chapters/cytokines", "appendices/tried_where_known"])
def test_no_table_scrolls_up_and_down_and_what_scrolls_sideways_says_so(
    shown: Open, name: str, width: int
) -> None:
    page = shown(name, width=width)
    boxes = page.locator("filter-table").evaluate_all(
        """(tables) => tables.map((table) => {
            const box = table.querySelector(".filter-table-scroller");
            return {
                down: box.scrollHeight - box.clientHeight,
                aside: box.scrollWidth - box.clientWidth,
                says: table.querySelector(".filter-table-aside").textContent,
                words: table.querySelector("table").classList.contains("words"),
                title: table.dataset.title,
            };
        })"""
    )
    assert boxes
    for box in boxes:
        assert box["down"] <= 1, box
        assert (box["aside"] > 1) == ("more column" in box["says"]), box
        if width <= 390:
            assert not (box["words"] and box["aside"] > 1), "words are rows of two lines on a phone"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_table_of_numbers_keeps_its_first_column_in_sight(shown: Open) -> None:
    page = shown("chapters/cytokines", width=390)
    table = page.locator("filter-table.scrolls:has(table.numbers)").first
    first = table.locator("tbody tr td").first
    before = first.bounding_box()
    table.locator(".filter-table-scroller").evaluate("(box) => box.scrollTo({left: 120})")
    after = first.bounding_box()
    assert before
    assert after
    assert abs(before["x"] - after["x"]) < 1


def test_numbers_stand_flush_right(shown: Open) -> None:
    page = shown("chapters/cytokines")
    aligned = page.locator("table.numbers td.number:not(:first-child)").evaluate_all(
        "(cells) => [...new Set(cells.map((cell) => getComputedStyle(cell).textAlign))]"
    )
    assert aligned == ["right"]


@pytest.mark.parametrize("name", [LEDGER, "chapters/cytokines"])
def test_a_long_table_shows_eight_rows_and_a_button_for_all(shown: Open, name: str) -> None:
    page = shown(name, width=390)
    for table in page.locator("filter-table").all():
        every = table.locator("tbody tr").count()
        button = table.locator(".filter-table-more")
        if every <= WHOLE:
            assert button.count() == 0
            assert rows(table).count() == every
            continue
        assert rows(table).count() == FIRST
        assert button.inner_text() == f"Show all {every}"
        assert button.get_attribute("aria-expanded") == "false"
        button.click()
        assert rows(table).count() == every
        assert button.inner_text() == f"Show first {FIRST}"
        assert button.get_attribute("aria-expanded") == "true"
        button.click()
        assert rows(table).count() == FIRST


def test_the_button_stays_where_it_was_pressed_when_rows_go(shown: Open) -> None:
    page = shown(width=390)
    button = ledger(page).locator(".filter-table-more")
    button.click()
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    button.click()
    after = button.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 5


def test_paper_and_a_browser_without_scripts_have_every_row(shown: Open) -> None:
    page = shown()
    every = ledger(page).locator("tbody tr").count()
    page.emulate_media(media="print")
    assert rows(ledger(page)).count() == every
    assert not ledger(page).locator(".filter-table-more").is_visible()
    assert not ledger(page).locator("label").first.is_visible()
    assert rows(ledger(shown(scripts=False))).count() == every


def test_rows_come_back_where_the_script_does_not_come(shown: Open, browser: Browser, address: str) -> None:
    every = ledger(shown()).locator("tbody tr").count()
    page = browser.new_page()
    page.route("**/filter-table.js*", lambda route: route.abort())
    page.goto(f"{address}/{LEDGER}.html", wait_until="load")
    page.wait_for_timeout(5500)
    assert rows(ledger(page)).count() == every
    page.close()


def test_a_filter_shows_all_that_matches_and_can_be_cleared(shown: Open) -> None:
    page = shown()
    table, verdict = ledger(page), "cannot be tested"
    wanted = sum(each.strip() == verdict for each in table.locator("tbody td.judged").all_text_contents())
    table.locator("select[data-key=verdict]").select_option(verdict)
    assert rows(table).count() == wanted > FIRST
    assert not table.locator(".filter-table-more").is_visible()
    every = table.locator("tbody tr").count()
    assert table.locator("output").inner_text() == f"{wanted} of {every} rows"
    table.locator(".filter-table-clear").click()
    assert rows(table).count() == FIRST
    assert table.locator("output").inner_text() == f"{every} rows"
    assert query(page) == ""


def test_where_no_row_matches_that_is_said_with_a_way_back(shown: Open) -> None:
    page = shown()
    table = ledger(page)
    table.locator("input[type=search]").fill("no row holds this")
    assert rows(table).count() == 0
    assert table.locator("output").inner_text() == "No row matches."
    table.locator(".filter-table-clear").click()
    assert rows(table).count() == FIRST
    assert page.evaluate("document.activeElement.type") == "search"


def test_what_was_chosen_stands_in_the_address_and_is_there_after_reload_and_back(shown: Open) -> None:
    page = shown()
    steps = page.evaluate("history.length")
    ledger(page).locator("select[data-key=verdict]").select_option("consistent")
    ledger(page).locator("input[type=search]").fill("IL-6")
    assert query(page) == "?q=IL-6&verdict=consistent" or query(page) == "?verdict=consistent&q=IL-6"
    assert page.evaluate("history.length") == steps, "no step in the history"
    seen = rows(ledger(page)).count()
    page.reload()
    assert rows(ledger(page)).count() == seen
    page.goto(page.url.partition("/appendices")[0] + "/references.html")
    page.go_back(wait_until="load")
    page.locator("filter-table[data-ready]").first.wait_for()
    assert rows(ledger(page)).count() == seen
    assert ledger(page).locator("input[type=search]").input_value() == "IL-6"
    assert ledger(page).locator("select[data-key=verdict]").input_value() == "consistent"


def test_what_the_address_says_is_only_matched_never_told(shown: Open) -> None:
    """Unknown keys and values are silent; a search is cut, and loses what turns its direction."""
    warning = "The trial was fraudulent"
    page = shown(rest=f"?Warning={warning}&utm_source=news&verdict={warning}&kind[]=x&chapter=%ZZ")
    assert warning not in page.locator("body").inner_text()
    assert rows(ledger(page)).count() == FIRST
    assert ledger(page).locator("select[data-key=verdict]").input_value() == ""
    page = shown(rest="?q=IL%E2%80%AE%00%0A6" + "x" * 500)
    value = ledger(page).locator("input[type=search]").input_value()
    assert len(value) <= 80
    assert "\u202e" not in value
    assert "x" * 81 not in page.locator("body").inner_text()


def test_tables_of_one_page_keep_apart(shown: Open) -> None:
    page = shown("chapters/cytokines")
    names = page.locator(".filter-table-controls :is(select, input)").evaluate_all(
        "(controls) => controls.map((control) => control.dataset.key)"
    )
    assert len(names) == len(set(names)) > 4
    choices = page.locator("page-choices [name]").evaluate_all("(all) => all.map((one) => one.name)")
    assert not set(names) & set(choices)


def last_claim(page: Page) -> str:
    return str(ledger(page).locator("tbody tr").last.get_attribute("id"))


def in_sight(page: Page, name: str) -> bool:
    """Whether a row comes to be shown within the window; a page may take its time to scroll."""
    for _ in range(50):
        box = page.locator(f"[id='{name}']").bounding_box()
        if box is not None and -1 <= box["y"] < 900:
            return True
        page.wait_for_timeout(100)
    return False


def test_a_link_from_elsewhere_opens_the_table_at_its_row(shown: Open) -> None:
    name = last_claim(shown())
    page = shown(rest=f"?verdict=adds+up#{name}")
    assert in_sight(page, name)
    assert rows(ledger(page)).count() == ledger(page).locator("tbody tr").count()
    assert page.locator(f"[id='{name}']:target").count() == 1


def test_a_link_within_the_page_clears_the_filter_that_hides_its_row_and_back_restores_it(
    shown: Open,
) -> None:
    page = shown()
    name = last_claim(page)
    ledger(page).locator("input[type=search]").fill("no row holds this")
    assert query(page) == "?q=no row holds this"
    page.evaluate(f"location.hash = '{name}'")
    assert in_sight(page, name)
    assert query(page) == ""
    page.go_back()
    page.wait_for_timeout(300)
    assert ledger(page).locator("input[type=search]").input_value() == "no row holds this"
    assert rows(ledger(page)).count() == 0


def test_every_link_of_a_filtered_ledger_leads_to_a_row_in_sight(shown: Open) -> None:
    page = shown(rest="?verdict=contradicted+by+the+source+itself")
    links = ledger(page).locator("tbody tr:visible a[href*='#claim-']")
    assert links.count() > 0
    for index in range(links.count()):
        page.goto(page.url.partition("?")[0] + "?verdict=contradicted+by+the+source+itself")
        page.locator("filter-table[data-ready]").first.wait_for()
        link = links.nth(index)
        name = str(link.get_attribute("href")).partition("#")[2]
        link.click()
        assert in_sight(page, name), name


def test_a_link_to_the_place_where_one_is_leads_there_again(shown: Open) -> None:
    page = shown()
    name = last_claim(page)
    page.evaluate(f"location.hash = '{name}'")
    page.wait_for_timeout(300)
    ledger(page).locator("input[type=search]").fill("no row holds this")
    link = f"<a id=again href=#{name}>x</a>"
    page.evaluate(
        "(link) => document.querySelector('#the-ledger p').insertAdjacentHTML('beforeend', link)", link
    )
    page.locator("#again").click()
    assert in_sight(page, name)


def test_verdicts_have_their_marks_in_rows_and_in_prose(shown: Open) -> None:
    page = shown()
    judged = ledger(page).locator("tbody td.judged")
    assert judged.locator("svg.verdict-mark path").count() == judged.count()
    meanings = page.locator("#what-the-verdicts-mean li .verdict")
    assert meanings.count() == 6
    forms = meanings.locator("path").evaluate_all("(all) => all.map((path) => path.getAttribute('d'))")
    assert len(set(forms)) == 6
    for mark in meanings.locator("svg").all():
        box = mark.bounding_box()
        assert box
        assert box["width"] >= 15


def test_many_sources_fold_behind_a_button_that_counts_them(shown: Open) -> None:
    page = shown()
    line = ledger(page).locator(".figure-line")
    button = line.locator(".figure-sources-button")
    links = line.locator(".figure-sources a")
    assert button.inner_text().startswith(f"{links.count()} sources")
    assert not links.first.is_visible()
    button.click()
    assert links.first.is_visible()
    page.evaluate("window.figureLine.fold(document)")
    assert line.locator(".figure-sources-button").count() == 1
