"""What an estimation plot of single people shows: every value, every pair, every change and an interval."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.data import MissingFindingError, Study
from analysis.inference import Interval, hodges_lehmann
from analysis.inference.wording import counted, percent
from analysis.reconstruction.individuals import individuals


class Lesson(NamedTuple):
    """The three tables of an estimation plot.

    Attributes:
        points: one row per subject and visit: `marker`, `arm`, `subject`, `visit`, `value`, `unit`,
            `trace`.
        changes: one row per subject with both visits: `marker`, `arm`, `subject`, `change`, `trace`.
        estimates: one row per marker and arm: `marker`, `arm`, `estimate`, `low`, `high`, `pairs`,
            `attained` (the exact level of the interval), `words` and `trace`.
    """

    points: pd.DataFrame
    changes: pd.DataFrame
    estimates: pd.DataFrame


def estimation(study: Study, markers: Iterable[str], *, visit: str, baseline: str | None = None) -> Lesson:
    """Prepare the estimation plot of single people: those of a computed cohort, or people who were observed.

    The estimate is the Hodges-Lehmann median of all averages of two changes (a change with itself too), with
    its exact interval. Of a computed cohort it belongs to that cohort and is no result.

    Args:
        study: whose values of single people are shown.
        markers: PARAMCDs.
        visit: the later visit.
        baseline: the earlier one; the first visit if not given.

    Raises:
        MissingFindingError: the study has no values of single people, or none of a marker at these visits.
        ValueError: its values stand on several bases.
    """
    wanted, visits = list(markers), [baseline or study.baseline.name, visit]
    rows = individuals(study)
    rows = rows[rows["marker"].isin(wanted) & rows["visit"].isin(visits)]
    if missing := [code for code in wanted if code not in set(rows["marker"])]:
        raise MissingFindingError(
            f"{study.name} has no values of single people of {', '.join(missing)} at {' or '.join(visits)}."
        )
    later = rows[(rows["visit"] == visit) & rows["change"].notna()]
    estimates = [
        (
            marker,
            arm,
            *(found.estimate, found.low, found.high, found.sizes[0], found.attained),
            _words(found),
            " ".join(dict.fromkeys(" ".join(own["trace"]).split())),
        )
        for (marker, arm), own in later.groupby(["marker", "arm"], sort=False)
        for found in [hodges_lehmann(own["change"].to_numpy())]
    ]
    columns = ["marker", "arm", "estimate", "low", "high", "pairs", "attained", "words", "trace"]
    named = ["marker", "arm", "subject"]
    return Lesson(
        rows[[*named, "visit", "value", "unit", "trace"]].reset_index(drop=True),
        later[[*named, "change", "trace"]].reset_index(drop=True),
        pd.DataFrame(estimates, columns=columns),
    )


def _words(found: Interval) -> str:
    """What the design alone says of the interval: never its limits."""
    return f"{counted(found.sizes)}: the exact interval attains {percent(found.attained)}"
