"""The exhaustive search of orders: what it refutes no random search reaches, what it finds is so."""

from itertools import product

import numpy as np
import pytest

from analysis.audit.two_samples.interpolation import pairs_above, stop_at
from analysis.audit.two_samples.moments import Moments
from analysis.audit.two_samples.search import at_least, staircases
from analysis.reconstruction import group
from analysis.reported import Summary


@pytest.mark.parametrize(
    ("pairs", "inside"), [(0, (0, 0, 0)), (4, (0, 0, 0)), (5, (2, 1, 0)), (12, (0, 0, 0))]
)
def test_staircases_are_all_of_them(pairs, inside):
    every = {
        rows
        for rows in product(range(5), repeat=3)
        if sum(rows) == pairs
        and list(rows) == sorted(rows, reverse=True)
        and np.all(np.array(rows) >= inside)
    }
    found = list(staircases(pairs, 3, 4, np.array(inside)))
    assert len(found) == len(set(found))
    assert set(found) == every


def largest(first, second):
    """The largest U that the search finds, after checking that it refutes all above."""
    for u in range(first.n * second.n, -1, -1):
        search = at_least(first, second, u)
        assert search.complete
        if search.data is not None:
            assert pairs_above(*search.data) >= u
            return u, search.data
    raise AssertionError("no data at all")


@pytest.mark.parametrize("seed", range(6))
def test_random_groups_stay_within_the_largest_u_and_reach_it(seed):
    rng = np.random.default_rng(seed)
    sizes = rng.integers(3, 5, 2)
    summaries = [Summary(f"{rng.uniform(20, 30):.1f}", f"{rng.uniform(4, 9):.1f}", int(n)) for n in sizes]
    moments = [Moments.printed(summary, spread_is="sd", minimum=0.0) for summary in summaries]
    draws = [
        group(s.mean, s.spread, s.n, spread_is="sd", size=100_000, seed=i) for i, s in enumerate(summaries)
    ]
    reached = pairs_above(*draws)
    top, _ = largest(moments[0], moments[1])
    bottom = sizes.prod() - largest(moments[1], moments[0])[0]
    assert bottom <= reached.min()
    assert reached.max() <= top
    assert top - reached.max() <= 1
    assert reached.min() - bottom <= 1


def test_an_order_is_refuted_that_the_ordered_values_leave_open():
    # Means 10 and 10.5 with SDs near 5: separated groups need a gap of at least 2 x 5 / sqrt(4).
    first = Moments.printed(Summary("10.5", "5.0", 4), spread_is="sd")
    second = Moments.printed(Summary("10.0", "5.0", 4), spread_is="sd")
    top, data = largest(first, second)
    assert top < 16
    refuted = at_least(first, second, top + 1)
    assert refuted.data is None
    assert refuted.boxes > 0
    assert data[0].std(ddof=1) == pytest.approx(5.0, abs=0.05)


def test_the_way_between_two_data_sets_passes_every_u_and_keeps_the_numbers():
    summary = [Summary("74", "23", 6), Summary("115", "15", 5)]
    moments = tuple(Moments.printed(s, spread_is="sem", minimum=0.0) for s in summary)
    top, start = largest(*moments)
    low, end = largest(moments[1], moments[0])
    low, end = 30 - low, (end[1][::-1], end[0][::-1])
    assert (low, top) == (3, 16)
    for u in range(low, top + 1):
        first, second = stop_at(u, start, end, moments)
        assert pairs_above(first, second) == u
        assert first.min() >= 0
        assert round(first.mean()) == 74
        assert round(first.std(ddof=1) / np.sqrt(6)) == 23
        assert round(second.mean()) == 115
        assert round(second.std(ddof=1) / np.sqrt(5)) == 15
