"""Tie patterns counted together, against all data and against one pattern at a time."""

from itertools import combinations, product

import numpy as np
import pytest

from analysis.inference import rank_sum, signed_rank
from analysis.inference.pvalues import METHODS, Method, null_distribution, pvalues
from analysis.reported.ties import TiesLookedAt, looked_at, tied_pvalues

Pattern = tuple[int, ...]
Pairs = set[tuple[float, float]]


def patterns(n: int) -> list[Pattern]:
    """Every way in which n ordered values can tie, one at least: sizes of the groups of equal values."""
    cuts = [cut for k in range(n - 1) for cut in combinations(range(1, n), k)]
    return [tuple(np.diff([0, *cut, n]).tolist()) for cut in cuts]


def one_at_a_time(kept: list[Pattern], n: int, n1: int | None, method: Method) -> Pairs:
    """Statistics up to the middle and p-values, each pattern by its own null distribution."""
    found = set()
    for pattern in kept:
        ends = np.cumsum(pattern)
        scores = tuple(np.repeat(2 * ends - np.array(pattern) + 1, pattern).tolist())
        null = null_distribution(scores, n1)
        sums = null.sums[np.asarray(null.ways) > 0]
        doubled = sums if n1 is None else sums - n1 * (n1 + 1)
        largest = n * (n + 1) if n1 is None else 2 * n1 * (n - n1)
        p = pvalues(np.array([scores]), sums, n1, method)
        found |= {(min(u, largest - u) / 2, round(q, 10)) for u, q in zip(doubled, p, strict=True) if q == q}
    return found


def together(looked: TiesLookedAt, n1: int | None, method: Method) -> Pairs:
    return {
        (statistic, round(p, 10))
        for _, statistics, rows in tied_pvalues(looked, n1, [method])
        for row in rows
        for statistic, p in zip(statistics, row, strict=True)
        if p == p
    }


@pytest.mark.parametrize(("n", "n1"), [(2, 1), (5, 2), (8, 3), (9, 5), (7, None)])
@pytest.mark.parametrize("method", METHODS)
def test_all_patterns_together_give_what_each_gives(n: int, n1: int | None, method: Method) -> None:
    assert together(TiesLookedAt(n, n, 0, n), n1, method) == one_at_a_time(patterns(n), n, n1, method)


@pytest.mark.parametrize(("n", "n1"), [(8, 4), (9, 3), (7, None)])
@pytest.mark.parametrize("method", METHODS)
def test_few_values_or_few_groups_are_those_alone(n: int, n1: int | None, method: Method) -> None:
    few = [each for each in patterns(n) if len(each) <= 3]
    grouped = [each for each in patterns(n) if sum(size > 1 for size in each) <= 1]
    known = one_at_a_time(few + grouped, n, n1, method)
    assert together(TiesLookedAt(n, 3, 1, 3), n1, method) == known
    assert known < one_at_a_time(patterns(n), n, n1, method)


@pytest.mark.parametrize("method", METHODS)
def test_a_scale_of_three_values_is_every_set_of_data_on_it(method: Method) -> None:
    data = [values for values in product(range(3), repeat=8) if len(set(values)) > 1]
    tests = [rank_sum(values[:4], values[4:], method=method) for values in data]
    met = {(min(test.statistic, 16 - test.statistic), round(test.pvalue, 10)) for test in tests}
    equal = {(8.0, 1.0)} if method == "exact" else set()  # all values equal
    assert together(looked_at(8, 4, values=3), 4, method) == met | equal


def test_pairs_that_do_not_change_are_no_part_of_a_pattern() -> None:
    tests = [signed_rank(d) for d in product((-2, -1, 1, 2), repeat=5)]
    met = {(min(test.statistic, 15 - test.statistic), round(test.pvalue, 10)) for test in tests}
    assert together(looked_at(5, None, values=2), None, "exact") == met


def test_what_is_counted_shrinks_with_what_can_be_afforded() -> None:
    whole, part = looked_at(14, 7), looked_at(14, 7, cells=10**5)
    assert whole.whole(["exact", "normal"])
    assert not part.whole(["exact"])
    assert 1 < part.different < 14
    assert "at most" in part.words
    assert looked_at(60, 30, cells=1).words == "none"
