"""What the figures of this room take from a study: its last visit, its people, what it reports of them."""

from collections.abc import Iterable

import pandas as pd

from analysis.data import Study
from analysis.data.vocabulary import EVERYBODY
from analysis.physiology.checks import Sex
from analysis.reported.sexes import SEXES


def last_age(study: Study) -> float:
    """The median age of all subjects at the last visit, as printed.

    Raises:
        MissingFindingError: none is printed.
    """
    rows = study.need(
        f"median age at {study.last.words}",
        PARAMCD="AGE",
        STAT="median",
        TRT01A=EVERYBODY,
        AVISIT=study.last.name,
    )
    return float(rows["VALUE"].iloc[0])


def first_age(study: Study) -> float:
    """The median age at the treatment: that of the last visit, less the years between.

    Raises:
        MissingFindingError: no age is printed.
    """
    return last_age(study) - study.last.years


def pairs(study: Study, whose: Iterable[str]) -> dict[str, int]:
    """Subjects who can give a pair of values, by whose test it is, if all were measured at both visits.

    Args:
        study: any study.
        whose: of "men", "women", and "" for everybody.

    Raises:
        MissingFindingError: a sex that is not counted at the last visit.
    """
    return {sex: _counted(study, sex) if sex else study.people for sex in whose}


def people(study: Study, sexes: Iterable[Sex]) -> dict[Sex, int]:
    """How many of each sex came to the last visit, in the order asked for.

    Raises:
        MissingFindingError: a sex that is not counted.
    """
    return {sex: _counted(study, sex) for sex in sexes}


def reported_directions(study: Study) -> pd.DataFrame:
    """The directions told of the last visit against an earlier one: one finding per parameter and arm.

    Where the same is told against several visits, the earliest of them counts.

    Raises:
        MissingFindingError: no direction is told.
    """
    against = [f"{study.last.name} v {visit.name}" for visit in study.visits[:-1]]
    rows = study.need(
        f"direction at {study.last.words}",
        STAT="direction",
        TRT01A=[*study.sizes, EVERYBODY],
        COMPARISON=against,
    )
    order = rows["COMPARISON"].map(against.index)
    first = rows.iloc[order.argsort(kind="stable")].drop_duplicates(["PARAMCD", "TRT01A"])
    return first.sort_index()


def _counted(study: Study, sex: str) -> int:
    rows = study.need(
        f"number of {sex} at {study.last.words}",
        PARAMCD=SEXES[sex],
        STAT="count",
        AVISIT=study.last.name,
    )
    return int(rows["VALUE"].iloc[0])
