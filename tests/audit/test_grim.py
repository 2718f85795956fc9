"""GRIM and GRIMMER against every set of whole numbers of small size."""

import sys
from itertools import combinations_with_replacement
from statistics import mean, stdev

import pytest

from analysis.audit import Summary, grim, grimmer
from analysis.audit.grim import _built, _four_squares


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_grimmer_accepts_exactly_what_whole_numbers_give(n):
    top = 9
    data = list(combinations_with_replacement(range(top + 1), n))
    print_so = {(f"{mean(v):.2f}", f"{stdev(v):.2f}") for v in data}
    for m, s in print_so:
        result = grimmer(Summary(m, s, n))
        assert result.answer == "possible"
        assert mean(result.witness) == pytest.approx(float(m), abs=0.0051)
        assert stdev(result.witness) == pytest.approx(float(s), abs=0.0051)
    # Spreads below 2 around the middle keep all values inside 0 to 9.
    refused = 0
    for step in range(0, 200, 7):
        text = f"4.{50 if n % 2 == 0 else 0:02d}", f"{step / 100:.2f}"
        if not any(
            abs(mean(v) - float(text[0])) <= 0.005 and abs(stdev(v) - float(text[1])) <= 0.005 for v in data
        ):
            assert grimmer(Summary(*text, n)).answer == "impossible"
            refused += 1
    assert refused > 5


def test_grim_on_the_published_example():
    # Brown and Heathers 2017: a mean of 3.45 on 10 whole numbers is impossible.
    assert grim("3.45", 10).answer == "impossible"
    assert grim("3.5", 10).witness == (3,) * 5 + (4,) * 5
    assert grim("3.45", 10, items=2).answer == "possible"
    assert "no whole sum" in grim("3.45", 10).sentence()


def test_a_spread_that_fails_although_the_mean_passes():
    # Allard 2018: mean 3.44, SD 2.47, n = 18.
    assert grim("3.44", 18).answer == "possible"
    assert grimmer(Summary("3.44", "2.47", 18)).answer == "impossible"


def test_an_sem_and_larger_numbers():
    result = grimmer(Summary("705", "160", 6), spread_is="sem")
    assert stdev(result.witness) / 6**0.5 == pytest.approx(160, abs=0.5)
    assert grimmer(Summary("2.50", "0.00", 4)).answer == "impossible"


@pytest.mark.parametrize("n", [9, 10, 13, 40])
def test_nine_numbers_or_more_have_every_sum_of_squares_from_the_least_up(n):
    for total in range(-n, n + 1):
        least = sum((total // n + (i < total % n)) ** 2 for i in range(n))
        for squares in range(least, least + 400, 2):
            numbers = _built(n, total, squares)
            assert min(numbers.values()) >= 0
            assert numbers.total() == n
            assert sum(value * times for value, times in numbers.items()) == total
            assert sum(value**2 * times for value, times in numbers.items()) == squares


def test_every_number_is_a_sum_of_four_squares():
    for number in (*range(3000), 4**9 * 7, 10**12 + 39, 10**18 + 7):
        roots = _four_squares(number)
        assert len(roots) <= 4
        assert sum(root**2 for root in roots) == number


@pytest.mark.parametrize(
    ("printed", "lowest", "highest"),
    [(("3.12", "1.53", 2000), 1, 5), (("3.45", "0.89", 600), 2, 4), (("3.45", "0.89", 800), 2, 4)],
)
def test_many_answers_on_a_scale_are_built_within_it_and_told_by_their_counts(printed, lowest, highest):
    result = grimmer(Summary(*printed))
    assert (f"{mean(result.witness):.2f}", f"{stdev(result.witness):.2f}") == printed[:2]
    assert (result.witness[0], result.witness[-1]) == (lowest, highest)
    assert len(result.witness) == printed[2]
    assert len(result.sentence()) < 200


def test_a_search_that_gives_up_is_undecided_not_impossible(monkeypatch):
    # The squares of three whole numbers with the sum 0 never add up to 4.
    assert grimmer(Summary("0.00", "1.414", 3)).answer == "impossible"
    monkeypatch.setattr(sys.modules["analysis.audit.grim"], "MAX_STEPS", 0)
    result = grimmer(Summary("0.00", "1.414", 3))
    assert result.answer == "undecided"
    assert "neither found nor excluded" in result.sentence()


def test_the_limit_bounds_every_input():
    # A million sums print as the mean; only equal numbers print as the spread.
    assert grimmer(Summary("3", "0.0000", 1_000_000)).counts == ((3, 1_000_000),)
    # No sum prints so, and there are more of them than the limit.
    assert grimmer(Summary("3.5", "0.0001", 1_000_000)).answer == "undecided"
    assert grim("3.45", 10**9).counts == ((3, 550_000_000), (4, 450_000_000))


@pytest.mark.parametrize("n", [0, -5, 10.0, True, "10"])
def test_what_cannot_count_is_refused(n):
    with pytest.raises(ValueError, match=r"n is .* whole number from 1 up"):
        grim("3.4", n)
    with pytest.raises(ValueError, match=r"items is .* whole number from 1 up"):
        grim("3.4", 10, items=n)
