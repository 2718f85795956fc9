"""What the longest computations of the book cost, as multiples of one ensemble drawn in the same run."""

from collections.abc import Callable, Iterator
from time import perf_counter

from analysis import data
from analysis.claims import claims
from analysis.figures import dose_by_time_shares, multiverse
from analysis.reconstruction import cohorts, read_priors
from analysis.reported import MARKERS
from benchmarks.reconstruction import cytokines
from benchmarks.timing import best_of

ENSEMBLE = 10_000


def ratios() -> Iterator[str]:
    """Time the verdicts on all claims, the multiverse and dose by time, once each, at the book's sizes."""
    findings, priors = data.findings(), read_priors(data.read("priors"))
    asked = cytokines()
    unit = best_of(lambda: cohorts(asked, size=ENSEMBLE, seed=1), rounds=3)
    yield f"One unit: {ENSEMBLE:,} cohorts of the seven cytokines, {unit:.2f} s"
    sources = data.cite("chin2020")
    yield _line("Verdicts on all claims", claims, unit)
    three = {code: priors[code] for code in ("IL1RA", "IL10", "TNFA")}
    yield _line(
        "Multiverse of three markers, 200 cohorts each",
        lambda: multiverse(findings, three, source="chin2020", size=200, seed=1, sources=sources),
        unit,
    )
    six = {code: priors[code] for code in MARKERS if code != "IL10"}
    yield _line(
        "Dose by time for six markers, 400 cohorts each",
        lambda: dose_by_time_shares(
            findings,
            six,
            source="chin2020",
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
