"""Links inside the book lead somewhere: every page, file and anchor is there."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.book.test_pages import pages


class _Page(HTMLParser):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: list[str] = []
        self.feed(path.read_text("utf8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            if name in {"href", "src"} and value:
                self.targets.append(value)


def test_the_site_holds_the_pages_of_the_contents_and_no_other(site: Path) -> None:
    made = {path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html")}
    assert {name for name in made if not name.startswith("_")} == {*pages(), "genindex", "search"}


def test_internal_links_and_anchors(site: Path) -> None:
    pages = {path: _Page(path) for path in site.rglob("*.html") if "_static" not in path.parts}
    broken = []
    for path, page in pages.items():
        for target in page.targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            file = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not file.exists():
                broken.append(f"{path.name}: {target}: no such file")
            elif parts.fragment and file in pages and unquote(parts.fragment) not in pages[file].ids:
                broken.append(f"{path.name}: {target}: no such anchor")
    assert len(pages) > 8
    assert broken == []


def test_no_page_loads_from_another_host(site: Path) -> None:
    """Not even a script or style that a browser would ask for only on a click."""
    loads = []
    for path in site.rglob("*.html"):
        text = path.read_text("utf8")
        loads += [
            f"{path.name}: {host}"
            for host in ("unpkg.com", "cdn.jsdelivr", "cdnjs.", "esm.sh")
            if host in text
        ]
    assert loads == []
