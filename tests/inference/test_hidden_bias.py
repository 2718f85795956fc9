"""Rosenbaum's Γ: against brute force over all assignments and all u, printed examples and closed forms."""

from functools import partial
from importlib import import_module
from itertools import combinations, product
from math import comb

import numpy as np
import pytest
from scipy.stats import mannwhitneyu, rankdata, wilcoxon

from analysis.inference import HiddenBias, hidden_bias, hidden_bias_of
from analysis.inference.hidden_bias import moments

# Blood mercury was high in the 23 who ate contaminated fish; cells with Cu abnormalities in per cent, the 16
# controls first (Skerfving 1974; Rosenbaum & Krieger 1990, table 1; R's senstrat 1.0.3, help of sen2sample).
CU_CELLS = [
    *(2.7, 0.5, 0, 0, 5, 0, 0, 1.3, 0, 1.8, 0, 0, 1.0, 1.8, 0, 3.1, 0.7, 4.6, 0, 1.7),
    *(5.2, 0, 5, 9.5, 2, 3, 1, 3.5, 2, 5, 5.5, 2, 3, 4, 0, 2, 2.2, 0, 2),
]
# DNA strand breakage of 39 welders and their matched controls (Werfel 1998; R's DOS 1.0.0).
WELDERS = [
    *(0.899, 1.233, 1.733, 3.156, 1.749, 0.431, 1.43, 1.283, 1.137, 1.728, 2.233, 2.021, 1.048, 1.248),
    *(0.958, 0.954, 0.459, 1.106, 1.195, 1.818, 1.72, 2.373, 1.147, 0.915, 1.149, 0.983, 1.261, 1.234),
    *(0.976, 3.476, 1.659, 0.76, 1.138, 1.692, 1.754, 0.78, 1.223, 0.942, 1.433),
]
CONTROLS = [
    *(0.751, 0.875, 0.161, 0.63, 1.462, 0.702, 0.936, 0.567, 0.726, 0.74, 1.16, 0.924, 0.557, 0.954),
    *(0.896, 0.537, 1.345, 0.792, 1.017, 0.951, 1.181, 0.582, 1.148, 0.982, 0.37, 0.87, 0.532, 0.86),
    *(0.366, 1.199, 1.356, 1.086, 0.611, 0.489, 0.9, 0.511, 0.54, 1.132, 0.655),
]


class EveryAssignment:
    """Two groups: every assignment of n1 among n beside every u of zeros and ones."""

    def __init__(self, ranks, n1):
        n = len(ranks)
        chosen = list(combinations(range(n), n1))
        self.assigned = np.array([[i in each for i in range(n)] for each in chosen], dtype=float)
        self.sums = self.assigned @ np.asarray(ranks)
        self.carried = self.assigned @ np.array(list(product((0.0, 1.0), repeat=n))).T

    def worst(self, observed, gamma):
        """The doubled largest one-sided p over all u, of the tail that is smaller without bias."""
        weights = gamma**self.carried
        tails = [self.sums >= observed - 1e-9, self.sums <= observed + 1e-9]
        tail = min(tails, key=np.sum)
        return min(1.0, 2 * (weights[tail].sum(axis=0) / weights.sum(axis=0)).max())


class EverySign:
    """Pairs: every pattern of signs beside every choice of either end of the odds for each pair."""

    def __init__(self, ranks):
        self.signs = np.array(list(product((0, 1), repeat=len(ranks))))
        self.sums = self.signs @ np.asarray(ranks)

    def worst(self, observed, gamma):
        """The doubled largest one-sided p over all choices, of the tail that is smaller without bias."""
        tail = min([self.sums >= observed - 1e-9, self.sums <= observed + 1e-9], key=np.sum)
        most = 0.0
        for ups in product((gamma / (1 + gamma), 1 / (1 + gamma)), repeat=self.signs.shape[1]):
            chances = np.where(self.signs == 1, ups, 1 - np.array(ups)).prod(axis=1)
            most = max(most, chances[tail].sum())
        return min(1.0, 2 * most)


