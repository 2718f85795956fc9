"""The formulas against the same ones written in R and, for spirometry, against pyspiro 1.0.0."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis import physiology
from analysis.physiology import ReferenceChange, spirometry

ORACLES = Path(__file__).parents[1] / "oracles"
ORACLE = pd.read_csv(ORACLES / "physiology.csv")
SPIROMETRY = pd.read_csv(ORACLES / "spirometry.csv")


def limit(function: Callable[..., ReferenceChange]) -> Callable[[Any], Any]:
    """The lower or upper limit at the quantile `d`."""

    def compute(row: Any) -> Any:
        change = function(row.a, row.b, level=row.c)
        return change.low_percent if row.d < 0.5 else change.high_percent

    return compute


COMPUTE: dict[str, Callable[[Any], Any]] = {
    "egfr_ckd_epi_2021": lambda row: physiology.ckd_epi_2021(row.a, row.b, row.sex),
    "homa_ir": lambda row: physiology.homa_ir(row.b, row.a),
    "log_change_sd": lambda row: physiology.log_change_sd(row.a, row.b),
    "reference_change": limit(physiology.reference_change),
    "reference_change_from_total_cv": limit(physiology.reference_change_from_total_cv),
    "symmetric_reference_change": limit(physiology.symmetric_reference_change),
    "regression_after_selection": lambda row: physiology.regression_after_selection(
        row.a, row.b, row.c, row.d
    ),
}


@pytest.mark.parametrize("formula", sorted(COMPUTE))
def test_formulas_agree_with_r(formula: str) -> None:
    # The R call stands in the `call` column; the script is tests/oracles/r/physiology.R.
    rows = ORACLE[ORACLE["formula"] == formula]
    assert len(rows) >= 9
    computed = [COMPUTE[formula](row) for row in rows.itertuples()]
    np.testing.assert_allclose(computed, rows["result"], rtol=1e-9, atol=1e-9)


def test_every_formula_of_the_r_script_is_compared() -> None:
    assert set(ORACLE["formula"]) == set(COMPUTE)


@pytest.mark.parametrize(
    ("measure", "sex"), [(m, s) for m in ("FEV1", "FVC", "FEV1FVC") for s in ("men", "women")]
)
def test_spirometry_agrees_with_pyspiro(measure: str, sex: str) -> None:
    # Written by tests/oracles/python/spirometry.py, at ages of the table: pyspiro does not interpolate.
    rows = SPIROMETRY[(SPIROMETRY["measure"] == measure) & (SPIROMETRY["sex"] == sex)]
    found = spirometry(measure, rows["age"], rows["height"], sex)  # type: ignore[arg-type]
    for column, computed in (
        ("median", found.predicted),
        ("lower", found.lower_limit_of_normal),
        ("spread", found.spread),
        ("z", found.z_score(rows["observed"])),
    ):
        np.testing.assert_allclose(computed, rows[column], rtol=1e-10, err_msg=column)
    np.testing.assert_allclose(np.broadcast_to(found.skewness, len(rows)), rows["skewness"], rtol=1e-10)
