"""Data on a grid: all of them against brute force, and every row that is made against the printed numbers."""

from collections import Counter
from itertools import combinations_with_replacement, product

import numpy as np
import pytest

from analysis.audit import Resolution, Summary, two_groups
from analysis.audit.two_samples.grid import Grid
from analysis.audit.two_samples.tied_data import all_data, some_data
from analysis.audit.two_samples.tied_statistics import tied_statistics
from analysis.audit.verdicts import reproduces
from analysis.inference import rank_sum
from analysis.reported import PrintedPvalue
from analysis.reported.resolution import natural

METHODS = ("exact", "normal", "normal-cc")
SCALE = Resolution("1", lowest="0", highest="3")


def grid(summary, resolution, spread_is="sd", minimum=None):
    return Grid.printed(summary, resolution, spread_is=spread_is, minimum=minimum)


def printed(values, decimals=1):
    return Summary(f"{np.mean(values):.{decimals}f}", f"{np.std(values, ddof=1):.{decimals}f}", len(values))


@pytest.mark.parametrize("spread_is", ["sd", "sem"])
@pytest.mark.parametrize(
    "summary", [Summary("1.7", "0.9", 5), Summary("2.0", "0.0", 4), Summary("1.33", "1.53", 3)]
)
def test_every_row_is_what_brute_force_finds(summary, spread_is):
    found = grid(summary, SCALE, spread_is)
    rows = {tuple(row) for row in (found.every_row(10_000) + found.center).tolist()}
    assert rows == {
        values
        for values in combinations_with_replacement(range(4), summary.n)
        if reproduces(list(map(float, values)), summary, spread_is=spread_is)
    }


def test_all_data_decide_as_brute_force_does():
    """Every p that 3 v 4 values from 0 to 3 can print, and some that they cannot, under each method."""
    groups = {n: list(combinations_with_replacement(range(4), n)) for n in (3, 4)}
    first, second = printed([0, 1, 3]), printed([1, 2, 2, 3])
    own = [
        [
            values
            for values in groups[summary.n]
            if reproduces(list(map(float, values)), summary, spread_is="sd")
        ]
        for summary in (first, second)
    ]
    answers = Counter()
    for method in METHODS:
        possible = [rank_sum(x, y, method=method).pvalue for x, y in product(*own)]
        for text in {f"{p:.3f}" for p in possible} | {"0.500", "0.050", "0.999"}:
            pvalue = PrintedPvalue(text)
            found = all_data(grid(first, SCALE), grid(second, SCALE), pvalue, [method], rows=10_000)[method]
            assert found.looked_at == len(possible)
            assert (found.data is not None) == pvalue.fits(possible).any()
            verdict = two_groups(
                first, second, text, sizes=[(3, 4)], spreads=["sd"], methods=[method], resolution=SCALE
            )
            assert (verdict.readings[0].answer == "possible") == pvalue.fits(possible).any()
            answers[verdict.readings[0].answer] += 1
    assert min(answers["possible"], answers["impossible"]) >= 3


@pytest.mark.parametrize("resolution", [Resolution("0.1"), Resolution("0.5", lowest="0"), Resolution("1")])
@pytest.mark.parametrize("spread_is", ["sd", "sem"])
def test_rows_that_are_made_and_changed_keep_the_printed_numbers(resolution, spread_is):
    summary, rng = Summary("4.3", "1.6", 8), np.random.default_rng(1)
    whole = grid(summary, resolution, spread_is, minimum=-2)
    rows = whole.rows(50, rng)
    assert rows.shape == (50, 8)
    for _ in range(20):
        rows = whole.changed(rows, rows, rng)
    assert len(np.unique(np.sort(rows, axis=1), axis=0)) > 3
    for row in rows + whole.center:
        values = [resolution.value(step) for step in row.tolist()]
        assert reproduces(values, summary, spread_is=spread_is)
        assert min(values) >= -2


def test_a_mean_that_no_whole_numbers_have_leaves_no_data():
    first, second = Summary("3.45", "1.00", 10), Summary("3.50", "1.00", 10)
    grids = [grid(summary, Resolution("1")) for summary in (first, second)]
    assert some_data(*grids, PrintedPvalue("0.5"), METHODS, searches=2) == {}
    verdict = two_groups(first, second, "0.5", sizes=[(10, 10)], spreads=["sd"], resolution=Resolution("1"))
    assert {reading.verdict for reading in verdict.readings} == {"impossible"}
    assert "no values on steps of 1 have the printed means and spreads" in verdict.readings[0].sentence()


@pytest.mark.parametrize("method", METHODS)
def test_no_tied_data_lie_outside_the_statistics_that_a_proof_covers(method):
    rng, inside = np.random.default_rng(3), 0
    for _ in range(300):
        x, y = rng.integers(0, rng.integers(2, 9), 6) + rng.integers(0, 3), rng.integers(0, 5, 8)
        test = rank_sum(x, y, method=method)
        pvalue = PrintedPvalue(f"{min(test.pvalue, 1.0):.2f}" if test.informative else "1")
        covered = tied_statistics(pvalue, (6, 8), method)
        assert not test.informative or test.statistic in covered
        inside += len(covered) < 97
    assert inside > 100


