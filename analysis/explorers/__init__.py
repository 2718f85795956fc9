"""Explorers: the same control as a parameter of a static page and as a widget with a kernel.

Call `.static()` on a page and `.live()` in a notebook.
"""

from analysis.explorers.attainable import attainable
from analysis.explorers.consistency import consistency
from analysis.explorers.control import Control
from analysis.explorers.explorer import Explorer
from analysis.explorers.levels import levels
from analysis.explorers.plausible import plausible
from analysis.explorers.relabelings import relabelings
from analysis.explorers.sphere import circle

__all__ = ["Control", "Explorer", "attainable", "circle", "consistency", "levels", "plausible", "relabelings"]
