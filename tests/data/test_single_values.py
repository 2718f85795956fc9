"""The trials with public values: what their papers print is recomputed from the values, and SciPy agrees."""

import math
import re
from collections import Counter
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from scipy import stats

from analysis import data
from analysis.data import Study

TRIALS = data.read("trials").set_index("TRIALID")
VALUES = data.read("trial_values")
ROWS = data.read("trial_comparisons").to_dict("records")
COMPARISONS = {row["COMPARISONID"]: row for row in ROWS}
SIDES = {name: tuple(np.array(side, float) for side in data.sides(row)) for name, row in COMPARISONS.items()}
CONVENTIONS = ("exact", "normal", "normal-cc", "normal, no ties", "normal-cc, no ties")
"""In the order in which they are tried: what needs least comes first."""


def totals(ranks: np.ndarray, size: int | None) -> Counter[int]:
    """How many subsets (of this size) of doubled ranks have each sum: counted one rank after the other."""
    found = Counter({(0, 0): 1})
    for rank in np.rint(2 * ranks).astype(int):
        found += Counter({(n + 1, total + rank): ways for (n, total), ways in found.items()})
    sums: Counter[int] = Counter()
    for (n, total), ways in found.items():
        if size is None or n == size:
            sums[total] += ways
    return sums


def beyond(sums: Counter[int], observed: float) -> float:
    """Two-sided p: the share of sums at least as far from their middle."""
    middle = (max(sums) + min(sums)) / 2
    far = sum(ways for total, ways in sums.items() if abs(total - middle) >= abs(2 * observed - middle))
    return far / sums.total()


def normal(distance: float, variance: float) -> float:
    return float(min(1, 2 * stats.norm.sf(max(distance, 0) / math.sqrt(variance))))


def rank_sum(x: np.ndarray, y: np.ndarray) -> dict[str, float]:
    n, m = len(x), len(y)
    both = n + m
    ranks = stats.rankdata(np.concatenate([x, y]))
    ties = np.unique(ranks, return_counts=True)[1]
    distance = abs(ranks[:n].sum() - n * (both + 1) / 2)
    plain = n * m * (both + 1) / 12
    tied = plain - n * m * (ties**3 - ties).sum() / (12 * both * (both - 1))
    return dict(
        zip(
            CONVENTIONS,
            (
                beyond(totals(ranks, n), ranks[:n].sum()),
                normal(distance, tied),
                normal(distance - 0.5, tied),
                normal(distance, plain),
                normal(distance - 0.5, plain),
            ),
            strict=True,
        )
    )


def signed_rank(x: np.ndarray, y: np.ndarray) -> dict[str, float]:
    """With zeros left out, as nearly all programs do."""
    change = np.round(x - y, 9)
    change = change[change != 0]
    n = len(change)
    ranks = stats.rankdata(abs(change))
    positive = ranks[change > 0].sum()
    distance = abs(positive - n * (n + 1) / 4)
    tied, plain = (ranks**2).sum() / 4, n * (n + 1) * (2 * n + 1) / 24
    return dict(
        zip(
            CONVENTIONS,
            (
                beyond(totals(ranks, None), positive),
                normal(distance, tied),
                normal(distance - 0.5, tied),
                normal(distance, plain),
                normal(distance - 0.5, plain),
            ),
            strict=True,
        )
    )


def t_tests(x: np.ndarray, y: np.ndarray, *, paired: bool) -> dict[str, float]:
    if paired:
        return {"paired t": float(stats.ttest_rel(x, y).pvalue)}
    return {
        "independent t": float(stats.ttest_ind(x, y).pvalue),
        "Welch t": float(stats.ttest_ind(x, y, equal_var=False).pvalue),
    }


def pvalues(name: str) -> dict[str, float]:
    """The p-values of the test that the paper names, in every convention, what needs least first."""
    row, (x, y) = COMPARISONS[name], SIDES[name]
    paired = row["DESIGN"] == "pairs"
    if not any(word in row["TEST"] for word in ("Wilcoxon", "Mann", "rank")):
        return t_tests(x, y, paired=paired)
    return signed_rank(x, y) if paired else rank_sum(x, y)


def printed_as(value: float, text: str, rounding: str) -> bool:
    """Whether a value is printed like this, to the decimals of the text."""
    exact = Decimal(repr(round(value, 12)))
    return exact.quantize(Decimal(text), rounding=rounding) == Decimal(text)


