"""Page-wide choices in a real browser: a book of one page, and the cytokines chapter over its whole grid."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from analysis import data, figures
from analysis.publication import Sentences
from analysis.reconstruction import Multiverse, multiverse
from tests.book.conftest import ROOT, build, served

PAGE = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
# Choices

```{code-cell} ipython3
import altair as alt
import pandas as pd
from analysis import figures, publication
from analysis.figures import Control, Explorer, PageChoices

publication.enable()
method = Control("p_method", "Method", "radio", ("exact", "normal"), "normal")
samples = Control("samples", "Samples", "select", (5, 4, 3), 3)
page = PageChoices((method, samples))
publication.choices(page)
```

```{code-cell} ipython3
frame = pd.DataFrame(page.combinations())
frame["sentence"] = [f"{row.p_method} with {row.samples} samples" for row in frame.itertuples()]
publication.Sentences(frame, page, basis="design", sources=())
```

```{code-cell} ipython3
def compute(own, p_method, samples):
    word = f"{own}, {p_method}, {samples}"
    return pd.DataFrame({"n": range(100), "word": word, "long": "a long word " * 8, "trace": "seed:1"})

def draw(rows):
    point = alt.Chart(rows).mark_point().encode(x="n:Q", y=alt.Y("word:N"))
    return alt.LayerChart(layer=[point], data=rows, width="container", height=80)

def finding(rows):
    return f"All points are for {rows['word'].iloc[0]}"

Explorer(finding=finding, subtitle="Points", basis="design", sources=(), compute=compute, draw=draw,
    describe=lambda rows: "Points in a row, named for what was chosen.",
    controls=(Control("own", "Own", "radio", ("a", "b"), "a"),), follows=page.controls).static()
```

```{code-cell} ipython3
own_input = alt.param(name="p_method", value="normal", bind=alt.binding_radio(options=["exact", "normal"]))
rows = frame.assign(trace="seed:1", place=range(6))
chart = alt.Chart(rows, width="container").mark_rect().encode(x="place:O", opacity=alt.value(0.5))
chart = chart.add_params(own_input, alt.param(name="samples", value=3))
chart = figures.publish(chart, title="Six bars stand in one row", subtitle="Bars", basis="design", sources=(),
    description="Six bars in one row.")
chart.usermeta["choices"] = ["p_method", "samples"]
chart
```

```{code-cell} ipython3
rows = pd.DataFrame({"n": [1, 2], "trace": "seed:1"})
still = alt.Chart(rows, width="container").mark_bar().encode(x="n:O")
figures.publish(still, title="Two bars follow no choice", subtitle="Bars", basis="design", sources=(),
    description="Two bars that follow nothing.")
```
"""
TEXT = "choice-text .choice-text-shown"
STATUS = "page-choices .page-choices-reading"
CHARTS = "Promise.all([...document.querySelectorAll('vega-chart')].map((chart) => chart.draw()))"
FOLLOWING, CLICKABLE, STILL = range(3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built book of one page."""
    folder = tmp_path_factory.mktemp("choices")
    for name in ("_config.yml", "favicon.svg", "references.bib"):
        shutil.copy(ROOT / name, folder)
    (folder / "_toc.yml").write_text("format: jb-book\nroot: one\n")
    (folder / "one.md").write_text(PAGE)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "_build" / "html"


@pytest.fixture(scope="module")
def one(folder: Path) -> Iterator[str]:
    """The address of the page."""
    with served(folder) as address:
        yield f"{address}/one.html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 900, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    assert errors == []
    context.close()


def drawn(page: Page, chart: int) -> str:
    """The words of a chart."""
    return page.locator("vega-chart").nth(chart).locator("svg.marks").text_content() or ""


def choose(page: Page, name: str, value: str) -> None:
    """Choose by the form, which is in a fold."""
    if not page.locator("page-choices form").is_visible():
        page.locator("page-choices summary").click()
    field = page.locator(f'page-choices [name="{name}"]')
    if field.count() == 1:
        field.select_option(value)
    else:
        page.locator(f'page-choices [name="{name}"][value="{value}"]').check()


def test_the_form_sets_text_charts_and_address(page: Page, one: str) -> None:
    page.goto(one)
    page.evaluate(CHARTS)
    expect(page.locator(TEXT)).to_have_text("normal with 3 samples")
    expect(page.locator(STATUS)).to_have_text("Default reading. Method: normal; Samples: 3.")
    assert "a, normal, 3" in drawn(page, FOLLOWING)
    choose(page, "p_method", "exact")
    choose(page, "samples", "5")
    expect(page.locator(TEXT)).to_have_text("exact with 5 samples")
    expect(page.locator(STATUS)).to_have_text("Chosen reading. Method: exact; Samples: 5.")
    expect(page.locator("vega-chart").nth(FOLLOWING).locator("svg.marks")).to_contain_text("a, exact, 5")
    page.wait_for_url(f"{one}?p_method=exact&samples=5")
    marks = page.locator("vega-chart .follows-choices")
    expect(marks).to_have_count(2)
    expect(page.locator("vega-chart").nth(STILL).locator(".follows-choices")).to_have_count(0)
    page.locator("vega-chart").nth(FOLLOWING).get_by_label("b", exact=True).check()
    expect(page.locator("vega-chart").nth(FOLLOWING).locator("svg.marks")).to_contain_text("b, exact, 5")
    expect(page.locator(".figure-title").nth(FOLLOWING)).to_have_text("All points are for b, exact, 5")


def test_choices_make_no_step_in_the_history(page: Page, one: str) -> None:
    page.goto(f"{one}?utm_source=letter")
    before = page.evaluate("history.length")
    choose(page, "p_method", "exact")
    choose(page, "samples", "4")
    page.wait_for_url(f"{one}?utm_source=letter&p_method=exact&samples=4")
    assert page.evaluate("history.length") == before
    page.reload()
    expect(page.locator(TEXT)).to_have_text("exact with 4 samples")
    page.locator("page-choices summary").click()
    button = page.get_by_role("button", name="Back to the default reading")
    button.click()
    expect(page.locator(TEXT)).to_have_text("normal with 3 samples")
    page.wait_for_url(f"{one}?utm_source=letter")
    expect(button).to_be_hidden()


def test_back_shows_the_reading_of_its_address(page: Page, one: str) -> None:
    page.goto(one)
    choose(page, "p_method", "exact")
    page.wait_for_url("**?p_method=exact")
    page.evaluate("location.hash = 'choices'")
    choose(page, "samples", "4")
    page.wait_for_url("**?p_method=exact&samples=4#choices")
    page.go_back()
    expect(page.locator(TEXT)).to_have_text("exact with 3 samples")
    assert page.locator('[name="samples"]').input_value() == "3"
    page.go_forward()
    expect(page.locator(TEXT)).to_have_text("exact with 4 samples")


def test_a_link_opens_its_reading_and_charts_are_drawn_for_print(page: Page, one: str) -> None:
    page.goto(f"{one}?samples=5#choices")
    expect(page.locator(TEXT)).to_have_text("normal with 5 samples")
    expect(page.locator("vega-chart[data-ready]").nth(1)).to_be_attached()
    assert "a, normal, 5" in drawn(page, FOLLOWING)
    page.emulate_media(media="print")
    expect(page.locator(STATUS)).to_be_visible()
    expect(page.locator(STATUS)).to_have_text("Chosen reading. Method: normal; Samples: 5.")
    expect(page.locator(TEXT)).to_have_text("normal with 5 samples")
    expect(page.locator("page-choices .page-choices-all")).to_be_hidden()


def test_what_the_page_does_not_offer_is_said_without_its_words(page: Page, one: str) -> None:
    page.goto(f"{one}?p_method=moved+to+evil.example&samples=4&old=1&highlight=word&samples=5")
    expect(page.locator(TEXT)).to_have_text("normal with 4 samples")
    note = page.locator(".page-choices-note")
    expect(note).to_have_text(
        "The address asks for a choice of “Method” that this page does not offer; the default is shown."
    )
    assert "evil" not in page.locator("body").inner_text()
    choose(page, "samples", "5")
    expect(note).to_be_hidden()
    page.wait_for_url(f"{one}?samples=5&old=1&highlight=word")


def test_words_of_others_in_the_address_are_silent(page: Page, one: str) -> None:
    page.goto(f"{one}?Warning=This+site+has+been+moved&utm_source=newsletter&fbclid=abc123")
    expect(page.locator(TEXT)).to_have_text("normal with 3 samples")
    expect(page.locator(".page-choices-note")).to_be_hidden()
    assert "moved" not in page.locator("body").inner_text()


def test_a_link_to_the_choices_opens_their_form(page: Page, one: str) -> None:
    page.goto(one)
    form = page.locator("page-choices form")
    expect(form).to_be_hidden()
    page.locator('choice-text a[href="#page-choices"]').click()
    expect(form).to_be_visible()


def test_a_chart_sets_the_choices(page: Page, one: str) -> None:
    page.goto(one)
    page.evaluate(CHARTS)
    chart = page.locator("vega-chart").nth(CLICKABLE)
    chart.get_by_label("exact", exact=True).check()
    expect(page.locator(TEXT)).to_have_text("exact with 3 samples")
    chart.locator("svg.marks .mark-rect.role-mark path").nth(4).click()  # normal, 4
    expect(page.locator(TEXT)).to_have_text("normal with 4 samples")
    expect(chart.get_by_label("normal", exact=True)).to_be_checked()
    page.wait_for_url(f"{one}?samples=4")


def test_from_a_file(page: Page, folder: Path) -> None:
    """Address and the large table work where nothing serves the page."""
    address = f"file://{folder}/one.html"
    page.goto(f"{address}?samples=5")
    page.evaluate(CHARTS)
    assert "a, normal, 5" in drawn(page, FOLLOWING)
    choose(page, "p_method", "exact")
    expect(page.locator(TEXT)).to_have_text("exact with 5 samples")
    page.wait_for_function("location.search === '?samples=5&p_method=exact'")


def test_without_javascript_the_default_reading_is_named(browser: Browser, one: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{one}?samples=5")
    expect(page.locator(TEXT)).to_have_text("normal with 3 samples")
    expect(page.locator(STATUS)).to_have_text("Default reading. Method: normal; Samples: 3.")
    expect(page.get_by_text("Without JavaScript the choices cannot be changed")).to_be_visible()
    assert page.locator('[name="samples"]').is_disabled()
    assert page.locator(".only-light img.vega-chart-fallback").count() == 3
    assert page.locator(".chart-controls:visible").count() == 0
    context.close()


def test_the_large_table_is_a_script_with_the_same_bytes(folder: Path) -> None:
    """Written once, named for its content, and written again by a build that executes nothing."""
    (script,) = (folder / "_data").glob("*.js")
    first = script.read_bytes()
    assert f"_data/{script.name}" in (folder / "one.html").read_text("utf8")
    script.unlink()
    (folder / "_data" / "stale.js").write_text("old")
    assert build(folder.parents[1]).returncode == 0
    assert [file.name for file in (folder / "_data").iterdir()] == [script.name]
    assert script.read_bytes() == first


def sizes(source: str, pattern: str) -> dict[str, int]:
    """The number of cohorts and the seed that the chapter states."""
    found = re.search(pattern, source, flags=re.DOTALL)
    assert found, f"the chapter has no {pattern}"
    return dict(zip(("size", "seed"), map(int, found.groups()), strict=True))


STUDY = data.Study.read()
CHOICES = figures.dose_choices(STUDY, arm="LD", visit="Month 6", samples=(5, 4, 3), lost=(0, 1, 2), markers=3)
SOURCES = STUDY.cite("chin2020", "poster", "summary2025")


def fresh_multiverse(source: str) -> Multiverse:
    """The multiverse of the chapter, computed again."""
    return multiverse(
        STUDY,
        ("IL1RA", "IL10", "TNFA"),
        CHOICES.offered,
        arm="LD",
        visit="Month 6",
        **sizes(source, r"multiverse\(.*?size=(\d+), seed=(\d+)"),
    )


def fresh_contrasts(source: str) -> pd.DataFrame:
    """The chapter's sentences on dose by time at year 5, computed again."""
    contrasts = figures.dose_by_time(
        STUDY,
        ("IL1RA", "IL6"),
        visit="Year 5",
        arm="LD",
        lost=(2, 1, 0),
        **sizes(source, r'many = {"size": (\d+), "seed": (\d+)}'),
    )
    told = contrasts.sentences().groupby(["lost", "change_as"], as_index=False)
    return told.agg({"sentence": "\n".join})


def test_every_combination_of_the_chapter_reads_as_python_says(
    browser: Browser, address: str, site: Path
) -> None:
    """The chapter's sentences under each combination, against a fresh computation."""
    source = (site.parents[1] / "chapters" / "cytokines.md").read_text("utf8")
    fresh = fresh_multiverse(source)
    adjusted = fresh.rows[(fresh.rows["status"] == "built") & (fresh.rows["adjusted"] != "none")]
    assert set(adjusted["samples"]) == {3}, "the chapter says so"
    holm = adjusted[adjusted["adjusted"] == "holm"]
    assert holm["share"].eq(0).all(), "the chapter says so"
    told = [
        Sentences(frame, CHOICES, basis="reconstructed", sources=SOURCES)
        for frame in (fresh_contrasts(source), fresh.sentences())
    ]
    combinations = CHOICES.combinations()
    wanted = {CHOICES.key(choice): [each.text(choice) for each in told] for choice in combinations}
    page = browser.new_page()
    page.goto(f"{address}/chapters/cytokines.html")
    found = page.evaluate(
        """(choices) => choices.map((choice) => {
            window.pageChoices.set(choice);
            const shown = [...document.querySelectorAll('choice-text .choice-text-shown')];
            return [window.pageChoices.key(Object.keys(choice)), shown.map((text) => text.textContent)];
        })""",
        combinations,
    )
    assert dict(found) == wanted
    assert len(wanted) == 324
    some = pd.DataFrame(combinations).sample(5, random_state=1).to_dict("records")
    for choice in some:
        query = "&".join(f"{name}={value}" for name, value in choice.items())
        page.goto(f"{address}/chapters/cytokines.html?{query}")
        expect(page.locator(TEXT)).to_have_text(wanted[CHOICES.key(choice)], use_inner_text=False)
    page.close()


def test_the_manifest_holds_the_default_sentence(folder: Path) -> None:
    results = json.loads((folder / "results.json").read_text("utf8"))
    assert [cell["sentences"] for cell in results["one"] if "sentences" in cell] == [
        ["normal with 3 samples"]
    ]
