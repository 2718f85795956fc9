"""What a cell of an executed page shows in a notebook that nobody trusts yet.

JupyterLab shows such a notebook no SVG, no script and no element of one's own. So a chart is an image with
its words, and a table is HTML without them. Run anew, both are as lively as on the site.
"""

import base64
import html
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, ClassVar

from analysis.figures.base.standing import linked
from analysis.publication.edition.words import Links, UnknownInNotebookError
from analysis.publication.notebook_plugin import picture
from analysis.publication.prose import escaped
from analysis.publication.renderer import MIME, describe
from analysis.publication.state import RECORD

Output = dict[str, Any]


def shown(cell: Mapping[str, Any], page: str, pictures: Path, links: Links) -> Iterator[Output]:
    """The outputs of an executed cell as a notebook shows them; what it only keeps for the site is left out.

    Args:
        cell: of the executed notebook.
        page: whose cell it is.
        pictures: the folder with the charts' pictures.
        links: of the edition.
    """
    for output in cell.get("outputs", []):
        data = output.get("data")
        if data is None:
            yield output
        elif any(not kind.startswith(RECORD) for kind in data):
            yield {"output_type": "display_data", "metadata": {}, "data": _plain(data, page, pictures, links)}


def _plain(data: Mapping[str, Any], page: str, pictures: Path, links: Links) -> dict[str, Any]:
    words = "".join(data.get("text/plain", ""))
    if MIME in data:
        return {"text/html": _image(data[MIME], pictures), "text/plain": words}
    if "text/html" not in data:
        return dict(data)
    source = "".join(data["text/html"])
    if source.startswith("<page-choices"):
        return {"text/markdown": f'<a id="page-choices"></a>{escaped(words)}', "text/plain": words}
    return {"text/markdown": Sanitized(page, links).read(source), "text/plain": words}


def _image(spec: Mapping[str, Any], pictures: Path) -> str:
    """The picture with title, badge and sources drawn in, and beneath it the sources with their links."""
    drawing = base64.b64encode((pictures / f"{picture(spec)}.svg").read_bytes()).decode()
    words = html.escape(describe(spec), quote=True)
    links = [linked(label, address) for label, address in spec.get("usermeta", {}).get("links", {}).items()]
    sources = f"<p>Sources: {'; '.join(links)}.</p>" if links else ""
    return f'<img alt="{words}" src="data:image/svg+xml;base64,{drawing}">{sources}'


class Sanitized(HTMLParser):
    """HTML of which only what every notebook shows is left, as one block of Markdown.

    JupyterLab sets tables of Markdown flush left, and those of HTML flush right.
    """

    KEPT: ClassVar = {
        "a": ("href",), "br": (), "details": (), "em": (), "p": (), "strong": (), "summary": (),
        "table": (), "tbody": (), "td": ("colspan",), "th": ("scope",), "thead": (), "tr": ("id",),
    }  # fmt: skip
    OPENED: ClassVar = ("div", "span", "filter-table", "choice-text", "svg", "path")
    """Of these only the content is kept."""

    def __init__(self, page: str, links: Links) -> None:
        super().__init__()
        self.page, self.links = page, links
        self.parts: list[str] = []
        self.silent = False

    def read(self, source: str) -> str:
        """The block of Markdown."""
        self.feed(source)
        return "".join(self.parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element with the attributes that count, or only what it holds."""
        if tag == "script":
            self.silent = True
        elif tag in self.KEPT:
            kept = {name: value or "" for name, value in attrs if name in self.KEPT[tag]}
            if "href" in kept:
                kept["href"] = self.links.to(self.page, kept["href"])
            about = "".join(f' {name}="{html.escape(value)}"' for name, value in kept.items())
            self.parts.append(f"<{tag}{about}>")
        elif tag not in self.OPENED:
            raise UnknownInNotebookError(
                f"{self.page}: nothing says how <{tag}> of a cell's output reads in a notebook: "
                f"say it in {__name__}"
            )

    def handle_endtag(self, tag: str) -> None:
        """Close what was kept."""
        if tag == "script":
            self.silent = False
        elif tag in self.KEPT:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep words; a line without any would end the block, and a dollar begin mathematics."""
        if not self.silent:
            self.parts.append(html.escape(" ".join(data.split("\n")), quote=False).replace("$", "&#36;"))
