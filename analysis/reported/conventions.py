"""How programs compute the p-value of a rank test: by name, what needs least first.

Two things decide: the distribution (exact, or normal with or without a continuity correction) and what is
done where values tie. Each program is named with the place where what it does was read: its documentation or
source, or those of a program that prints its output again.
"""

from dataclasses import dataclass
from typing import Literal

from analysis.inference.checks import one_of

Test = Literal["rank-sum", "signed-rank"]
Ties = Literal["none", "counted", "ignored"]
Distribution = Literal["exact", "doubled", "normal", "normal-cc"]

_R = "https://github.com/wch/r-source/blob/0c26529e807a9b1dd65f7324958c17bf72e1de1a/src/library/stats/R/wilcox.test.R"
_R_46 = "https://github.com/r-devel/r-svn/commit/24688cd35f176f33cd336baff76209d6ba18196d"
_SCIPY = "https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats."
_PRISM = "https://www.graphpad.com/guides/prism/8/statistics/how_the_mann-whitney_test_works.htm"
_COIN = "https://www.rdocumentation.org/packages/coin/versions/1.3-1/topics/rotarod"
_EXACT_RANK_TESTS = "https://rdrr.io/cran/exactRankTests/man/wilcox.exact.html"
_STATA = "https://www.stata.com/manuals13/rranksum.pdf"
_SAS = "https://support.sas.com/documentation/cdl/en/statug/67523/HTML/default/statug_npar1way_examples03.htm"
_SAS_DEFAULT = (
    "https://support.sas.com/documentation/cdl/en/statug/65328/HTML/default/statug_npar1way_details04.htm"
)
_R2SPSS = "https://rdrr.io/github/aalfons/r2spss/src/R/wilcoxon_test.R"
_PSPP = (
    "https://github.com/lemenkov/pspp/blob/2c4b104df57f2e8b5ed2afa50819294aaac4aa6c/"
    "src/language/stats/mann-whitney.c"
)


@dataclass(frozen=True, slots=True)
class Program:
    """A program that prints p-values by a convention.

    Attributes:
        name: the program, its function or the line of its output, and when, as behind "computed by".
        link: where this was read.
        tests: the tests for which it was read.
    """

    name: str
    link: str
    tests: tuple[Test, ...] = ("rank-sum",)

    @property
    def named(self) -> str:
        """The name, with the test where it is that of pairs alone and does not say so."""
        pairs = self.tests == ("signed-rank",) and "pairs" not in self.name
        return self.name + " (pairs)" * pairs


@dataclass(frozen=True, slots=True)
class Convention:
    """One way in which a p-value is computed.

    Attributes:
        name: its key.
        words: the same for a sentence.
        distribution: "exact", p being the chance of a statistic at least as far from the middle; "doubled",
            exact with the smaller tail doubled, which differs only where ties make the tails unequal;
            "normal", or "normal-cc" with a continuity correction of 1/2.
        ties: "none": no two values are equal; "counted": some are, and the distribution, or the variance of
            the normal one, is that of the ties; "ignored": some are, and it is that of values without ties.
        programs: those that do so by default or by an option.
        tests: the tests that it is for.
    """

    name: str
    words: str
    distribution: Distribution
    ties: Ties
    programs: tuple[Program, ...] = ()
    tests: tuple[Test, ...] = ("rank-sum", "signed-rank")

    def printed_by(self, test: Test) -> str:
        """The programs that compute a test so, for a sentence; empty where none is known.

        Examples:
            >>> convention("normal-ties-ignored").printed_by("rank-sum")
            'SciPy’s ranksums'
        """
        names = [program.name for program in self.programs if test in program.tests]
        return ", ".join(names[:-1]) + " or " * (len(names) > 1) + names[-1] if names else ""


_BOTH: tuple[Test, ...] = ("rank-sum", "signed-rank")

