"""Conventions by name, against SciPy in its modes and against output that other programs printed."""

from collections.abc import Iterator

import numpy as np
import pytest
from scipy import stats

from analysis.data import Study
from analysis.inference import rank_sum, signed_rank
from analysis.inference.pvalues import METHODS
from analysis.reconstruction import individuals
from analysis.reported import CONVENTIONS, convention, decode
from analysis.reported.attained import largest, ties_looked_at, with_ties
from analysis.reported.conventions import NAMES, WITHOUT_TIES

GROUPS = [(3, 3), (4, 3), (3, 5), (5, 5)]


def listed(name: str, sizes: tuple[int, ...]) -> set[tuple[float, float]]:
    """Every statistic, of two mirror images the smaller, and its p when some values tie."""
    every = with_ties([convention(name)], sizes, ties_looked_at(sizes, None), None)
    return {
        (statistic, round(p, 9))
        for block in every
        for row in block.pvalues
        for statistic, p in zip(block.statistics, row, strict=True)
        if p == p
    }


def two_groups(sizes: tuple[int, int]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Seeded groups of whole numbers from 0 to 4 that tie but are not all equal."""
    random = np.random.default_rng(7)
    for _ in range(40):
        x, y = (random.integers(0, 5, size=n) for n in sizes)
        both = np.concatenate([x, y])
        if 1 < len(set(both)) < len(both):
            yield x, y


def test_what_needs_least_comes_first() -> None:
    ties = [each.ties for each in CONVENTIONS]
    assert ties == sorted(ties, key=["none", "counted", "ignored"].index)
    assert WITHOUT_TIES == METHODS
    assert len(set(NAMES)) == len(NAMES)


def test_every_program_is_named_with_the_place_where_it_was_read() -> None:
    programs = [program for each in CONVENTIONS for program in each.programs]
    assert all(program.link.startswith("https://") and program.tests for program in programs)


def test_a_convention_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match=r"name is 'sas'\. Use one of exact, normal"):
        convention("sas")


def test_scipys_wilcoxon_changes_its_way_at_14_pairs() -> None:
    """SciPy 1.17: where values tie an exact permutation up to 13 pairs, the normal distribution from 14."""
    few = [1, 1, -2, 3, 4, 5, -6, 7, 8, 9, 10, 11, 12]
    assert stats.wilcoxon(few).pvalue == pytest.approx(signed_rank(few).pvalue)
    more = [*few, 13]
    assert stats.wilcoxon(more).pvalue == pytest.approx(signed_rank(more, method="normal").pvalue)


@pytest.mark.parametrize("sizes", GROUPS)
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("normal-cc-ties", {}),
        ("normal-cc-ties", {"method": "asymptotic"}),
        ("normal-ties", {"method": "asymptotic", "use_continuity": False}),
        ("exact-ties-ignored", {"method": "exact"}),
        ("doubled-ties", {"method": stats.PermutationMethod(n_resamples=10_000)}),
    ],
)
def test_scipys_mannwhitneyu_is_listed(name: str, options: dict[str, object], sizes: tuple[int, int]) -> None:
    """SciPy's mannwhitneyu: by default normal with correction where values tie, otherwise as asked."""
    known, count = listed(name, sizes), 0
    for x, y in two_groups(sizes):
        found = stats.mannwhitneyu(x, y, **options)
        u = min(found.statistic, largest(sizes) - found.statistic)
        assert (u, round(float(found.pvalue), 9)) in known
        count += 1
    assert count > 20


@pytest.mark.parametrize("sizes", GROUPS)
def test_scipys_ranksums_is_listed(sizes: tuple[int, int]) -> None:
    """SciPy's ranksums: normal, with neither correction."""
    known = listed("normal-ties-ignored", sizes)
    for x, y in two_groups(sizes):
        assert any(round(float(stats.ranksums(x, y).pvalue), 9) == p for _, p in known)


@pytest.mark.parametrize("values", [None, 2])
@pytest.mark.parametrize("sizes", [(1, 1), (2, 1), (2, 3), (5, 5)])
def test_values_that_are_all_equal_are_listed_where_ties_are_ignored(
    sizes: tuple[int, int], values: int | None
) -> None:
    """SciPy's ranksums and exact mannwhitneyu print p = 1 of the U in the middle, all values being equal."""
    x, y = ([1] * n for n in sizes)
    theirs = {
        "normal-ties-ignored": stats.ranksums(x, y).pvalue,
        "exact-ties-ignored": stats.mannwhitneyu(x, y, method="exact").pvalue,
        "normal-cc-ties-ignored": 1.0,  # no program known; a correction never passes the middle
    }
    for name, p in theirs.items():
        fits = decode(f"{p:.2f}", sizes=[sizes], conventions=[name], values=values).fits
        assert (largest(sizes) / 2, 1.0) in [(fit.statistic, fit.pvalue) for fit in fits]


def test_values_that_are_all_equal_have_no_p_where_the_variance_counts_ties() -> None:
    assert decode("1.00", sizes=[(1, 1)], conventions=["normal-ties"]).fits == ()


@pytest.mark.parametrize("pairs", [4, 6, 7])
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("exact-ties", {}),
        ("normal-ties", {"method": "asymptotic"}),
        ("normal-cc-ties", {"method": "asymptotic", "correction": True}),
    ],
)
def test_scipys_wilcoxon_is_listed(name: str, options: dict[str, object], pairs: int) -> None:
    """SciPy's wilcoxon drops zeros; by default it permutes few pairs where values tie or are zero."""
    known, random, count = listed(name, (pairs,)), np.random.default_rng(11), 0
    for _ in range(60):
        differences = random.integers(-4, 5, size=pairs)
        used = np.abs(differences[differences != 0])
        if not len(used) or len(set(used)) == pairs:
            continue
        found = stats.wilcoxon(differences, **options)
        assert (float(found.statistic), round(float(found.pvalue), 9)) in known, differences
        count += 1
    assert count > 20


