"""Verdicts on printed triples: the truth is never called impossible, wrong ones are refuted with a proof."""

from collections import Counter

import numpy as np
import pytest
from scipy.stats import mannwhitneyu

from analysis.audit import ReadingVerdict, Summary, two_groups
from analysis.audit.verdicts import reproduces
from analysis.inference import leave_one_out, rank_sum
from analysis.reported import PrintedPvalue
from benchmarks.tied_cases import GRIDS, tied_cases

pytestmark = pytest.mark.slow

METHODS = ("exact", "normal", "normal-cc")
HD, LD = Summary("705", "160", 6), Summary("306", "36", 5)
TNF = Summary("74", "23", 6), Summary("115", "15", 5)


def draw(rng, n, kind):
    return {
        "normal": lambda: rng.normal(rng.uniform(50, 150), rng.uniform(5, 60), n),
        "log-normal": lambda: 100 * rng.lognormal(rng.uniform(0, 1.5), rng.uniform(0.1, 1.2), n),
        "exponential": lambda: rng.exponential(rng.uniform(20, 100), n),
    }[kind]()


def as_printed(values, decimals, spread_is):
    spread = values.std(ddof=1) / (np.sqrt(len(values)) if spread_is == "sem" else 1)
    return Summary(f"{values.mean():.{decimals}f}", f"{spread:.{decimals}f}", len(values))


def audited(first, second, pvalue, spread_is, method, minimum=None, resolution=None) -> ReadingVerdict:
    audit = two_groups(
        first,
        second,
        pvalue,
        sizes=[(first.n, second.n)],
        spreads=[spread_is],
        methods=[method],
        minimum=minimum,
        resolution=resolution,
    )
    return audit.readings[0]


def check(reading, first, second, pvalue, minimum=None):
    """A witness reproduces every printed number."""
    x, y = reading.witness.first, reading.witness.second
    assert (len(x), len(y)) == (first.n, second.n)
    assert reproduces(list(x), first, spread_is=reading.spread_is)
    assert reproduces(list(y), second, spread_is=reading.spread_is)
    assert PrintedPvalue(pvalue).fits(rank_sum(x, y, method=reading.method).pvalue)
    assert minimum is None or min(*x, *y) >= minimum


@pytest.mark.parametrize("kind", ["normal", "log-normal", "exponential"])
def test_the_truth_is_possible(kind):
    rng = np.random.default_rng(11)
    verdicts, cases = Counter(), 700
    for case in range(cases):
        sizes, decimals = rng.integers(3, 7, 2), int(rng.integers(0, 3))
        spread_is, method = ("sd", "sem")[case % 2], METHODS[case % 3]
        minimum = None if kind == "normal" else 0.0
        values = [draw(rng, n, kind) for n in sizes]
        first, second = (as_printed(group, decimals, spread_is) for group in values)
        pvalue = f"{rank_sum(*values, method=method).pvalue:.{2 + case % 2}f}"
        reading = audited(first, second, pvalue, spread_is, method, minimum)
        verdicts[reading.verdict] += 1
        assert reading.answer != "impossible", reading.sentence()
        if reading.answer == "possible":
            check(reading, first, second, pvalue, minimum)
    print(kind, dict(verdicts))
    assert verdicts["possible"] >= 0.99 * cases


@pytest.mark.parametrize("known", ["grid known", "grid not known"])
@pytest.mark.parametrize("kind", GRIDS)
def test_tied_data_are_found_in_nine_of_ten_and_never_called_impossible(kind, known):
    resolution = GRIDS[kind] if known == "grid known" else None
    verdicts = Counter()
    for first, second, pvalue, method in tied_cases(kind, 60, seed=16):
        reading = audited(first, second, pvalue, "sd", method, resolution=resolution)
        verdicts[reading.verdict] += 1
        if reading.answer == "possible":
            check(reading, first, second, pvalue)
            values = {*reading.witness.first, *reading.witness.second}
            if resolution is not None:
                steps = [value / float(resolution.step) for value in values]
                assert np.allclose(steps, np.round(steps))
                assert resolution.lowest is None or min(values) >= float(resolution.lowest)
                assert resolution.highest is None or max(values) <= float(resolution.highest)
    assert verdicts["impossible"] == 0
    assert verdicts["possible"] + verdicts["possible with ties"] >= 0.9 * verdicts.total()


