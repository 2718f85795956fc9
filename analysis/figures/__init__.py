"""Figures: one module for each family, with its rows, its drawing, its words and its controls.

A drawing takes a table and computes no statistic. An explorer shows itself on a page by `.static()` and runs
with a kernel by `.live()`.
"""

from analysis.figures.aging.components import decomposition
from analysis.figures.aging.insulin import insulin
from analysis.figures.aging.lung import lung
from analysis.figures.aging.minimal_detectable_change import stable
from analysis.figures.aging.regression_to_mean import falling_back, luck
from analysis.figures.audit.consistency import consistency, typed_audit
from analysis.figures.audit.rank_orders import rank_orders
from analysis.figures.audit.same_mean_sd import same_mean_sd
from analysis.figures.audit.tipping import tipping
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer
from analysis.figures.base.page_choices import PageChoices
from analysis.figures.base.parts import PartsExplorer
from analysis.figures.base.publish import UnpublishableError, publish, traces
from analysis.figures.cohorts.dose_by_time import (
    dose_by_time_sentences,
    dose_by_time_shares,
    dose_by_time_under,
)
from analysis.figures.cohorts.multiverse import DOSE_CHOICES, Multiverse, multiverse
from analysis.figures.cohorts.possible_values import plausible
from analysis.figures.cohorts.trajectories import trajectories
from analysis.figures.design.arm_sizes import two_arm_sizes
from analysis.figures.design.attainable_pvalues import attainable
from analysis.figures.design.attained_levels import levels
from analysis.figures.design.equivalence import equivalence
from analysis.figures.design.family_explorer import family
from analysis.figures.design.many_tests import chance, surviving
from analysis.figures.design.no_control import no_control
from analysis.figures.design.printed_pvalues import decoding
from analysis.figures.design.rare_events import background, background_table, once
from analysis.figures.design.relabelings import relabelings
from analysis.figures.design.splits import split_differences, split_powers
from analysis.figures.record.people import spreads

__all__ = [
    "DOSE_CHOICES",
    "Control",
    "Explorer",
    "Multiverse",
    "PageChoices",
    "PartsExplorer",
    "UnpublishableError",
    "attainable",
    "background",
    "background_table",
    "chance",
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
    "publish",
    "rank_orders",
    "relabelings",
    "same_mean_sd",
    "split_differences",
    "split_powers",
    "spreads",
    "stable",
    "surviving",
    "tipping",
    "traces",
    "trajectories",
    "two_arm_sizes",
    "typed_audit",
]
