"""How a chart leaves a notebook, on the page and live."""

import json
import re
from typing import Any

import pytest

from analysis.publication import renderer, vega

SPEC: dict[str, Any] = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "description": 'Says "a < b" & more',
    "width": "container",
    "data": {"values": [{"a": "</script><b>", "trace": "seed:1"}]},
    "mark": "point",
    "encoding": {"x": {"field": "a"}},
}


def test_the_fragment_carries_the_specification_as_data() -> None:
    html = renderer.fragment(SPEC)
    script = re.search(r'<script type="application/json">(.*?)</script>', html, flags=re.S)
    assert script
    assert json.loads(script[1]) == SPEC
    assert 'aria-label="Says &quot;a &lt; b&quot; &amp; more"' in html


def test_a_static_build_keeps_the_specification_and_a_live_one_shows_html() -> None:
    assert set(renderer.static_bundle(SPEC)) == {renderer.MIME, "text/plain"}
    assert "<vega-chart" in renderer.live_bundle(SPEC)["text/html"]


def test_kernels_of_a_build_are_static(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(renderer.STATIC_BUILD, raising=False)
    assert not renderer.is_static_build()
    monkeypatch.setenv(renderer.STATIC_BUILD, "1")
    assert renderer.is_static_build()


def test_a_live_notebook_gets_every_script_that_charts_and_tables_need() -> None:
    libraries = renderer._live_libraries()
    for element in ("filter-table", "page-choices", "choice-text", "vega-chart"):
        assert f'customElements.define("{element}"' in libraries
    assert "--ink: " in libraries
    for shared in ("bookAddress", "ChartControls", "chartLine"):
        assert f"window.{shared} =" in libraries
    for file in (*renderer.LIVE[0], *renderer.LIVE[1]):
        assert (renderer.ASSETS / file).read_text("utf8") in libraries


@pytest.mark.parametrize("width", [vega.PHONE, vega.WIDE])
def test_pictures_are_drawn_at_the_width_asked_for_with_their_letters(width: int) -> None:
    stacked = {**SPEC, "vconcat": [{key: SPEC[key] for key in ("width", "mark", "encoding")}] * 2}
    del stacked["width"], stacked["mark"], stacked["encoding"]
    for spec in (SPEC, stacked):
        picture = vega.svg(spec, width)
        assert vega.size(picture)[0] == pytest.approx(width, abs=1)
        assert "@font-face" in picture
    assert SPEC["width"] == "container", "the argument is not changed"


def test_the_bundle_stays_in_its_function() -> None:
    """A top-level constant would collide with Sphinx' own scripts."""
    bundle = vega.bundle()
    assert bundle.startswith("(function(){")
    assert bundle.rstrip().endswith("})();")
    assert "window.vegaEmbed=" in bundle
