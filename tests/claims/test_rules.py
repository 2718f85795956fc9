"""Each verdict's function both ways: a change of what it reads changes the verdict."""

import json
from collections.abc import Callable

import pandas as pd
import pytest

from analysis import claims
from analysis.claims import RULES, ClaimVerdict
from analysis.data import Study

pytestmark = pytest.mark.slow

STUDY = Study.read()
FINDINGS, CLAIMS = STUDY.findings, STUDY.claims
Given = dict[str, object]
Change = Callable[[pd.DataFrame], pd.DataFrame]


def judge(by: str, cited: str, given: Given | None = None, **tables: pd.DataFrame) -> ClaimVerdict:
    """The verdict on a claim made up for a test."""
    row = {
        "CLAIMID": "made-up",
        "CLAIM": "A statement.",
        "KIND": "observation",
        "FINDINGS": cited,
        "CONFLICTS": "",
        "VERDICT_BY": by,
        "ARGUMENTS": json.dumps(given) if given else "",
        "SECTION": "chapters/aging#sec-aging-esr",
    }
    (verdict,) = claims.judge(STUDY.with_tables(**tables), pd.DataFrame([row]))
    return verdict


def put(name: str, **cells: str) -> pd.DataFrame:
    """The findings with some cells of one row changed."""
    changed = FINDINGS.copy()
    assert name in set(changed["FINDINGID"])
    for column, text in cells.items():
        changed.loc[changed["FINDINGID"] == name, column] = text
    return changed


def add(like: str, **cells: str) -> pd.DataFrame:
    """The findings with one more row, made from another."""
    row = FINDINGS[FINDINGS["FINDINGID"] == like].assign(FINDINGID="y5-made-up", **cells)
    return pd.concat([FINDINGS, row], ignore_index=True)


SEX = "y5-men y5-women y5-enrolled"
BLOOD = "y5-hgb y5-enrolled"
LOW = "y5-tnfa-ld y5-n-ld y5-baseline-missing-ld"
P = "y5-il1ra-p y5-n-hd y5-n-ld"
SIX_MONTHS = "p1-il1ra-hd-m6 p1-il1ra-ld-m6 p1-il1ra-p-m6 p1-n-hd p1-n-ld"
EFFECT = "y5-effect-both-ld y5-tnfa-ld y5-il6-ld"
RATIO = "y5-il1ra-ratio po-il1ra-hd-baseline"
CONTROL = "y5-control-group"
FRAIL = {"cells": "umbilical cord", "people": "aging frailty"}
IN_CHINA = {"cells": "umbilical cord", "country": "China", "years": 5}
STAYED = "y5-labs-normal y5-igf1-range y5-igf1"
DIRECT = {"markers": ["IL1RA"], "visit": "Year 5", "comparison": "HD v LD"}
IN_RANGE = {"markers": ["IGF1"], "visit": "Year 5"}
LEVEL = {"STAT": "mean", "PARAMCD": "IGF1", "COMPARISON": "", "DIRECTION": ""}

COHORTS = {"marker": "IL1RA", "visit": "Year 5"}
TESTS = {"tests": ["rank-sum"]}

