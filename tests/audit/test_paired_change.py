"""What ± is beside the interval of a change, on data whose answer is known and on a printed trial."""

from decimal import ROUND_DOWN, Decimal

import numpy as np
import pytest
from scipy.stats import ttest_1samp

from analysis.audit import PairedChange, paired_change, paired_changes
from analysis.data import MissingFindingError, Study
from analysis.reported import Summary

PLACEBO = paired_change(Summary("1005", "129", 12), Summary("241", "41", 12), low="477", high="1051")
TABLETS = paired_change(Summary("999", "109", 12), Summary("168", "13", 12), low="612", high="1051")


def printed(spread_is: str, seed: int) -> tuple[PairedChange, float]:
    """Pairs, printed to two decimals with SD or SEM, and their true correlation."""
    rng = np.random.default_rng(seed)
    before = rng.normal(50, 12, 10)
    after = 0.6 * before + rng.normal(0, 6, 10)
    ends = ttest_1samp(before - after, 0).confidence_interval(0.95)
    shrink = 1 if spread_is == "sd" else np.sqrt(10)
    first, second = (Summary(f"{x.mean():.2f}", f"{x.std(ddof=1) / shrink:.2f}", 10) for x in (before, after))
    audit = paired_change(first, second, low=f"{ends.low:.2f}", high=f"{ends.high:.2f}")
    return audit, float(np.corrcoef(before, after)[0, 1])


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("spread_is", ["sd", "sem"])
def test_the_true_meaning_is_possible_with_the_true_correlation(spread_is: str, seed: int) -> None:
    audit, correlation = printed(spread_is, seed)
    (own,) = [reading for reading in audit.readings if reading.spread_is == spread_is]
    assert own.possible
    assert own.correlation == pytest.approx(correlation, abs=0.02)


@pytest.mark.parametrize(
    ("audit", "se", "most", "correlation"), [(PLACEBO, 130.4, 49.1, 0.12), (TABLETS, 99.7, 35.2, 0.74)]
)
def test_an_interval_decides_what_a_trial_left_open(
    audit: PairedChange, se: float, most: float, correlation: float
) -> None:
    as_sd, as_sem = audit.readings
    assert audit.se == pytest.approx(se, abs=0.05)
    assert (as_sd.possible, as_sem.possible) == (False, True)
    assert as_sd.most == pytest.approx(most, abs=0.05)
    assert as_sem.correlation == pytest.approx(correlation, abs=0.005)
    assert "which the interval excludes" in audit.sentence()


@pytest.mark.parametrize(("low", "high", "possible"), [("-7.5", "7.5", True), ("-11", "11", False)])
def test_the_rounding_is_given_its_due(low: str, high: str, possible: bool) -> None:
    """Both intervals need more than the printed ± allow; only one needs more than their digits can hide."""
    audit = paired_change(Summary("10", "1", 4), Summary("5", "1", 4), low=low, high=high)
    as_sem = audit.readings[1]
    assert audit.se > as_sem.most
    assert as_sem.correlation < -1
    assert as_sem.possible is possible
    if possible:
        assert as_sem.sentence().endswith("would correlate by -1.")


def test_unusable_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="12 values before and 11 after"):
        paired_change(Summary("1", "1", 12), Summary("1", "1", 11), low="0", high="1")
    with pytest.raises(ValueError, match="lower end first"):
        paired_change(Summary("1", "1", 12), Summary("1", "1", 12), low="1", high="0")
    with pytest.raises(ValueError, match="confidence"):
        paired_change(Summary("1", "1", 12), Summary("1", "1", 12), low="0", high="1", confidence=95)


def test_the_changes_of_a_study_are_those_of_its_arms() -> None:
    study = Study.read("data/examples/rebamipide_2016")
    assert paired_changes(study, "PGE2", visit="Day 7") == {"PLA": PLACEBO, "REB": TABLETS}
    with pytest.raises(MissingFindingError, match="no means ± of IL-1Ra at Baseline and Month 6"):
        paired_changes(Study.read(), "IL1RA", visit="Month 6")


@pytest.mark.parametrize("spread_is", ["sd", "sem"])
def test_numbers_that_were_cut_off_are_possible_then_and_say_so(spread_is: str) -> None:
    """Where before and after mirror each other, rounding alone leaves the printed numbers too little play."""
    rng = np.random.default_rng(5)
    only = 0
    for _ in range(300):
        before = rng.normal(150, 12, 4)
        after = 250 - before * rng.uniform(0.8, 1.2) + rng.normal(0, 0.01, 4)
        ends = ttest_1samp(before - after, 0).confidence_interval(0.95)
        shrink = 1 if spread_is == "sd" else 2
        first, second = (Summary(cut(x.mean()), cut(x.std(ddof=1) / shrink), 4) for x in (before, after))
        audit = paired_change(first, second, low=cut(ends.low), high=cut(ends.high))
        (own,) = [reading for reading in audit.readings if reading.spread_is == spread_is]
        assert own.possible_if_cut_off
        only += not own.possible
        assert ("only if decimals were cut off" in own.sentence()) == (not own.possible)
    assert only > 0


def cut(value: float) -> str:
    """A number whose decimals behind the first are cut off."""
    return f"{Decimal(repr(float(value))).quantize(Decimal('0.1'), rounding=ROUND_DOWN):f}"
