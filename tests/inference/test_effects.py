"""Effect sizes, equivalence, covariance and adjustment, against R."""

from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.inference import adjust, ancova, equivalence, hedges_g, hedges_gz, rank_biserial

ORACLE = pd.read_csv(Path(__file__).parents[1] / "oracles" / "models.csv", dtype=str, keep_default_na=False)
RESULTS = {
    "hedges_g": lambda x, y, z, w: hedges_g(x, y),
    "hedges_gz": lambda x, y, z, w: hedges_gz(x),
    "equivalence_pairs": lambda x, y, z, w: equivalence(x, bounds=(-1.5, 1.5)),
    "equivalence": lambda x, y, z, w: equivalence(x, y, bounds=(-2, 2)),
    "ancova": ancova,
}


def numbers(text: str) -> list[float]:
    return [float(word) for word in text.split()]


@pytest.mark.parametrize("case", RESULTS)
def test_results_agree_with_r(case):
    # The R call stands in the `call` column; the script is tests/oracles/r/models.R.
    rows = ORACLE[ORACLE["case"] == case]
    assert len(rows) >= 3
    for row in rows.itertuples():
        result = RESULTS[case](*(numbers(column) for column in (row.x, row.y, row.z, row.w)))
        assert getattr(result, row.quantity) == pytest.approx(float(row.value), rel=1e-7, abs=1e-9), row.call


def test_rank_biserial_agrees_with_r():
    # effectsize::rank_biserial
    for row in ORACLE[ORACLE["case"] == "rank_biserial"].itertuples():
        assert rank_biserial(numbers(row.x), numbers(row.y)) == pytest.approx(float(row.value), rel=1e-12)
    for row in ORACLE[ORACLE["case"] == "rank_biserial_pairs"].itertuples():
        assert rank_biserial(numbers(row.x)) == pytest.approx(float(row.value), rel=1e-12)


@pytest.mark.parametrize("method", ["holm", "hochberg", "bh", "by"])
def test_adjustment_agrees_with_r(method):
    # p.adjust
    row = ORACLE[(ORACLE["case"] == "adjust") & (ORACLE["quantity"] == method)].iloc[0]
    np.testing.assert_allclose(adjust(numbers(row["x"]), method), numbers(row["y"]), rtol=1e-12)


def test_rank_biserial_ends_and_middle():
    assert rank_biserial([1, 2, 3]) == 1
    assert rank_biserial([-1, -2, -3]) == -1
    assert rank_biserial([3, 4], [1, 2]) == 1
    assert rank_biserial([1, 2], [1, 2]) == 0
    assert rank_biserial([0, 0]) == rank_biserial([2, 2], [2, 2, 2]) == 0
    # Pratt's ranks count the zero: (2 + 3 - 4) / 9 against (1 + 2 - 3) / 6.
    assert rank_biserial([0, 1, 2, -3], zeros="pratt") == pytest.approx(1 / 9)
    assert rank_biserial([0, 1, 2, -3]) == 0


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


def test_equivalence_is_the_90_percent_interval_within_the_bounds():
    rng = np.random.default_rng(4)
    seen = set()
    for n, spread in product([5, 8], [0.3, 1.0]):
        for _ in range(20):
            for result in (
                equivalence(rng.normal(0, spread, n), bounds=(-0.6, 0.6)),
                equivalence(rng.normal(0, spread, n), rng.normal(0, 1, 6), bounds=(-0.9, 0.9)),
            ):
                inside = result.bounds[0] < result.low and result.high < result.bounds[1]
                assert (result.pvalue < 0.05) == inside
                seen.add(inside)
    assert seen == {True, False}


def test_equivalence_sentence():
    sentence = equivalence([1, 2, 3], [1, 2, 4.5], bounds=(-3, 3)).sentence()
    assert "Welch t; 3 v 3 subjects" in sentence
    assert sentence.endswith("(no smallest p: a t-test assumes normal data).")


def test_ancova_excludes_and_counts():
    full = ancova([1, 2, 3], [4, 5, 6.3], [1, 2, 4], [2, 3.1, 5])
    more = ancova([1, 2, 3, np.nan], [4, 5, 6.3, 9], [1, 2, np.nan, 4], [2, 3.1, 7, 5])
    assert (more.estimate, more.pvalue, more.sizes, more.excluded) == (full.estimate, full.pvalue, (3, 3), 2)
    assert "3 v 3 subjects, 2 excluded without a baseline" in more.sentence()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hedges_g([1], [1, 2]), "x holds 1 value.*at least 2"),
        (lambda: hedges_g([1, 1], [2, 2]), "do not vary"),
        (lambda: hedges_g([0.1 + 0.2, 0.3], [0.7, 0.7]), "do not vary"),  # 0.1 + 0.2 is not 0.3 in binary
        (lambda: hedges_gz([5.3 - 4.1, 1.2, 1.2]), "do not vary"),
        (lambda: equivalence([5.3 - 4.1, 1.2], bounds=(-1, 1)), "do not vary"),
        (lambda: ancova([0.1 + 0.2, 0.3], [1, 2], [2, 2], [2, 3]), "No baseline varies"),
        (lambda: hedges_g(["1", "a"], [1, 2]), "x holds what is no number"),
        (lambda: hedges_g({1, 2}, [1, 2]), "x holds what is no number"),
        (lambda: hedges_g(np.array(["2020-01-01", "2021-01-01"], dtype="M8[D]"), [1, 2]), "no number"),
        (lambda: hedges_g([1, 2], [1j, 2]), "y holds what is no number"),
        (lambda: hedges_g([1, 2], [2, 3], confidence="0.9"), "confidence is 0.9"),
        (lambda: hedges_g([1, 2], [2, 3], confidence=1), "confidence is 1"),
        (lambda: hedges_gz([1, 2]), "at least 3"),
        (lambda: rank_biserial([]), "holds 0 value"),
        (lambda: equivalence([1, 2], bounds=(1, -1)), "out of order"),
        (lambda: equivalence([1, 1], bounds=(-1, 1)), "do not vary"),
        (lambda: equivalence([1, 2], [3, np.nan], bounds=(-1, 1)), "y holds NaN"),
        (lambda: ancova([1, 2], [1, 2], [1], [2]), "3 subjects leave no residual"),
        (lambda: ancova([1, 1], [1, 2], [2, 2], [2, 3]), "No baseline varies"),
        (lambda: ancova([1, 2], [1, 2], [1, 2], [2, np.nan]), "followup_y holds NaN"),
        (lambda: adjust([0.1, 1.2], "holm"), "pvalues holds 1.2"),
        (lambda: adjust([0.1, np.nan], "holm"), "pvalues holds NaN"),
        (lambda: adjust([], "holm"), "holds 0 value"),
        (lambda: adjust([0.1], "sidak"), "method is 'sidak'"),
    ],
)
def test_errors_say_what_to_do(call, message):
    with pytest.raises(ValueError, match=message):
        call()
