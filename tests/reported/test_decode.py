"""Printed p-values decoded: against values worked out by hand and against all tied data of small groups."""

from itertools import combinations_with_replacement, product

import numpy as np
import pytest
from scipy.stats import wilcoxon

from analysis.inference import attainable, rank_sum, signed_rank
from analysis.reported import PrintedPvalue, decode
from analysis.reported.conventions import WITHOUT_TIES
from analysis.reported.ties import looked_at, tied_pvalues


def found(pvalue, **options):
    return [
        (fit.test, fit.sizes, fit.convention, fit.statistic, fit.mirror)
        for fit in decode(pvalue, **options).fits
    ]


def test_every_design_that_prints_0_028():
    # SciPy 1.17 mannwhitneyu(method="asymptotic"): 5 v 6, U = 3: 0.02846; 5 v 5, U = 2: 0.02828; 3 v 6, U = 0
    # with continuity correction: 0.02819. Signed-rank without correction at 6 pairs, W = 0: 0.02771.
    sizes = [(n1, n2) for n1 in (3, 4, 5, 6) for n2 in (3, 4, 5) if n2 <= n1] + [6]
    assert found("0.028", sizes=sizes) == [
        ("rank-sum", (5, 5), "normal", 2, 23),
        ("rank-sum", (6, 5), "normal", 3, 27),
        ("signed-rank", (6,), "normal", 0, 21),
        ("rank-sum", (6, 3), "normal-cc", 0, 18),
    ]


def test_decimals_matter():
    sizes = [(6, 5)]
    assert [s for *_, s, _ in found("0.03", sizes=sizes, conventions=["exact"])] == [3]
    assert found("0.028", sizes=sizes, conventions=["exact"]) == []
    assert [s for *_, s, _ in found("0.02", sizes=sizes, conventions=["normal"])] == [2]
    assert found("0.020", sizes=sizes, conventions=["normal"]) == []


def test_a_half_may_be_rounded_up_or_to_even():
    # The exact p of 4 pairs that all move the same way is 0.125.
    for text in ("0.12", "0.13"):
        assert [s for *_, s, _ in found(text, sizes=[4], conventions=["exact"])] == [0]


def test_a_bound_is_a_range():
    # Published critical value: U <= 3 at 5 v 6, two-sided 5%.
    assert [s for *_, s, _ in found("<0.05", sizes=[(6, 5)], conventions=["exact"])] == [0, 1, 2, 3]
    assert [s for *_, s, _ in found("<0.0625", sizes=[5], conventions=["exact"])] == []
    assert [s for *_, s, _ in found("≤0.0625", sizes=[5], conventions=["exact"])] == [0]
    assert len(found(">0.05", sizes=[(6, 5)], conventions=["exact"])) == 12


def test_looser_readings_are_labelled_and_off_by_default():
    # 5 v 6, exact: U = 1 has p = 0.0087.
    assert found("0.008", sizes=[(6, 5)], conventions=["exact"]) == []
    (fit,) = decode("0.008", sizes=[(6, 5)], conventions=["exact"], also=["truncated"]).fits
    assert (fit.reading, fit.statistic) == ("truncated", 1)
    halves = decode("0.016", sizes=[6], conventions=["exact"], also=["one-sided"]).fits
    assert [(fit.reading, fit.statistic) for fit in halves] == [("one-sided", 0)]
    assert halves[0].pvalue == 1 / 64


def listed(n, n1, method):
    """Every statistic of up to n tied values, from the middle down, with its p."""
    found = set()
    for _, statistics, pvalues in tied_pvalues(looked_at(n, n1), n1, [method]):
        for row, column in np.argwhere(~np.isnan(pvalues)):
            found.add((statistics[column], round(pvalues[row, column], 12)))
    return found


@pytest.mark.parametrize("sizes", [(3, 3), (3, 4)])
@pytest.mark.parametrize("method", ["exact", "normal", "normal-cc"])
def test_ties_cover_every_tied_data_set_of_two_groups(sizes, method):
    met = set()
    for values in product(range(3), repeat=sum(sizes)):
        if len(set(values)) > 1:
            test = rank_sum(values[: sizes[0]], values[sizes[0] :], method=method)
            lower = min(test.statistic, sizes[0] * sizes[1] - test.statistic)
            met.add((lower, round(test.pvalue, 12)))
    assert met <= listed(sum(sizes), sizes[0], method)
    assert len(met) > 10


