"""Simulated trials whose values tie as real ones do, printed as a paper would."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.audit import Resolution
from analysis.inference import rank_sum
from analysis.inference.pvalues import METHODS, Method
from analysis.reported import Summary

Values = NDArray[np.float64]

GRIDS = {
    "whole numbers": Resolution("1"),
    "tenths": Resolution("0.1"),
    "scale": Resolution("1", lowest="0", highest="5"),
    "pile": Resolution("0.1", lowest="0.5"),
}
"""The kinds of values, and the grid on which each is recorded; those of a pile lie at a limit or above."""

_DRAWN: dict[str, Callable[[np.random.Generator, int], Values]] = {
    "whole numbers": lambda rng, n: np.round(rng.normal(rng.uniform(20, 60), rng.uniform(3, 12), n)),
    "tenths": lambda rng, n: np.round(rng.normal(rng.uniform(4, 9), rng.uniform(0.5, 2), n), 1),
    "scale": lambda rng, n: rng.integers(0, 6, n).astype(np.float64),
    "pile": lambda rng, n: np.maximum(np.round(rng.lognormal(rng.uniform(-1, 1), 1, n), 1), 0.5),
}


def tied_cases(kind: str, count: int, *, seed: int) -> Iterator[tuple[Summary, Summary, str, Method]]:
    """Yield mean ± SD to one decimal of two groups of 3 to 15, and p to three decimals with its method.

    Args:
        kind: a key of `GRIDS`.
        count: how many; groups whose values are all equal are drawn anew.
        seed: a whole number from 0 up.
    """
    rng = np.random.default_rng(seed)
    drawn = 0
    while drawn < count:
        groups, method = [_DRAWN[kind](rng, int(n)) for n in rng.integers(3, 16, 2)], METHODS[drawn % 3]
        if min(group.std() for group in groups) == 0:
            continue
        drawn += 1
        first, second = (
            Summary(f"{group.mean():.1f}", f"{group.std(ddof=1):.1f}", len(group)) for group in groups
        )
        yield first, second, f"{min(rank_sum(*groups, method=method).pvalue, 1.0):.3f}", method