CONVENTIONS = (
    Convention(
        "exact",
        "exact",
        "exact",
        "none",
        (
            Program("R’s wilcox.test below 50 values a group", _R, _BOTH),
            Program("SciPy’s mannwhitneyu with 8 values or fewer in a group", _SCIPY + "mannwhitneyu.html"),
            Program("GraphPad Prism", _PRISM),
        ),
    ),
    Convention(
        "normal",
        "normal approximation",
        "normal",
        "none",
        (
            Program("SPSS’s “Asymp. Sig.”", _R2SPSS, _BOTH),
            Program("Stata’s ranksum", _STATA),
            Program("coin’s wilcox_test", _COIN),
        ),
    ),
    Convention(
        "normal-cc",
        "normal approximation with continuity correction",
        "normal-cc",
        "none",
        (
            Program("SAS’s NPAR1WAY", _SAS_DEFAULT),
            Program("R’s wilcox.test from 50 values a group", _R, _BOTH),
            Program(
                "SciPy’s mannwhitneyu with more than 8 values in each group", _SCIPY + "mannwhitneyu.html"
            ),
        ),
    ),
    Convention(
        "exact-ties",
        "exact, given the ties",
        "exact",
        "counted",
        (
            Program("coin’s wilcox_test with an exact distribution", _COIN),
            Program("exactRankTests’ wilcox.exact", _EXACT_RANK_TESTS, _BOTH),
            Program("SAS’s EXACT statement", _SAS),
            Program("GraphPad Prism from version 6", _PRISM),
            Program("R’s wilcox.test from version 4.6", _R_46, ("signed-rank",)),
            Program("SciPy 1.17’s wilcoxon up to 13 pairs", _SCIPY + "wilcoxon.html", ("signed-rank",)),
        ),
    ),
    Convention(
        "doubled-ties",
        "exact, given the ties, with the smaller tail doubled",
        "doubled",
        "counted",
        (Program("SciPy’s mannwhitneyu with a PermutationMethod", _SCIPY + "mannwhitneyu.html"),),
        ("rank-sum",),
    ),
    Convention(
        "normal-cc-ties",
        "normal approximation with continuity correction, variance corrected for ties",
        "normal-cc",
        "counted",
        (
            Program("R’s wilcox.test before version 4.6", _R, _BOTH),
            Program("SAS’s NPAR1WAY", _SAS_DEFAULT),
            Program("SciPy’s mannwhitneyu", _SCIPY + "mannwhitneyu.html"),
        ),
    ),
    Convention(
        "normal-ties",
        "normal approximation, variance corrected for ties",
        "normal",
        "counted",
        (
            Program("SPSS’s “Asymp. Sig.”", _R2SPSS, _BOTH),
            Program("PSPP", _PSPP),
            Program("Stata’s ranksum", _STATA),
            Program("coin’s wilcox_test", _COIN),
            Program("SciPy 1.17’s wilcoxon from 14 pairs", _SCIPY + "wilcoxon.html", ("signed-rank",)),
        ),
    ),
    Convention(
        "normal-ties-ignored",
        "normal approximation, ties not corrected for",
        "normal",
        "ignored",
        (Program("SciPy’s ranksums", _SCIPY + "ranksums.html"),),
    ),
    Convention(
        "normal-cc-ties-ignored",
        "normal approximation with continuity correction, ties not corrected for",
        "normal-cc",
        "ignored",
    ),
    Convention(
        "exact-ties-ignored",
        "exact distribution of values without ties, a half U taken toward the middle",
        "exact",
        "ignored",
        (
            Program("SciPy’s mannwhitneyu with method exact", _SCIPY + "mannwhitneyu.html"),
            Program("SPSS’s “Exact Sig. [2*(1-tailed Sig.)]” where U is whole", _R2SPSS),
        ),
        ("rank-sum",),
    ),
)
"""All conventions, in the order in which a decoder tries them."""
NAMES = tuple(convention.name for convention in CONVENTIONS)
WITHOUT_TIES = tuple(convention.name for convention in CONVENTIONS if convention.ties == "none")


def convention(name: str) -> Convention:
    """The convention of this name.

    Raises:
        ValueError: there is none.

    Examples:
        >>> convention("normal-cc-ties").words
        'normal approximation with continuity correction, variance corrected for ties'
    """
    one_of(name, "name", NAMES)
    return CONVENTIONS[NAMES.index(name)]