OWN = FINDINGS
CASES = [
    ("adds_up", SEX, {}, OWN, "adds up"),
    ("adds_up", SEX, {}, put("y5-men", VALUE="5"), "contradicted by the source itself"),
    ("adds_up", SEX, {}, put("y5-men", VALUE="a few"), "cannot be tested"),
    ("counted_in_history", "y5-statin", {"words": ["atorvastatin"]}, OWN, "adds up"),
    (
        "counted_in_history",
        "y5-statin",
        {"words": ["atorvastatin"]},
        put("y5-statin", VALUE="2"),
        "contradicted by the source itself",
    ),
    ("counted_in_history", "y5-hospital-ld", {"kinds": ["operation"], "told": "part"}, OWN, "consistent"),
    (
        "counted_in_history",
        "y5-hospital-ld",
        {"kinds": ["operation"], "told": "part"},
        put("y5-hospital-ld", VALUE="3"),
        "contradicted by the source itself",
    ),
    ("excluded_by_zero_events", "y5-cancer y5-enrolled", {"limit": 0.01}, OWN, "cannot be tested"),
    (
        "excluded_by_zero_events",
        "y5-cancer y5-enrolled",
        {"limit": 0.01},
        put("y5-enrolled", VALUE="300"),
        "consistent",
    ),
    ("excluded_by_zero_events", "y5-cancer y5-enrolled", {"limit": 0.25}, OWN, "consistent"),
    (
        "excluded_by_zero_events",
        "y5-cancer y5-enrolled",
        {"limit": 0.01},
        put("y5-cancer", VALUE="1"),
        "contradicted by the source itself",
    ),
    ("told_by_both", "y5-healthy a5-healthy", {}, OWN, "consistent"),
    ("told_by_both", "y5-function", {}, OWN, "cannot be tested"),
    (
        "told_by_both",
        "y5-function a5-healthy",
        {"part": "that all are well", "silent": "work"},
        OWN,
        "cannot be tested",
    ),
    ("told_by_both", "y5-dose-ld a5-dose-ld", {}, put("a5-dose-ld", VALUE="64"), "cannot be tested"),
    ("both_hold", "y5-esr y5-esr-stable", {}, OWN, "contradicted by the source itself"),
    ("both_hold", "y5-esr y5-esr-stable", {}, put("y5-esr", DIRECTION="stable"), "consistent"),
    ("both_hold", "y5-esr y5-esr-stable", {"or_as": "a low level"}, OWN, "cannot be tested"),
    (
        "both_hold",
        "y5-esr y5-esr-stable",
        {"or_as": "a low level"},
        put("y5-esr", DIRECTION="stable"),
        "consistent",
    ),
    ("both_hold", "y5-tumor-markers-change y5-cea", {}, OWN, "consistent"),
    (
        "both_hold",
        "y5-tumor-markers-change y5-cea",
        {},
        put("y5-cea", SIGNIFICANCE="significant"),
        "contradicted by the source itself",
    ),
    ("both_hold", "y5-bmi-normal y5-bmi-over-25", {}, OWN, "contradicted by the source itself"),
    ("both_hold", "y5-bmi-normal y5-bmi-over-25", {}, put("y5-bmi-over-25", VALUE="0"), "consistent"),
    ("both_hold", "y5-hgf-hd-trend y5-hgf-hd", {}, OWN, "consistent"),
    ("both_hold", "y5-hgf-hd-trend y5-hgf-hd", {"read_as": "change from baseline"}, OWN, "cannot be tested"),
    (
        "both_hold",
        "y5-hgf-hd-trend y5-hgf-hd",
        {"read_as": "change from baseline"},
        put("y5-hgf-hd-trend", COMPARISON="Year 5 v Baseline"),
        "contradicted by the source itself",
    ),
    (
        "both_hold",
        "y5-hgf-hd-trend y5-hgf-hd",
        {"read_as": "change from baseline"},
        put("y5-hgf-hd", DIRECTION="higher"),
        "consistent",
    ),
    ("both_hold", "y5-age y5-age-again", {}, put("y5-age", VALUE="57"), "contradicted by the source itself"),
    ("stayed_in_range", STAYED, {"entered": ["IGF1"]}, OWN, "contradicted by the source itself"),
    (
        "stayed_in_range",
        STAYED,
        {"entered": ["IGF1"]},
        put("y5-igf1", DIRECTION="no difference"),
        "consistent",
    ),
    ("stayed_in_range", STAYED, {"entered": ["IGF1"]}, put("y5-igf1-range", DIRECTION="lower"), "consistent"),
    ("stayed_in_range", STAYED, {}, OWN, "consistent"),
    (
        "stayed_in_range",
        f"{STAYED} y5-high-cholesterol",
        {},
        OWN,
        "contradicted by the source itself",
    ),
    (
        "stayed_in_range",
        f"{STAYED} y5-high-cholesterol",
        {},
        put("y5-high-cholesterol", VALUE="0"),
        "consistent",
    ),
    ("shown_by_markers", EFFECT, {}, OWN, "contradicted by the source itself"),
    ("shown_by_markers", EFFECT, {}, put("y5-il6-ld", DIRECTION="lower"), "cannot be tested"),
    (
        "shown_by_markers",
        EFFECT,
        {},
        put("y5-il6-ld", DIRECTION="lower", SIGNIFICANCE="significant"),
        "consistent",
    ),
    ("within_reach", BLOOD, {"says": "significant"}, OWN, "consistent"),
    (
        "within_reach",
        BLOOD,
        {"says": "significant"},
        put("y5-hgb", SIGNIFICANCE="not significant"),
        "contradicted by the source itself",
    ),
    ("within_reach", BLOOD, {"says": "significant"}, put("y5-enrolled", VALUE="4"), "cannot be tested"),
    ("within_reach", "po-il1ra-p-d2 p1-n-hd", {"says": "significant"}, OWN, "consistent"),
    (
        "within_reach",
        "po-il1ra-p-d2 p1-n-hd",
        {"says": "significant"},
        put("p1-n-hd", VALUE="4"),
        "inconsistent",
    ),
    ("within_reach", f"y5-igf1 {BLOOD}", {"says": "no difference"}, OWN, "contradicted by the source itself"),
    (
        "within_reach",
        f"y5-igf1 {BLOOD}",
        {"says": "no difference", "or_as": "others"},
        OWN,
        "cannot be tested",
    ),
    ("within_reach", LOW, {"says": "no difference", "lost": 1}, OWN, "cannot be tested"),
    ("within_reach", LOW, {"says": "no difference"}, OWN, "consistent"),
    ("within_reach", f"y5-estradiol {SEX}", {"says": "no difference"}, OWN, "consistent"),
    ("within_reach", f"y5-testosterone {SEX}", {"says": "no difference"}, OWN, "cannot be tested"),
    ("within_reach", f"y5-dheas y5-testosterone {SEX}", {"says": "no difference"}, OWN, "cannot be tested"),
    (
        "within_reach",
        f"y5-testosterone {SEX}",
        {"says": "no difference"},
        put("y5-men", VALUE="6"),
        "consistent",
    ),
    ("within_reach", "y5-testosterone y5-enrolled", {"says": "no difference"}, OWN, "cannot be tested"),
    (
        "within_reach",
        f"y5-testosterone {SEX}",
        {"says": "no difference"},
        put("y5-men", VALUE="0"),
        "cannot be tested",
    ),
    ("decodable", P, {"tests": ["rank-sum"]}, OWN, "consistent"),
    ("decodable", P, {"tests": ["rank-sum"]}, put("y5-il1ra-p", VALUE="0.0001"), "cannot be tested"),
    (
        "decodable",
        P,
        {"tests": ["rank-sum"]},
        put("y5-il1ra-p", VALUE="0.0001", TEST="Mann-Whitney"),
        "inconsistent",
    ),
    ("two_groups_possible", SIX_MONTHS, {}, OWN, "consistent"),
    ("two_groups_possible", SIX_MONTHS, {}, put("p1-il1ra-p-m6", VALUE="0.0001"), "inconsistent"),
    ("compared_directly", "y5-il1ra-p", DIRECT, OWN, "consistent"),
    (
        "compared_directly",
        "y5-il1ra-p",
        DIRECT,
        put("y5-il1ra-p", COMPARISON="Year 5 v Baseline"),
        "cannot be tested",
    ),
    (
        "compared_directly",
        "y5-il1ra-p",
        DIRECT,
        put("y5-il1ra-p", VALUE="0.28"),
        "contradicted by the source itself",
    ),
    (
        "compared_directly",
        "y5-il1ra-p",
        DIRECT | {"shows": "no difference"},
        put("y5-il1ra-p", VALUE="0.28"),
        "consistent",
    ),
    ("change_of", RATIO, {}, OWN, "cannot be tested"),
    ("change_of", RATIO, {}, add("p1-il1ra-hd-m6", AVISIT="Year 5", VALUE="1250"), "reproduced"),
    (
        "change_of",
        RATIO,
        {},
        add("p1-il1ra-hd-m6", AVISIT="Year 5", VALUE="1250").assign(SOURCEID="summary2025"),
        "adds up",
    ),
    (
        "change_of",
        RATIO,
        {},
        add("p1-il1ra-hd-m6", AVISIT="Year 5", VALUE="600"),
        "contradicted by the source itself",
    ),
    ("levels_printed", "y5-igf1-range", IN_RANGE, OWN, "cannot be tested"),
    ("levels_printed", "y5-igf1-range", IN_RANGE, add("y5-igf1", VALUE="120", **LEVEL), "adds up"),
    (
        "levels_printed",
        "y5-igf1-range",
        IN_RANGE,
        add("y5-igf1", VALUE="190", **LEVEL),
        "contradicted by the source itself",
    ),
    ("needs_control", CONTROL, {"against": "people without the cells"}, OWN, "cannot be tested"),
    (
        "needs_control",
        CONTROL,
        {"against": "people without the cells"},
        put(CONTROL, VALUE="1"),
        "consistent",
    ),
    (
        "needs_control",
        CONTROL,
        {"against": "people without the cells", "shows": "nothing"},
        OWN,
        "consistent",
    ),
    (
        "needs_control",
        CONTROL,
        {"against": "people without the cells", "shows": "nothing"},
        put(CONTROL, VALUE="1"),
        "contradicted by the source itself",
    ),
    ("agrees_with_aging", "y5-fev1", {}, OWN, "consistent"),
    ("agrees_with_aging", "y5-fev1", {}, put("y5-fev1", DIRECTION="higher"), "cannot be tested"),
    ("agrees_with_aging", "y5-il1ra-older", {"expects": "falls"}, OWN, "cannot be tested"),
    ("agrees_with_aging", "y5-il1ra-older", {"expects": "rises"}, OWN, "consistent"),
    ("agrees_with_aging", "y5-bmi-over-25", {"expects": "rises"}, OWN, "cannot be tested"),
    ("first_of_its_kind", "y5-registration-date", FRAIL, OWN, "cannot be tested"),
    ("first_of_its_kind", "y5-registration-date", IN_CHINA, OWN, "inconsistent"),
    (
        "first_of_its_kind",
        "y5-registration-date",
        IN_CHINA,
        put("y5-registration-date", VALUE="2009-01-01"),
        "cannot be tested",
    ),
    (
        "first_of_its_kind",
        "y5-registration-date",
        FRAIL,
        put("y5-registration-date", VALUE="2022-01-01"),
        "inconsistent",
    ),
    (
        "fills_gap",
        "y5-follow-up",
        {"cells": "umbilical cord", "region": "Asia", "years": 5},
        OWN,
        "cannot be tested",
    ),
    (
        "fills_gap",
        "y5-follow-up",
        {"cells": "umbilical cord", "region": "Asia", "years": 15},
        OWN,
        "consistent",
    ),
    ("safe_before", "y5-follow-up", {"people": ["lupus"], "years": 5}, OWN, "consistent"),
    ("safe_before", "y5-follow-up", {"people": ["lupus"], "years": 7}, OWN, "cannot be tested"),
    ("safe_before", "y5-follow-up", {"people": ["lupus", "diabetes"], "years": 5}, OWN, "cannot be tested"),
    ("safe_before", "y5-follow-up", {"people": ["lupus", "liver cirrhosis"], "years": 5}, OWN, "consistent"),
    ("follows_signal", "y5-il6-hd y5-hs-crp", {}, OWN, "cannot be tested"),
    ("follows_signal", "y5-il6-hd y5-hs-crp", {}, put("y5-hs-crp", DIRECTION="lower"), "consistent"),
    ("follows_signal", "y5-il6-hd y5-hs-crp", {}, put("y5-il6-hd", DIRECTION="stable"), "consistent"),
    ("follows_signal", "y5-il6-hd y5-hs-crp", {}, put("y5-il6-hd", DIRECTION=""), "cannot be tested"),
]