def crossing(worst, level=0.05):
    """The Γ at which an increasing p reaches the level, by halving; None where it starts above."""
    if worst(1.0) > level:
        return None
    low, high = 1.0, 64.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if worst(middle) <= level else (low, middle)
    return low


def assert_same(gamma, expected):
    assert gamma == (None if expected is None else pytest.approx(expected, rel=1e-9))


def rounded(results):
    return [None if each.gamma is None else round(each.gamma, 3) for each in results]


@pytest.mark.parametrize("sizes", [(5, 6), (6, 5)])
def test_the_values_of_five_against_six(sizes):
    statistics = [3, 2, 1, 0, 4]
    expected = [1.324, 1.768, 2.392, 2.843, None]
    assert rounded(hidden_bias("rank_sum", statistic=u, sizes=sizes) for u in statistics) == expected
    mirrored = [hidden_bias("rank_sum", statistic=30 - u, sizes=sizes) for u in statistics]
    assert rounded(mirrored) == expected


@pytest.mark.parametrize(("pairs", "expected"), [(6, 1.177), (11, 2.51), (5, None)])
def test_the_values_of_pairs_that_all_move_one_way(pairs, expected):
    ends = (0, pairs * (pairs + 1) // 2)
    assert rounded(hidden_bias("signed_rank", statistic=w, sizes=pairs) for w in ends) == [expected] * 2


@pytest.mark.parametrize("statistic", [0, 1, 2, 3])
def test_five_against_six_by_all_assignments_and_all_u(statistic):
    every = EveryAssignment(range(1, 12), 5)
    found = hidden_bias("rank_sum", statistic=statistic, sizes=(5, 6))
    assert every.worst(statistic + 15, found.gamma * (1 - 1e-9)) <= 0.05
    assert every.worst(statistic + 15, found.gamma * (1 + 1e-9)) > 0.05


@pytest.mark.parametrize("sizes", [(1, 5), (3, 3), (3, 4), (4, 3), (4, 4), (2, 6)])
def test_every_statistic_of_small_groups_by_all_assignments_and_all_u(sizes):
    n1, n2 = sizes
    every = EveryAssignment(range(1, n1 + n2 + 1), n1)
    for u in range(n1 * n2 + 1):
        found = hidden_bias("rank_sum", statistic=u, sizes=sizes, level=0.2)
        observed = u + n1 * (n1 + 1) / 2
        assert_same(found.gamma, crossing(partial(every.worst, observed), 0.2))
        for gamma in (1, 1.3, 4):
            assert found.worst(gamma) == pytest.approx(every.worst(observed, gamma), rel=1e-12)


def test_random_tied_groups_by_all_assignments_and_all_u():
    rng = np.random.default_rng(11)
    for _ in range(40):
        n1, n2 = rng.integers(1, 5, 2)
        values = rng.integers(0, 4, n1 + n2)
        ranks = rankdata(values)
        found = hidden_bias_of(values[:n1], values[n1:], level=0.3)
        every = EveryAssignment(ranks, int(n1))
        for gamma in (1, 1.7, 3):
            assert found.worst(gamma) == pytest.approx(every.worst(ranks[:n1].sum(), gamma), rel=1e-12)
        assert_same(found.gamma, crossing(partial(every.worst, ranks[:n1].sum()), 0.3))


def test_random_tied_pairs_by_all_signs_and_all_odds():
    rng = np.random.default_rng(12)
    for _ in range(25):
        differences = rng.integers(-2, 5, 6)
        used = differences[differences != 0]
        ranks = rankdata(np.abs(used))
        observed = ranks[used > 0].sum()
        found = hidden_bias_of(differences, level=0.4)
        every = EverySign(ranks)
        assert found.sizes == (len(used),)
        assert found.statistic == observed
        for gamma in (1, 1.4, 3):
            assert found.worst(gamma) == pytest.approx(every.worst(observed, gamma), rel=1e-12)


def test_the_printed_example_of_two_groups():
    # R's senstrat, help of sen2sample: mean 492.334479 and variance 1153.775252 in row 21 at Γ = 2, which
    # "reproduces Rosenbaum and Krieger (1990), page 497".
    ranks = rankdata(CU_CELLS)
    mean, variance = moments(np.sort(ranks), 23, 2)
    deviates = (ranks[16:].sum() - mean) / np.sqrt(variance)
    assert ranks[16:].sum() == 551.5
    assert deviates.argmin() + 1 == 21
    assert (round(mean[20], 6), round(variance[20], 6)) == (492.334479, 1153.775252)


def test_the_printed_example_of_pairs():
    # R's DOS, help of senWilcoxExact: at Γ = 3 the one-sided limit of table 3.3 of Rosenbaum (2010), Design
    # of Observational Studies, lies between 0.0935 and 0.0936. One-sided there, so doubled here.
    differences = np.array(WELDERS) - np.array(CONTROLS)
    inside, outside = (hidden_bias_of(differences - shift, level=0.1) for shift in (0.0935, 0.0936))
    assert inside.worst(3) <= 0.1 < outside.worst(3)
    assert outside.gamma < 3 <= inside.gamma


@pytest.mark.parametrize("pairs", [6, 11, 20, 40, 62])
def test_pairs_all_one_way_in_closed_form(pairs):
    up = 0.025 ** (1 / pairs)
    found = hidden_bias("signed_rank", statistic=0, sizes=pairs)
    assert found.gamma == pytest.approx(up / (1 - up), rel=1e-9)
    assert found.method == "exact"


@pytest.mark.parametrize("sizes", [(3, 8), (12, 10), (30, 30), (33, 33)])
def test_groups_wholly_apart_in_closed_form(sizes):
    # One draw of all: that of the n1 highest. Its chance is largest where u = 1 for just those.
    n1, n2 = sizes
    found = hidden_bias("rank_sum", statistic=0, sizes=sizes)
    weights = [comb(n1, m) * comb(n2, n1 - m) * found.gamma**m for m in range(n1 + 1)]
    assert found.method == "exact"
    assert weights[-1] / sum(weights) == pytest.approx(0.025, rel=1e-9)


@pytest.mark.parametrize("sizes", [(5, 6), (20, 25), (40, 45)])
def test_without_bias_p_is_that_of_the_test(sizes):
    rng = np.random.default_rng(13)
    x, y = rng.normal(0.4, 1, sizes[0]), rng.normal(0, 1, sizes[1])
    exact = sum(sizes) < 60
    theirs = mannwhitneyu(x, y, method="exact" if exact else "asymptotic", use_continuity=False)
    ours = hidden_bias_of(x, y)
    assert ours.pvalue == pytest.approx(theirs.pvalue, rel=1e-9)
    assert ours.method == ("exact" if exact else "normal bound")
    assert ours.statistic == theirs.statistic


@pytest.mark.parametrize("pairs", [9, 30, 80])
def test_without_bias_p_is_that_of_the_pairs_test(pairs):
    differences = np.random.default_rng(14).normal(0.4, 1, pairs)
    exact = pairs < 60
    theirs = wilcoxon(differences, method="exact" if exact else "asymptotic", correction=False)
    assert hidden_bias_of(differences).pvalue == pytest.approx(theirs.pvalue, rel=1e-9)


@pytest.mark.parametrize(
    ("test", "sizes", "statistic"), [("rank_sum", (30, 30), 250), ("signed_rank", 60, 500)]
)
def test_the_normal_bound_is_near_the_exact_one(test, sizes, statistic, monkeypatch):
    exact = hidden_bias(test, statistic=statistic, sizes=sizes)
    monkeypatch.setattr(import_module("analysis.inference.hidden_bias"), "_EXACT_WAYS", 1)
    normal = hidden_bias(test, statistic=statistic, sizes=sizes)
    assert (exact.method, normal.method) == ("exact", "normal bound")
    assert normal.gamma == pytest.approx(exact.gamma, rel=0.02)
    assert normal.sentence().endswith("would no longer be below 0.05 (by the normal bound).")


@pytest.mark.parametrize(
    ("sizes", "level", "words"),
    [
        ((1, 39), 0.05, "p is at 0.05 without any bias."),
        ((3, 3), 0.1, "p is at 0.1 without any bias."),
        ((3, 3), 1 - 0.9, "p is at 0.1 without any bias."),
    ],
)
def test_a_p_on_the_level_survives_no_bias_at_all(sizes, level, words):
    found = hidden_bias("rank_sum", statistic=0, sizes=sizes, level=level)
    assert (found.pvalue, found.gamma) == (pytest.approx(level, rel=1e-12), 1.0)
    assert found.sentence() == words
    assert found.sentence(direction="lower", group="the high-dose arm") == words


def test_a_p_near_the_level_survives_little():
    found = hidden_bias("rank_sum", statistic=0, sizes=(1, 39), level=0.0501)
    assert 1 < found.gamma < 1.005
    assert "were 1 % likelier, in odds," in found.sentence()


@pytest.mark.parametrize("sizes", [(1, 300), (300, 1), (1, 1000), (1, 1999)])
def test_one_person_against_many_in_closed_form(sizes):
    # One person lies beyond n others: worst where that one alone has the mark, a chance of Γ/(Γ + n).
    n = max(sizes)
    found = hidden_bias("rank_sum", statistic=0, sizes=sizes)
    assert (found.method, found.pvalue) == ("exact", pytest.approx(2 / (n + 1), rel=1e-12))
    assert found.worst(3) == pytest.approx(2 * 3 / (3 + n), rel=1e-9)
    assert found.gamma == pytest.approx(0.05 * n / 1.95, rel=1e-9)


@pytest.mark.parametrize("n", [300, 1000])
def test_two_people_against_many_in_closed_form(n):
    # The two lie beyond n others and alone have the mark: Γ² of Γ² + 2 n Γ + n (n - 1) / 2.
    found = hidden_bias("rank_sum", statistic=2 * n, sizes=(2, n))
    assert (found.method, found.pvalue) == ("exact", pytest.approx(4 / ((n + 1) * (n + 2)), rel=1e-12))
    for gamma in (2, 30):
        expected = 2 * gamma**2 / (gamma**2 + 2 * n * gamma + n * (n - 1) / 2)
        assert found.worst(gamma) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("sizes", "method"),
    [
        ((33, 33), "exact"),
        ((33, 34), "normal bound"),
        ((3, 1578), "exact"),
        ((3, 1579), "normal bound"),
    ],
)
def test_what_is_too_much_to_count_has_the_normal_bound(sizes, method):
    assert hidden_bias("rank_sum", statistic=0, sizes=sizes).method == method