def test_plant_growth_prints_as_its_own_data():
    """R's data set PlantGrowth, control against treatment 1; 0.1986 is SciPy's asymptotic p of the data."""
    ctrl = [4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14]
    trt1 = [4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69]
    p = mannwhitneyu(ctrl, trt1, method="asymptotic").pvalue
    printed = Summary("5.03", "0.58", 10), Summary("4.66", "0.79", 10), f"{p:.4f}"
    assert reproduces(ctrl, printed[0], spread_is="sd")
    assert reproduces(trt1, printed[1], spread_is="sd")
    reading = audited(*printed, "sd", "normal-cc", minimum=0)
    assert reading.verdict == "possible with ties"
    check(reading, *printed, 0)


def test_wrong_p_values_are_mostly_decided():
    rng = np.random.default_rng(13)
    answers = Counter()
    for case in range(150):
        first, second = (as_printed(draw(rng, 5, "normal"), 1, "sd") for _ in range(2))
        pvalue = f"{rank_sum(rng.normal(size=5), rng.normal(size=5)).pvalue:.3f}"
        answers[audited(first, second, pvalue, "sd", METHODS[case % 3]).answer] += 1
    assert answers["impossible"] > 30
    assert answers["undecided"] <= 3


def test_month_6_il1ra_cannot_be_sd_when_all_were_analyzed():
    audit = two_groups(HD, LD, "0.02", minimum=0.0, names=("HD", "LD"))
    assert len(audit.readings) == 4 * 3 * 2 * 3
    for method in METHODS:
        proof = audit.at((6, 5), spread_is="sd", method=method).proof
        assert proof.name == "Samuelson's inequality"
        assert proof.covers_ties
        assert "no value in LD exceeds 371.8 and none in HD is below 376.9" in proof.statement
        reading = audit.at((6, 5), spread_is="sem", method=method)
        check(reading, HD, LD, "0.02", 0.0)
    # Fully separated groups of 6 v 3 and 4 v 4 print 0.02 by the normal approximation.
    assert audit.at((6, 3), spread_is="sd", method="normal").answer == "possible"
    assert audit.at((4, 4), spread_is="sd", method="normal").answer == "possible"
    assert audit.at((4, 5), spread_is="sd", method="normal-cc").answer == "possible"


def test_month_6_tnf_needs_an_approximation_or_ties_at_full_size():
    audit = two_groups(*TNF, "0.04", sizes=[(6, 5)], minimum=0.0)
    verdicts = {(r.spread_is, r.method): r.verdict for r in audit.readings}
    assert verdicts == {
        ("sd", "exact"): "possible with ties",
        ("sd", "normal"): "possible",
        ("sd", "normal-cc"): "possible",
        ("sem", "exact"): "possible with ties",
        ("sem", "normal"): "possible",
        ("sem", "normal-cc"): "possible",
    }


def test_month_6_il10_can_be_either():
    first, second = Summary("321", "27", 6), Summary("251", "28", 5)
    audit = two_groups(first, second, "0.02", sizes=[(6, 5)], minimum=0.0)
    assert {r.answer for r in audit.readings} == {"possible"}


def test_each_kind_of_proof():
    # Separated groups need a gap of at least the sum of SD / sqrt(n), here 4.4 after rounding.
    ordered = audited(Summary("10.5", "5.0", 5), Summary("10.0", "5.0", 5), "0.008", "sd", "exact")
    assert ordered.verdict == "impossible"
    assert ordered.proof.name == "Bounds for ordered values"
    alone = audited(Summary("10", "30", 5), Summary("10", "5", 5), "0.5", "sd", "exact", minimum=0.0)
    assert alone.proof.name == "Largest SD above a minimum"
    assert "at most 23.48; printed is at least 29.5" in alone.proof.statement
    grid = audited(Summary("10", "5", 3), Summary("10", "5", 3), "0.05", "sd", "exact")
    assert grid.proof.name == "Attainable p-values"
    search = audited(Summary("74", "23", 5), Summary("115", "15", 4), "0.04", "sem", "normal-cc", minimum=0.0)
    assert search.proof.name == "Bounds for ordered values and Exhaustive search of orders"
    assert search.proof.statement.startswith("p = 0.04 needs U = 1, 19 of 20.")


def test_data_with_a_tie_are_found_where_no_others_agree():
    first, second = Summary("74", "23", 3), Summary("115", "15", 5)
    reading = audited(first, second, "0.04", "sd", "normal", minimum=0.0)
    assert reading.verdict == "possible with ties"
    assert reading.witness.tied
    check(reading, first, second, "0.04", 0.0)
    assert (
        "can all hold only with tied values"
        in two_groups(
            first, second, "0.04", spreads=["sd"], methods=["normal"], sizes=[(3, 5)], minimum=0.0
        ).sentence()
    )