@pytest.mark.parametrize(("by", "cited", "given", "findings", "verdict"), CASES)
def test_verdicts(by: str, cited: str, given: Given, findings: pd.DataFrame, verdict: str) -> None:
    found = judge(by, cited, given, findings=findings)
    assert found.verdict == verdict, found.reason
    assert found.by == by
    assert found.reason.endswith(".")


def test_every_function_is_tested_both_ways() -> None:
    seen: dict[str, set[str]] = {}
    for by, *_, verdict in CASES:
        seen.setdefault(by, set()).add(verdict)
    assert set(seen) == set(RULES) - {"holds_in_cohorts"}, "that one turns on priors, below"
    assert all(len(verdicts) >= 2 for verdicts in seen.values())


def test_a_ratio_can_be_to_or_by() -> None:
    """Worked by hand: 436 × 3 = 1308, and one baseline more is 1744."""
    reason = judge("change_of", RATIO).reason
    assert reason.endswith("nearly 3 times would be up to 1308, by nearly 3 times up to 1744.")


@pytest.mark.parametrize(
    ("by", "cited", "given"),
    [("two_groups_possible", SIX_MONTHS, ""), ("compared_directly", "y5-il1ra-p", DIRECT)],
)
def test_a_comparison_of_levels_says_that_it_is_one(by: str, cited: str, given: Given) -> None:
    unknown = judge(by, cited, given).reason
    assert unknown.endswith(" Levels, not changes, are compared; no low-dose baseline is printed.")
    begun = judge(by, cited, given, findings=add("po-il1ra-hd-baseline", TRT01A="LD")).reason
    assert begun.endswith(" Levels, not changes, are compared.")


