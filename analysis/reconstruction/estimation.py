"""What an estimation plot of one cohort shows: every value, every pair, every change and an interval."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.data import BASES, Study
from analysis.inference import Interval, hodges_lehmann
from analysis.inference.wording import counted, percent
from analysis.reconstruction.constrain import constrain
from analysis.reconstruction.representative import SEED


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


def estimation(study: Study, markers: Iterable[str], *, visit: str, baseline: str | None = None) -> Lesson:
    """Prepare the estimation plot of the study's illustrative cohort, in multiples of the unit's mean.

    The estimate is the Hodges-Lehmann median of all averages of two changes (a change with itself too), with
    its exact interval. It belongs to one computed cohort and is no result.

    Args:
        study: whose table of the illustrative cohort is shown.
        markers: PARAMCDs.
        visit: the later visit.
        baseline: the earlier one; the first visit if not given.

    Raises:
        ValueError: the study has no illustrative cohort with these markers and visits.
    """
    wanted = list(markers)
    chosen = _chosen(study, wanted, [baseline or study.baseline.name, visit])
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
    traces = {marker.code: marker.trace for marker in constrain(study, wanted).markers}
    return Lesson(
        *(
            table.assign(
                trace=table["marker"].map(traces) + f" formula:reconstruction.adlb seed:{SEED}"
            ).reset_index(drop=True)
            for table in (values, changes, pd.DataFrame(estimates, columns=columns))
        )
    )


def _chosen(study: Study, markers: list[str], visits: list[str]) -> pd.DataFrame:
    """The rows of the illustrative cohort that are shown."""
    cohort = study.table("adlb")
    rows = cohort[
        (cohort["BASIS"] == BASES["reconstructed"].badge)
        & cohort["MARKER"].isin(markers)
        & cohort["PARAMCD"].str.endswith("REL")
        & cohort["AVISIT"].isin(visits)
        & (cohort["AVAL"] != "")
    ]
    if missing := [code for code in markers if code not in set(rows["MARKER"])]:
        raise ValueError(
            f"{study.name} has no illustrative cohort with {', '.join(missing)} at {' or '.join(visits)}. "
            "Draw one: python -m analysis.reconstruction.illustrative."
        )
    return rows


def _words(found: Interval) -> str:
    """What the design alone says of the interval: never its limits."""
    return f"{counted(found.sizes)}: the exact interval attains {percent(found.attained)}"