def test_ties_cover_every_tied_set_of_differences():
    tests = [signed_rank(d) for d in product((-3, -2, -1, 1, 2, 3), repeat=4) if len({abs(v) for v in d}) < 4]
    met = {(min(test.statistic, 10 - test.statistic), round(test.pvalue, 12)) for test in tests}
    assert met == listed(4, None, "exact")


def test_a_direction_is_named_only_when_reported():
    options = {"sizes": [(6, 5)], "conventions": ["normal"]}
    assert decode("0.028", **options).table()["reported"].isna().all()
    assert decode("0.028", direction="higher", **options).table()["reported"].tolist() == [27]
    assert decode("0.028", direction="lower", **options).table()["reported"].tolist() == [3]


def test_fits_carry_the_exact_p_and_the_effect():
    (fit,) = decode("0.028", sizes=[(6, 5)], conventions=["normal"]).fits
    table = attainable(6, 5).set_index("statistic")
    assert fit.exact == table.loc[3, "pvalue"]
    assert fit.effect == pytest.approx(0.8)


def test_sentences_say_what_was_found_or_that_nothing_was():
    assert "U = 3 or 27" in decode("0.028", sizes=[(6, 5)], conventions=["normal"]).sentence()
    none = decode("0.9999", sizes=[(6, 5)], conventions=WITHOUT_TIES)
    assert none.sentence().startswith("No statistic of the 3 combinations")
    assert "none can be preferred" in decode("<0.05", sizes=[(6, 5)]).sentence()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<.000", "No p is below 0, so “<.000” holds for none. “.000” alone stands for every p below 0.0005"),
        ("< 0.00", "“0.00” alone stands for every p below 0.005; “<0.005” may be meant."),
        ("≤0.000", "No p is 0 or below 0"),
        ("<0", "No p is below 0, so “<0” holds for none."),
        (">1.00", "No p is above 1"),
    ],
)
def test_a_bound_that_no_p_meets_says_what_may_be_meant(text, words):
    decoding = decode(text, sizes=[(6, 5), 6])
    assert decoding.fits == ()
    assert words in decoding.sentence()


def test_a_printed_zero_is_a_small_p():
    assert PrintedPvalue(".000").range == (0, 0.0005)
    assert PrintedPvalue(".000").beyond == PrintedPvalue("<0.05").beyond == ""
    (fit,) = decode(".000", sizes=[(8, 8)], conventions=["exact"]).fits[:1]
    assert fit.statistic == 0


@pytest.mark.parametrize(
    "text", ["ns", "1.2", "", "< ", "p=0.02", "-0.1", "1e-3", "+0.02", "０.02", 0.02, True, None]
)
def test_unusable_p_values_are_refused(text):
    with pytest.raises(ValueError, match="not a printed p-value"):
        PrintedPvalue(text)


@pytest.mark.parametrize("text", ["0,02", "<0,02"])
def test_a_decimal_comma_is_told(text):
    with pytest.raises(ValueError, match="Write a decimal comma as a point"):
        PrintedPvalue(text)


def test_unusable_options_are_refused():
    with pytest.raises(ValueError, match="also is 'guess'"):
        decode("0.02", sizes=[6], also=["guess"])
    with pytest.raises(ValueError, match=r"values is 1\. Pass a whole number from 2 up"):
        decode("0.02", sizes=[6], values=1)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"sizes": []}, "hold no design of rank-sum or signed-rank"),
        ({"sizes": [6], "tests": ["rank-sum"]}, "hold no design of rank-sum"),
        ({"sizes": 6}, r"Pass a list of designs, such as \[6\]"),
        ({"sizes": [6], "conventions": []}, "conventions hold none"),
        ({"sizes": [6], "tests": []}, "tests hold none"),
        ({"sizes": [6], "direction": "up"}, "direction is 'up'"),
    ],
)
def test_a_question_about_nothing_is_refused(options, words):
    with pytest.raises(ValueError, match=words):
        decode("0.02", **options)


def test_a_design_named_twice_counts_once():
    assert decode("0.028", sizes=[6, 6]) == decode("0.028", sizes=[6])


def test_nan_never_fits():
    assert not any(PrintedPvalue(text).fits(np.nan) for text in ("0.02", "<0.05", ">0.05"))


