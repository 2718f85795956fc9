"""Sets of ages that agree with what is printed of them; computed, nobody's ages."""

from math import inf

import numpy as np

from analysis.data import Study
from analysis.data.schemas.published import NOT_STATED
from analysis.data.vocabulary import EVERYBODY
from analysis.reconstruction.sphere import Values, group
from analysis.reported import Printed
from analysis.reported.summary import READINGS, SpreadIs

PROPOSALS = 2**17
"""Sets that are drawn with the printed mean and SD before the other statements are asked."""


AGE = "AGE"
"""The parameter that is read."""


def printed_ages(
    study: Study,
    *,
    older: int,
    limit: float,
    seed: int,
    youngest: float = 18,
    eldest: float = 90,
    proposals: int = PROPOSALS,
) -> Values:
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

    Returns:
        Shape (sets that agree, people), in years.

    Raises:
        MissingFindingError: no mean age at the first visit, or no median age at a later one.
        ValueError: what `group` refuses, or no set that agrees.

    Examples:
        >>> some = printed_ages(Study.read(), older=1, limit=60, seed=1, proposals=2**10)
        >>> some.shape[1], np.median(some, axis=1).round().tolist() == [51.0] * len(some)
        (11, True)
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
    return drawn[agree]


def ages_trace(study: Study, *, seed: int) -> str:
    """What the sets of `printed_ages` are drawn under.

    Raises:
        MissingFindingError: as `printed_ages`.
    """
    found = " ".join(f"findings:{row['FINDINGID']}" for row in _printed(study))
    return f"{found} formula:reconstruction.printed_ages seed:{seed}"


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


def with_interquartile_range(sets: Values, printed: str) -> Values:
    """The sets whose interquartile range prints as given, by the rule of SPSS or by that of R and Excel.

    Everybody grows older alike, so the range is the same at every visit.

    Args:
        sets: shape (sets, n).
        printed: the number after ±, read as an interquartile range.

    Examples:
        >>> with_interquartile_range(np.array([np.arange(11.0), np.arange(11.0) * 3]), "18").shape
        (1, 11)
    """
    asked, agree = Printed(printed), np.zeros(len(sets), dtype=bool)
    for rule in ("weibull", "linear"):  # as in reported.ordered.interquartile_range
        low, high = np.quantile(sets, [0.25, 0.75], axis=1, method=rule)
        agree |= (high - low >= float(asked.low)) & (high - low <= float(asked.high))
    return sets[agree]
