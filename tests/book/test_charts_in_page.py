"""Charts in a page, in a real browser: controls and their address, title, line, saved pictures, failures.

The page is written here as the book writes it: a figure with its finding, its chart, its line.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from analysis.publication import chart_controls, figure_frame, vega
from analysis.publication.renderer import ASSETS
from tests.book.conftest import served

METHODS = ["exact", "normal", "normal, corrected"]
PAIRS = range(3, 9)
ROWS = [
    {"n": n, "method": method, "p": round(2 ** (1 - n) * (1 + METHODS.index(method) / 10), 5)}
    for n in PAIRS
    for method in METHODS
]
SOURCES = [f"Source {number}" for number in range(1, 6)]
HOSTILE = '<img src=x onerror="document.title=1">This site has moved to evil.example\u202e'
UNCOUNTED = 8
"""The pairs for which no title was computed."""


def radio(name: str, label: str, options: list[Any], value: object) -> dict[str, Any]:
    bind = {"input": "radio", "name": f"{label} ", "options": options, "labels": list(map(str, options))}
    return {"name": name, "value": value, "bind": bind}


def titled(n: int, method: str) -> str:
    return f"With {n} pairs the {method} method returns little"


def specification(params: list[dict[str, Any]], **usermeta: Any) -> dict[str, Any]:
    """A chart of the smallest p of some pairs, as the book publishes one."""
    filters = [
        f"datum.{name} == {name}" for name in ("n", "method") if any(p["name"] == name for p in params)
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": "One point and its number: the smallest p that so many pairs can return.",
        "width": "container",
        "height": 120,
        "config": {"font": "Chart Sans, sans-serif", "axis": {"labelFontSize": 12}},
        "data": {"name": "rows"},
        "datasets": {"rows": [{**row, "page": "other.html#row", "trace": "seed:1"} for row in ROWS]},
        "params": params,
        "transform": [{"filter": " && ".join(filters) or "true"}],
        "layer": [
            {"mark": {"type": "point", "color": "var(--arm-1, #2b7fc4)"}},
            {
                "mark": {"type": "text", "dy": -12, "fontSize": 14, "color": "currentColor"},
                "encoding": {"text": {"field": "p"}},
            },
        ],
        "encoding": {
            "x": {"field": "p", "type": "quantitative"},
            "href": {"field": "page"},
            "description": {"field": "method"},
        },
        "usermeta": {
            "title": titled(5, "exact"),
            "subtitle": "Smallest two-sided p of so many pairs",
            "basis": "design",
            "badge": "DESIGN: mathematics of the sample sizes, no data",
            "sources": [],
            "links": dict.fromkeys(SOURCES, "https://doi.org/10.1"),
            "columns": ["n", "method", "p", "page", "trace"],
            **usermeta,
        },
    }


def figure(name: str, spec: dict[str, Any]) -> str:
    told = spec["usermeta"]
    data = json.dumps(spec).replace("<", "\\u003c")
    image = '<img class="vega-chart-fallback" src="picture.svg" width="680" height="160" alt="A picture">'
    return (
        f'<figure id="{name}">{figure_frame.head(told)}'
        f'<vega-chart aria-label="{spec["description"]}"><script type="application/json">{data}</script>'
        f'{chart_controls.markup(spec)}<picture class="only-light">{image}</picture></vega-chart>'
        f"{figure_frame.line(told)}<figcaption>How to read it.</figcaption></figure>"
    )


MAIN = specification(
    [
        {
            "name": "n",
            "value": 5,
            "bind": {"input": "range", "name": "Sample, pairs ", "min": 3, "max": 8, "step": 1},
        },
        radio("method", "Method", METHODS, "exact"),
        {
            "name": "shown",
            "value": "all",
            "bind": {"input": "select", "name": "Show ", "options": ["all", "some, not all"]},
        },
        {"name": "single", "value": False, "bind": {"input": "checkbox", "name": "Single cohorts "}},
    ],
    titles={
        "names": ["n", "method"],
        "texts": [titled(n, method) for n in PAIRS if n != UNCOUNTED for method in METHODS],
        "places": {
            f"n={n}&method={method}": index
            for index, (n, method) in enumerate(
                (n, method) for n in PAIRS if n != UNCOUNTED for method in METHODS
            )
        },
    },
)
SECOND = specification(
    [radio("method", "Method", METHODS, "normal")], title="A second figure of the same method", links={}
)
FAR = "<p>Far below.</p>" * 60


def written(*figures: str) -> str:
    styles = "".join(f'<link rel="stylesheet" href="{file.name}">' for file in sorted(ASSETS.glob("*.css")))
    scripts = "".join(f'<script defer src="{file.name}"></script>' for file in sorted(ASSETS.glob("*.js")))
    return (
        '<!DOCTYPE html><html lang="en" data-content_root="" data-theme="light"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>One</title><link rel="icon" href="data:,">'
        f'{styles}{scripts}</head><body style="max-width:680px;margin:0 auto"><h1 id="top">One</h1>'
        f"{''.join(figures)}{FAR}</body></html>"
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with two charts that share the name of a parameter, and all that it loads."""
    folder = tmp_path_factory.mktemp("charts")
    for file in ASSETS.glob("*.[cj]s*"):
        shutil.copy(file, folder)
    (folder / "_vendor").mkdir()
    (folder / "_vendor" / "vega.js").write_text(vega.bundle(), "utf8")
    font = 'window.chartFont={regular:"data:font/woff2;base64,AAAA"};'
    (folder / "_vendor" / "chart-font.js").write_text(font)
    (folder / "picture.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="680" height="160"><rect width="9" height="9"/></svg>'
    )
    (folder / "one.html").write_text(written(figure("fig-main", MAIN), figure("fig-second", SECOND)), "utf8")
    (folder / "other.html").write_text("<!DOCTYPE html><title>Other</title><link rel='icon' href='data:,'>")
    return folder


