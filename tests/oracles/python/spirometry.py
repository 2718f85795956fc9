"""GLI Global 2022 by pyspiro 1.0.0 -> spirometry.csv: another implementation, at ages of its own table.

Run with: uv run --with pyspiro==1.0.0 python tests/oracles/python/spirometry.py   (from the repository root).
The tests read only the CSV file.
"""

import csv
import importlib
from pathlib import Path

AGES = (18, 25, 35.25, 48, 51, 55.5, 56, 61, 72.75, 95)
MEASURES = {"FEV1": (1, (1.4, 2.9)), "FVC": (2, (1.9, 3.7)), "FEV1FVC": (3, (0.6, 0.82))}
SEXES = {"women": 0, "men": 1}


def main() -> None:
    """Write one row for each sex, age, height, measure and observed value."""
    equations = importlib.import_module("pyspiro").BOWERMAN_2022()
    rows = [
        (measure, sex, age, height, observed, *_results(equations, number, code, age, height, observed))
        for measure, (number, values) in MEASURES.items()
        for sex, code in SEXES.items()
        for age in AGES
        for height in (150, 168, 187)
        for observed in values
    ]
    head = ("measure", "sex", "age", "height", "observed", "skewness", "median", "spread", "z", "lower")
    with Path("tests/oracles/spirometry.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


def _results(
    equations: object, number: int, code: int, age: float, height: int, observed: float
) -> list[float]:
    asked = (code, age, height, number, observed)
    ask = [getattr(equations, name) for name in ("lms", "zscore", "lln")]
    return [float(value) for value in (*ask[0](*asked), ask[1](*asked), ask[2](*asked))]


if __name__ == "__main__":
    main()
