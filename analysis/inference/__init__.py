"""Exact small-sample statistics: numbers in, results out.

Every result is a frozen dataclass with a `.sentence()`; tables are tidy DataFrames.
"""

from analysis.inference.covariance import Ancova, ancova
from analysis.inference.effects import StandardizedDifference, hedges_g, hedges_gz, rank_biserial
from analysis.inference.equivalence import Equivalence, equivalence
from analysis.inference.equivalence_margin import Margin, smallest_margin
from analysis.inference.family import in_family
from analysis.inference.intervals import Interval, hodges_lehmann
from analysis.inference.multiplicity import adjust
from analysis.inference.no_control import Changes, without_control
from analysis.inference.permutation import (
    PermutationTest,
    difference_in_differences,
    permutation_difference,
    sign_flip_mean,
)
from analysis.inference.planning import Detectable, Power, detectable, power
from analysis.inference.proportions import Proportion, proportion
from analysis.inference.rank_tests import (
    RankTest,
    RankTests,
    attainable,
    floors,
    rank_sum,
    rank_sum_many,
    signed_rank,
    signed_rank_many,
)

__all__ = [
    "Ancova",
    "Changes",
    "Detectable",
    "Equivalence",
    "Interval",
    "Margin",
    "PermutationTest",
    "Power",
    "Proportion",
    "RankTest",
    "RankTests",
    "StandardizedDifference",
    "adjust",
    "ancova",
    "attainable",
    "detectable",
    "difference_in_differences",
    "equivalence",
    "floors",
    "hedges_g",
    "hedges_gz",
    "hodges_lehmann",
    "in_family",
    "permutation_difference",
    "power",
    "proportion",
    "rank_biserial",
    "rank_sum",
    "rank_sum_many",
    "sign_flip_mean",
    "signed_rank",
    "signed_rank_many",
    "smallest_margin",
    "without_control",
]