def test_what_a_follower_is_compared_with_is_told() -> None:
    reason = judge("follows_signal", "y5-il6-hd y5-hs-crp y5-esr").reason
    assert "hs-CRP is told as stable and sedimentation rate is told as higher, against month 6" in reason
    assert "and not against baseline" in reason


def test_what_is_printed_decides_what_cohorts_say() -> None:
    """Levels of both arms at both visits leave the assumptions nothing to move; words do not."""
    own = judge("holds_in_cohorts", "y5-il1ra-p", COHORTS)
    assert own.verdict == "cannot be tested"
    assert own.reason.count("over all assumptions") == 2, "no share without its range"
    assert "the rule asks for 95 % under every assumption" in own.reason
    later = FINDINGS.copy()
    for name, mean in {"p1-il10-hd-m6": "400", "p1-il10-ld-m6": "251"}.items():
        row = later["FINDINGID"] == name
        later.loc[row, ["VALUE", "SPREAD"]] = [mean, "9"]
        begun = later[row].assign(FINDINGID=f"{name}-before", AVISIT="Baseline", AVISITN="0", VALUE="250")
        later = pd.concat([later, begun], ignore_index=True)
    found = judge("holds_in_cohorts", "p1-il10-p-m6", {"marker": "IL10", "visit": "Month 6"}, findings=later)
    assert (found.verdict, found.judgment) == ("consistent", True), found.reason


