"""People counted by what happened to them."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.data import Study


def people_with(study: Study, kinds: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Count the subjects with at least one entry of some kinds during follow-up.

    Args:
        study: its medical history, up to the end of its last period.
        kinds: label of a count to the values of ``MHSCAT`` that it covers.

    Returns:
        One row per label: ``outcome``, ``events`` (subjects, each once) and ``trace`` (the entries counted).
    """
    history = study.medical_history
    later = history[history["MHCAT"].isin([period.label for period in study.periods[-1:]])]
    rows = []
    for label, covered in kinds.items():
        found = later[later["MHSCAT"].isin(covered)]
        keys = found["SUBJID"] + "-" + found["MHSEQ"]
        rows.append((label, found["SUBJID"].nunique(), " ".join("medical_history:" + keys)))
    return pd.DataFrame(rows, columns=["outcome", "events", "trace"])