@pytest.mark.parametrize(("pairs", "method"), [(62, "exact"), (63, "normal bound")])
def test_pairs_too_many_to_count_have_the_normal_bound(pairs, method):
    assert hidden_bias("signed_rank", statistic=0, sizes=pairs).method == method


def test_the_normal_bound_is_conservative_in_the_tail(monkeypatch):
    exact = hidden_bias("signed_rank", statistic=0, sizes=60)
    monkeypatch.setattr(import_module("analysis.inference.hidden_bias"), "_EXACT_WAYS", 1)
    normal = hidden_bias("signed_rank", statistic=0, sizes=60)
    assert (round(exact.gamma, 1), round(normal.gamma, 1)) == (15.8, 11.8)
    assert normal.pvalue > exact.pvalue


@pytest.mark.parametrize(
    ("sizes", "statistic"),
    [((1, 300), 0), ((2, 300), 0), ((3, 500), 100), ((4, 200), 0), ((30, 30), 0), ((30, 30), 250)],
)
def test_the_normal_bound_finds_a_smaller_gamma_than_the_count(sizes, statistic, monkeypatch):
    exact = hidden_bias("rank_sum", statistic=statistic, sizes=sizes)
    monkeypatch.setattr(import_module("analysis.inference.hidden_bias"), "_CELLS", 1)
    normal = hidden_bias("rank_sum", statistic=statistic, sizes=sizes)
    assert (exact.method, normal.method) == ("exact", "normal bound")
    assert (normal.gamma or 0) < exact.gamma
    assert normal.pvalue > exact.pvalue


