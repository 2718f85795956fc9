"""GRIM and GRIMMER against every set of whole numbers of small size."""

import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations_with_replacement, product
from statistics import mean, stdev

import pytest

from analysis.audit import Summary, grim, grimmer
from analysis.audit.grim import UNUSUAL, USUAL, Printing, _built, _four_squares
from analysis.reported.summary import READINGS, SpreadIs

HALF = Fraction(1, 2)
CREATINE = {
    ("creatine", "pre_min"): (3, 7, 5, 11, 4, 5, 4, 6, 8, 6, 6, 5, 12, 6, 4),
    ("creatine", "post_min"): (5, 3, 5, 3, 6, 2, 2, 5, 1, 5, 5, 3, 4, 4, 7),
    ("placebo", "pre_min"): (5, 4, 4, 7, 7, 5, 8, 9, 3, 3, 6, 8, 7, 2, 2),
    ("placebo", "post_min"): (3, 4, 12, 5, 7, 6, 10, 5, 1, 6, 7, 9, 10, 7, 4),
}
"""Values of single subjects as Table 2 of Wang 2016 (Nutrients 8:143, CC BY 4.0) prints them."""


def printed(value: Fraction, decimals: int, ending: str) -> set[str]:
    """What a number prints as; two texts where a half may go either way, or a minus stand before a zero."""
    scaled = value * 10**decimals
    if ending == "cut off":
        return {_text(math.trunc(scaled), decimals)}
    return {_text(k, decimals) for k in (math.floor(scaled + HALF), math.ceil(scaled - HALF))}


def root_printed(value: Fraction, decimals: int, ending: str) -> set[str]:
    """What the square root of a number prints as."""
    scaled = value * 100**decimals
    below = math.isqrt(math.floor(scaled))
    if ending == "cut off":
        return {_text(below, decimals)}
    near = [k for k in (below, below + 1) if (k - HALF) ** 2 <= scaled <= (k + HALF) ** 2 or scaled == k**2]
    return {_text(k, decimals) for k in near}


def _text(units: int, decimals: int) -> str:
    whole, part = divmod(abs(units), 10**decimals)
    return f"{'-' if units < 0 else ''}{whole}.{part:0{decimals}d}"


def prints(
    values: Sequence[int], convention: Printing, decimals: int, spread_is: str
) -> set[tuple[str, str]]:
    """Every printed mean and spread of some whole numbers, from the numbers up and in exact arithmetic."""
    n, total = len(values), sum(values)
    deviations = sum(v**2 for v in values) - Fraction(total**2, n)
    variance = deviations / (n if convention.divisor == "n" else n - 1)
    squared = variance / n if spread_is == "sem" else variance
    means = printed(Fraction(total, n), decimals, convention.mean)
    return set(product(means, root_printed(squared, decimals, convention.spread)))


def least(conventions: set[Printing]) -> set[Printing]:
    """Those of which no part is enough."""
    return {c for c in conventions if not any(other.unusual < c.unusual for other in conventions)}


@pytest.mark.parametrize("spread_is", ["sd", "sem"])
@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_every_answer_is_that_of_all_whole_numbers(n: int, spread_is: SpreadIs) -> None:
    """Means from -1 to 1 and SDs below 1.5 leave every value between -5 and 5 (Samuelson's inequality)."""
    rng = random.Random(f"{n}{spread_is}")
    top = 1.5 if spread_is == "sd" else 1.5 / n**0.5
    answers: Counter[str] = Counter()
    for decimals in (1, 2):
        known: dict[tuple[str, str], set[Printing]] = defaultdict(set)
        for values in combinations_with_replacement(range(-5, 6), n):
            for convention in (USUAL, *UNUSUAL):
                for text in prints(values, convention, decimals, spread_is):
                    known[text].add(convention)
        unit = 10**decimals
        grid = [
            (_text(mean, decimals), _text(spread, decimals))
            for mean in range(-unit, unit + 1)
            for spread in range(int(top * unit))
        ]
        told = [text for text in grid if text in known]
        for text in {*told, *rng.sample(grid, min(len(grid), 300))}:
            result = grimmer(Summary(*text, n), spread_is=spread_is)
            needed = least(known[text])
            expected = "possible" if USUAL in needed else "only if" if needed else "impossible"
            assert result.answer == expected, text
            answers[expected] += 1
            if expected == "only if":
                assert set(result.conditions) == {c.words(spread_is) for c in needed}
                shown = next(c for c in needed if c.words(spread_is) == result.conditions[0])
                assert text in prints(result.witness, shown, decimals, spread_is)
            elif expected == "possible":
                assert not result.conditions
                assert text in prints(result.witness, USUAL, decimals, spread_is)
            else:
                assert not result.conditions
                assert not result.witness
    assert min(answers[each] for each in ("possible", "only if", "impossible")) > 10


@pytest.mark.parametrize("n", [1, 2, 3, 7, 30])
def test_every_mean_is_judged_as_all_whole_sums_say(n: int) -> None:
    for units in range(-200, 201):
        text = _text(units, 2)
        rounded, cut = (
            any(text in printed(Fraction(total, n), 2, ending) for total in range(-3 * n, 3 * n + 1))
            for ending in ("rounded", "cut off")
        )
        assert grim(text, n).answer == ("possible" if rounded else "only if" if cut else "impossible")


