"""Audit, decoder and cohorts on values that are known: small cases by hand, and all trials of the book."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from statistics import mean, stdev

import numpy as np
import pytest
from scipy import stats

from analysis import data
from analysis.audit import (
    KnownComparison,
    KnownGroup,
    Resolution,
    audits_tried,
    decodings_tried,
    distinct_groups,
    groups_tried,
    known_answers,
    known_comparisons,
    known_totals,
    statistics_tried,
    whole_numbers_tried,
)
from analysis.audit.known.audits import outcome
from analysis.audit.known.cohorts import u_statistics
from analysis.audit.known.decodings import true_conventions
from analysis.audit.known.results import PARTS, RESULTS
from analysis.audit.known.values import exact_moments, half_up, would_be
from analysis.reported.conventions import NAMES

ALL = known_comparisons()
BY_NAME = {each.name: each for each in ALL}
SEED = 16


def group(*values: str, arm: str = "A", step: str = "1", lowest: str | None = None) -> KnownGroup:
    return KnownGroup("made_up", "X", "Day 1", arm, values, Resolution(step, lowest=lowest))


def comparison(first: KnownGroup, second: KnownGroup, **more: object) -> KnownComparison:
    nothing = (("", ""), ("", ""))
    plain = KnownComparison("made-up", "Made up", "two groups", first, second, "", "", (), nothing, None)
    return replace(plain, **more)  # type: ignore[arg-type]


FIRST, SECOND = group("1", "2", "4"), group("5", "6", "9", arm="B")
"""Mean 7/3 and SD sqrt(7/3); mean 20/3 and SD sqrt(13/3); U = 0 of 9, exact p 2/20."""


def test_the_would_be_summary_by_hand() -> None:
    assert FIRST.would_be().printed == "2.3 ± 1.5"
    assert FIRST.would_be(spread_is="sem").printed == "2.3 ± 0.9"
    assert would_be(["0.10", "0.15"], step="0.01").printed == "0.13 ± 0.04"  # 0.125 and 0.0354


def test_halves_are_rounded_up_and_zero_has_no_sign() -> None:
    assert [half_up(Decimal(text), 1) for text in ("0.25", "0.35", "-0.25", "-0.04")] == [
        "0.3",
        "0.4",
        "-0.3",
        "0.0",
    ]


@pytest.mark.parametrize("spread_is", ["sd", "sem"])
def test_moments_are_those_of_fractions(spread_is: str) -> None:
    for each, _ in distinct_groups(ALL):
        exact = [Fraction(value) for value in each.values]
        found = exact_moments(each.values, spread_is=spread_is)  # type: ignore[arg-type]
        spread = stdev(map(float, exact)) / (len(exact) ** 0.5 if spread_is == "sem" else 1)
        assert float(found[0]) == pytest.approx(float(mean(exact)), abs=1e-12)
        assert float(found[1]) == pytest.approx(spread, abs=1e-9)


def test_two_groups_by_hand() -> None:
    exact = audits_tried((comparison(FIRST, SECOND),))[0]
    assert (exact.pvalue, exact.source, exact.true) == ("0.100", "would-be", True)
    assert [each.printed for each in exact.summaries] == ["2.3 ± 1.5", "6.7 ± 2.1"]
    assert exact.outcomes == ("found", "found")
    assert exact.same_data
    assert exact.sentence() == (
        "Made up, 3 v 3 subjects: 2.3 ± 1.5 and 6.7 ± 2.1 with p = 0.100 (would-be, exact) are "
        "possible on steps of 1, and possible where the grid is not told."
    )


def test_a_reading_that_is_not_true_is_no_accusation() -> None:
    """3 v 3 values print no exact p below 0.1, so 0.02 is no p of theirs, and to refuse it is right."""
    printed = (("2.3", "1.5"), ("6.7", "2.1"))
    known = comparison(FIRST, SECOND, printed=printed, spread_is="sd", pvalue="0.02", test="Mann-Whitney")
    exact = next(each for each in audits_tried((known,)) if each.source == "printed")
    assert not exact.true
    assert exact.outcomes == ("rightly refused", "rightly refused")
    assert outcome(exact.with_grid.verdict, true=True) == "falsely accused"


def test_a_p_is_decoded_by_hand() -> None:
    """U = 0 has the exact p 0.1; by the normal approximation it is 0.0495, which is U = 0 alone."""
    for pvalue, way in (("0.10", "exact"), ("0.0495", "normal")):
        known = comparison(FIRST, SECOND, test="Mann-Whitney", pvalue=pvalue, pvalue_by=(way,))
        (decoded,) = decodings_tried((known,))
        assert (decoded.statistic, decoded.outcome, decoded.told) == (0, "found alone", None)
        assert way in decoded.sentence()
    (decoded,) = decodings_tried((replace(known, pvalue="0.03", pvalue_by=("none",)),))
    assert decoded.outcome == "follows from none"
    assert decodings_tried((replace(known, pvalue="<0.05"),)) == ()


def test_ties_decide_which_names_of_a_computation_are_true() -> None:
    tied = comparison(FIRST, group("4", "6", "9", arm="B"), pvalue_by=("normal-cc", "normal, no ties"))
    assert tied.tied
    assert true_conventions(tied) == {"normal-cc-ties", "normal", "normal-ties-ignored"}
    assert true_conventions(replace(tied, second=SECOND)) == {"normal-cc", "normal", "normal-ties-ignored"}
    assert true_conventions(replace(tied, pvalue_by=("none",))) == set()
    names = {name for each in ALL for name in true_conventions(each)}
    assert names <= set(NAMES)


def test_kinds_of_values() -> None:
    assert group("1", "2", "4").kind == "whole numbers"
    assert group("1.5", "2.0", "4.0", step="0.5").kind == "fractions"
    assert group("0", "3", "4", lowest="0").kind == "piles"
    assert {each.kind for each, _ in distinct_groups(ALL)} == {
        "fractions",
        "whole numbers",
        "scores",
        "piles",
    }


def test_u_is_that_of_scipy() -> None:
    rng = np.random.default_rng(3)
    first, second = rng.integers(0, 6, (20, 5)).astype(float), rng.integers(0, 6, (20, 7)).astype(float)
    assert u_statistics(first, second).tolist() == [
        stats.mannwhitneyu(x, y).statistic for x, y in zip(first, second, strict=True)
    ]


def test_two_values_leave_the_draws_no_choice() -> None:
    """With mean and SD two values are known but for their order, so draws hold the truth."""
    (drawn,) = groups_tried(
        (comparison(group("2.0", "5.0", step="0.1"), group("2.0", "5.0", step="0.1")),), seed=1
    )
    assert drawn.inside == (True, True, True)


def test_values_far_from_the_middle_of_the_draws_are_missed() -> None:
    """Nineteen times 0 and a 1 have the largest SD for their mean, so hardly a draw stays above 0."""
    piled = group(*["0"] * 19, "1", lowest="0")
    (drawn,) = groups_tried((comparison(piled, piled),), seed=1)
    assert not drawn.drawn
    free = replace(piled, grid=Resolution("1"))
    (drawn,) = groups_tried((comparison(free, free),), seed=1)
    assert drawn.drawn
    assert not all(drawn.inside)


@pytest.mark.slow
class TestAllTrials:
    """The values that are public, every reading of them."""

    def test_no_reading_of_known_values_is_called_impossible(self) -> None:
        for each in audits_tried(ALL):
            assert "falsely accused" not in each.outcomes, each.sentence()
        for check in whole_numbers_tried(ALL):
            assert check.outcome != "falsely accused", check.sentence()

    def test_nine_in_ten_readings_are_found(self) -> None:
        outcomes = Counter(each for audit in audits_tried(ALL) if audit.true for each in audit.outcomes)
        assert outcomes["found"] >= 0.9 * outcomes.total()
        assert outcomes.total() >= 200

    def test_every_would_be_summary_is_true_of_its_values(self) -> None:
        audits = [each for each in audits_tried(ALL) if each.source == "would-be"]
        assert len(audits) == 3 * len({each.groups for each in ALL if not each.paired})
        assert all(each.true for each in audits)

    def test_truncated_spreads_are_told_with_only_if(self) -> None:
        checks = [each for each in whole_numbers_tried(ALL) if each.answer == "only if"]
        assert {each.group.trial for each in checks} == {"creatine_2016"}
        assert {each.spread for each in checks} == {"1.64", "2.28", "2.94"}
        assert all("cut off" in each.sentence() for each in checks)

    def test_means_that_do_not_come_from_the_values_are_not_seen(self) -> None:
        """Tenths have nearly every mean to one decimal; GRIM cannot see that a mean is another group's."""
        unseen = [each for each in whole_numbers_tried(ALL) if not each.true and each.answer == "possible"]
        assert {each.group.parameter for each in unseen} == {"PIMAX", "SUBP"}

    def test_two_computations_under_the_name_of_one_test(self) -> None:
        decoded = {each.comparison.name: each for each in decodings_tried(ALL)}
        assert decoded["meloxicam-percent"].offered.convention == "exact"
        assert decoded["meloxicam-decrease"].offered.convention == "normal-cc-ties"

    def test_what_is_not_found_is_found_when_ties_are_told(self) -> None:
        for each in decodings_tried(ALL):
            if each.outcome in ("close", "missed"):
                assert each.comparison.tied
                assert each.told is not None
                assert each.told.place, each.sentence()

    def test_what_follows_from_none_is_what_the_table_says(self) -> None:
        none = {each.comparison.name for each in decodings_tried(ALL) if each.outcome == "follows from none"}
        rows = data.read("trial_comparisons").query("PVALUEBY == 'none'")
        ranked = rows[rows["TEST"].str.contains("Wilcoxon|Mann")]
        assert none == set(ranked["COMPARISONID"])
        assert "gabapentin-doses" in none

    def test_the_counts_agree_with_the_answers(self) -> None:
        counted = known_totals(ALL, seed=SEED)
        answers = Counter((each.part, each.result) for each in known_answers(ALL, seed=SEED))
        assert {part for part, _ in answers} == set(PARTS)
        assert {result for _, result in answers} == set(RESULTS) - {"falsely accused"}
        assert counted.found == sum(
            answers[part, "found"] for part in ("audit, grid told", "audit, grid not told")
        )
        assert counted.found + counted.left_open + counted.falsely_accused == counted.readings
        assert counted.alone + counted.among == answers["decoder", "found"]
        assert counted.whole == answers["whole numbers", "found"]
        assert counted.drawn + counted.not_drawn == counted.groups
        assert counted.share_found == counted.found / counted.readings
        assert str(counted.trials) in counted.sentence()

    def test_spheres_hold_medians_better_than_the_ends_of_scores(self) -> None:
        drawn = [each for each in groups_tried(ALL, seed=SEED) if each.drawn]
        scores = np.array([each.inside for each in drawn if each.kind == "scores"])
        assert scores[:, 1].mean() > scores[:, 0].mean()
        assert all(len(each.inside) == 3 for each in drawn)
        statistics = [each for each in statistics_tried(ALL, seed=SEED) if each.inside is not None]
        assert sum(bool(each.inside) for each in statistics) > len(statistics) / 2