def printed_numbers(name: str) -> list[tuple[float, str]]:
    """The means and spreads of a comparison, as the values give them and as printed."""
    row = COMPARISONS[name]
    pairs = []
    for number, side in enumerate(SIDES[name], start=1):
        sd = float(side.std(ddof=1))
        spread = {"sd": sd, "sem": sd / math.sqrt(len(side)), "": math.nan}[row["SPREADKIND"]]
        pairs += [(float(side.mean()), row[f"MEAN{number}"]), (spread, row[f"SPREAD{number}"])]
    return [(value, text) for value, text in pairs if text]


NUMBERS = [name for name, row in COMPARISONS.items() if row["PVALUE"] and row["PVALUE"][0] in "01."]
BOUNDS = [name for name, row in COMPARISONS.items() if row["PVALUE"].startswith("<")]
MEANS = [name for name in COMPARISONS if printed_numbers(name)]


@pytest.mark.parametrize("name", NUMBERS)
def test_a_printed_p_comes_from_the_conventions_that_its_row_names_and_from_no_other(name: str) -> None:
    row = COMPARISONS[name]
    given = [way for way, p in pvalues(name).items() if printed_as(p, row["PVALUE"], ROUND_HALF_UP)]
    assert row["PVALUEBY"] == ("; ".join(given) or "none")


@pytest.mark.parametrize("name", BOUNDS)
def test_a_printed_bound_holds_in_one_convention_at_least(name: str) -> None:
    assert min(pvalues(name).values()) < float(COMPARISONS[name]["PVALUE"].removeprefix("<"))


@pytest.mark.parametrize("name", [name for name, row in COMPARISONS.items() if "Medians" in row["NOTE"]])
def test_printed_medians_agree_with_the_values(name: str) -> None:
    printed = re.search(
        r"Medians (\S+) and (\S+) are printed (?:in the table )?and agree", COMPARISONS[name]["NOTE"]
    )
    assert printed
    assert [
        printed_as(float(np.median(side)), text, ROUND_HALF_UP)
        for side, text in zip(SIDES[name], printed.groups(), strict=True)
    ] == [True, True]


@pytest.mark.parametrize("name", MEANS)
def test_printed_means_and_spreads_come_from_the_values_as_the_row_says(name: str) -> None:
    numbers = printed_numbers(name)
    rounded = [printed_as(value, text, ROUND_HALF_UP) for value, text in numbers]
    cut = [printed_as(value, text, ROUND_DOWN) for value, text in numbers]
    either = [one or other for one, other in zip(rounded, cut, strict=True)]
    said = "rounded" if all(rounded) else "truncated" if all(either) else "neither"
    assert COMPARISONS[name]["DECIMALS"] == said


def test_what_does_not_agree_is_told_in_a_note() -> None:
    for row in ROWS:
        if row["PVALUEBY"] == "none" or row["DECIMALS"] in ("neither", "truncated"):
            assert row["NOTE"], row["COMPARISONID"]


def test_a_row_without_a_printed_number_names_none() -> None:
    for row in ROWS:
        assert bool(row["PVALUEBY"]) == (row["COMPARISONID"] in NUMBERS), row["COMPARISONID"]
        assert bool(row["DECIMALS"]) == (row["COMPARISONID"] in MEANS), row["COMPARISONID"]


@pytest.mark.parametrize("name", list(COMPARISONS))
def test_values_are_whole_steps_of_their_scale(name: str) -> None:
    row = COMPARISONS[name]
    step = Decimal(row["STEP"])
    values = [Decimal(text) for side in data.sides(row) for text in side]
    assert all(value % step == 0 for value in values)
    assert all(value >= Decimal(row["LOWEST"] or "-Infinity") for value in values)
    assert all(value <= Decimal(row["HIGHEST"] or "Infinity") for value in values)


def test_groups_are_small() -> None:
    sizes = [len(side) for pair in SIDES.values() for side in pair]
    assert min(sizes) >= 3
    assert max(sizes) <= 25