def test_values_that_the_first_way_leaves_too_close_to_print_are_spread():
    first, second = Summary("111.21", "21.23", 6), Summary("87.43", "23.79", 6)
    check(audited(first, second, "0.689", "sem", "normal-cc"), first, second, "0.689")


def test_a_range_of_p_is_understood():
    assert audited(HD, LD, "<0.05", "sd", "exact").answer == "possible"
    assert audited(HD, LD, ">0.05", "sd", "exact").verdict == "impossible"


def test_sentences_and_tables():
    audit = two_groups(HD, LD, "0.02", sizes=[(6, 5)], minimum=0.0, names=("HD", "LD"))
    assert "cannot all hold if ± is an SD" in audit.sentence()
    assert "can all hold if ± is an SEM" in audit.sentence()
    table = audit.table()
    assert table.shape == (6, 7)
    assert table["sentence"].str.contains("Ties are covered").sum() == 3
    assert table["sentence"].str.contains("computed, not measured").sum() == 3
    assert len(audit.t_table()) == 4
    with pytest.raises(ValueError, match="was not audited"):
        audit.at((5, 5), spread_is="sd", method="exact")


def test_unusable_options_are_refused():
    for options, words in [
        ({"sizes": [(7, 5)]}, "those enrolled"),
        ({"sizes": [(2, 5)]}, "from 3"),
        ({"sizes": []}, "one or more pairs"),
        ({"sizes": (6, 5)}, "one or more pairs"),
        ({"sizes": [(6.0, 5)]}, "not usable"),
        ({"spreads": []}, "spreads hold none"),
        ({"methods": []}, "methods hold none"),
        ({"minimum": float("nan")}, "minimum holds NaN"),
        ({"names": ("A", "B", "C")}, "Pass 2 texts"),
        ({"names": "AB"}, "Pass 2 texts"),
        ({"spreads": ["se"]}, "spreads is 'se'"),
        ({"methods": ["asymptotic"]}, "methods is 'asymptotic'"),
    ]:
        with pytest.raises(ValueError, match=words):
            two_groups(HD, LD, "0.02", **options)


def test_the_readings_that_can_hold_are_crossed_by_size_and_spread():
    """Counted again from the table of verdicts, one reading after the other."""
    audit = two_groups(HD, LD, "0.02", minimum=0)
    crossed = audit.crossed().set_index(["all_enrolled", "spread_is"])
    assert list(crossed.index) == [(True, "sd"), (True, "sem"), (False, "sd"), (False, "sem")]
    for (everyone, spread_is), row in crossed.iterrows():
        own = [r for r in audit.readings if (r.sizes == (6, 5), r.spread_is) == (everyone, spread_is)]
        assert row["readings"] == len(own)
        assert row["possible"] == sum("possible" in (r.verdict, r.answer) for r in own)
        assert row["ties_only"] == sum(r.verdict == "possible with ties" for r in own)
    assert crossed.loc[(True, "sd"), "possible"] == 0 < crossed.loc[(True, "sem"), "possible"]
    assert f"{crossed['possible'].sum()} can hold" in audit.sentence()


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("A", "A"), "look the same"),
        (("A", "\uff21"), "look the same"),
        (("é", "e\u0301"), "look the same"),
        (("A", "B\u202e"), r"U\+202E, a character that cannot be seen"),
        (("A\nB", "C"), r"U\+000A, a character that cannot be seen"),
        (("A", "\u200b"), r"U\+200B, a character that cannot be seen"),
        (("A", ""), "can be seen"),
        (("A", " B"), "Remove the blanks"),
        (("A", 2), "can be seen"),
    ],
)
def test_names_that_a_reader_cannot_tell_apart_or_see_are_refused(names, words):
    with pytest.raises(ValueError, match=words):
        two_groups(Summary("705", "160", 6), Summary("306", "36", 5), "0.02", sizes=[(6, 5)], names=names)
    with pytest.raises(ValueError, match=words):
        leave_one_out(3, first=6, second=5, names=names)


def test_a_bound_that_no_p_meets_is_said_instead_of_verdicts():
    audit = two_groups(HD, LD, "<.000", sizes=[(6, 5)])
    assert audit.sentence().startswith("No p is below 0, so “<.000” holds for none.")
    assert not any(reading.answer == "possible" for reading in audit.readings)