def test_divided_sources_are_called_so() -> None:
    """Of men one source says that testosterone falls and one that it does not; the third is on women."""
    found = judge("agrees_with_aging", "y5-testosterone", {"expects": "falls"})
    assert found.verdict == "cannot be tested"
    assert "the 2 cited sources are divided" in found.reason
    assert set(found.references) == {"feldman2002", "kelsey2014"}


def test_other_tables_decide_too() -> None:
    """What is known of other people is a choice of sources: another choice, another verdict."""
    turned = STUDY.table("aging").replace({"DIRECTION": {"falls": "rises"}})
    assert judge("agrees_with_aging", "y5-fev1", aging=turned).verdict == "cannot be tested"
    healed = STUDY.medical_history.assign(CMTRT="")
    history = judge("counted_in_history", "y5-statin", {"words": ["atorvastatin"]}, medical_history=healed)
    assert history.verdict == "contradicted by the source itself"


def test_a_first_tells_both_dates_and_whom_this_trial_treated() -> None:
    own = judge("first_of_its_kind", "y5-registration-date", FRAIL)
    assert "published 2024" in own.reason
    assert "this trial's paper is of 2025" in own.reason
    assert (
        "Begun before: not told; the start told is June 2020, and this trial carries the date 2016"
        in own.reason
    )
    assert "nobody in it is said to have aging frailty" in own.reason
    assert own.references == ("zhu2024",)
    sooner = STUDY.table("studies").assign(BEGUN="2010")
    found = judge("first_of_its_kind", "y5-registration-date", FRAIL, studies=sooner)
    assert found.verdict == "inconsistent"
    unread = STUDY.table("studies").assign(BEGUN="")
    open_still = judge("first_of_its_kind", "y5-registration-date", FRAIL, studies=unread)
    assert "no start was read" in open_still.reason
    others = STUDY.table("studies").query("PEOPLE != 'aging frailty'")
    none = judge("first_of_its_kind", "y5-registration-date", FRAIL, studies=others)
    assert "a list cannot prove a first" in none.reason
    later = STUDY.table("studies").replace({"PUBLISHED": {"2024": "2026"}})
    after = judge("first_of_its_kind", "y5-registration-date", FRAIL, studies=later)
    assert "a list cannot prove a first" in after.reason, "published after this trial's paper"


