"""One small script stands before all others."""

from analysis.publication.first_script import SCRIPT, put_first
from analysis.publication.renderer import ASSETS


def test_it_begins_the_head_and_is_small() -> None:
    context = {"pathto": lambda path, resource: f"../{path}", "metatags": "<meta><script src='x'></script>"}
    put_first(None, "chapters/a", "page.html", context, None)  # type: ignore[arg-type]
    assert context["metatags"].strip().startswith('<script src="../_static/first/storage.js?v=')
    assert context["metatags"].endswith("<meta><script src='x'></script>")
    assert (ASSETS / SCRIPT).stat().st_size <= 1024
