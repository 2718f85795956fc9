"""Families of tests, margins of equivalence, and what two arms share."""

import numpy as np
import pytest
from statsmodels.stats.weightstats import ttost_ind

from analysis.inference import Margin, adjust, equivalence, in_family, smallest_margin, without_control


@pytest.mark.parametrize("method", ["holm", "bh"])
def test_a_family_of_its_own_size_is_the_plain_adjustment(method):
    values = [0.02, 0.04, 0.02]
    np.testing.assert_allclose(in_family(values, 3, method), adjust(values, method), rtol=1e-14)


def test_holm_multiplies_by_the_whole_family():
    assert in_family([0.004], 10, "holm").tolist() == pytest.approx([0.04])
    assert in_family([0.02, 0.02, 0.04], 21, "holm").tolist() == pytest.approx([0.42, 0.42, 0.76])


def test_a_smaller_unknown_p_only_lowers_the_rate_of_benjamini_and_hochberg():
    cautious = in_family([0.02, 0.02, 0.04], 4, "bh")
    for other in (0.001, 0.03, 0.5):
        assert (adjust([0.02, 0.02, 0.04, other], "bh")[:3] <= cautious + 1e-15).all()


def test_a_family_smaller_than_its_members_is_refused():
    with pytest.raises(ValueError, match="size is 2, but 3"):
        in_family([0.1, 0.2, 0.3], 2, "bh")


@pytest.mark.parametrize(("n", "estimate"), [(5, 0.0), (6, 0.3), (11, -0.2)])
def test_the_smallest_margin_is_where_the_paired_test_just_succeeds(n, estimate):
    margin = smallest_margin(n, estimate).margin
    values = np.arange(n, dtype=float)
    data = (values - values.mean()) / values.std(ddof=1) + estimate
    assert equivalence(data, bounds=(-margin, margin)).pvalue == pytest.approx(0.05)


@pytest.mark.parametrize("sizes", [(5, 6), (2, 9), (1, 10), (3, 3)])
def test_the_smallest_margin_of_two_groups_is_where_the_pooled_tests_just_succeed(sizes):
    """The two one-sided tests of statsmodels, on groups whose pooled SD is 1."""
    margin = smallest_margin(sizes, 0.25).margin
    x, y = (np.arange(float(n)) - (n - 1) / 2 for n in sizes)
    pooled = np.sqrt((x @ x + y @ y) / (sum(sizes) - 2))
    pvalue, _, _ = ttost_ind(x / pooled + 0.25, y / pooled, -margin, margin, usevar="pooled")
    assert pvalue == pytest.approx(0.05)


@pytest.mark.parametrize("sizes", [(5, 6), (2, 9), (3, 8)])
def test_the_smallest_margin_takes_equal_spread_and_unequal_spread_asks_for_more(sizes):
    """Two groups of SD 1 each: Welch's test of the data does not yet succeed at the planned margin."""
    margin = smallest_margin(sizes).margin
    x, y = (np.arange(float(n)) for n in sizes)
    x, y = ((v - v.mean()) / v.std(ddof=1) for v in (x, y))
    assert equivalence(x, y, bounds=(-margin, margin)).pvalue > 0.05
    assert "equal spread in both groups" in smallest_margin(sizes).sentence()
    assert "equal spread" not in smallest_margin(sizes[0]).sentence()


@pytest.mark.parametrize("sizes", [(5, 6), (2, 9)])
def test_luck_alone_goes_beyond_the_smallest_margin_in_twice_the_level(sizes):
    """Brute force: two groups that do not differ stand farther apart than the margin in 10 % of samples."""
    rng = np.random.default_rng(11)
    x, y = (rng.normal(size=(200_000, n)) for n in sizes)
    pooled = np.sqrt((x.var(axis=1) * sizes[0] + y.var(axis=1) * sizes[1]) / (sum(sizes) - 2))
    away = np.abs(x.mean(axis=1) - y.mean(axis=1)) / pooled
    assert np.mean(away > smallest_margin(sizes).margin) == pytest.approx(0.10, abs=0.003)


def test_margins_by_the_table_of_t():
    found = [smallest_margin(design).margin for design in (5, 6, 11, (5, 6))]
    # From R: qt(.95, 4) / sqrt(5) and so on; for the arms qt(.95, 9) * sqrt(1 / 5 + 1 / 6).
    assert found == pytest.approx([0.9533909, 0.8226401, 0.5464776, 1.1100050], rel=1e-6)
    assert [smallest_margin(design).df for design in (11, (5, 6))] == [10, 9]
    assert smallest_margin(6, 0.5).margin == pytest.approx(0.5 + smallest_margin(6).margin)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: smallest_margin(1), "1 pair: a t-test needs"),
        (lambda: smallest_margin((1, 1)), "more than it has groups"),
        (lambda: smallest_margin((0, 5)), "not usable"),
        (lambda: smallest_margin(5, float("nan")), "finite"),
        (lambda: smallest_margin(5, alpha=0.5), "below 0.5"),
    ],
)
def test_unusable_designs_are_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_margin_says_what_cannot_be_supported():
    result = smallest_margin(5)
    assert isinstance(result, Margin)
    assert "no margin below 0.9534 SD" in result.sentence()


def test_what_both_arms_share_drops_out_of_their_difference():
    for low, high, shared in [(0, 1, 2), (-1, 1, 0.5), (2, 2, -2)]:
        changes = without_control(low, high, shared)
        assert changes.between == high - low == changes.high - changes.low
        assert changes.low - low == changes.high - high == shared
    assert without_control(1, 2, 0) == without_control(0, 1, 1) != without_control(0, 1, 0)
    assert without_control(0, 1, 1).sentence().startswith("Seen: low dose 1, high dose 2, difference 1")
