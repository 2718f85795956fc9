"""Many data sets at once, against SciPy on the same data in the same run."""

from collections.abc import Callable

import numpy as np
from scipy.stats import mannwhitneyu, wilcoxon

from analysis.inference import rank_sum_many, signed_rank_many
from benchmarks.timing import best_of, taking_turns

DATA_SETS = 100_000


def ratios() -> list[str]:
    """Time SciPy's exact tests and ours on untied data, where both are right, and report the ratios."""
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(DATA_SETS, 5)), rng.normal(size=(DATA_SETS, 6))
    d = rng.normal(size=(DATA_SETS, 6))
    np.testing.assert_allclose(rank_sum_many(x, y).pvalue, mannwhitneyu(x, y, axis=1, method="exact").pvalue)
    np.testing.assert_allclose(signed_rank_many(d).pvalue, wilcoxon(d, axis=1, method="exact").pvalue)
    return [
        f"{DATA_SETS:,} untied data sets, exact, against scipy.stats with axis=1",
        _line(
            "rank_sum_many, 5 v 6, against mannwhitneyu",
            lambda: rank_sum_many(x, y),
            lambda: mannwhitneyu(x, y, axis=1, method="exact"),
        ),
        _line(
            "signed_rank_many, 6 pairs, against wilcoxon",
            lambda: signed_rank_many(d),
            lambda: wilcoxon(d, axis=1, method="exact"),
        ),
    ]


def _line(name: str, ours: Callable[[], object], theirs: Callable[[], object]) -> str:
    alone = [best_of(call, rounds=15) for call in (ours, theirs)]
    turns = taking_turns(ours, theirs, rounds=15)
    return f"{name}: {_ratio(*alone)} each alone; {_ratio(*turns)} taking turns"


def _ratio(ours: float, theirs: float) -> str:
    return f"{theirs / ours:.1f} times faster ({1e3 * ours:.1f} v {1e3 * theirs:.1f} ms)"
