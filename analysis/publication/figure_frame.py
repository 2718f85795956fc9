"""What stands around a chart: its finding and its measure above, and one line below.

Both are made from what the chart says of itself in ``usermeta``, so that nobody writes them by hand. The line
begins with the badge and the sources; the page's scripts add what a reader can take from the chart.
"""

import html
from collections.abc import Iterable, Mapping
from typing import Any


def head(meta: Mapping[str, Any]) -> str:
    """Title and subtitle.

    >>> head({"title": "Five pairs show little", "subtitle": ""})
    '<p class="figure-title">Five pairs show little</p>'
    """
    parts = (("figure-title", meta["title"]), ("figure-subtitle", meta["subtitle"]))
    return "".join(f'<p class="{name}">{html.escape(words)}</p>' for name, words in parts if words)


def line(meta: Mapping[str, Any]) -> str:
    """Badge and sources, each source with a link if it has an address."""
    return standing_line(meta["basis"], meta["badge"], meta.get("added", ""), meta["links"].items())


def standing_line(basis: str, badge: str, added: str, links: Iterable[tuple[str, str]]) -> str:
    """The line of a figure or a table.

    Args:
        basis: one of the five.
        badge: its words, of which those before the colon are shown and the rest is told on demand.
        added: what stands on another basis.
        links: short name and address of each source.

    Examples:
        >>> print(standing_line("design", "DESIGN: no data", "", [("Clopper 1934", "")]))
        <p class="figure-line"><span class="badge badge-design" title="no data">DESIGN</span> <span \
class="figure-sources">Clopper 1934</span></p>
    """
    word, _, meaning = badge.partition(": ")
    shown = f'<span class="badge badge-{basis}" title="{html.escape(meaning, quote=True)}">{word}</span>'
    further = f' <span class="figure-added">{html.escape(added)}</span>' if added else ""
    sources = "; ".join(linked(label, address) for label, address in links)
    named = f' <span class="figure-sources">{sources}</span>' if sources else ""
    return f'<p class="figure-line">{shown}{further}{named}</p>'


def linked(text: str, to: str) -> str:
    """Words as a link, or as they are where there is no address."""
    words = html.escape(text)
    return f'<a href="{html.escape(to, quote=True)}">{words}</a>' if to else words
