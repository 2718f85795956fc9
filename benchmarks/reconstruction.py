"""Cohorts per second: the sphere against a SPRITE-style hill-climber, and the cost of whole ensembles."""

import tracemalloc
from random import Random

import numpy as np

from analysis.data import Study
from analysis.inference import rank_sum, rank_sum_many
from analysis.reconstruction import Constraints, cohorts, constrain, group
from analysis.reported import Printed
from benchmarks.timing import best_of

HIGH, LOW = ("705", "160", 6), ("306", "36", 3)
PVALUE = Printed("0.02")
SPHERE, CLIMBED, STEPS = 100_000, 200, 20_000


def ratios() -> list[str]:
    """Pairs of groups that print two means, two SDs and one p: both ways on the same task, in one run."""
    sphere = SPHERE / best_of(lambda: by_sphere(SPHERE), rounds=5)
    climber = CLIMBED / best_of(lambda: by_climbing(CLIMBED), rounds=5)
    return [
        "IL-1Ra at month 6 (705 ± 160, n = 6; 306 ± 36, n = 3; ± as SD; p = 0.02): accepted per second",
        f"sphere: {sphere:,.0f}; SPRITE-style hill-climber: {climber:,.0f}; ratio {sphere / climber:,.0f}",
    ]


def ensembles() -> list[str]:
    """Ensembles of the seven cytokines by size: time, cohorts per second and the peak of memory."""
    asked = cytokines()
    lines = ["Cohorts of the seven cytokines that agree with every finding used"]
    for size in (2_500, 10_000, 40_000):
        seconds = best_of(lambda size=size: cohorts(asked, size=size, seed=1), rounds=3)
        lines.append(
            f"{size:,}: {seconds:.2f} s, {size / seconds:,.0f} per second, peak {peak(asked, size):.0f} MB"
        )
    return lines


def cytokines() -> Constraints:
    """The constraints on the seven cytokines under the default reading."""
    study = Study.read()
    return constrain(study, study.markers)


def peak(asked: Constraints, size: int) -> float:
    """Largest memory held while an ensemble is drawn, in MB."""
    tracemalloc.start()
    cohorts(asked, size=size, seed=1)
    largest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return largest / 1e6


def by_sphere(size: int) -> int:
    """Draw pairs of groups on their spheres, test them all, and count those whose p prints as it should."""
    high = group(*HIGH, spread_is="sd", size=size, seed=1)
    low = group(*LOW, spread_is="sd", size=size, seed=1)
    values, which = np.unique(rank_sum_many(high, low, method="normal").pvalue, return_inverse=True)
    accepted = np.array([PVALUE.holds(value) for value in values])[which]
    assert accepted.all(), "these levels leave only one rank order"
    return size


def by_climbing(size: int) -> int:
    """Climb to pairs of groups one at a time and test each; count those whose p prints as it should."""
    random = Random(1)
    accepted = 0
    for _ in range(size):
        high, low = climb(*HIGH, random), climb(*LOW, random)
        accepted += PVALUE.holds(rank_sum(high, low, method="normal").pvalue)
    assert accepted == size, "these levels leave only one rank order"
    return accepted


def climb(printed_mean: str, printed_sd: str, n: int, random: Random) -> list[int]:
    """Find whole numbers that print a mean and an SD, in the manner of SPRITE (Heathers et al. 2018).

    Start from random values, move single values by one unit until the mean prints as given, then move pairs
    by one unit in opposite directions, which keeps the mean, whenever that brings the SD closer. A climb
    that takes too long starts again. Sums are updated, not computed anew, to be fair to the method.
    """
    middle, sd = Printed(printed_mean), Printed(printed_sd)
    low, high, center = (n * float(bound) for bound in (middle.low, middle.high, middle.value))
    target, least, most = ((n - 1) * float(bound) ** 2 for bound in (sd.value, sd.low, sd.high))
    while True:
        values = [random.randint(0, 2 * int(middle.value)) for _ in range(n)]
        total = sum(values)
        while not low <= total <= high:
            step = 1 if total < center else -1
            values[random.randrange(n)] += step
            total += step
        squares = sum(value**2 for value in values) - total**2 / n
        for _ in range(STEPS):
            if least <= squares <= most and min(values) >= 0:
                return values
            up, down = random.randrange(n), random.randrange(n)
            moved = squares + 2 * (values[up] - values[down]) + 2
            if up != down and abs(moved - target) < abs(squares - target):
                values[up] += 1
                values[down] -= 1
                squares = moved


if __name__ == "__main__":
    for part in (ratios, ensembles):
        print(*part(), sep="\n", flush=True)
