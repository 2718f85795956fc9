"""How often the audit decides: simulated cohorts printed as a paper would, then printed wrongly.

Run `python -m benchmarks.audit`, with the number of cases if wanted.
"""

import sys
from collections import Counter
from collections.abc import Callable
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from analysis.audit import two_groups
from analysis.inference import rank_sum
from analysis.inference.pvalues import METHODS, Method
from analysis.reported import Summary
from analysis.reported.summary import READINGS, SpreadIs
from benchmarks.tied_cases import GRIDS, tied_cases

Values = NDArray[np.float64]
Case = tuple[Summary, Summary, str, SpreadIs, Method]
DRAWS: tuple[Callable[[np.random.Generator, int], Values], ...] = (
    lambda rng, n: rng.normal(rng.uniform(50, 150), rng.uniform(5, 60), n),
    lambda rng, n: 100 * rng.lognormal(rng.uniform(0, 1.5), rng.uniform(0.1, 1.2), n),
    lambda rng, n: rng.exponential(rng.uniform(20, 100), n),
    lambda rng, n: rng.uniform(0, rng.uniform(20, 200), n),
    # Few levels, where bounds are attained.
    lambda rng, n: rng.choice(rng.uniform(0, 100, 3), n) + rng.uniform(0, 0.05, n),
)


def printed(values: Values, decimals: int, spread_is: SpreadIs) -> Summary:
    """Print mean and spread of values as a paper would."""
    spread = values.std(ddof=1) / (np.sqrt(len(values)) if spread_is == "sem" else 1)
    return Summary(f"{values.mean():.{decimals}f}", f"{spread:.{decimals}f}", len(values))


def case(rng: np.random.Generator, *, shuffled: bool, tied: bool) -> Case:
    """One printed triple; a shuffled one carries the p of other data, a tied one comes from coarse values."""
    method, spread_is = rng.choice(METHODS), rng.choice(READINGS)
    sizes, decimals = rng.integers(3, 7, 2), int(rng.integers(0, 3))
    draw = DRAWS[rng.integers(len(DRAWS))]
    first, second = (draw(rng, n) for n in sizes)
    if tied:
        first, second = (10 * np.round(group / 10) for group in (first, second))
    tested = [draw(rng, n) for n in sizes] if shuffled else [first, second]
    pvalue = f"{min(rank_sum(*tested, method=method).pvalue, 1.0):.{rng.integers(2, 4)}f}"
    summaries = [printed(group, decimals, spread_is) for group in (first, second)]
    return summaries[0], summaries[1], pvalue, spread_is, method


def verdicts(cases: int, *, shuffled: bool = False, tied: bool = False) -> str:
    """Audit simulated triples under the reading that made them and count the verdicts."""
    rng = np.random.default_rng(20)
    counts: Counter[str] = Counter()
    slowest, start = 0.0, perf_counter()
    for _ in range(cases):
        first, second, pvalue, spread_is, method = case(rng, shuffled=shuffled, tied=tied)
        if pvalue == "nan":
            continue
        before = perf_counter()
        audit = two_groups(
            first, second, pvalue, sizes=[(first.n, second.n)], spreads=[spread_is], methods=[method]
        )
        slowest = max(slowest, perf_counter() - before)
        counts[audit.readings[0].verdict] += 1
    each = (perf_counter() - start) / cases
    rates = ", ".join(f"{verdict} {count}" for verdict, count in counts.most_common())
    return f"{rates} of {cases:,}; {1e3 * each:.1f} ms each, slowest {1e3 * slowest:.0f} ms"


def tied_verdicts(cases: int, *, known: bool) -> str:
    """Audit simulated triples of tied values, with their grid or without, and count the verdicts."""
    counts: Counter[str] = Counter()
    slowest, start = 0.0, perf_counter()
    for kind, grid in GRIDS.items():
        for first, second, pvalue, method in tied_cases(kind, cases // len(GRIDS), seed=16):
            before = perf_counter()
            audit = two_groups(
                first,
                second,
                pvalue,
                sizes=[(first.n, second.n)],
                spreads=["sd"],
                methods=[method],
                resolution=grid if known else None,
            )
            slowest = max(slowest, perf_counter() - before)
            counts[audit.readings[0].verdict] += 1
    each, found = (perf_counter() - start) / counts.total(), counts["possible"] + counts["possible with ties"]
    rates = ", ".join(f"{verdict} {count}" for verdict, count in counts.most_common())
    return (
        f"{rates}: found {found / counts.total():.1%} of {counts.total():,}; "
        f"{1e3 * each:.0f} ms each, slowest {1e3 * slowest:.0f} ms"
    )


def default_grid() -> str:
    """Time all readings of 10 v 10 subjects."""
    start = perf_counter()
    audit = two_groups(Summary("5.03", "0.58", 10), Summary("4.66", "0.79", 10), "0.1986", minimum=0)
    return f"{len(audit.readings)} in {perf_counter() - start:.1f} s"


def rates(cases: int = 1_000) -> list[str]:
    """How often triples of two summaries and a p are found possible, impossible or undecided."""
    return [
        f"True triples, no ties: {verdicts(cases)}",
        f"True triples from values rounded to tens: {verdicts(cases, tied=True)}",
        f"p of other data: {verdicts(cases, shuffled=True)}",
        f"True triples of 3 to 15 tied values, grid given: {tied_verdicts(cases // 2, known=True)}",
        f"The same, grid not given: {tied_verdicts(cases // 2, known=False)}",
        f"All readings of 10 v 10: {default_grid()}",
    ]


if __name__ == "__main__":
    print(*rates(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000), sep="\n")