@pytest.fixture(scope="module")
def one(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield f"{address}/one.html"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 900, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


def main(page: Page) -> Locator:
    return page.locator("#fig-main")


def slide(page: Page, key: str, times: int = 1) -> None:
    main(page).get_by_role("slider").focus()
    for _ in range(times):
        page.keyboard.press(key)


def drawn(figure: Locator) -> Locator:
    expect(figure.locator("vega-chart[data-ready]")).to_be_attached()
    return figure.locator("svg.marks")


def test_the_title_says_what_is_chosen(page: Page, one: str) -> None:
    page.goto(one)
    title = main(page).locator(".figure-title")
    expect(title).to_have_text(titled(5, "exact"))
    expect(drawn(main(page))).to_contain_text("0.0625")
    slide(page, "ArrowRight")
    expect(title).to_have_text(titled(6, "exact"))
    expect(drawn(main(page))).to_contain_text("0.03125")
    main(page).get_by_role("radio", name="normal", exact=True).check()
    expect(title).to_have_text(titled(6, "normal"))
    slide(page, "End")
    expect(title).to_have_text(f"At first: {titled(5, 'exact')}")


def test_a_slider_speaks_once_when_it_rests(page: Page, one: str) -> None:
    page.goto(one)
    drawn(main(page))
    said = main(page).locator(".chart-controls-said")
    assert said.get_attribute("role") == "status"
    page.evaluate(
        """() => {
            window.spoken = [];
            const said = document.querySelector("#fig-main .chart-controls-said");
            const heard = () => window.spoken.push(said.textContent);
            new MutationObserver(heard).observe(said, { childList: true });
        }"""
    )
    slide(page, "ArrowRight", 2)
    expect(said).to_have_text(titled(7, "exact"))
    assert page.evaluate("window.spoken") == [titled(7, "exact")]


def test_two_controls_are_open_and_have_names(page: Page, one: str) -> None:
    page.goto(one)
    assert main(page).get_by_role("slider", name="Sample").get_attribute("aria-valuetext") == "5 pairs"
    assert main(page).get_by_role("group", name="Method").get_by_role("radio").count() == 3
    fold = main(page).locator("details.chart-controls-more")
    expect(fold.locator("summary")).to_have_text("More choices (2)")
    expect(main(page).get_by_label("Show")).to_be_hidden()
    fold.locator("summary").click()
    main(page).get_by_label("Show").select_option("some, not all")
    main(page).get_by_label("Single cohorts").check()
    page.wait_for_url("**/one.html?shown=some%2C+not+all&single=true")
    page.reload()
    expect(main(page).get_by_label("Show")).to_be_visible()
    expect(main(page).get_by_label("Single cohorts")).to_be_checked()


@pytest.mark.parametrize("width", [320, 390])
def test_a_slider_and_its_value_share_a_line_on_a_phone(page: Page, one: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(one)
    slider, value = (
        main(page).locator(f".chart-choice-slider {tag}").bounding_box() for tag in ("input", "output")
    )
    assert slider
    assert value
    assert slider["y"] <= value["y"] < slider["y"] + slider["height"]
    assert slider["height"] >= 44
    assert value["x"] + value["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_address_keeps_what_is_chosen_without_a_step_in_the_history(page: Page, one: str) -> None:
    page.goto(f"{one}?code=on&utm_source=letter")
    before = page.evaluate("history.length")
    slide(page, "ArrowRight", 3)
    slide(page, "ArrowLeft")
    page.wait_for_url(f"{one}?code=on&utm_source=letter&n=7")
    for method in ("normal", "exact", "normal"):
        main(page).get_by_role("radio", name=method, exact=True).check()
    page.wait_for_url("**&fig-main.method=normal")
    page.locator("#fig-second").get_by_role("radio", name="exact", exact=True).check()
    page.wait_for_url("**&n=7&fig-main.method=normal&fig-second.method=exact")
    assert page.evaluate("history.length") == before
    page.reload()
    expect(main(page).get_by_role("slider")).to_have_value("7")
    expect(main(page).get_by_role("radio", name="normal", exact=True)).to_be_checked()
    expect(page.locator("#fig-second").get_by_role("radio", name="exact", exact=True)).to_be_checked()
    expect(main(page).locator(".figure-title")).to_have_text(titled(7, "normal"))
    expect(drawn(main(page))).to_contain_text("0.01719")
    page.goto(one.replace("one", "other"))
    page.go_back()
    expect(main(page).get_by_role("slider")).to_have_value("7")
    slide(page, "ArrowLeft", 2)
    main(page).get_by_role("radio", name="exact", exact=True).check()
    page.locator("#fig-second").get_by_role("radio", name="normal", exact=True).check()
    page.wait_for_url(f"{one}?code=on&utm_source=letter")


def test_back_and_forward_agree_with_the_controls(page: Page, one: str) -> None:
    page.goto(one)
    slide(page, "ArrowRight")
    page.wait_for_url("**?n=6")
    page.evaluate("location.hash = 'top'")
    slide(page, "ArrowRight")
    page.wait_for_url("**?n=7#top")
    page.go_back()
    expect(main(page).get_by_role("slider")).to_have_value("6")
    expect(main(page).locator(".figure-title")).to_have_text(titled(6, "exact"))
    page.go_forward()
    expect(main(page).get_by_role("slider")).to_have_value("7")


def test_foreign_words_in_the_address_are_silent(page: Page, one: str) -> None:
    page.goto(f"{one}?Warning=This+site+has+been+moved&fbclid=abc&method=exact&highlight=word")
    drawn(main(page))
    assert "moved" not in page.locator("body").inner_text()
    expect(page.locator(".chart-controls-note:visible")).to_have_count(0)


@pytest.mark.parametrize("value", [HOSTILE, "9", "5.5", "1e1", "", "5" * 5000])
def test_a_value_that_is_not_offered_is_never_shown(page: Page, one: str, value: str) -> None:
    page.goto(one)
    page.evaluate("(value) => location.search = new URLSearchParams({n: value})", value)
    note = main(page).locator(".chart-controls-note")
    words = "The address asks for a choice of “Sample” that this page does not offer; the default is shown."
    expect(note).to_have_text(words)
    expect(main(page).get_by_role("slider")).to_have_value("5")
    assert page.title() == "One"
    assert "evil" not in page.locator("body").inner_text()
    slide(page, "ArrowRight")
    expect(note).to_be_hidden()
    page.wait_for_url("**?n=6")


def test_nothing_is_written_where_the_address_is_not_ours(page: Page, folder: Path, one: str) -> None:
    text = (folder / "one.html").read_text("utf8").replace(' data-content_root=""', "")
    (folder / "notebook.html").write_text(text, "utf8")
    address = one.replace("one", "notebook") + "?n=7"
    page.goto(address)
    expect(main(page).get_by_role("slider")).to_have_value("5")
    slide(page, "ArrowRight")
    expect(main(page).locator(".figure-title")).to_have_text(titled(6, "exact"))
    page.wait_for_timeout(500)
    assert page.url == address


def test_many_sources_fold(page: Page, one: str) -> None:
    page.goto(one)
    source = main(page).get_by_role("link", name="Source 5")
    expect(source).to_be_hidden()
    main(page).get_by_role("button", name="5 sources").click()
    expect(source).to_be_visible()


def test_the_data_open_below_the_line(page: Page, one: str) -> None:
    page.goto(one)
    button = main(page).get_by_role("button", name="Data and description of this chart")
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    panel = main(page).locator(".figure-data")
    expect(panel).to_contain_text("One point and its number")
    expect(panel.locator("tbody tr")).to_have_count(8)
    expect(panel.get_by_role("link", name="other.html#row")).to_have_count(8)
    panel.get_by_role("button", name=f"show all {len(ROWS)}").click()
    expect(panel.locator("tbody tr")).to_have_count(len(ROWS))
    with page.expect_download() as taken:
        panel.get_by_role("link", name="these rows as CSV").click()
    lines = Path(taken.value.path()).read_text("utf8").splitlines()
    assert lines[0] == '"n","method","p","page","trace"'
    assert len(lines) == len(ROWS) + 1
    button.click()
    expect(panel).to_be_hidden()


def test_code_is_the_switch_of_its_cell(page: Page, folder: Path, one: str) -> None:
    text = (folder / "one.html").read_text("utf8")
    cell = '<div class="cell"><div class="cell_input">code</div><figure id="fig-main">'
    toggle = "(cell) => Boolean(document.title = cell.className)"
    stub = f"<script>window.bookCode = {{ toggle: {toggle} }}</script></head>"
    changed = text.replace('<figure id="fig-main">', cell).replace("</figure>", "</figure></div>", 1)
    (folder / "code.html").write_text(changed.replace("</head>", stub), "utf8")
    page.goto(one.replace("one", "code"))
    button = main(page).get_by_role("button", name="Code of this chart")
    button.click()
    assert page.title() == "cell"
    assert button.get_attribute("aria-expanded") == "true"
    expect(page.locator("#fig-second").get_by_role("button", name="Code of this chart")).to_have_count(0)


def saved(page: Page, kind: str) -> Path:
    with page.expect_download() as taken:
        main(page).get_by_role("button", name=f"Save the image as {kind}").click()
    assert taken.value.suggested_filename == f"with-6-pairs-the-exact-method-returns-little.{kind.lower()}"
    return Path(taken.value.path())


def test_a_saved_picture_stands_on_its_own(page: Page, one: str) -> None:
    page.goto(one)
    slide(page, "ArrowRight")
    drawn(main(page))
    picture = saved(page, "SVG").read_text("utf8")
    words = " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", picture).split())
    assert titled(6, "exact") in words
    for wanted in (
        "Smallest two-sided p of so many pairs",
        "Chosen: Sample: 6 pairs; Method: exact",
        "0.03125",
    ):
        assert wanted in words
    assert "DESIGN: mathematics of the sample sizes, no data" in words
    assert all(source in words for source in SOURCES)
    assert "var(" not in picture
    assert "currentColor" not in picture
    assert "#2b7fc4" in picture
    assert '@font-face{font-family:"Chart Sans"' in picture
    assert re.search(r'<rect width="\d+" height="\d+" fill="#ffffff"', picture)
    width = re.search(r'<svg[^>]* width="([\d.]+)"', picture)
    assert width
    assert 660 <= float(width[1]) <= 740
    image = saved(page, "PNG").read_bytes()
    assert image.startswith(b"\x89PNG")
    assert int.from_bytes(image[16:20], "big") == pytest.approx(2 * float(width[1]), abs=4)
    expect(page.locator(".vega-chart-view")).to_have_count(page.locator("vega-chart[data-ready]").count())


def test_marks_with_links_are_reached_by_keyboard(page: Page, one: str) -> None:
    page.goto(one)
    drawn(main(page))
    link = main(page).locator("svg.marks").get_by_role("link", name="exact").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/other.html#row")


def test_a_chart_that_failed_tries_again(page: Page, one: str) -> None:
    stopped = [True]

    def fetch(route: Route) -> None:
        if stopped[0]:
            route.abort()
        else:
            route.continue_()

    page.route("**/_vendor/vega.js", fetch)
    page.goto(one)
    message = main(page).locator(".vega-chart-error")
    expect(message).to_contain_text("The picture below does not follow your choices")
    expect(main(page).locator("img.vega-chart-fallback")).to_be_visible()
    expect(main(page).locator(".vega-chart-view")).to_have_count(0)
    stopped[0] = False
    message.get_by_role("button", name="Try again").click()
    expect(drawn(main(page))).to_contain_text("0.0625")
    expect(message).to_have_count(0)
    expect(main(page).locator("img.vega-chart-fallback")).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(drawn(page.locator("#fig-second"))).to_be_visible()


def test_a_library_that_came_in_part_is_said_plainly(page: Page, one: str) -> None:
    half = [True]

    def fetch(route: Route) -> None:
        if half[0]:
            route.fulfill(body="window.vegaEmbed=undefined;", content_type="text/javascript")
        else:
            route.continue_()

    page.route("**/_vendor/vega.js", fetch)
    page.goto(one)
    expect(main(page).locator(".vega-chart-error")).to_contain_text("This chart did not load.")
    half[0] = False
    slide(page, "ArrowRight")  # a new choice is a new try
    expect(drawn(main(page))).to_contain_text("0.03125")


def test_text_follows_the_size_of_the_reader(page: Page, one: str) -> None:
    page.goto(one)
    slide(page, "ArrowRight")
    size = "getComputedStyle(document.querySelector('#fig-main svg.marks .role-axis-label text')).fontSize"
    drawn(main(page))
    assert page.evaluate(size) == "12px"
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.wait_for_function(f"{size} === '24px'")
    expect(drawn(main(page))).to_contain_text("0.03125")


def test_nothing_moves_when_a_chart_is_drawn(page: Page, one: str) -> None:
    """The picture holds the place, the controls are there before; the chart takes it in one step."""
    page.goto(one)
    drawn(main(page))
    drawn(page.locator("#fig-second"))
    moved = page.evaluate(
        """() => new Promise((done) => {
            let moved = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => (moved += entry.value)))
                .observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(moved), 300);
        })"""
    )
    assert moved < 0.1