def test_a_proof_covers_ties_above_twelve_subjects():
    verdict = two_groups(
        Summary("10.0", "1.0", 8),
        Summary("20.0", "1.0", 8),
        "0.3",
        sizes=[(8, 8)],
        spreads=["sd"],
        methods=["normal"],
    )
    assert verdict.readings[0].verdict == "impossible"
    assert verdict.readings[0].proof.covers_ties


def test_the_words_say_what_stays_open():
    verdict = two_groups(
        Summary("10.0", "1.0", 9),
        Summary("20.0", "1.0", 9),
        "0.3",
        sizes=[(9, 9)],
        spreads=["sd"],
        methods=["exact"],
    )
    reading = verdict.readings[0]
    assert reading.verdict == "impossible without ties"
    assert reading.sentence().endswith("stay open: a search met none that agree, and that excludes none.")


def test_likely_grids_are_the_digits_of_the_mean():
    assert [each.step for each in natural("705")] == ["10", "1"]
    assert [each.step for each in natural("5.03")] == ["1", "0.1", "0.01"]
    assert [each.step for each in natural("0.123")] == ["0.1", "0.01", "0.001"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"step": "0"}, "step is '0'"),
        ({"step": "1", "lowest": "0.5"}, "no number of steps of 1"),
        ({"step": "1", "lowest": "5", "highest": "0"}, "two ends that differ, in order"),
        ({"step": "tenths"}, "'tenths' is not a printed number"),
    ],
)
def test_a_grid_that_is_none_is_refused(options, words):
    with pytest.raises(ValueError, match=words):
        Resolution(**options)


def test_decimals_that_a_paper_cut_off_are_told_not_called_impossible():
    """Creatine trial (Wang 2016, Nutrients 8:143, Table 2): whole minutes, standard deviations cut off."""
    printed = Summary("4.00", "1.64", 15), Summary("6.40", "2.94", 15)
    verdict = two_groups(*printed, "0.014", sizes=[(15, 15)], spreads=["sd"], resolution=Resolution("1"))
    for reading in verdict.readings:
        assert reading.verdict == "only if"
        assert (
            "only if the paper did not print as usual: if decimals of the SD were cut off, not rounded. For"
            in reading.sentence()
        )
        assert not reproduces(list(reading.witness.first), printed[0], spread_is="sd")
        assert np.std(reading.witness.first, ddof=1) == pytest.approx(1.645, abs=0.005)


def on_grid(first, second, pvalue, resolution, method="exact", minimum=None):
    """The audit of two printed summaries at their sizes on a stated grid."""
    return two_groups(
        first,
        second,
        pvalue,
        sizes=[(first.n, second.n)],
        spreads=["sd"],
        methods=[method],
        minimum=minimum,
        resolution=resolution,
    )


def test_a_condition_is_told_in_all_words_of_an_audit():
    """0, 2, 3 have mean 1.67, which cuts to 1.6."""
    audit = on_grid(Summary("1.6", "1.5", 3), Summary("5.0", "1.0", 3), "0.10", Resolution("1"))
    assert audit.readings[0].verdict == "only if"
    assert "can all hold only if the paper did not print as usual" in audit.sentence()
    assert audit.crossed()["only_if"].tolist() == [1]


def test_every_condition_that_is_enough_is_told():
    """1, 1, 2 have SD 0.577 with n - 1, which cuts to 0.5, and 0.471 with n, which rounds to it."""
    both = Summary("1.3", "0.5", 3)
    audit = on_grid(both, both, "1.00", Resolution("1"))
    assert audit.readings[0].condition == (
        "decimals of the SD were cut off, not rounded, or if the SD was computed with n, not n - 1"
    )


def test_a_proof_for_usual_printing_does_not_exclude_the_unusual_on_a_stated_grid():
    """0, 0, 3.29 have mean 1.097, cut to 1.0, and SD 1.899; rounded, no values from 0 have 1.0 and 1.9."""
    first, second = Summary("1.0", "1.9", 3), Summary("5.0", "1.0", 3)
    audit = on_grid(first, second, "0.10", Resolution("0.01"), minimum=0)
    assert audit.readings[0].verdict == "only if"
    proof = two_groups(first, second, "0.10", sizes=[(3, 3)], spreads=["sd"], methods=["exact"], minimum=0)
    assert proof.readings[0].verdict == "impossible"


def test_a_reason_says_which_ways_of_printing_have_data():
    audit = on_grid(
        Summary("2", "0.9", 4),
        Summary("2", "1.5", 3),
        "≤0.1",
        Resolution("1", lowest="0", highest="3"),
        method="normal",
    )
    assert audit.readings[0].verdict == "impossible"
    assert "as usually printed; where decimals were cut off" in audit.readings[0].sentence()


def test_the_data_shown_lie_on_the_grid_whatever_the_printed_decimals():
    quarter = Resolution("0.25", lowest="-0.50", highest="0.50")
    reading = on_grid(Summary("-0.2", "1", 3), Summary("-0.1", "0", 3), "≥0.05", quarter).readings[0]
    assert {4 * value % 1 for value in (*reading.witness.first, *reading.witness.second)} == {0}


def test_a_fine_grid_is_not_laid_out():
    fine = Grid.printed(Summary("705", "160", 6), Resolution("0.00001"), spread_is="sem", minimum=None)
    assert fine.every_row(100_000) is None
