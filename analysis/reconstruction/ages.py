"""Sets of ages that agree with what is printed of them; computed, nobody's ages."""

from dataclasses import dataclass, field
from math import inf

import numpy as np

from analysis.data import Study, trace_of
from analysis.data.schemas.published import NOT_STATED
from analysis.data.vocabulary import EVERYBODY
from analysis.reconstruction.sphere import Values, group
from analysis.reported import Printed
from analysis.reported.summary import READINGS, SpreadIs

PROPOSALS = 2**17
"""Sets that are drawn with the printed mean and SD before the other statements are asked."""
AGE = "AGE"
"""The parameter that is read."""


@dataclass(frozen=True, slots=True, eq=False)
class Ages:
    """Computed ages of the people of a study at its first visit; nobody's ages.

    Attributes:
        assumed: what is assumed of them, in words.
        count: how many sets there are.
        oldest: the median over the sets of the age of the oldest at the last visit, in whole years.
        trace: what they are drawn under; empty where nothing printed is.
        start: the first visit in words.
        years: from it to the last.
        sets: shape (sets, people), in years, the people of a set in random order.
    """

    assumed: str
    count: int = field(init=False)
    oldest: int = field(init=False)
    trace: str
    start: str
    years: float
    sets: Values = field(repr=False)

    def __post_init__(self) -> None:
        """Count them.

        Raises:
            ValueError: there is no set.
        """
        if not len(self.sets):
            raise ValueError(f"no set of ages is left ({self.assumed}). Ask for less.")
        object.__setattr__(self, "count", len(self.sets))
        object.__setattr__(self, "oldest", round(float(np.median(self.sets.max(axis=1))) + self.years))

    def with_interquartile_range(self, printed: str) -> "Ages":
        """The sets whose interquartile range prints as given, by the rule of SPSS or by that of R and Excel.

        Everybody grows older alike, so the range is the same at every visit.

        Args:
            printed: the number after ±, read as an interquartile range.

        Raises:
            ValueError: no set has it.
        """
        asked, agree = Printed(printed), np.zeros(self.count, dtype=bool)
        for rule in ("weibull", "linear"):  # as in reported.ordered.interquartile_range
            low, high = np.quantile(self.sets, [0.25, 0.75], axis=1, method=rule)
            agree |= (high - low >= float(asked.low)) & (high - low <= float(asked.high))
        return self._kept(agree, "The same, later ± read as an interquartile range")

    def up_to(self, age: float) -> "Ages":
        """The sets in which nobody is older at the first visit.

        Args:
            age: in years.

        Raises:
            ValueError: in every set somebody is.
        """
        return self._kept(self.sets.max(axis=1) <= age, f"The same, nobody above {age:g} {self.start}")

    def alike(self, age: float) -> "Ages":
        """One set of as many people, all of one age at the first visit.

        Args:
            age: in years.
        """
        words = f"One age for all, {age:g} {self.start}"
        return Ages(words, "", self.start, self.years, np.full((1, self.sets.shape[1]), float(age)))

    def _kept(self, agree: Values, words: str) -> "Ages":
        return Ages(words, self.trace, self.start, self.years, self.sets[agree])


def printed_ages(
    study: Study,
    *,
    older: int,
    limit: float,
    seed: int,
    youngest: float = 18,
    eldest: float = 90,
    proposals: int = PROPOSALS,
) -> Ages:
    """Ages at the first visit that print the mean ± SD printed of it and the median printed of a later visit.

    Sets are drawn uniformly on the sphere of a mean and an SD (`group`), which is what independent normal
    ages would do once these two are known, and kept where every other statement holds. Everybody grows older
    alike. The ages of a set are in random order: those of any k columns are a random choice of k subjects.

    Args:
        study: whose findings print the mean of all its people with its ±, read as an SD unless it is said to
            be an SEM, and the median.
        older: how many at least are at or above `limit` at the later visit.
        limit: see `older`.
        seed: a whole number from 0 up.
        youngest: the lowest age at the first visit.
        eldest: the highest age at the first visit.
        proposals: sets drawn; those that agree are returned.

    Raises:
        MissingFindingError: no mean age at the first visit, or no median age at a later one.
        ValueError: what `group` refuses, or no set that agrees.

    Examples:
        >>> some = printed_ages(Study.read(), older=1, limit=60, seed=1, proposals=2**10)
        >>> some.sets.shape[1], np.median(some.sets, axis=1).round().tolist() == [51.0] * some.count
        (11, True)
        >>> some.alike(50).oldest, some.up_to(75).count < some.count
        (55, True)
    """
    first, later = _printed(study)
    n, years = study.people, study.visit(later["AVISIT"]).years
    kind: SpreadIs = "sem" if first["SPREADKIND"] == "sem" else "sd"
    drawn = group(
        first["VALUE"], first["SPREAD"], n, spread_is=kind, size=proposals, seed=seed, minimum=youngest
    )
    middle, medians = Printed(later["VALUE"]), np.median(drawn, axis=1) + years
    agree = (medians >= float(middle.low)) & (medians <= float(middle.high))
    agree &= (drawn + years >= limit).sum(axis=1) >= older
    agree &= drawn.max(axis=1, initial=-inf) <= eldest
    if not agree.any():
        raise ValueError(
            f"none of {proposals:,} sets of {n} ages with {first['VALUE']} ± {first['SPREAD']} has a median "
            f"of {later['VALUE']} {years:g} years later, {older} at or above {limit:g} and all from "
            f"{youngest:g} to {eldest:g}. Draw more, or ask for less."
        )
    found = trace_of([first["FINDINGID"], later["FINDINGID"]])
    return Ages(
        "Printed mean, ± and later median",
        f"{found} formula:reconstruction.printed_ages seed:{seed}",
        f"at the {study.treatment}",
        study.last.years,
        drawn[agree],
    )


def _printed(study: Study) -> tuple[dict[str, str], dict[str, str]]:
    """The findings of the mean age at the first visit and the median age at the last visit that has one.

    Where a number is printed more than once its first place in the table is read.
    """
    of = {"PARAMCD": AGE, "TRT01A": EVERYBODY}
    kinds = (NOT_STATED, *READINGS)
    first = study.need(
        f"mean age ± SD at {study.baseline.words}",
        STAT="mean",
        AVISIT=study.baseline.name,
        SPREADKIND=kinds,
        **of,
    )
    visits = [visit.name for visit in study.visits if visit != study.baseline]
    later = study.need("median age at a later visit", STAT="median", AVISIT=visits, **of)
    last = later.iloc[int(later["AVISITN"].astype(int).to_numpy().argmax())]
    return study.finding(first["FINDINGID"].iloc[0]), study.finding(last["FINDINGID"])
