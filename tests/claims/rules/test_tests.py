"""What a printed p or a claim of significance can rest on."""

import pytest

from analysis import claims
from analysis.data import Study, find
from tests.claims.made_up import DIRECT, FINDINGS, SEX, SIX_MONTHS, STUDY, Given, P, add, judge, put

pytestmark = pytest.mark.slow

TESTS = {"tests": ["rank-sum"]}


@pytest.mark.parametrize(
    ("by", "cited", "given"),
    [("two_groups_possible", SIX_MONTHS, ""), ("compared_directly", "y5-il1ra-p", DIRECT)],
)
def test_a_comparison_of_levels_says_that_it_is_one(by: str, cited: str, given: Given) -> None:
    unknown = judge(by, cited, given).reason
    assert unknown.endswith(" Levels, not changes, are compared; no low-dose baseline is printed.")
    begun = judge(by, cited, given, findings=add("po-il1ra-hd-baseline", TRT01A="LD")).reason
    assert begun.endswith(" Levels, not changes, are compared.")


def test_a_p_of_two_arms_that_pairs_give_too_is_said_to_be() -> None:
    """2 * (1 - Phi(2.2014)) = 0.0277 for W+ = 21 of six: mean 10.5, variance 22.75."""
    assert (
        "of 6 pairs against baseline gives by approximation (0.02771)" in judge("decodable", P, TESTS).reason
    )
    other = judge("decodable", P, TESTS, findings=put("y5-il1ra-p", VALUE="0.030"))
    assert "against baseline" not in other.reason


def test_a_test_of_one_sex_has_the_pairs_of_that_sex() -> None:
    """Four men: 2/2^4 exactly, 0.0679 by the normal approximation (W+ 0 of mean 5, variance 7.5)."""
    mixed = judge("within_reach", f"y5-dheas y5-estradiol y5-testosterone {SEX}", {"says": "no difference"})
    assert (mixed.figures["pairs"], mixed.figures["exact floor"]) == (4, 0.125)
    assert mixed.figures["smallest floor"] == pytest.approx(0.0679, abs=5e-5)
    for words in ("4 pairs", "for testosterone", "11 pairs for DHEA-S", "7 pairs for estradiol", "not told"):
        assert words in mixed.reason
    assert mixed.judgment
    # Within an arm the split is not known: HD can hold six women, LD five, and either all four men.
    high = judge("within_reach", "y5-estradiol y5-n-hd y5-men y5-women", {"says": "no difference"})
    assert (high.figures["pairs"], high.verdict) == (6, "consistent")
    low = judge("within_reach", "y5-estradiol y5-n-ld y5-men y5-women", {"says": "no difference", "lost": 1})
    assert (low.figures["pairs"], low.verdict) == (4, "cannot be tested")


def test_a_group_of_measurements_is_told_of_members_that_are_only_named() -> None:
    """Of the tumor markers PSA has the pairs of the four men, CA 125 and CA 15-3 those of the seven women."""
    named = "y5-tumor-markers-change y5-ca125 y5-ca153 y5-psa"
    markers = judge("within_reach", f"{named} {SEX}", {"says": "no difference"})
    assert (markers.figures["pairs"], markers.verdict) == (4, "cannot be tested")
    for words in ("4 pairs", "for PSA", "7 pairs for CA 125 and CA 15-3", "11 pairs for other tumor markers"):
        assert words in markers.reason
    women = judge("within_reach", f"y5-tumor-markers-change y5-ca125 {SEX}", {"says": "no difference"})
    assert (women.figures["pairs"], women.verdict) == (7, "consistent")
    # A marker of another system that is only named says nothing of itself.
    glucose = judge("within_reach", f"y5-glucose y5-psa {SEX}", {"says": "no difference"})
    assert (glucose.figures["pairs"], glucose.verdict) == (11, "consistent")


def test_ties_that_are_too_many_to_count_leave_a_p_open() -> None:
    """Of 12 against 12 no statistic prints so without ties, and of those with ties not all are counted."""
    row = FINDINGS["FINDINGID"].isin(["y5-n-hd", "y5-n-ld"])
    twelve = put("y5-il1ra-p", VALUE="0.99999999")
    twelve.loc[row, "VALUE"] = "12"
    found = judge("decodable", P, TESTS, findings=twelve)
    assert found.verdict == "cannot be tested"
    assert "Not all ties were counted: of " in found.reason


def test_changes_are_not_called_levels() -> None:
    """A code that ends with CHG is a change."""
    parameters = STUDY.parameters.replace({"PARAMCD": {"IL1RA": "IL1RACHG"}})
    findings = FINDINGS.replace({"PARAMCD": {"IL1RA": "IL1RACHG"}})
    given = DIRECT | {"markers": ["IL1RACHG"]}
    found = judge("compared_directly", "y5-il1ra-p", given, findings=findings, parameters=parameters)
    assert found.verdict == "consistent"
    assert "Levels" not in found.reason


def test_a_stated_spread_is_not_called_a_reading() -> None:
    """The other trial says that its ± are SDs: only the number of samples stays open."""
    other = Study.read(find() / "examples" / "mpc_2017")
    own = {verdict.claim: verdict.reason for verdict in claims.judge(other)}
    assert "though not under every number of samples." in own["bone-grew-less"]
    ours = judge("two_groups_possible", SIX_MONTHS).reason
    assert "though not under every reading of ± and of the number of samples." in ours