def test_trials_values_and_comparisons_are_of_each_other() -> None:
    """Each trial has both, no value is of something that nothing compares, and a subject is of one arm."""
    keys = ["TRIALID", "PARAMCD"]
    compared = data.read("trial_comparisons")
    assert set(TRIALS.index) == set(compared["TRIALID"]) == set(VALUES["TRIALID"])
    assert set(map(tuple, compared[keys].to_numpy())) == set(map(tuple, VALUES[keys].to_numpy()))
    assert VALUES.groupby(["TRIALID", "USUBJID"])["TRT01A"].nunique().eq(1).all()
    for row in ROWS:
        assert row["COMPARISONID"].split("-")[0] == row["TRIALID"].rpartition("_")[0].split("_")[0]


def test_the_scales_differ() -> None:
    assert len(TRIALS) >= 13
    assert {row["STEP"] for row in ROWS} >= {"1", "0.5", "0.1", "0.01"}


def test_values_pile_up_at_limits() -> None:
    """At the ceiling, at the floor, and at zero where nothing more can fall: at least a third of a side."""
    for name, side, limit in (
        ("rotarod-exact", 1, 300),
        ("bilastine-80-20", 0, 0),
        ("levalbuterol-before-dose", 0, 0),
        ("bupivacaine-bupmor-sal-6", 0, 0),
    ):
        values = SIDES[name][side]
        assert (values == limit).sum() >= len(values) / 3


@pytest.mark.parametrize("name", list(COMPARISONS))
def test_the_normal_approximations_are_those_of_scipy(name: str) -> None:
    x, y = SIDES[name]
    for way, corrected in (("normal", False), ("normal-cc", True)):
        if COMPARISONS[name]["DESIGN"] == "pairs":
            moved = np.round(x - y, 9)
            theirs = stats.wilcoxon(moved[moved != 0], method="asymptotic", correction=corrected).pvalue
            ours = signed_rank(x, y)[way]
        else:
            theirs = stats.mannwhitneyu(x, y, method="asymptotic", use_continuity=corrected).pvalue
            ours = rank_sum(x, y)[way]
        assert ours == pytest.approx(theirs), way


def test_counting_is_scipys_enumeration() -> None:
    x, y = SIDES["meloxicam-decrease"]
    every = stats.PermutationMethod(n_resamples=math.comb(12, 6))
    assert rank_sum(x, y)["exact"] == pytest.approx(stats.mannwhitneyu(x, y, method=every).pvalue)
    x, y = SIDES["creatine-pairs-cre"]
    moved = (x - y)[x != y]
    every = stats.PermutationMethod(n_resamples=2 ** len(moved))
    assert signed_rank(x, y)["exact"] == pytest.approx(stats.wilcoxon(moved, method=every).pvalue)


def test_a_comparison_leads_to_its_paper() -> None:
    """A row of any of the three tables, as a trace of a figure names it."""
    source = TRIALS["SOURCEID"]
    for row in ROWS:
        (paper,) = data.sources_behind([f"trial_comparisons:{row['COMPARISONID']}"], None)
        assert paper.key == source[row["TRIALID"]]
    (paper,) = data.sources_behind(["trial_values:rotarod_2000-TIME-After dose-13"], None)
    assert paper.key == "bergmann2000"


def test_the_scores_of_the_example_study_are_the_same() -> None:
    observed = Study.read(data.find() / "examples" / "rebamipide_2016").table("adlb")
    observed = observed[(observed["AVISIT"] == "Day 7") & observed["PARAMCD"].isin(["CRYER", "LANZA"])]
    columns = ["PARAMCD", "AVISIT", "TRT01A", "USUBJID", "AVAL"]
    ours = VALUES[VALUES["TRIALID"] == "rebamipide_2016"][columns]
    theirs = observed.assign(USUBJID=observed["USUBJID"].str.removeprefix("V").str.lstrip("0"))[columns]
    assert set(map(tuple, ours.to_numpy())) == set(map(tuple, theirs.to_numpy()))
    assert len(ours) == len(theirs) == 48


def test_pairs_are_of_the_subjects_that_have_both_visits() -> None:
    row = COMPARISONS["creatine-pairs-cre"]
    first, second = data.sides(row)
    gone = VALUES[~VALUES[["AVISIT", "USUBJID"]].eq(["Pre", "3"]).all(axis=1)]
    assert data.sides(row, gone) == (first[:2] + first[3:], second[:2] + second[3:])


def test_a_side_without_values_is_refused() -> None:
    with pytest.raises(ValueError, match="has no row with"):
        data.sides(COMPARISONS["creatine-pairs-cre"] | {"FIRST": "Later"})