DATED = "y5-registration-date p1-published p1-follow-up"


def test_a_dated_report_bounds_who_came_first() -> None:
    """Six months before September 2020 is March, and the other trial's start is told as June."""
    bounded = judge("first_of_its_kind", DATED, FRAIL)
    assert "over by about March 2020 and very probably came first." in bounded.reason
    assert "That, not the dates, leaves the claim open" in bounded.reason
    late = judge("first_of_its_kind", DATED, FRAIL, findings=put("p1-published", VALUE="2021-02-01"))
    assert "over by about August 2020." in late.reason
    assert "came first" not in late.reason
    year_alone = STUDY.table("studies").replace({"BEGUN": {"2020-06": "2020"}})
    assert "came first" not in judge("first_of_its_kind", DATED, FRAIL, studies=year_alone).reason
    # A date of this trial after the other's start refutes nothing once its infusions are known to be earlier.
    dated = put("y5-registration-date", VALUE="2022-01-01")
    assert judge("first_of_its_kind", DATED, FRAIL, findings=dated).verdict == "cannot be tested"


def test_a_first_of_one_product_is_asked_of_that_product() -> None:
    given = {"product": "CLV-100", "years": 5, "shows": "safety"}
    found = judge("first_of_its_kind", "y5-follow-up", given)
    assert found.reason.startswith(
        "Only this cohort is known to us to have had CLV-100 and been followed for 5"
    )
    assert "whether safety is shown is judged under safety" in found.reason
    assert not found.references
    earlier = STUDY.table("studies")
    earlier.loc[earlier["REFID"] == "lupus-six-years", "TRIAL"] = "CLV-100"
    same = judge("first_of_its_kind", "y5-registration-date", given, studies=earlier)
    assert same.verdict == "inconsistent"


def test_a_sentence_with_two_readings_names_both() -> None:
    found = judge("both_hold", "y5-esr y5-esr-stable", {"or_as": "a low level"})
    assert "One is a change and the other none." in found.reason
    assert "read as a low level, it lets both stand" in found.reason
    assert found.judgment


