"""The controls above a chart as the page gets them, before any script runs."""

import re
from typing import Any

import altair as alt

from analysis.figures import Control
from analysis.publication import renderer
from analysis.publication.chart_controls import markup

CONTROLS = (
    Control("n", "Sample, pairs", "range", (3, 4, 5, 6), 5),
    Control("method", "Method", "radio", ("exact", "a<b"), "a<b", labels=("Exact", "a < b")),
    Control("visit", "Visit", "select", (6, 60), 60, labels=("Month 6", "Year 5")),
    Control("single", "Single cohorts", "check", (False, True), False),
)


def spec(*params: Any) -> dict[str, Any]:
    chart = alt.Chart({"values": [{"Test": "IgE"}]}).mark_point()
    return dict(chart.add_params(*params).to_dict())


def test_two_controls_are_open_and_the_others_fold() -> None:
    shown = markup(spec(*(control.parameter() for control in CONTROLS)))
    before, inside = shown.split("<details")
    assert re.findall(r'data-name="(\w+)"', before) == ["n", "method"]
    assert re.findall(r'data-name="(\w+)"', inside) == ["visit", "single"]
    assert "More choices (2)" in inside
    assert "<details" not in markup(spec(*(control.parameter() for control in CONTROLS[:2])))


def test_each_kind_shows_its_default_and_names_itself() -> None:
    shown = markup(spec(*(control.parameter() for control in CONTROLS)))
    assert 'min="3" max="6" step="1" value="5" aria-label="Sample" aria-valuetext="5 pairs"' in shown
    assert ">5 pairs</output>" in shown
    assert '<legend class="chart-choice-name">Method</legend>' in shown
    assert 'value="a&lt;b" data-value="&quot;a&lt;b&quot;" checked> a &lt; b' in shown
    assert '<option value="60" data-value="60" selected>Year 5</option>' in shown
    assert '<input type="checkbox"> Single cohorts' in shown


def test_a_selection_bound_to_an_input_is_a_control_too() -> None:
    options = alt.binding_select(options=["IgE", "HbA1c"], name="Open a test ")
    picked = alt.selection_point(name="picked", fields=["Test"], bind=options, value="HbA1c")
    shown = markup(spec(picked))
    assert 'data-name="picked" data-label="Open a test"' in shown
    assert 'data-value="&quot;HbA1c&quot;" selected' in shown


def test_a_chart_without_choices_has_no_form() -> None:
    assert markup(spec()) == ""
    follows = markup(spec(alt.param(name="p_method", value="exact")))
    assert "<form" in follows, "what it follows is said there"
    assert "chart-choice" not in follows


def test_the_form_stands_in_the_element_before_its_picture() -> None:
    html = renderer.fragment(spec(CONTROLS[0].parameter()), fallback="<picture>")
    assert html.index("</script>") < html.index("<form") < html.index("<picture>")
