"""GRIM and GRIMMER against every set of whole numbers of small size."""

from itertools import combinations_with_replacement
from statistics import mean, stdev

import pytest

from analysis.audit import Summary, grim, grimmer
from analysis.audit.granularity import _whole_numbers


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


def test_giving_up_is_undecided_not_impossible(monkeypatch):
    monkeypatch.setattr("analysis.audit.granularity.MAX_TRIALS", 1)
    assert _whole_numbers(5, 11, 33) == ((), False)
    result = grimmer(Summary("2.20", "1.30", 5))
    assert result.answer == "undecided"
    assert "neither found nor excluded" in result.sentence()


def test_counts_below_one_are_refused():
    with pytest.raises(ValueError, match="whole numbers from 1 up"):
        grim("3.4", 0)
