"""Do printed numbers agree with one another? Verdicts with data or with a proof."""

from analysis.audit.comparisons import (
    PrintedComparison,
    audited,
    audits,
    comparisons,
    enrolled_t_tests,
    ranked_comparisons,
)
from analysis.audit.fold_change import FoldChange, FoldChangeReading, fold_change
from analysis.audit.grim import Granularity, grim, grimmer
from analysis.audit.joint import Joint, joint
from analysis.audit.known.audits import AuditTried, audits_tried
from analysis.audit.known.cohorts import groups_tried, statistics_tried
from analysis.audit.known.decodings import Decoded, decodings_tried
from analysis.audit.known.results import KnownTotals, known_answers, known_totals
from analysis.audit.known.values import (
    KINDS,
    KnownComparison,
    KnownGroup,
    distinct_groups,
    known_comparisons,
)
from analysis.audit.known.whole_numbers import WholeTried, whole_numbers_tried
from analysis.audit.medians import MedianCount, MedianReading, median_count
from analysis.audit.paired_change import ChangeSpread, PairedChange, paired_change, paired_changes
from analysis.audit.printed_comparisons import compared_counts, compared_means
from analysis.audit.t_tests import TTest
from analysis.audit.two_samples.two_groups import TwoGroups, two_groups
from analysis.audit.verdicts import Proof, ReadingVerdict, Witness
from analysis.reported import Resolution, Summary, decode

__all__ = [
    "KINDS",
    "AuditTried",
    "ChangeSpread",
    "Decoded",
    "FoldChange",
    "FoldChangeReading",
    "Granularity",
    "Joint",
    "KnownComparison",
    "KnownGroup",
    "KnownTotals",
    "MedianCount",
    "MedianReading",
    "PairedChange",
    "PrintedComparison",
    "Proof",
    "ReadingVerdict",
    "Resolution",
    "Summary",
    "TTest",
    "TwoGroups",
    "WholeTried",
    "Witness",
    "audited",
    "audits",
    "audits_tried",
    "compared_counts",
    "compared_means",
    "comparisons",
    "decode",
    "decodings_tried",
    "distinct_groups",
    "enrolled_t_tests",
    "fold_change",
    "grim",
    "grimmer",
    "groups_tried",
    "joint",
    "known_answers",
    "known_comparisons",
    "known_totals",
    "median_count",
    "paired_change",
    "paired_changes",
    "ranked_comparisons",
    "statistics_tried",
    "two_groups",
    "whole_numbers_tried",
]
