"""From notebook to page. ``enable`` once a chapter, ``state`` for numbers in prose, ``Table`` for tables."""

from analysis.publication.renderer import enable
from analysis.publication.state import state
from analysis.publication.table import Table

__all__ = ["Table", "enable", "state"]
