"""Effect sizes against R."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.inference import hedges_g, hedges_gz

ORACLE = pd.read_csv(Path(__file__).parents[1] / "oracles" / "models.csv", dtype=str, keep_default_na=False)
RESULTS = {
    "hedges_g": lambda x, y: hedges_g(x, y),
    "hedges_gz": lambda x, y: hedges_gz(x),
}


def numbers(text: str) -> list[float]:
    return [float(word) for word in text.split()]


@pytest.mark.parametrize("case", RESULTS)
def test_results_agree_with_r(case):
    # The R call stands in the `call` column; the script is tests/oracles/r/models.R.
    rows = ORACLE[ORACLE["case"] == case]
    assert len(rows) >= 3
    for row in rows.itertuples():
        result = RESULTS[case](*(numbers(column) for column in (row.x, row.y)))
        assert getattr(result, row.quantity) == pytest.approx(float(row.value), rel=1e-7, abs=1e-9), row.call


def test_hedges_limits_mirror_each_other():
    x, y = [3.1, 4.0, 5.2, 6.6], [1.0, 2.3, 3.9]
    forth, back = hedges_g(x, y), hedges_g(y, x)
    np.testing.assert_allclose(
        [forth.estimate, forth.low, forth.high], [-back.estimate, -back.high, -back.low]
    )
    assert hedges_g(x, y, confidence=0.5).low > forth.low
    assert "noncentral t; 4 v 3 subjects" in forth.sentence()
    assert hedges_gz(x).sentence().startswith("Hedges' g_z = ")


def test_far_apart_groups_still_have_limits():
    result = hedges_g([100, 101, 102], [1, 2, 3])
    assert 0 < result.low < result.estimate < result.high


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hedges_g([1], [1, 2]), "x holds 1 value.*at least 2"),
        (lambda: hedges_g([1, 1], [2, 2]), "do not vary"),
        (lambda: hedges_g([0.1 + 0.2, 0.3], [0.7, 0.7]), "do not vary"),  # 0.1 + 0.2 is not 0.3 in binary
        (lambda: hedges_gz([5.3 - 4.1, 1.2, 1.2]), "do not vary"),
        (lambda: hedges_g([1, 2], [2, 3], confidence=1), "confidence is 1"),
        (lambda: hedges_gz([1, 2]), "at least 3"),
    ],
)
def test_errors_say_what_to_do(call, message):
    with pytest.raises(ValueError, match=message):
        call()