def test_what_the_abstract_says_in_part_is_told() -> None:
    found = judge(
        "told_by_both",
        "y5-function a5-healthy",
        {"part": "that all are well", "silent": "work", "needs": "a look"},
    )
    assert found.reason == (
        "The authors' abstract says that all are well; of work it says nothing, and to check it would take a "
        "look."
    )


def test_a_p_of_two_arms_that_pairs_give_too_is_said_to_be() -> None:
    """2 * (1 - Phi(2.2014)) = 0.0277 for W+ = 21 of six: mean 10.5, variance 22.75."""
    assert (
        "of 6 pairs against baseline gives by approximation (0.02771)" in judge("decodable", P, TESTS).reason
    )
    other = judge("decodable", P, TESTS, findings=put("y5-il1ra-p", VALUE="0.030"))
    assert "against baseline" not in other.reason


def test_a_study_of_several_tissues_has_each_of_them() -> None:
    found = judge("safe_before", "y5-follow-up", {"cells": "umbilical cord", "people": ["lupus"], "years": 5})
    assert "81 people, 5 years, published 2018, cells from bone marrow or umbilical cord" in found.reason
    marrow = judge("safe_before", "y5-follow-up", {"cells": "bone marrow", "people": ["lupus"], "years": 5})
    assert "81 people" in marrow.reason
    assert "9 people" not in marrow.reason


def test_studies_that_do_not_call_the_cells_safe_are_no_example() -> None:
    harmed = STUDY.table("studies").assign(SAFE="")
    found = judge("safe_before", "y5-follow-up", {"people": ["lupus"], "years": 5}, studies=harmed)
    assert found.verdict == "cannot be tested"
    assert "Cited without such words: lupus (9 people, 6 years, published 2017)" in found.reason
    told = judge("safe_before", "y5-follow-up", {"cells": "umbilical cord", "years": 5})
    assert told.reason.endswith("Told of among their people: deaths in 2 of 4 and cancers in 1 of 4.")
    calm = judge("safe_before", "y5-follow-up", {"people": ["lupus"], "years": 6})
    assert "Told of among" not in calm.reason
    both = judge("safe_before", "y5-follow-up", {"people": ["severe COVID-19", "diabetes"]})
    assert "of severe COVID-19 and diabetes" in both.reason


@pytest.mark.parametrize("by", ["first_of_its_kind", "safe_before", "fills_gap"])
def test_verdicts_on_earlier_studies_read_no_other_table(by: str) -> None:
    """Of the study they are judged alike when every table is empty but that of studies and their findings."""
    rows = CLAIMS[CLAIMS["VERDICT_BY"] == by]
    others = ("medical_history", "aging", "priors", "reporting", "summary_of_findings", "safety", "rates")
    emptied = STUDY.with_tables(**{name: STUDY.table(name).iloc[:0] for name in others})
    found = [verdict.reason for verdict in claims.judge(emptied, rows)]
    assert found == [verdict.reason for verdict in claims.judge(STUDY, rows)]


def test_what_came_into_its_range_outweighs_one_exception() -> None:
    found = judge("stayed_in_range", f"{STAYED} y5-high-cholesterol", {"entered": ["IGF1"]})
    assert "IGF-1 (lower, called significant) is told to have come into its range of 95-168" in found.reason
    weaker = judge("stayed_in_range", f"{STAYED} y5-high-cholesterol")
    assert "high cholesterol: 1. The second is an exception to the first." in weaker.reason


def test_arithmetic_is_not_called_reproduced() -> None:
    """That word is kept for a result obtained again from another source or by other means."""
    own = {verdict.claim: verdict for verdict in claims.judge(STUDY, CLAIMS)}
    sums = {"adds_up", "counted_in_history", "levels_printed"}
    assert not [v for v in own.values() if v.by in sums and v.verdict == "reproduced"]
    assert own["five-low-six-high"].verdict == "adds up"


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


