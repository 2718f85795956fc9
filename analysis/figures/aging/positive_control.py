"""FEV1 as a positive control: where it was seen to fall, which other silences say something?"""

from dataclasses import dataclass, field
from math import hypot, log, log1p, sqrt

import numpy as np
import pandas as pd

from analysis.claims.words import inside, listed
from analysis.data import Study
from analysis.figures.aging.followup import first_age, people
from analysis.figures.aging.minimal_detectable_change import unchanged_with_variation
from analysis.inference import power
from analysis.physiology import log_change_sd
from analysis.physiology.minimal_detectable_change import SEXES, aged_ratio, change_sd, mean_aged_ratio

LIMITS = {"week to week": 12, "year to year": 15}
"""Changes of FEV1 called significant in healthy people, in percent: Pellegrino and others 2005, table 12."""
PLACES = ("quieter", "in between", "noisier")
APART = 5
"""By how much people are let differ in their true change, as a coefficient of variation in percent."""
HEADINGS = {
    "Test": "Test",
    "Noise": "SD of one person's change",
    "Place": "Beside FEV1",
    "seen": "Chance to see such a fall",
    "seen_apart": f"The same, people {APART}% apart",
}
_CONTROL = (
    "formula:physiology.minimal_detectable_change.change_sd "
    "formula:physiology.minimal_detectable_change.mean_aged_ratio"
)


@dataclass(frozen=True, slots=True)
class PositiveControl:
    """The tests told to be unchanged beside FEV1, which was seen to fall.

    Attributes:
        fall: expected relative fall of FEV1 until the last visit, of all.
        men: the same of men.
        women: of women.
        quieter: the tests that are quieter than FEV1, as in a sentence.
        in_between: those that are noisier from week to week and quieter from year to year.
        noisier: those that are noisier.
        week: the limit of a change of FEV1 from week to week, in percent.
        year: that from year to year.
        apart: by how much people are let differ in their true change, in percent.
        rows: as `beside` gives them.
    """

    fall: float
    men: float
    women: float
    quieter: str = field(init=False)
    in_between: str = field(init=False)
    noisier: str = field(init=False)
    rows: pd.DataFrame = field(repr=False)
    week: int = LIMITS["week to week"]
    year: int = LIMITS["year to year"]
    apart: int = APART

    def __post_init__(self) -> None:
        """Name the tests at each place."""
        for place in PLACES:
            names = listed([inside(test) for test in self.tests(place)])
            object.__setattr__(self, place.replace(" ", "_"), names)

    def words(self) -> pd.DataFrame:
        """The rows as text, under `HEADINGS`."""
        rows = self.rows
        return pd.DataFrame(
            {
                "Test": rows["Test"],
                "Noise": (100 * rows["sd"]).map("{:.1f}%".format),
                "Place": rows["place"].replace("", "the control"),
                "seen": rows["seen"].map("{:.0%}".format),
                "seen_apart": rows["seen_apart"].map("{:.0%}".format),
                "trace": rows["trace"],
            }
        )

    def tests(self, place: str) -> list[str]:
        """The tests at one of `PLACES`, the quietest first."""
        return list(self.rows.loc[self.rows["place"] == place, "Test"])


def positive_control(study: Study) -> PositiveControl:
    """Each test told to be unchanged beside FEV1: its noise, and the chance to see the fall of FEV1 in it.

    The fall is the one that the GLI Global equations expect until the last visit. Tests of one sex are left
    out.

    Args:
        study: in which FEV1 was told to have fallen, with a table of variation, a median age, and how many
            men and women there are.

    Raises:
        MissingFindingError: one of these is missing.
    """
    study.need(f"fall of FEV1 at {study.last.words}", PARAMCD="FEV1", STAT="direction", DIRECTION="lower")
    tests = unchanged_with_variation(study)
    start, span = first_age(study), study.last.years
    ratio = mean_aged_ratio("FEV1", people(study, SEXES), start=start, years=span)
    men, women = (1 - aged_ratio("FEV1", sex, start=start, years=span) for sex in SEXES)
    rows = beside(tests[tests["Sex"] == ""], ratio=ratio, pairs=study.people)
    return PositiveControl(1 - ratio, men, women, rows)


def beside(tests: pd.DataFrame, *, ratio: float, pairs: int) -> pd.DataFrame:
    """Each test told to be unchanged beside FEV1.

    Args:
        tests: from `minimal_detectable_change.unchanged_with_variation`, of tests that everybody has.
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
        [(f"FEV1, {words}", change_sd(limit), "", _CONTROL) for words, limit in LIMITS.items()],
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
