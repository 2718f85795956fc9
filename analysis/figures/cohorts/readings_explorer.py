"""What explorers of reconstructed cohorts share: one marker at a time under each of several readings."""

from collections.abc import Iterable, Mapping

from analysis.data import Study
from analysis.reconstruction import ConflictError, Constraints, Reading, constrain


def constraints_by_reading(
    study: Study, markers: Iterable[str], readings: Mapping[str, Reading]
) -> dict[tuple[str, str], Constraints]:
    """What the findings ask of each marker alone: (PARAMCD, a reader's words for the reading) to constraints.

    Args:
        study: whose findings are used.
        markers: PARAMCDs.
        readings: a reader's words to a reading of what the findings leave open.
    """
    return {
        (marker, name): constrain(study, [marker], reading=reading)
        for marker in markers
        for name, reading in readings.items()
    }


def refusal(error: ConflictError) -> str:
    """Say why one marker has no cohorts, in two lines divided by |."""
    (conflict,) = error.conflicts
    return f"Refused: {conflict.accepted:,} of {conflict.proposed:,}|proposals agree"