def test_a_part_that_the_authors_tell_too_is_named() -> None:
    part = judge("told_by_both", "y5-cancer-exam y5-tumor-markers a5-tumor-markers")
    assert part.verdict == "cannot be tested"
    assert "tell a part of it (tumor markers: within range)" in part.reason


def test_of_a_long_list_those_with_limits_are_named() -> None:
    found = judge(
        "levels_printed", "y5-labs-within", {"markers": ["HGB", "HCT", "MCV", "ESR"], "visit": "Year 5"}
    )
    assert "any test asked about (hemoglobin, hematocrit, mean cell volume and" in found.reason
    assert "no limits are printed for hemoglobin, hematocrit and mean cell volume" in found.reason
    longer = judge(
        "levels_printed",
        "y5-labs-within",
        {"markers": ["HGB", "HCT", "MCV", "ESR", "GLUC"], "visit": "Year 5"},
    )
    assert "no limits are printed except for sedimentation rate" in longer.reason


def test_a_finding_that_is_gone_is_named() -> None:
    kept = FINDINGS[FINDINGS["FINDINGID"] != "y5-men"]
    verdict = judge("adds_up", SEX, findings=kept)
    assert (verdict.verdict, "y5-men" in verdict.reason) == ("cannot be tested", True)


@pytest.mark.parametrize(
    ("by", "given", "complaint"),
    [
        ("guess", {}, "found 'guess'; expected one of: told_by_both"),
        ("adds_up", {"whole": "11"}, "found 'whole'; expected arguments of the rule: none"),
        ("needs_control", {}, "found no 'against'"),
        ("excluded_by_zero_events", {"limit": "small"}, "limit 'small'; expected a number"),
        ("within_reach", {"says": "maybe"}, "one of: significant, no difference"),
        ("within_reach", {"says": "significant", "lost": 1.5}, "lost 1.5; expected a whole number"),
        ("levels_printed", {"markers": "IGF1", "visit": "Year 5"}, "markers 'IGF1'; expected a list"),
        ("levels_printed", {"markers": ["IGF1"], "visit": "Year 6"}, "'Year 6'; expected one of: Baseline"),
        ("levels_printed", {"markers": ["IGF9"], "visit": "Year 5"}, "markers 'IGF9'; expected one of"),
    ],
)
def test_bad_rows_are_refused(by: str, given: Given, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        judge(by, SEX, given)


def test_every_problem_of_the_table_of_claims_is_listed_with_its_row() -> None:
    table = STUDY.claims
    table.loc[3, "VERDICT_BY"] = "guess"
    table.loc[5, "ARGUMENTS"] = json.dumps({"whole": 11})
    found = claims.check(STUDY.with_tables(claims=table))
    assert [(problem.row, problem.column) for problem in found][:2] == [(5, "VERDICT_BY"), (7, "ARGUMENTS")]
    assert all(problem.remedy for problem in found)


def test_ties_that_are_too_many_to_list_leave_a_p_open() -> None:
    """Of 12 against 12 no statistic without ties prints so, and those with ties are not listed."""
    row = FINDINGS["FINDINGID"].isin(["y5-n-hd", "y5-n-ld"])
    twelve = put("y5-il1ra-p", VALUE="0.99999")
    twelve.loc[row, "VALUE"] = "12"
    found = judge("decodable", P, TESTS, findings=twelve)
    assert found.verdict == "cannot be tested"
    assert "those with ties in more than 12 subjects are too many to list" in found.reason


def test_changes_are_not_called_levels() -> None:
    """A code that ends with CHG is a change."""
    parameters = STUDY.parameters.replace({"PARAMCD": {"IL1RA": "IL1RACHG"}})
    findings = FINDINGS.replace({"PARAMCD": {"IL1RA": "IL1RACHG"}})
    given = DIRECT | {"markers": ["IL1RACHG"]}
    found = judge("compared_directly", "y5-il1ra-p", given, findings=findings, parameters=parameters)
    assert found.verdict == "consistent"
    assert "Levels" not in found.reason
