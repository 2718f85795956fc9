"""Explorers: the same control as a parameter of a static page and as a widget with a kernel.

Call `.static()` on a page and `.live()` in a notebook.
"""

from analysis.explorers.attainable import attainable
from analysis.explorers.chance import chance, surviving
from analysis.explorers.components import decomposition
from analysis.explorers.consistency import consistency
from analysis.explorers.control import Control
from analysis.explorers.decoding import decoding
from analysis.explorers.dose_by_time import dose_by_time_sentences, dose_by_time_shares, dose_by_time_under
from analysis.explorers.equivalence import equivalence
from analysis.explorers.explorer import Explorer
from analysis.explorers.falling_back import falling_back, luck
from analysis.explorers.family import family
from analysis.explorers.insulin import insulin
from analysis.explorers.intervals import levels
from analysis.explorers.lung import lung
from analysis.explorers.multiverse import DOSE_CHOICES, Multiverse, multiverse
from analysis.explorers.no_control import no_control
from analysis.explorers.page_choices import PageChoices
from analysis.explorers.parts import PartsExplorer
from analysis.explorers.plausible import plausible
from analysis.explorers.rare import background, background_table, once
from analysis.explorers.relabelings import relabelings
from analysis.explorers.sphere import circle
from analysis.explorers.splits import split_differences, split_powers
from analysis.explorers.spreads import spreads
from analysis.explorers.stable import stable
from analysis.explorers.tipping import unprinted_baseline
from analysis.explorers.trajectories import trajectories
from analysis.explorers.two_arms import two_arm_sizes
from analysis.explorers.typed_audit import typed_audit

__all__ = [
    "DOSE_CHOICES",
    "Control",
    "Explorer",
    "Multiverse",
    "PageChoices",
    "PartsExplorer",
    "attainable",
    "background",
    "background_table",
    "chance",
    "circle",
    "consistency",
    "decoding",
    "decomposition",
    "dose_by_time_sentences",
    "dose_by_time_shares",
    "dose_by_time_under",
    "equivalence",
    "falling_back",
    "family",
    "insulin",
    "levels",
    "luck",
    "lung",
    "multiverse",
    "no_control",
    "once",
    "plausible",
    "relabelings",
    "split_differences",
    "split_powers",
    "spreads",
    "stable",
    "surviving",
    "trajectories",
    "two_arm_sizes",
    "typed_audit",
    "unprinted_baseline",
]
