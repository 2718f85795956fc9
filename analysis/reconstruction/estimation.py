"""What an estimation plot of one cohort shows: every value, every pair, every change and an interval."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.inference import Interval, hodges_lehmann
from analysis.inference.wording import counted, percent

MADE = "formula:reconstruction.adlb"


class Lesson(NamedTuple):
    """The three tables of an estimation plot.

    Attributes:
        points: one row per subject and visit: `marker`, `arm`, `subject`, `visit`, `value`, `trace`.
        changes: one row per subject with both visits: `marker`, `arm`, `subject`, `change`, `trace`.
        estimates: one row per marker and arm: `marker`, `arm`, `estimate`, `low`, `high`, `pairs`,
            `attained` (the exact level of the interval), `words` and `trace`.
    """

    points: pd.DataFrame
    changes: pd.DataFrame
    estimates: pd.DataFrame


def estimation(adlb: pd.DataFrame, markers: Iterable[str], *, baseline: str, visit: str) -> Lesson:
    """Prepare the estimation plot of one cohort, relative to the high-dose arm's mean at baseline.

    The estimate is the Hodges-Lehmann median of all averages of two changes (a change with itself too), with
    its exact interval. It belongs to one computed cohort and is no result.

    Args:
        adlb: the table of a cohort, as text.
        markers: PARAMCDs.
        baseline: the earlier visit.
        visit: the later visit.
    """
    chosen = adlb[
        adlb["MARKER"].isin(list(markers))
        & adlb["PARAMCD"].str.endswith("REL")
        & adlb["AVISIT"].isin([baseline, visit])
        & (adlb["AVAL"] != "")
    ]
    values = pd.DataFrame(
        {
            "marker": chosen["MARKER"],
            "arm": chosen["TRT01A"],
            "subject": chosen["USUBJID"],
            "visit": chosen["AVISIT"],
            "value": chosen["AVAL"].astype(float),
        }
    )
    later = chosen[(chosen["AVISIT"] == visit) & (chosen["CHG"] != "")]
    changes = pd.DataFrame(
        {
            "marker": later["MARKER"],
            "arm": later["TRT01A"],
            "subject": later["USUBJID"],
            "change": later["CHG"].astype(float),
        }
    )
    estimates = [
        (marker, arm, found.estimate, found.low, found.high, found.sizes[0], found.attained, _words(found))
        for (marker, arm), own in changes.groupby(["marker", "arm"], sort=False)
        for found in [hodges_lehmann(own["change"].to_numpy())]
    ]
    columns = ["marker", "arm", "estimate", "low", "high", "pairs", "attained", "words"]
    tables = (values, changes, pd.DataFrame(estimates, columns=columns))
    return Lesson(*(table.assign(trace=MADE).reset_index(drop=True) for table in tables))


def _words(found: Interval) -> str:
    """What the design alone says of the interval: never its limits."""
    return f"{counted(found.sizes)}: the exact interval attains {percent(found.attained)}"