def test_ties_are_tried_where_nothing_fits_without_them():
    # Hoglund and Frendin 2002, 6 v 6: 0.06414 with R's switch at ties (their single values), printed 0.064.
    found = decode("0.064", sizes=[(6, 6)])
    assert [(fit.convention, fit.statistic) for fit in found.fits] == [
        ("normal-cc-ties", 6),
        ("normal-ties", 6.5),
        ("normal-ties", 7),
    ]
    assert found.fits[0].pvalue == pytest.approx(0.06414, abs=5e-6)
    said = found.sentence()
    assert said.startswith(
        "Where values tie, p = 0.064 stands for: 6 v 6 subjects, normal approximation with"
    )
    assert "as computed by R’s wilcox.test before version 4.6" in said
    assert said.endswith("All ties were counted.")


def test_what_fits_without_ties_is_not_sought_with_them():
    found = decode("0.026", sizes=[(6, 6)])
    assert [(fit.convention, fit.statistic) for fit in found.fits] == [("exact", 4)]
    assert (found.ties, found.all_ties) == ("", False)
    tied = decode("0.026", sizes=[(6, 6)], conventions=["exact-ties"])
    assert all(fit.convention == "exact-ties" for fit in tied.fits)
    assert tied.ties == "All ties were counted."


def test_many_statistics_are_told_by_convention():
    said = decode("0.728", sizes=[(12, 12)], values=6).sentence()
    assert (
        "8 statistics of the rank-sum test, exact, given the ties of a scale of 6 values, as computed" in said
    )
    assert "1 statistic of the rank-sum test, normal approximation, variance corrected for ties" in said
    assert said.endswith("none can be preferred. All ties of a scale of 6 values were counted.")


def test_a_scale_of_few_values_leaves_no_data_without_ties():
    assert found("1.000", sizes=[(3, 3)], conventions=["exact"], values=5) == []
    assert len(found("1.000", sizes=[(3, 3)], conventions=["exact"], values=6)) == 1
    # Four differences on a scale of four values have three sizes.
    assert found("1.000", sizes=[4], conventions=["exact"], values=4) == []
    assert len(found("1.000", sizes=[4], conventions=["exact"], values=5)) == 1


@pytest.mark.parametrize("correction", [True, False])
def test_pairs_with_ties_and_zeros_are_decoded(correction):
    """SciPy's wilcoxon, normal, which drops zeros as R does."""
    name, counted = "normal-cc-ties" if correction else "normal-ties", 0
    for differences in combinations_with_replacement((-2, -1, 0, 1, 2), 4):
        zeros = differences.count(0)
        if zeros == 4 or (not zeros and len({abs(d) for d in differences}) == 4):
            continue
        truth = wilcoxon(differences, correction=correction, method="asymptotic")
        fits = decode(f"{truth.pvalue:.6f}", sizes=[4], conventions=[name]).fits
        assert (zeros, truth.statistic) in [(fit.zeros, fit.statistic) for fit in fits]
        counted += 1
    assert counted == 69
    fits = decode("0.0975", sizes=[5], conventions=["normal-cc-ties"]).fits
    assert any("4 pairs, 1 zero difference dropped" in fit.sentence() for fit in fits)


def test_bounds_hold_for_conventions_with_ties():
    bound = decode("<0.05", sizes=[(5, 5)], conventions=["exact-ties"])
    assert {fit.statistic for fit in bound.fits} >= {0, 0.5, 1, 1.5, 2}
    assert all(fit.pvalue < 0.05 for fit in bound.fits)
    both = decode("≤0.05", sizes=[(5, 5)], conventions=["exact-ties"])
    assert {fit.statistic for fit in bound.fits} <= {fit.statistic for fit in both.fits}
    rounded = decode("0.05", sizes=[(5, 5)], conventions=["exact-ties"])
    assert all(0.045 <= fit.lowest <= fit.pvalue <= 0.055 for fit in rounded.fits)
    assert rounded.fits


def test_ties_that_are_too_many_are_said_and_not_refused():
    few = decode("0.1234", sizes=[(16, 16)], conventions=["exact-ties"])
    assert not few.all_ties
    assert few.ties.startswith(
        "Not all ties were counted: of 16 v 16 subjects for an exact p only those that "
    )
    assert few.sentence().endswith(few.ties)
    assert decode("0.1234", sizes=[(16, 16)], conventions=["normal-cc-ties"]).all_ties
    two = decode("0.123456789", sizes=[(3, 3), (16, 16)])
    assert two.ties.endswith("The other sizes were counted whole.")