@pytest.mark.parametrize("convention", [USUAL, *UNUSUAL])
def test_data_are_never_called_impossible_however_they_were_printed(convention: Printing) -> None:
    rng = random.Random(7)
    for _ in range(60):
        values = [rng.randint(-3, 12) for _ in range(rng.choice([2, 4, 6, 8, 9, 11, 15, 40]))]
        for spread_is in READINGS:
            text, *_ = prints(values, convention, 2, spread_is)
            result = grimmer(Summary(*text, len(values)), spread_is=spread_is)
            assert result.answer in ("possible", "only if")
            ways = [c for c in (USUAL, *UNUSUAL) if (c.words(spread_is),) == (result.conditions[:1] or ("",))]
            assert text in prints(result.witness, *ways, 2, spread_is)


@pytest.mark.parametrize(
    ("arm", "visit", "text", "answer"),
    [
        ("creatine", "pre_min", ("6.13", "2.53"), "possible"),
        ("creatine", "post_min", ("4.00", "1.64"), "only if"),
        ("placebo", "pre_min", ("5.33", "2.28"), "only if"),
        ("placebo", "post_min", ("6.40", "2.94"), "only if"),
    ],
)
def test_decimals_that_a_paper_with_public_values_cut_off(arm, visit, text, answer):
    """Wang 2016, Nutrients 8:143, Table 2: minutes of 15 subjects; the SDs end where they were cut off."""
    values = CREATINE[arm, visit]
    assert text in prints(values, Printing(spread="cut off"), 2, "sd")
    assert (text in prints(values, USUAL, 2, "sd")) == (answer == "possible")
    result = grimmer(Summary(*text, 15))
    assert result.answer == answer
    assert ("decimals of the SD were cut off, not rounded" in result.conditions) == (answer == "only if")


def test_what_another_paper_may_have_done_is_said_with_every_way():
    # 6.40 ± 2.94 is 2.947 cut off, and would also be the rounded SD of other numbers with n as divisor.
    result = grimmer(Summary("6.40", "2.94", 15))
    assert result.conditions == (
        "decimals of the SD were cut off, not rounded",
        "the SD was computed with n, not n - 1",
    )
    assert "not rounded, or if the SD was computed with n, not n - 1; in the first case" in result.sentence()
    assert Printing("cut off", "cut off", "n").words("sem") == (
        "decimals of the mean and the SEM were cut off, not rounded, "
        "and the SEM was computed with n, not n - 1"
    )


def test_grim_on_the_published_example():
    # Brown and Heathers 2017: a mean of 3.45 on 10 whole numbers is impossible.
    assert grim("3.45", 10).answer == "impossible"
    assert grim("3.5", 10).witness == (3,) * 5 + (4,) * 5
    assert grim("3.45", 10, items=2).answer == "possible"
    assert "neither rounded nor cut off: no whole sum" in grim("3.45", 10).sentence()


def test_a_spread_that_fails_although_the_mean_passes():
    # Allard 2018: mean 3.44, SD 2.47, n = 18. No whole numbers round to it; some are cut off to it.
    assert grim("3.44", 18).answer == "possible"
    result = grimmer(Summary("3.44", "2.47", 18))
    assert (result.answer, result.conditions) == (
        "only if",
        ("decimals of the SD were cut off, not rounded",),
    )
    assert f"{stdev(result.witness):.3f}" == "2.479"


@pytest.mark.parametrize(
    ("mean", "sd", "n", "consistent"),
    [
        # scrutiny's `pigs5` (tests/testthat/test-grimmer-map.R at a56a945), with its answers.
        ("7.22", "5.30", 38, False),
        ("4.74", "6.55", 31, True),
        ("5.23", "2.55", 35, False),
        ("2.57", "2.57", 30, True),
        ("6.77", "2.18", 33, False),
        ("2.68", "2.59", 34, True),
        ("7.01", "6.68", 35, False),
        ("7.38", "3.65", 32, True),
        ("3.14", "5.32", 33, False),
        ("6.89", "4.18", 37, True),
        ("5.00", "2.18", 31, True),
        ("0.24", "6.43", 34, True),
        # rsprite2's tests (tests/testthat/test-core-and-plot-functions.R at 8121108).
        ("5.21", "1.6", 28, True),
        ("5.19", "1.5", 28, False),
        ("3.33", "1.234", 250, True),
    ],
)
def test_rounded_with_n_minus_1_is_what_other_programs_find(mean, sd, n, consistent):
    assert (grimmer(Summary(mean, sd, n)).answer == "possible") == consistent


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
    # The squares of three whole numbers with the sum 0 never add up to 4; those of -1, -1 and 2 are 3 x 2.
    assert grimmer(Summary("0.00", "1.414", 3)).conditions == ("the SD was computed with n, not n - 1",)
    monkeypatch.setattr(sys.modules["analysis.audit.grim"], "MAX_STEPS", 0)
    result = grimmer(Summary("0.00", "1.414", 3))
    assert result.answer == "undecided"
    assert "neither found nor excluded" in result.sentence()


def test_only_if_is_not_said_while_another_convention_stays_open(monkeypatch):
    module = sys.modules["analysis.audit.grim"]
    asked = module._decided

    def gives_up(summary, convention, spread_is):
        if convention == Printing(divisor="n"):
            return "undecided", Counter()
        return asked(summary, convention, spread_is)

    assert grimmer(Summary("4.00", "1.64", 15)).answer == "only if"
    monkeypatch.setattr(module, "_decided", gives_up)
    assert grimmer(Summary("4.00", "1.64", 15)).answer == "undecided"


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
