"""Figures: one call each, one module for each family, with its rows, its drawing, its words and its controls.

A drawing takes a table and computes no statistic. An explorer shows itself on a page by `.static()` and runs
with a kernel by `.live()`. A figure of a study takes it first.

Sample sizes alone   floors, designs, attainable_pvalues, attained_levels, arm_sizes, adjusted_floors,
                     relabelings, equivalence, upper_limits, pvalue_decoding, no_control, split_floors,
                     split_powers, hidden_bias
What is told         flow, timeline, coverage, evidence, tally, directions, laboratory, readings,
                     printed_levels, medical_history, outcomes, exposure, frailty, reviews, mechanisms,
                     verdicts, disclosure
Can it be            consistency, typed_audit, tipping, rank_orders, same_mean_sd, spreads, oldest_ages,
                     known_truth
Rare events          background_risk, detection, false_positives, adjusted_pvalues, printed_pvalues
Age and noise        expected_changes, directions_with_age, lung, filtration, esr, insulin, reference_change,
                     minimal_detectable_change, positive_control, regression_to_mean, components
Computed cohorts     trajectories, paired_trajectories, possible_values, estimation, dose_by_time, multiverse,
                     mean_bands, change_bands
One of your own      publish, Control, Explorer, PageChoices

    >>> from analysis import data, figures
    >>> figures.directions(data.Study.read()).title
    'Eight of 26 statements at year 5 are called significant'

`help(figures.consistency)` tells more of each.
"""

import analysis.figures.base.light_altair  # noqa: F401  (before any other module imports Altair)
from analysis.figures.aging.components import components
from analysis.figures.aging.directions_with_age import agreement_with_age, directions_with_age
from analysis.figures.aging.esr import esr
from analysis.figures.aging.expected_changes import expected_changes, mean_changes
from analysis.figures.aging.filtration import filtration
from analysis.figures.aging.insulin import insulin
from analysis.figures.aging.lung import lung
from analysis.figures.aging.minimal_detectable_change import hidden_changes, minimal_detectable_change
from analysis.figures.aging.positive_control import positive_control
from analysis.figures.aging.reference_change import reference_change, reference_change_limits
from analysis.figures.aging.regression_to_mean import regression_bounds, regression_to_mean
from analysis.figures.audit.consistency import consistency, typed_audit
from analysis.figures.audit.known_truth import known_truth
from analysis.figures.audit.rank_orders import rank_orders
from analysis.figures.audit.same_mean_sd import same_mean_sd
from analysis.figures.audit.tipping import tipping
from analysis.figures.base.control import Control
from analysis.figures.base.explorer import Explorer, PartsExplorer
from analysis.figures.base.page_choices import PageChoices
from analysis.figures.base.publish import UnpublishableError, publish, traces
from analysis.figures.cohorts.bands import change_bands, mean_bands
from analysis.figures.cohorts.dose_by_time import DoseByTimeExplorer, dose_by_time
from analysis.figures.cohorts.estimation import estimation
from analysis.figures.cohorts.multiverse import dose_choices, multiverse
from analysis.figures.cohorts.paired_trajectories import paired_trajectories
from analysis.figures.cohorts.possible_values import possible_values
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
from analysis.figures.design.hidden_bias import hidden_bias, hidden_bias_rows
from analysis.figures.design.many_tests import adjusted_floors, false_positives
from analysis.figures.design.no_control import no_control
from analysis.figures.design.printed_pvalues import printed_pvalues, pvalue_decoding
from analysis.figures.design.rare_events import background_risk, detection
from analysis.figures.design.relabelings import relabelings
from analysis.figures.design.splits import (
    split_differences,
    split_floors,
    split_floors_rows,
    split_powers,
)
from analysis.figures.design.upper_limits import upper_limits
from analysis.figures.record.assay_limits import assay_limits
from analysis.figures.record.claims import verdicts
from analysis.figures.record.coverage import coverage
from analysis.figures.record.directions import directions
from analysis.figures.record.disclosure import disclosure, disclosure_rows
from analysis.figures.record.evidence import evidence
from analysis.figures.record.exposure import exposure
from analysis.figures.record.flow import flow
from analysis.figures.record.frailty import frailty, frailty_rows
from analysis.figures.record.history import medical_history, outcomes, outcomes_rows
from analysis.figures.record.laboratory import laboratory
from analysis.figures.record.levels import printed_levels, readings, readings_rows
from analysis.figures.record.mechanisms import mechanisms
from analysis.figures.record.people import oldest_ages, oldest_ages_rows, spreads
from analysis.figures.record.reviews import reviews
from analysis.figures.record.tally import tally
from analysis.figures.record.timeline import timeline

__all__ = [
    "Control",
    "DoseByTimeExplorer",
    "Explorer",
    "PageChoices",
    "PartsExplorer",
    "UnpublishableError",
    "adjusted_floors",
    "adjusted_pvalues",
    "agreement_with_age",
    "arm_sizes",
    "assay_limits",
    "attainable_pvalues",
    "attained_levels",
    "background_risk",
    "causes",
    "cells_per_kilogram",
    "change_bands",
    "components",
    "consistency",
    "coverage",
    "designs",
    "detection",
    "directions",
    "directions_with_age",
    "disclosure",
    "disclosure_rows",
    "dose_by_time",
    "dose_choices",
    "equivalence",
    "esr",
    "estimation",
    "evidence",
    "expected_changes",
    "exposure",
    "false_positives",
    "filtration",
    "floors",
    "floors_rows",
    "flow",
    "frailty",
    "frailty_rows",
    "hidden_bias",
    "hidden_bias_rows",
    "hidden_changes",
    "insulin",
    "known_truth",
    "laboratory",
    "lung",
    "mean_bands",
    "mean_changes",
    "mechanisms",
    "medical_history",
    "minimal_detectable_change",
    "multiverse",
    "no_control",
    "oldest_ages",
    "oldest_ages_rows",
    "outcomes",
    "outcomes_rows",
    "paired_trajectories",
    "positive_control",
    "possible_values",
    "printed_levels",
    "printed_pvalues",
    "publish",
    "pvalue_decoding",
    "rank_orders",
    "readings",
    "readings_rows",
    "reference_change",
    "reference_change_limits",
    "regression_bounds",
    "regression_to_mean",
    "relabelings",
    "reviews",
    "same_mean_sd",
    "split_differences",
    "split_floors",
    "split_floors_rows",
    "split_powers",
    "spreads",
    "tally",
    "timeline",
    "tipping",
    "traces",
    "trajectories",
    "typed_audit",
    "upper_limits",
    "verdicts",
]