@pytest.mark.parametrize(
    ("text", "sizes", "name", "statistic", "values"),
    [
        # SAS 9, NPAR1WAY's example of 19 reaction times: S = 79.5 of six, Z = 1.7720 with CORRECT=NO.
        ("0.1054", (13, 6), "exact-ties", 19.5, 5),
        ("0.0764", (13, 6), "normal-ties", 19.5, 5),
        # SAS, 10 v 5 without ties, S = 30 of five: "Z includes a continuity correction of 0.5".
        ("0.2446", (10, 5), "normal-cc", 15, None),
        ("0.2544", (10, 5), "exact", 15, None),
        # Stata's ranksum of its data set fuel2: rank sum 128 of twelve, adjusted variance 295.96.
        ("0.2010", (12, 12), "normal-ties", 50, None),
        # Stata's ranksum and R's wilcox.test of the same eleven ranks.
        ("0.1003", (5, 6), "normal", 6, None),
        ("0.1255", (5, 6), "exact", 6, None),
        # R's wilcox.test before 4.6: "cannot compute exact p-value with ties", W = 4; V = 9.5 of five pairs.
        ("0.01778", (7, 6), "normal-cc-ties", 4, None),
        ("0.01399", (7, 6), "exact", 4, None),
        ("0.6845", 5, "normal-cc-ties", 5.5, None),
        # R's packages coin and exactRankTests, rotarod: 19 of 24 rats at the ceiling (Bergmann et al. 2000).
        ("0.0373", (12, 12), "exact-ties", 42, 6),
        ("0.0147", (12, 12), "normal-ties", 42, 6),
        # Two p-values of one test in a paper (Hoglund and Frendin 2002), recomputed from its single values.
        ("0.02597", (6, 6), "exact", 4, None),
        ("0.06414", (6, 6), "normal-cc-ties", 6, None),
        ("0.0584", (6, 6), "exact-ties", 6, None),
    ],
)
def test_a_p_that_a_program_printed_is_decoded(
    text: str, sizes: int | tuple[int, int], name: str, statistic: float, values: int | None
) -> None:
    found = decode(text, sizes=[sizes], conventions=[name], values=values)
    assert statistic in [fit.statistic for fit in found.fits]


@pytest.mark.parametrize(("marker", "text"), [("CRYER", "0.728"), ("LANZA", "0.822")])
def test_the_public_scores_of_a_trial_are_among_what_its_p_stands_for(marker: str, text: str) -> None:
    """Gagliano-Juca et al. 2016 print p = 0.728 and 0.822; their scores, 0 to 5, give 0.72766 and 0.82166."""
    rows = individuals(Study.read("data/examples/rebamipide_2016"))
    rows = rows[(rows["marker"] == marker) & (rows["visit"] == "Day 7")]
    first, second = (rows.loc[rows["arm"] == arm, "value"] for arm in ("PLA", "REB"))
    truth = rank_sum(first, second)
    assert round(truth.pvalue, 5) == {"0.728": 0.72766, "0.822": 0.82166}[text]
    found = decode(text, sizes=[(12, 12)], values=6)
    (fit,) = [
        fit
        for fit in found.fits
        if fit.convention == "exact-ties" and truth.statistic in (fit.statistic, fit.mirror)
    ]
    assert fit.lowest <= truth.pvalue <= fit.pvalue
    assert "exact, given the ties of a scale of 6 values" in fit.sentence()
    assert found.all_ties
    assert found.ties == "All ties of a scale of 6 values were counted."
