"""Figures: one module for each family, with its rows, its drawing, its words and its controls.

A drawing takes a table and computes no statistic. An explorer shows itself on a page by `.static()` and runs
with a kernel by `.live()`.
"""

from analysis.figures.aging.components import decomposition
from analysis.figures.aging.insulin import insulin
from analysis.figures.aging.lung import lung
from analysis.figures.aging.minimal_detectable_change import stable
from analysis.figures.aging.regression_to_mean import falling_back, luck
from analysis.figures.audit.consistency import consistency
from analysis.figures.audit.same_mean_sd import circle
from analysis.figures.audit.tipping import unprinted_baseline
from analysis.figures.audit.typed_audit_explorer import typed_audit
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
from analysis.figures.design.adjusted_pvalues import adjusted_pvalues
from analysis.figures.design.arm_sizes import arm_sizes
from analysis.figures.design.attainable_pvalues import attainable_pvalues
from analysis.figures.design.attained_levels import attained_levels
from analysis.figures.design.causes import causes
from analysis.figures.design.cells_per_kilogram import cells_per_kilogram
from analysis.figures.design.designs import designs
from analysis.figures.design.equivalence import equivalence
from analysis.figures.design.floors import floors, floors_rows
from analysis.figures.design.many_tests import adjusted_floors, false_positives
from analysis.figures.design.no_control import no_control
from analysis.figures.design.printed_pvalues import printed_pvalues, pvalue_decoding
from analysis.figures.design.rare_events import background_risk, background_risk_table, detection
from analysis.figures.design.relabelings import relabelings
from analysis.figures.design.splits import (
    split_differences,
    split_floors,
    split_floors_rows,
    split_groups,
    split_pairs,
    split_powers,
)
from analysis.figures.design.upper_limits import upper_limits
from analysis.figures.record.people import spreads

__all__ = [
    "DOSE_CHOICES",
    "Control",
    "Explorer",
    "Multiverse",
    "PageChoices",
    "PartsExplorer",
    "UnpublishableError",
    "adjusted_floors",
    "adjusted_pvalues",
    "arm_sizes",
    "attainable_pvalues",
    "attained_levels",
    "background_risk",
    "background_risk_table",
    "causes",
    "cells_per_kilogram",
    "circle",
    "consistency",
    "decomposition",
    "designs",
    "detection",
    "dose_by_time_sentences",
    "dose_by_time_shares",
    "dose_by_time_under",
    "equivalence",
    "falling_back",
    "false_positives",
    "floors",
    "floors_rows",
    "insulin",
    "luck",
    "lung",
    "multiverse",
    "no_control",
    "plausible",
    "printed_pvalues",
    "publish",
    "pvalue_decoding",
    "relabelings",
    "split_differences",
    "split_floors",
    "split_floors_rows",
    "split_groups",
    "split_pairs",
    "split_powers",
    "spreads",
    "stable",
    "traces",
    "trajectories",
    "typed_audit",
    "unprinted_baseline",
    "upper_limits",
]
