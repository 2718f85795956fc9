"""Families of tests, margins of equivalence, and what two arms share."""

import numpy as np
import pytest

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


def test_the_smallest_margin_of_two_arms_is_welch_s():
    margin = smallest_margin((5, 6), 0.25).margin
    x, y = np.arange(5.0), np.arange(6.0)
    x, y = (x - x.mean()) / x.std(ddof=1) + 0.25, (y - y.mean()) / y.std(ddof=1)
    assert equivalence(x, y, bounds=(-margin, margin)).pvalue == pytest.approx(0.05)


def test_margins_by_the_table_of_t():
    found = [smallest_margin(design).margin for design in (5, 6, 11, (5, 6))]
    # From R: qt(.95, 4) / sqrt(5) and so on; for the arms df = 8.642857 by Welch.
    assert found == pytest.approx([0.9533909, 0.8226401, 0.5464776, 1.11525], rel=1e-6)
    assert smallest_margin(11).df == pytest.approx(10)
    assert smallest_margin(6, 0.5).margin == pytest.approx(0.5 + smallest_margin(6).margin)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: smallest_margin(1), "at least 2"),
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
