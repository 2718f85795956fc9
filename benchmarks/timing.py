"""How the benchmarks measure time."""

from collections.abc import Callable
from time import perf_counter

from analysis.inference.pvalues import null_distribution


def best_of(call: Callable[[], object], rounds: int = 7) -> float:
    """Return the shortest time of `call`, in seconds: the one least disturbed by other work.

    Args:
        call: what to time; a first call warms up and does not count.
        rounds: how often it is timed.
    """
    call()
    return min(_once(call) for _ in range(rounds))


def taking_turns(*calls: Callable[[], object], rounds: int = 7) -> list[float]:
    """Return the shortest time of each call when they alternate, so that each finds the caches cold."""
    times = [[_once(call) for call in calls] for _ in range(rounds)]
    return [min(column) for column in zip(*times, strict=True)]


def cold(call: Callable[[], object], rounds: int = 3) -> float:
    """Return the shortest time of `call` with an empty cache of null distributions, in seconds."""

    def emptied() -> None:
        null_distribution.cache_clear()
        call()

    return best_of(emptied, rounds=rounds)


def _once(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start
