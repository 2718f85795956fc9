"""What a printed p can mean when values tie: every tie pattern, every statistic."""

from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from analysis.inference.pvalues import Method, null_distribution, pvalues

MAX_SUBJECTS = 12

Floats = NDArray[np.float64]


def tie_patterns(n: int) -> list[tuple[int, ...]]:
    """Every way in which n ordered values can tie: the sizes of the groups of equal values, in order.

    Examples:
        >>> tie_patterns(3)
        [(3,), (1, 2), (2, 1), (1, 1, 1)]
    """
    cuts = [cut for k in range(n) for cut in combinations(range(1, n), k)]
    return [tuple(np.diff([0, *cut, n]).tolist()) for cut in cuts]


def tied_scores(pattern: tuple[int, ...]) -> tuple[int, ...]:
    """Doubled midranks of values that tie in this pattern.

    Examples:
        >>> tied_scores((1, 2, 1))
        (2, 5, 5, 8)
    """
    ends = np.cumsum(pattern)
    return tuple(np.repeat(2 * ends - np.array(pattern) + 1, pattern).tolist())


@lru_cache(maxsize=256)
def tied_outcomes(n: int, n1: int | None, method: Method) -> tuple[Floats, Floats]:
    """Every pair of statistic and two-sided p that some pattern with ties can give.

    Args:
        n: pairs with a nonzero difference, or subjects in both groups.
        n1: size of the first group; None for pairs.
        method: how p is computed.

    Returns:
        Statistics (W+ or U, halves included) and their p-values; several patterns can share a statistic.

    Raises:
        ValueError: more than `MAX_SUBJECTS`, where the patterns are too many to list.
    """
    if n > MAX_SUBJECTS:
        raise ValueError(
            f"{n} subjects tie in {2 ** (n - 1)} ways, too many to list. "
            f"Ask for ties with {MAX_SUBJECTS} or fewer."
        )
    statistics, found = [], []
    for pattern in tie_patterns(n)[:-1]:
        scores = tied_scores(pattern)
        null = null_distribution(scores, n1)
        sums = null.sums[np.asarray(null.ways) > 0]
        statistics.append(sums / 2 if n1 is None else (sums - n1 * (n1 + 1)) / 2)
        row = np.array([scores], dtype=np.int64)
        found.append(null.pvalue(sums) if method == "exact" else pvalues(row, sums, n1, method))
    return np.concatenate(statistics), np.concatenate(found)
