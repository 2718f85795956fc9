"""Beneath the caption of a figure, one line: what it stands on, and a link to each of its sources.

The line is made from what the chart says of itself, so that nobody writes it by hand.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from analysis.publication.numbering import captioned_table

STANDS_ON = "stands_on"
"""Attribute of the node of a chart: its basis, and its sources with their addresses."""


def stands_on(spec: Mapping[str, Any]) -> dict[str, Any]:
    """What a specification says of its basis and its sources; nothing where it says nothing.

    >>> stands_on({"usermeta": {"basis": "design", "links": {"Clopper 1934": "https://doi.org/10.1"}}})
    {'basis': 'design', 'added': '', 'links': {'Clopper 1934': 'https://doi.org/10.1'}}
    """
    told = spec.get("usermeta", {})
    if "basis" not in told:
        return {}
    return {"basis": told["basis"], "added": told.get("added", ""), "links": dict(told.get("links", {}))}


def line(told: Mapping[str, Any]) -> nodes.paragraph:
    """The line: the basis, and each source with its address, if it has one."""
    links: Mapping[str, str] = told["links"]
    added = f"; {told['added']}" if told["added"] else ""
    words = f"Basis: {told['basis']}{added}." + (" Sources: " if links else "")
    paragraph = nodes.paragraph("", "", nodes.Text(words), classes=["sources-line"])
    for number, (label, address) in enumerate(links.items()):
        paragraph += nodes.Text("; " if number else "")
        paragraph += nodes.reference("", label, refuri=address) if address else nodes.Text(label)
    paragraph += nodes.Text("." if links else "")
    return paragraph


class AppendSources(SphinxTransform):
    """Give each captioned chart its line as a legend beneath the caption."""

    default_priority = 510
    """After the tables are told from the figures."""

    def apply(self) -> None:
        """Append a legend to every captioned figure that holds a chart."""
        for figure in self.document.findall(nodes.figure):
            told = next(_told(figure), None)
            if told:
                figure += nodes.legend("", line(told))


def connect(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(AppendSources)


def _told(figure: nodes.figure | captioned_table) -> Iterator[dict[str, Any]]:
    for node in figure.findall(nodes.raw):
        if STANDS_ON in node.attributes:
            yield node.attributes[STANDS_ON]
