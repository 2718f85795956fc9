"""What the longest computations of the book cost, as multiples of one ensemble drawn in the same run."""

from collections.abc import Callable, Iterator
from time import perf_counter

from analysis.claims import claims
from analysis.data import Study
from analysis.figures import dose_by_time_shares, multiverse
from analysis.reconstruction import cohorts
from benchmarks.reconstruction import cytokines
from benchmarks.timing import best_of

ENSEMBLE = 10_000


def ratios() -> Iterator[str]:
    """Time the verdicts on all claims, the multiverse and dose by time, once each, at the book's sizes."""
    study = Study.read()
    asked = cytokines()
    unit = best_of(lambda: cohorts(asked, size=ENSEMBLE, seed=1), rounds=3)
    yield f"One unit: {ENSEMBLE:,} cohorts of the seven cytokines, {unit:.2f} s"
    sources = study.cite("chin2020")
    yield _line("Verdicts on all claims", claims, unit)
    three = ("IL1RA", "IL10", "TNFA")
    yield _line(
        "Multiverse of three markers, 200 cohorts each",
        lambda: multiverse(study, three, size=200, seed=1, sources=sources),
        unit,
    )
    six = [code for code in study.markers if code != "IL10"]
    yield _line(
        "Dose by time for six markers, 400 cohorts each",
        lambda: dose_by_time_shares(
            study,
            six,
            visit="Year 5",
            lost=(2, 1, 0),
            size=400,
            seed=1,
            sources=sources,
        ).grid(),
        unit,
    )


def _line(name: str, call: Callable[[], object], unit: float) -> str:
    start = perf_counter()
    call()
    seconds = perf_counter() - start
    return f"{name}: {seconds / unit:.0f} units ({seconds:.1f} s)"


if __name__ == "__main__":
    for line in ratios():
        print(line, flush=True)
