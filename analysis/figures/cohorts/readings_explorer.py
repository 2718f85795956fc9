"""What explorers of reconstructed cohorts share: one marker at a time under each of several readings."""

from collections.abc import Mapping

import pandas as pd

from analysis.reconstruction import ConflictError, Constraints, Prior, Reading, constrain


def constraints_by_reading(
    findings: pd.DataFrame, priors: Mapping[str, Prior], readings: Mapping[str, Reading], *, source: str
) -> dict[tuple[str, str], Constraints]:
    """What the findings ask of each marker alone: (PARAMCD, a reader's words for the reading) to constraints.

    Args:
        findings: the table of findings.
        priors: PARAMCD to prior.
        readings: a reader's words to a reading of what the findings leave open.
        source: key of the source whose numbers of subjects are taken.
    """
    return {
        (marker, name): constrain(findings, {marker: prior}, source=source, reading=reading)
        for marker, prior in priors.items()
        for name, reading in readings.items()
    }


def refusal(error: ConflictError) -> str:
    """Say why one marker has no cohorts, in two lines divided by |."""
    (conflict,) = error.conflicts
    return f"Refused: {conflict.accepted:,} of {conflict.proposed:,}|proposals agree"
