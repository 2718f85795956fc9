"""Statements of one text that do not go together, next to each other."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.data import Study, trace_of


def side_by_side(study: Study, pairs: Mapping[str, tuple[Sequence[str], Sequence[str]]]) -> pd.DataFrame:
    """Set statements that do not go together side by side.

    Args:
        study: its findings.
        pairs: what they are about, to the ids of the statements on either side.

    Returns:
        One row per pair: `about`, `one` and `other` (arm, what is told, the part of the text),
        `note` (on the other) and `trace`.

    Raises:
        MissingFindingError: a statement that the study does not print.
    """
    return pd.DataFrame(
        [
            {
                "about": about,
                "one": "; ".join(_statement(study.finding(each)) for each in one),
                "other": "; ".join(_statement(study.finding(each)) for each in other),
                "note": " ".join(study.finding(each)["NOTE"] for each in other),
                "trace": trace_of([*one, *other]),
            }
            for about, (one, other) in pairs.items()
        ]
    )


def _statement(row: Mapping[str, str]) -> str:
    claimed = f", {row['SIGNIFICANCE']}" if row["SIGNIFICANCE"].endswith("significant") else ""
    told = f"{row['DIRECTION']}{claimed}" if row["DIRECTION"] else "see note"
    return f"{row['TRT01A']}: {told} ({row['PLACE'].partition(':')[0]})"
