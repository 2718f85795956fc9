"""What stands around a chart: its finding and its measure above, and one line below.

Both are made from what the chart says of itself in ``usermeta``, so that nobody writes them by hand. The line
begins with the badge and the sources; the page's scripts add what a reader can take from the chart.
"""

import html
from collections.abc import Mapping
from typing import Any

from analysis.figures.base.standing import standing_line


def lines_above(meta: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Class and words of each line above a chart: its title, and its subtitle if it has one."""
    parts = [("figure-title", meta["title"]), ("figure-subtitle", meta["subtitle"])]
    return [(name, words) for name, words in parts if words]


def head(meta: Mapping[str, Any]) -> str:
    """Title and subtitle.

    >>> head({"title": "Five pairs show little", "subtitle": ""})
    '<p class="figure-title">Five pairs show little</p>'
    """
    return "".join(f'<p class="{name}">{html.escape(words)}</p>' for name, words in lines_above(meta))


def line(meta: Mapping[str, Any]) -> str:
    """Badge and sources, each source with a link if it has an address."""
    return standing_line(meta["basis"], meta["badge"], meta.get("added", ""), meta["links"].items())
