"""Exact tests with ties, which SciPy does not offer: one large data set, and many small ones."""

import tracemalloc
from collections.abc import Callable
from functools import partial

import numpy as np

from analysis.inference import rank_sum, rank_sum_many, signed_rank, signed_rank_many
from benchmarks.timing import cold


def singles() -> list[str]:
    """Time the exact tests of single tied data sets, each with an empty cache of null distributions."""
    rng = np.random.default_rng(2)
    lines = []
    for n in (30, 100):
        x, y = (np.round(rng.normal(size=n), 1) for _ in range(2))
        lines.append(_timed(f"rank_sum, {n} v {n} with ties", partial(rank_sum, x, y)))
    for n in (60, 500):
        d = np.round(rng.normal(size=n), 1)
        lines.append(_timed(f"signed_rank, {n} pairs with ties", partial(signed_rank, d)))
    return lines


def many() -> list[str]:
    """Time 100,000 small data sets in which nearly every row has ties."""
    rng = np.random.default_rng(3)
    x, y = np.round(rng.normal(size=(100_000, 5)), 1), np.round(rng.normal(size=(100_000, 6)), 1)
    return [
        _timed("rank_sum_many, 5 v 6 with ties, 100,000 data sets", partial(rank_sum_many, x, y)),
        _timed("signed_rank_many, 6 pairs with ties, 100,000 data sets", partial(signed_rank_many, y)),
    ]


def memory() -> list[str]:
    """Measure the working memory of `rank_sum_many` beyond its two result arrays."""
    lines = []
    for k in (100_000, 1_000_000):
        rng = np.random.default_rng(4)
        x, y = rng.normal(size=(k, 5)), rng.normal(size=(k, 6))
        tracemalloc.start()
        result = rank_sum_many(x, y)
        peak = tracemalloc.get_traced_memory()[1] - result.pvalue.nbytes - result.statistic.nbytes
        tracemalloc.stop()
        lines.append(f"rank_sum_many, 5 v 6, {k:,} data sets: {peak / 1e6:.0f} MB of working memory")
    return lines


def _timed(name: str, call: Callable[[], object]) -> str:
    return f"{name}: {1e3 * cold(call):.1f} ms"
