"""Print every measurement and draw the cost chart into reports/benchmarks/."""

from pathlib import Path

from benchmarks import against_scipy, audit, book, reconstruction, scaling, with_ties

REPORTS = Path("reports") / "benchmarks"
PARTS = (
    against_scipy.ratios,
    with_ties.singles,
    with_ties.many,
    with_ties.memory,
    reconstruction.ratios,
    reconstruction.ensembles,
    audit.rates,
    book.ratios,
)


def main() -> None:
    """Run all benchmarks in one process, so that the ratios compare like with like."""
    for part in PARTS:
        print(*part(), sep="\n", flush=True)
    size, number = scaling.against_size(), scaling.against_number()
    print(size.to_string(index=False), number.to_string(index=False), sep="\n\n")
    REPORTS.mkdir(parents=True, exist_ok=True)
    path = REPORTS / "cost.svg"
    scaling.chart(size, number).save(path)
    print(f"\nChart: {path}")


if __name__ == "__main__":
    main()