def test_a_stricter_level_survives_less():
    loose, strict = (hidden_bias("rank_sum", statistic=0, sizes=(5, 6), level=a) for a in (0.05, 0.01))
    assert loose.gamma > strict.gamma > 1
    assert strict.sentence().endswith("no longer be below 0.01.")
    assert loose.worst(loose.gamma) == pytest.approx(0.05)


@pytest.mark.parametrize("values", [([0, 0, 0], None), ([2, 2], [2, 2, 2])])
def test_values_without_information_survive_nothing(values):
    found = hidden_bias_of(*values)
    assert (found.pvalue, found.gamma) == (1.0, None)
    assert found.sentence() == "The exact p of 1 is above 0.05 without any bias."


def test_many_equal_values_survive_nothing_by_the_normal_bound():
    found = hidden_bias_of([1] * 40, [1] * 40)
    assert found.gamma is None
    assert found.sentence() == "The p of 1 (by the normal bound) is above 0.05 without any bias."


def test_sentences_name_the_group_and_the_direction():
    between: HiddenBias = hidden_bias("rank_sum", statistic=3, sizes=(5, 6))
    assert between.sentence(direction="lower", group="the high-dose arm") == (
        "If people who would have had low values anyway were 32 % likelier, in odds, to come into the "
        "high-dose arm, this p would no longer be below 0.05."
    )
    apart = hidden_bias("rank_sum", statistic=0, sizes=(5, 6)).sentence()
    assert "high values anyway were 2.84 times as likely, in odds, to come into one of the two" in apart
    within = hidden_bias("signed_rank", statistic=0, sizes=6)
    assert "made a fall 18 % likelier, in odds, than a rise, this" in within.sentence(direction="lower")
    assert (
        "made a rise 18 % likelier, in odds, than a fall (or a fall than a rise), this" in within.sentence()
    )
    eleven = hidden_bias("signed_rank", statistic=0, sizes=11).sentence(direction="higher")
    assert "made a rise 2.51 times as likely, in odds, as a fall, this p would" in eleven


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hidden_bias("t_test", statistic=3, sizes=(5, 6)), "test is 't_test'. Use one of rank_sum"),
        (lambda: hidden_bias("rank_sum", statistic=3, sizes=6), "For rank_sum pass two sizes"),
        (lambda: hidden_bias("signed_rank", statistic=3, sizes=(5, 6)), "For signed_rank pass one number"),
        (lambda: hidden_bias("rank_sum", statistic=31, sizes=(5, 6)), "a whole number from 0 to 30"),
        (lambda: hidden_bias("rank_sum", statistic=2.5, sizes=(5, 6)), "pass them to hidden_bias_of"),
        (
            lambda: hidden_bias("signed_rank", statistic=-1, sizes=6),
            "6 pairs give a whole number from 0 to 21",
        ),
        (lambda: hidden_bias("signed_rank", statistic=float("nan"), sizes=6), "statistic is nan"),
        (lambda: hidden_bias("rank_sum", statistic="3", sizes=(5, 6)), "statistic is '3'"),
        (lambda: hidden_bias("rank_sum", statistic=3, sizes=(0, 6)), "whole numbers from 1 up"),
        (lambda: hidden_bias("rank_sum", statistic=3, sizes=(1500, 600)), "exceed the 2000"),
        (lambda: hidden_bias("rank_sum", statistic=3, sizes=(5, 6), level=5), "level is 5"),
        (
            lambda: hidden_bias("rank_sum", statistic=3, sizes=(5, 6), level=0.6),
            "level is 0.6. .* at most 0.5",
        ),
        (lambda: hidden_bias("rank_sum", statistic=3, sizes=(5, 6)).worst(0.9), "gamma is 0.9"),
        (
            lambda: hidden_bias("rank_sum", statistic=3, sizes=(5, 6)).sentence(direction="up"),
            "direction is 'up'",
        ),
        (lambda: hidden_bias_of([1, float("nan")]), "differences holds NaN"),
    ],
)
def test_errors_say_what_to_do(call, message):
    with pytest.raises(ValueError, match=message):
        call()
