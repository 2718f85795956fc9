"""Cohorts, tried on values that are known.

Groups are drawn from a would-be mean ± SD and n alone, evenly on their sphere, and the true smallest, middle
and largest value, and the true U of two groups, looked for in the range of 95 % of the draws. The draws know
the lower end of the scale, but neither its upper end nor its grid.
"""

from dataclasses import dataclass
from functools import cache
from math import inf
from typing import get_args

import numpy as np

from analysis.audit.known.values import (
    Floats,
    Kind,
    KnownComparison,
    KnownGroup,
    distinct_groups,
    distinct_pairs_of_groups,
)
from analysis.reconstruction import group as draw_group

PROPOSED = 2**15
KEPT = 1000
LEAST_KEPT = 100
"""Groups proposed for each summary, of those above the lowest value how many are kept, and how few are too
few to give a range."""

RANGE = (0.025, 0.975)
SLACK = 1e-9  # of floats, where a range ends at the true value


@dataclass(frozen=True, slots=True)
class GroupDrawn:
    """Whether draws from a would-be mean ± SD hold the true values of a group.

    Attributes:
        group: whose values are known.
        kept: draws without a value below the scale, `KEPT` at most; with fewer than `LEAST_KEPT` the group
            cannot be drawn.
        inside: whether the true smallest, middle and largest value lie in the range of 95 % of the draws;
            empty where the group cannot be drawn.
        trace: the row that leads to the paper.
    """

    group: KnownGroup
    kept: int
    inside: tuple[bool, ...]
    trace: str

    @property
    def drawn(self) -> bool:
        """Whether enough draws stay within the scale."""
        return bool(self.inside)

    @property
    def kind(self) -> Kind:
        """The kind of the values."""
        return self.group.kind


@dataclass(frozen=True, slots=True)
class ComparisonDrawn:
    """Whether independent draws of two groups hold the true U.

    Attributes:
        comparison: whose values are known.
        kind: that of its values: the kind of the side that is farther down the list of kinds.
        inside: whether U lies in the range of 95 % of the draws; None where a side cannot be drawn.
    """

    comparison: KnownComparison
    kind: Kind
    inside: bool | None


@cache
def groups_tried(comparisons: tuple[KnownComparison, ...], *, seed: int) -> tuple[GroupDrawn, ...]:
    """Draw every group from its would-be mean ± SD and n alone, and look for its true values.

    Args:
        comparisons: some of `known_comparisons`.
        seed: a whole number from 0 up.
    """
    return tuple(_group_drawn(group, trace, seed) for group, trace in distinct_groups(comparisons))


@cache
def statistics_tried(comparisons: tuple[KnownComparison, ...], *, seed: int) -> tuple[ComparisonDrawn, ...]:
    """Draw both groups of every comparison of two, and look for the true U.

    Args:
        comparisons: some of `known_comparisons`.
        seed: a whole number from 0 up; the second side is drawn with the next one.
    """
    return tuple(_statistic_drawn(each, seed) for each in distinct_pairs_of_groups(comparisons))


def _draws(group: KnownGroup, seed: int) -> Floats:
    """Draws with the would-be mean ± SD, without those that have a value below the scale."""
    summary = group.would_be()
    proposed = draw_group(
        summary.mean, summary.spread, summary.n, spread_is="sd", size=PROPOSED, seed=seed, minimum=-inf
    )
    kept: Floats = proposed[proposed.min(axis=1) >= group.lowest][:KEPT]
    return kept


def _group_drawn(group: KnownGroup, trace: str, seed: int) -> GroupDrawn:
    draws = _draws(group, seed)
    inside = (
        tuple(within(of(group.numbers), of(draws, axis=1)) for of in (np.min, np.median, np.max))
        if len(draws) >= LEAST_KEPT
        else ()
    )
    return GroupDrawn(group, len(draws), inside, f"{trace} formula:reconstruction.group seed:{seed}")


def _statistic_drawn(comparison: KnownComparison, seed: int) -> ComparisonDrawn:
    kinds: tuple[Kind, ...] = get_args(Kind)
    kind = max((group.kind for group in comparison.groups), key=kinds.index)
    first, second = _draws(comparison.first, seed), _draws(comparison.second, seed + 1)
    size = min(len(first), len(second))
    if size < LEAST_KEPT:
        return ComparisonDrawn(comparison, kind, None)
    drawn = u_statistics(first[:size], second[:size])
    (own,) = u_statistics(comparison.first.numbers[np.newaxis], comparison.second.numbers[np.newaxis])
    return ComparisonDrawn(comparison, kind, within(float(own), drawn))


def u_statistics(first: Floats, second: Floats) -> Floats:
    """U of the first group of every row.

    Args:
        first: shape (k, n1).
        second: shape (k, n2).

    Examples:
        >>> u_statistics(np.array([[1.0, 3.0]]), np.array([[2.0, 3.0]])).tolist()
        [1.5]
    """
    apart = first[:, :, np.newaxis] - second[:, np.newaxis, :]
    above: Floats = np.sum(0.5 + 0.5 * np.sign(apart), axis=(1, 2))
    return above


def within(value: float, draws: Floats) -> bool:
    """Whether a value lies in the range of 95 % of the draws.

    Examples:
        >>> within(3, np.arange(100.0)), within(1, np.arange(100.0))
        (True, False)
    """
    low, high = np.quantile(draws, RANGE)
    slack = SLACK * max(abs(low), abs(high))
    return bool(low - slack <= value <= high + slack)
