"""All statistics of this package on one set of values, for a first look."""

from typing import TypeAlias

from numpy.typing import ArrayLike

from analysis.inference.effects import StandardizedDifference, hedges_g, hedges_gz
from analysis.inference.intervals import Interval, hodges_lehmann
from analysis.inference.permutation import PermutationTest, permutation_difference, sign_flip_mean
from analysis.inference.rank_tests import RankTest, rank_sum, signed_rank

Statistic: TypeAlias = PermutationTest | RankTest | Interval | StandardizedDifference


def two_group_statistics(x: ArrayLike, y: ArrayLike) -> tuple[Statistic, ...]:
    """What this package says of two groups: two tests, the shift, and the standardized difference.

    Args:
        x: values of the first group.
        y: of the second.

    Raises:
        ValueError: values that one of the statistics does not take.

    Examples:
        >>> two_group_statistics([6, 7, 8], [1, 2, 3])[1].pvalue
        0.1
    """
    return permutation_difference(x, y), rank_sum(x, y), hodges_lehmann(x, y), hedges_g(x, y)


def paired_statistics(differences: ArrayLike) -> tuple[Statistic, ...]:
    """What this package says of the differences of pairs.

    Args:
        differences: one for each pair.

    Raises:
        ValueError: values that one of the statistics does not take.

    Examples:
        >>> paired_statistics([2, 3, 4, 6, 7])[1].pvalue
        0.0625
    """
    return (
        sign_flip_mean(differences),
        signed_rank(differences),
        hodges_lehmann(differences),
        hedges_gz(differences),
    )
