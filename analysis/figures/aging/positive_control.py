"""FEV1 as a positive control: where it was seen to fall, which other silences say something?"""

from math import exp, hypot, log, log1p, sqrt

import numpy as np
import pandas as pd

from analysis.figures.aging.minimal_detectable_change import SEXES, aged_ratio
from analysis.inference import power
from analysis.physiology import log_change_sd

LIMITS = {"week to week": 12, "year to year": 15}
"""Changes of FEV1 called significant in healthy people, in percent: Pellegrino and others 2005, table 12."""
TWO_SIDED = 1.96
PLACES = ("quieter", "in between", "noisier")
APART = 5
"""By how much people are let differ in their true change, as a coefficient of variation in percent."""


def change_sd(limit_percent: float) -> float:
    """Standard deviation of one person's log change, from a limit that 95 of 100 changes stay within.

    limit / 1.96, two-sided. How the limits of FEV1 were made is told for the longest interval only (a 95 %
    interval), so that this reading is an assumption.

    Args:
        limit_percent: the limit, in percent.

    Examples:
        >>> round(change_sd(12), 4)
        0.0612
    """
    return limit_percent / 100 / TWO_SIDED


def expected_ratio(people: dict[str, int]) -> float:
    """FEV1 after five years to before, by the GLI Global equations: the geometric mean over people.

    Args:
        people: number of men and of women.
    """
    logs = [people[sex] * log(aged_ratio("FEV1", sex)) for sex in SEXES]
    return exp(sum(logs) / sum(people[sex] for sex in SEXES))


def beside(tests: pd.DataFrame, *, ratio: float, pairs: int) -> pd.DataFrame:
    """Each test told to be unchanged beside FEV1: its noise, and the chance to see the fall of FEV1 in it.

    Args:
        tests: from `explorers.stable.with_variation`, of tests that everybody has.
        ratio: of FEV1, after to before.
        pairs: subjects with both values.

    Returns:
        One row per test and, first, per limit of FEV1, with ``Test, sd`` (of one person's log change),
        ``place`` (of ``PLACES``; empty for FEV1), ``seen`` (chance that an exact signed-rank test calls the
        fall significant), ``seen_apart`` (the same if true changes differ between people by ``APART``) and
        ``trace``; the quietest test first.
    """
    quiet, loud = (change_sd(limit) for limit in LIMITS.values())
    control = pd.DataFrame(
        [
            (f"FEV1, {words}", change_sd(limit), "", "sources:pellegrino2005")
            for words, limit in LIMITS.items()
        ],
        columns=["Test", "sd", "place", "trace"],
    )
    sds = np.asarray(log_change_sd(tests["cvi"].to_numpy(), tests["cva"].to_numpy()))
    place = [PLACES[int(sd > quiet) + int(sd > loud)] for sd in sds]
    others = pd.DataFrame({"Test": tests["Test"], "sd": sds, "place": place, "trace": tests["trace"]})
    rows = pd.concat([control, others.sort_values("sd", kind="stable")], ignore_index=True)
    between = sqrt(log1p((APART / 100) ** 2))
    rows["seen"] = [power(pairs, log(ratio) / sd).power for sd in rows["sd"]]
    rows["seen_apart"] = [power(pairs, log(ratio) / hypot(sd, between)).power for sd in rows["sd"]]
    return rows.assign(trace=rows["trace"] + " formula:inference.power seed:1")
