"""t-tests from printed summaries, against SciPy's and over the rounding."""

from decimal import ROUND_DOWN, Decimal

import numpy as np
import pytest
from scipy.stats import ttest_ind, ttest_ind_from_stats

from analysis.audit.t_tests import t_tests
from analysis.reported import PrintedPvalue, Summary

MONTH_6 = [
    (Summary("705", "160", 6), Summary("306", "36", 5)),
    (Summary("321", "27", 6), Summary("251", "28", 5)),
    (Summary("74", "23", 6), Summary("115", "15", 5)),
]


@pytest.mark.parametrize("pair", MONTH_6)
@pytest.mark.parametrize("spread_is", ["sd", "sem"])
def test_agrees_with_scipy(pair, spread_is):
    numbers = [(float(s.mean), s.sd(spread_is=spread_is), s.n) for s in pair]
    for test in t_tests(*pair, PrintedPvalue("0.02"), spread_is=spread_is):
        ours = ttest_ind_from_stats(*numbers[0], *numbers[1], equal_var=test.variances == "pooled")
        assert test.pvalue == pytest.approx(ours.pvalue, rel=1e-12)
        assert test.low < test.pvalue < test.high


def test_no_rounding_leads_outside():
    rng = np.random.default_rng(1)
    first, second = Summary("7.4", "2.3", 6), Summary("9.5", "1.5", 5)
    for test in t_tests(first, second, PrintedPvalue("0.1"), spread_is="sd"):
        for _ in range(300):
            (m1, s1), (m2, s2) = (
                (float(s.mean) + rng.uniform(-0.05, 0.05), float(s.spread) + rng.uniform(-0.05, 0.05))
                for s in (first, second)
            )
            p = ttest_ind_from_stats(m1, s1, 6, m2, s2, 5, equal_var=test.variances == "pooled").pvalue
            assert test.low <= p <= test.high
        assert test.agrees
        assert "agrees with the printed p" in test.sentence()


def test_equal_means_and_zero_spreads():
    welch, pooled = t_tests(Summary("5", "0", 4), Summary("5", "0", 4), PrintedPvalue("1"), spread_is="sd")
    assert (welch.pvalue, welch.high, welch.low) == (1.0, 1.0, 0.0)
    assert pooled.agrees


def cut(value: float, decimals: int) -> str:
    """A number whose further decimals are cut off."""
    return f"{Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN):f}"


@pytest.mark.parametrize("spread_is", ["sd", "sem"])
def test_numbers_that_were_cut_off_agree_then_and_say_so(spread_is):
    rng = np.random.default_rng(3)
    only = 0
    for _ in range(200):
        groups = [rng.normal(2, 0.8, 6), rng.normal(-1, 3, 5)]
        spreads = [g.std(ddof=1) / (1 if spread_is == "sd" else len(g) ** 0.5) for g in groups]
        pair = [Summary(cut(g.mean(), 1), cut(s, 2), len(g)) for g, s in zip(groups, spreads, strict=True)]
        for equal in (False, True):
            p = ttest_ind(*groups, equal_var=equal).pvalue
            test = list(t_tests(*pair, PrintedPvalue(cut(p, 3)), spread_is=spread_is))[equal]
            assert test.agrees_if_cut_off
            assert "does not agree" not in test.sentence()
            only += not test.agrees
            assert ("only if decimals were cut off" in test.sentence()) == (not test.agrees)
    assert only > 5


def test_what_no_cutting_explains_does_not_agree():
    for test in t_tests(*MONTH_6[0], PrintedPvalue("0.9"), spread_is="sd"):
        assert not test.agrees_if_cut_off
        assert test.sentence().endswith("which does not agree with the printed p.")
