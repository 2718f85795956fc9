"""What a design can give before any value is known: the attainable p-values, the smallest, the true level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from analysis.inference.checks import Design, design_sizes, one_of, open_unit
from analysis.inference.pvalues import METHODS, Method, floor, null_distribution, pvalues
from analysis.inference.ranks import untied_scores
from analysis.inference.wording import counted


def attainable(n: int, m: int | None = None, *, method: Method = "exact") -> pd.DataFrame:
    """List every value the statistic can take without ties, and its two-sided p-value.

    Args:
        n: number of pairs, or of subjects in x when `m` is given.
        m: number of subjects in y; None for the signed-rank test.
        method: "exact", "normal" or "normal-cc".

    Returns:
        Columns `statistic` (W+ or U), `pvalue`, `ways` (arrangements that give it), by increasing statistic.

    Raises:
        ValueError: a size below 1, an unknown method, or 2**63 arrangements or more.

    Examples:
        >>> attainable(3)
           statistic  pvalue  ways
        0          0    0.25     1
        1          1    0.50     1
        2          2    0.75     1
        3          3    1.00     2
        4          4    0.75     1
        5          5    0.50     1
        6          6    0.25     1
    """
    one_of(method, "method", METHODS)
    sizes = design_sizes(n if m is None else (n, m))
    n1 = None if m is None else n
    scores = untied_scores(sum(sizes))
    null = null_distribution(tuple(scores[0].tolist()), n1)
    if null.ways.dtype != np.int64:
        raise ValueError(
            f"{counted(sizes)} have 2**63 arrangements or more, too many to count exactly; "
            "signed_rank and rank_sum still give their p-values."
        )
    statistic = null.sums // 2 if m is None else (null.sums - n * (n + 1)) // 2
    table = {"statistic": statistic, "pvalue": pvalues(scores, null.sums, n1, method), "ways": null.ways}
    return pd.DataFrame(table)


def floors(sizes: Iterable[Design], *, methods: Sequence[Method] = METHODS) -> pd.DataFrame:
    """Return the smallest attainable two-sided p of several designs, without ties.

    Args:
        sizes: n for n pairs (signed-rank), (n1, n2) for two groups (rank-sum).
        methods: the methods to compare.

    Returns:
        One row per design and method: `test`, `n1`, `n2` (missing for pairs), `method`, `floor`, and
        `alpha_reachable` (floor <= 0.05).

    Raises:
        ValueError: a size below 1, or an unknown method.

    Examples:
        >>> floors([5, (5, 6)], methods=["exact"])
                  test  n1    n2 method     floor  alpha_reachable
        0  signed-rank   5  <NA>  exact  0.062500            False
        1     rank-sum   5     6  exact  0.004329             True
    """
    rows = []
    for n1, *others in map(design_sizes, sizes):
        n2 = others[0] if others else None
        for method in methods:
            one_of(method, "methods", METHODS)
            lowest = floor(n1, None, method) if n2 is None else floor(n1 + n2, n1, method)
            rows.append(("signed-rank" if n2 is None else "rank-sum", n1, n2, method, lowest, lowest <= 0.05))
    columns = ["test", "n1", "n2", "method", "floor", "alpha_reachable"]
    return pd.DataFrame(rows, columns=columns).astype({"n2": "Int64"})


def true_level(design: Design, nominal: float = 0.05) -> float:
    """The chance that an exact rank test without ties falls at or below a level when nothing changed.

    It is the largest attainable p that is not above the level, and 0 where the floor of the design is above.

    Args:
        design: n for n pairs (signed-rank), (n1, n2) for two groups (rank-sum).
        nominal: the level.

    Raises:
        ValueError: a size below 1, or a level outside (0, 1).

    Examples:
        >>> true_level(11), true_level(7), true_level(4), round(true_level((5, 6)), 4)
        (0.0419921875, 0.046875, 0.0, 0.0303)
    """
    open_unit(nominal, "nominal")
    reachable = attainable(*design_sizes(design))["pvalue"]
    return float(reachable[reachable <= nominal].max()) if (reachable <= nominal).any() else 0.0
