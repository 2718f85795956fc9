"""A captioned table is numbered as a table.

MyST-NB gives every captioned output the same node, a figure. An output whose name starts with ``tab-``
becomes a node that Sphinx numbers with the tables; everything else about it stays a figure.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

PREFIX = "tab-"


class captioned_table(nodes.figure):  # noqa: N801  (docutils nodes are named in lower case)
    """A figure that holds a table; writers treat it as the figure it is derived from."""


class NumberTables(SphinxTransform):
    """Turn the figures named ``tab-…`` into captioned tables before Sphinx collects the labels."""

    default_priority = 500

    def apply(self) -> None:
        """Replace each such figure and point its identifiers to the new node."""
        for figure in list(self.document.findall(nodes.figure)):
            if any(name.startswith(PREFIX) for name in figure["names"]):
                table = captioned_table(figure.rawsource, *figure.children, **figure.attributes)
                figure.replace_self(table)
                self.document.ids.update(dict.fromkeys(table["ids"], table))


def connect(app: Sphinx) -> None:
    """Register the node with the numbering of tables."""
    app.add_enumerable_node(captioned_table, "table", _caption)
    app.add_transform(NumberTables)


def _caption(node: nodes.Node) -> str:
    return next((child.astext() for child in node.children if isinstance(child, nodes.caption)), "")
