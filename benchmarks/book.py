"""What the longest computations of the book cost, as multiples of one ensemble drawn in the same run."""

from collections.abc import Callable, Iterator
from time import perf_counter

from analysis.claims import judge
from analysis.data import Study
from analysis.figures import dose_by_time, dose_choices
from analysis.reconstruction import cohorts, multiverse
from benchmarks.reconstruction import cytokines
from benchmarks.timing import best_of

ENSEMBLE = 10_000


def ratios() -> Iterator[str]:
    """Time the verdicts on all claims, the multiverse and dose by time, once each, at the book's sizes."""
    study = Study.read()
    asked = cytokines()
    unit = best_of(lambda: cohorts(asked, size=ENSEMBLE, seed=1), rounds=3)
    yield f"One unit: {ENSEMBLE:,} cohorts of the seven cytokines, {unit:.2f} s"
    yield _line("Verdicts on all claims", lambda: judge(study), unit)
    three = ("IL1RA", "IL10", "TNFA")
    choices = dose_choices(
        study, arm="LD", visit="Month 6", samples=(5, 4, 3), lost=(0, 1, 2), markers=len(three)
    )
    yield _line(
        "Multiverse of three markers, 200 cohorts each",
        lambda: multiverse(study, three, choices.offered, arm="LD", visit="Month 6", size=200, seed=1),
        unit,
    )
    six = [code for code in study.markers if code != "IL10"]
    yield _line(
        "Dose by time for six markers, 400 cohorts each",
        lambda: dose_by_time(study, six, visit="Year 5", arm="LD", lost=(2, 1, 0), size=400, seed=1).grid(),
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
