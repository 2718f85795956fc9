"""HOMA-IR against the same formula in R, in both units of glucose."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.physiology import homa_ir

ORACLE = pd.read_csv(Path(__file__).parents[1] / "oracles" / "physiology.csv").query("formula == 'homa_ir'")


def test_agrees_with_r() -> None:
    # The R call stands in the `call` column; the script is tests/oracles/r/physiology.R.
    assert len(ORACLE) >= 9
    np.testing.assert_allclose(homa_ir(ORACLE["b"], ORACLE["a"]), ORACLE["result"], rtol=1e-9)


def test_homa_is_one_in_the_model_person() -> None:
    assert homa_ir(4.5, 5) == 1
    # With glucose in mg/dL, 18 times as large, the divisor is 405.
    assert homa_ir(90 / 18, 9) == pytest.approx(90 * 9 / 405)
    assert np.asarray(homa_ir([4.5, 9], 5)).tolist() == [1, 2]


def test_a_number_in_another_unit_is_refused_with_what_it_would_be() -> None:
    with pytest.raises(ValueError, match=r"glucose is 90 mmol/L; that is the number for mg/dL: 5.0 mmol/L"):
        homa_ir(90, 5)
    with pytest.raises(ValueError, match=r"insulin is -1 mU/L"):
        homa_ir(5, [3, -1])
